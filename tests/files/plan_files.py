"""Run plans to read in tests: the examples, small calendars in code, the field data."""

import os
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hamstrong.adapters.files.run_plan import read_run_plan
from hamstrong.running.model import MARATHON_M, Race, RunPlan

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
LABELS = Path(__file__).parent / "labels"
SHARED = Path(os.environ.get("HAMSTRONG_SHARED", ROOT.parent / "shared"))
PLANS = SHARED / "data" / "ics"

MADRID = ZoneInfo("Europe/Madrid")
RACE_DAY = date(2027, 4, 18)
TODAY = date(2026, 11, 23)


def race_on(day: date = RACE_DAY, distance_m: float = MARATHON_M) -> Race:
    return Race(datetime.combine(day, time(9), MADRID), distance_m)


RACE = race_on()


def read(
    data: bytes | str,
    *,
    name: str = "plan",
    race: Race | None = RACE,
    zone: ZoneInfo = MADRID,
    usual: time = time(7, 0),
) -> RunPlan:
    raw = data.encode() if isinstance(data, str) else data
    return read_run_plan(raw, name=name, race=race, zone=zone, today=TODAY, usual_run_time=usual)


def calendar(*events: str, head: str = "") -> str:
    """A calendar of events given as lines separated by `|`."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *head.split("|")]
    for number, event in enumerate(events):
        body = event.split("|")
        if not any(line.startswith("UID") for line in body):
            body = [f"UID:{number}@test", *body]
        lines += ["BEGIN:VEVENT", *body, "END:VEVENT"]
    return "\r\n".join([line for line in [*lines, "END:VCALENDAR"] if line]) + "\r\n"


def field_data(*parts: str) -> Path:
    """A file or folder of the field data; skips the test where it is absent."""
    path = PLANS.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the field data is not beside this checkout: {'/'.join(parts)}")
    return path
