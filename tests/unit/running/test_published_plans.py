"""The validator on plans that runners know, read by the readers they would be imported with."""

import os
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hamstrong.adapters.files.run_plan import read_run_plan
from hamstrong.running.model import MARATHON_M, Race
from hamstrong.running.validate import Finding, validate_run_plan

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("HAMSTRONG_SHARED", ROOT.parent / "shared"))
PLANS = SHARED / "data" / "ics" / "calendar-hack" / "yaml"
BERLIN = ZoneInfo("Europe/Berlin")
RACE = Race(datetime(2027, 4, 18, 10, tzinfo=BERLIN), MARATHON_M)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PLANS.is_dir(), reason="the folder of field data is not there"),
]


def judged(file: str) -> dict[str, Finding]:
    """The first finding of each rule."""
    plan = read_run_plan(
        (PLANS / file).read_bytes(),
        name=file,
        race=RACE,
        zone=BERLIN,
        today=date(2026, 6, 1),
        usual_run_time=time(7),
    )
    first: dict[str, Finding] = {}
    for finding in validate_run_plan(plan.runs, RACE):
        first.setdefault(finding.rule, finding)
    return first


def test_a_plan_with_a_longest_run_of_16_miles_is_long_enough_but_never_lets_go() -> None:
    findings = judged("hansons_beg_mara.yaml")
    assert "R5" not in findings
    assert findings["R3"].value >= 14
    assert findings["R13"].sentence == (
        "The plan starts with 24.1 km and peaks at 92.5 km a week. "
        "Usual is to start with at least half the peak."
    )


def test_marathon_pace_on_the_day_before_the_long_run_is_named() -> None:
    findings = judged("higdon_adv_mara1.yaml")
    assert findings["R8"].level == "warn"
    assert "two key runs" in findings["R8"].sentence


def test_a_first_marathon_plan_is_told_its_jumps() -> None:
    findings = judged("higdon_nov_mara1.yaml")
    assert findings["R1"].sentence == (
        "Week of 21 Dec: the long run jumps from 9.7 to 11.3 km (+17 %). "
        "Usual is at most +10 % over the longest run of 30 days."
    )
    assert not {"R5", "R9", "R10", "R12"} & set(findings)
