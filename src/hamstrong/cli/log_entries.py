"""The log on the screen, and entries typed by hand."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from rich.markup import escape
from rich.table import Table

from hamstrong.cli.athlete import current_athlete
from hamstrong.cli.output import console, print_json, print_warning
from hamstrong.cli.words import read_day, read_word
from hamstrong.coach.check_in import CheckIn, check_in
from hamstrong.coach.make_plan import replan_if_planned
from hamstrong.coach.model import EventKind
from hamstrong.coach.record_events import record_events
from hamstrong.errors import BadInput, HamstrongError

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors


def print_entries(doors: "Doors", *, last: int, kind: str, as_json: bool) -> None:
    """Print the latest entries, oldest of them first."""
    kinds = (read_word(kind, EventKind, place="--kind"),) if kind else ()
    with doors.reading() as ports:
        athlete = current_athlete(ports)
        events = ports.store.events.all(athlete.id, *kinds)[-last:]
    if as_json:
        print_json(
            [
                {"id": e.id, "kind": e.kind, "at": e.at.isoformat(), "data": dict(e.data)}
                for e in events
            ]
        )
        return
    table = Table(expand=True)
    for column in ("When", "What", "Entry"):
        table.add_column(column, no_wrap=column != "Entry")
    for event in events:
        when = f"{event.at.astimezone(athlete.zone):%Y-%m-%d %H:%M}"
        table.add_row(when, event.kind, escape(_entry(event.data)))
    console().print(table)


def add_entry(doors: "Doors", kind: str, data: Mapping[str, Any], *, at: str) -> None:
    """Append one event; a finished session also renews the plan, which may fail on its own.

    Raises BadInput when nothing was logged.
    """
    with doors.writing() as ports:
        athlete = current_athlete(ports)
        moment = at or ports.clock.now().astimezone(athlete.zone).isoformat()
        raw = {"id": str(uuid4()), "kind": kind, "at": moment, "data": dict(data)}
        recorded = record_events(ports, athlete.id, events=[raw])
        for refused in recorded.refused:
            raise BadInput(refused.error, place=refused.place.partition(".")[2])
    console().print(f"Logged {recorded.accepted[0]}")
    if recorded.replan:
        _renew_plan(doors, athlete.id)


def _renew_plan(doors: "Doors", athlete_id: str) -> None:
    """A unit of work of its own: what was logged stays, whatever becomes of the plan."""
    try:
        with doors.writing() as ports:
            replan_if_planned(ports, athlete_id)
    except HamstrongError as error:
        print_warning(f"The plan stays as it was: {error}")


def add_morning(
    doors: "Doors",
    *,
    soreness: str,
    pain: str,
    sleep_h: float | None,
    energy: int | None,
    day: str,
) -> None:
    """Append a check-in."""
    with doors.writing() as ports:
        athlete = current_athlete(ports)
        answer = CheckIn(
            day=read_day(day, place="--day") if day else ports.today(athlete.zone),
            soreness=_areas(soreness, place="--soreness"),
            pain=_areas(pain, place="--pain"),
            sleep_h=sleep_h,
            energy=energy,
        )
        event_id = check_in(ports, athlete.id, answer=answer)
    console().print(f"Logged {event_id}")


def _areas(text: str, *, place: str) -> dict[str, int]:
    scores = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        area, equals, score = entry.partition("=")
        if not equals or not score.strip().isdigit():
            raise BadInput(f"{entry!r} is no score: write it like calf=2.", place=place)
        scores[area.strip()] = int(score)
    return scores


def _entry(data: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {_plain(value)}" for key, value in data.items())


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{key}={score}" for key, score in value.items()) or "none"
    return str(value)
