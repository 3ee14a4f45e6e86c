"""From the words of `hamstrong replan` to changes, and what followed on the screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamstrong.cli import words
from hamstrong.cli.athlete import current_athlete, current_id
from hamstrong.cli.change_table import print_change, way_back
from hamstrong.cli.day_words import read_absences, read_windows
from hamstrong.cli.known import find_run, find_session, read_when
from hamstrong.cli.say import SAY
from hamstrong.coach.change_plan import Edit, changing
from hamstrong.coach.days_off import SetWindows, TakeDayOff
from hamstrong.coach.deciding import decide
from hamstrong.coach.look import look
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.model import Athlete, PlanChange
from hamstrong.coach.move_run import MoveRun
from hamstrong.coach.move_session import FreeSession, MoveSession
from hamstrong.coach.preview import Act, preview
from hamstrong.coach.run_outcomes import AddRun, LengthenRun, TellRun
from hamstrong.errors import BadInput
from hamstrong.running.model import RunType

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors
    from hamstrong.coach.ports import Ports

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReplanWords:
    """The options of `hamstrong replan`, as typed."""

    move_run: Pair | None
    missed: list[str] | None
    remove: list[str] | None
    did: Pair | None
    lengthen: Pair | None
    add_run: Pair | None
    ill: list[str] | None
    away: list[str] | None
    travel: list[str] | None
    back: str
    day_off: list[str] | None
    hours: Pair | None
    move: Pair | None
    free: list[str] | None


def replan_and_print(
    doors: "Doors", given: ReplanWords, *, dry_run: bool, as_json: bool, every: bool
) -> None:
    """Try the changes, keep them unless it is a dry run, and print what followed."""
    with doors.reading() as ports:
        athlete = current_athlete(ports)
        edits = tuple(_edits(ports, athlete, given))
        act: Act[PlanChange | None] = changing(*edits) if edits else make_plan
    keep_and_print(doors, act, dry_run=dry_run, as_json=as_json, every=every)


def keep_and_print(
    doors: "Doors", act: Act[PlanChange | None], *, dry_run: bool, as_json: bool, every: bool
) -> None:
    """Print what follows from a change, or would follow where it is a dry run; `every` session in
    a row, also where many just hold more or less."""
    if dry_run:
        with doors.reading() as ports:
            tried = preview(ports, current_id(ports), act).outcome
        print_change(tried, dry_run=True, as_json=as_json, every=every)
        return
    change = decide(doors, current_id, act)
    with doors.reading() as ports:
        back = way_back(ports, current_id(ports), change)
    print_change(change, dry_run=False, as_json=as_json, back=back, every=every)


def _edits(ports: "Ports", athlete: Athlete, given: ReplanWords) -> Iterator[Edit]:
    yield from _run_edits(ports, athlete, given)
    yield from _day_edits(given)
    yield from _session_edits(ports, athlete, given)


def _run_edits(ports: "Ports", athlete: Athlete, given: ReplanWords) -> Iterator[Edit]:
    if given.move_run is not None:
        name, when = given.move_run
        run = find_run(ports, athlete.id, name, place="--move-run")
        start = read_when(when, hour=run.start.time(), zone=athlete.zone, place="--move-run")
        yield MoveRun(run.id, start)
    for name in given.missed or ():
        yield TellRun(find_run(ports, athlete.id, name, place="--missed").id, "missed")
    for name in given.remove or ():
        yield TellRun(find_run(ports, athlete.id, name, place="--remove").id, "removed")
    if given.did is not None:
        name, what = given.did
        run_type, minutes = read_work(what, place="--did")
        found = find_run(ports, athlete.id, name, place="--did").id
        yield TellRun(found, "done", minutes, run_type)
    if given.lengthen is not None:
        name, text = given.lengthen
        found = find_run(ports, athlete.id, name, place="--lengthen").id
        yield LengthenRun(found, read_minutes(text, place="--lengthen"))
    if given.add_run is not None:
        when, what = given.add_run
        start = read_when(when, hour=athlete.usual_run_time, zone=athlete.zone, place="--add-run")
        run_type, minutes = read_work(what, place="--add-run")
        if minutes is None:
            raise BadInput(SAY["say-how-long-run"], place="--add-run")
        yield AddRun(start, minutes, run_type or RunType.EASY)


def _day_edits(given: ReplanWords) -> Iterator[Edit]:
    yield from read_absences(ill=given.ill, away=given.away, travel=given.travel, back=given.back)
    off = [words.read_day(text, place="--day-off") for text in given.day_off or ()]
    yield from map(TakeDayOff, off)
    if given.hours is not None:
        day, text = given.hours
        windows = None
        if text.strip().lower() != "usual":
            windows = read_windows(text)
        date = words.read_day(day, place="--hours")
        if date in off:
            raise BadInput(SAY.say("off-has-hours-give", day=date), place="--hours")
        yield SetWindows(date, windows)


def _session_edits(ports: "Ports", athlete: Athlete, given: ReplanWords) -> Iterator[Edit]:
    if given.move is None and not given.free:
        return
    plan = look(ports, athlete.id).plan
    if given.move is not None:
        name, when = given.move
        session = find_session(plan, name, place="--move")
        start = read_when(when, hour=session.start.time(), zone=athlete.zone, place="--move")
        yield MoveSession(session.id, start)
    for name in given.free or ():
        yield FreeSession(find_session(plan, name, place="--free").id)


def read_work(text: str, *, place: str) -> tuple[RunType | None, float | None]:
    """`75`, `threshold`, `threshold:75`: type and minutes. Raises BadInput."""
    first, colon, second = text.partition(":")
    if not colon and not first[:1].isalpha():
        return None, read_minutes(first, place=place)
    minutes = read_minutes(second, place=place) if colon else None
    return words.read_word(first, RunType, place=place), minutes


def read_minutes(text: str, *, place: str) -> float:
    """`75`. Raises BadInput."""
    if not text.strip().isdecimal() or not text.isascii():
        raise BadInput(SAY.say("no-number-minutes-write", text=repr(text)), place=place)
    return float(text)
