"""From the words of `hamstrong plan` to a plan on the screen."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from hamstrong.cli import words
from hamstrong.cli.day_words import read_absences, read_dates, tell_joined
from hamstrong.cli.output import print_json
from hamstrong.cli.plan_table import show_plan
from hamstrong.cli.say import SAY
from hamstrong.coach.availability import read_days, read_weekday
from hamstrong.coach.change_plan import Edit
from hamstrong.coach.clocks import FixedClock
from hamstrong.coach.generate_runs import RunWishes
from hamstrong.coach.limits import MAX_BYTES
from hamstrong.coach.model import Units
from hamstrong.coach.plan_once import OneOff, plan_once
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.set_up_athlete import SetUp
from hamstrong.coach.zones import read_zone
from hamstrong.errors import BadFile, BadInput
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.machine import refusal
from hamstrong.planning.document import plan_document
from hamstrong.planning.model import Availability, Venue

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors
    from hamstrong.coach.ports import Ports

ENOUGH_BYTES = MAX_BYTES + 1
"""Read at most so many bytes: by one too many the readers see that a file is too large."""


@dataclass(frozen=True, slots=True)
class BlockWords:
    """The options that say who runs which race, and by which runs, as typed."""

    race: str
    distance: str
    race_start: str
    runs: Path | None
    keep_races: bool
    generate: bool
    easy_pace: str
    recent_race: str
    runs_per_week: int
    weekly_km: float
    long_day: str
    days: str
    equipment: str
    gym_equipment: str
    travel_equipment: str
    minutes: int
    sessions: int | None
    level: str
    accustomed: str
    usual_run_time: str
    zone: str
    units: str


@dataclass(frozen=True, slots=True)
class PlanWords(BlockWords):
    """The options of `hamstrong plan`, as typed."""

    dates: str
    ill: list[str] | None
    away: list[str] | None
    travel: list[str] | None
    back: str
    today: str


def print_plan(doors: "Doors", given: PlanWords, *, as_json: bool) -> None:
    """Plan, and print the block as a table or as `hamstrong-plan/1`."""
    wish = OneOff(
        set_up=read_set_up(given),
        runs=read_runs(given),
        levels=_levels(given.level),
        edits=_edits(given),
    )
    ports = _as_of(doors.memory(), given.today, wish.set_up.zone)
    words.check_levels(wish.levels, ports.library, place="--level")
    made = plan_once(ports, wish)
    if as_json:
        print_json(plan_document(made.plan, ports.library))
    else:
        show_plan(made, ports.library, units=wish.set_up.units)


def read_set_up(given: BlockWords) -> SetUp:
    """The athlete and the race in these words. Raises BadInput with the option as its place."""
    accustomed = words.read_words(given.accustomed, Family, place="--accustomed")
    return SetUp(
        race_day=words.read_day(given.race, place="--race"),
        race_distance_m=words.read_distance(given.distance, place="--distance"),
        race_start=words.read_clock(given.race_start, place="--race-start"),
        zone=read_zone(given.zone or words.local_zone(), place="--zone").key,
        units=words.read_word(given.units, Units, place="--units"),
        equipment=words.read_equipment(given.equipment, place="--equipment"),
        availability=_days(given),
        minutes=given.minutes,
        usual_run_time=words.read_clock(given.usual_run_time, place="--usual-run-time"),
        sessions_per_week=given.sessions,
        starting=words.read_starting(given.level),
        accustomed=accustomed,
        venues=_venues(given),
    )


def _days(given: BlockWords) -> Availability:
    return read_days(given.days, tell=tell_joined) if given.days else Availability()


def _venues(given: BlockWords) -> Mapping[Venue, frozenset[Equipment]]:
    """What is at hand away from home, where something was said."""
    told = (
        (Venue.GYM, given.gym_equipment, "--gym-equipment"),
        (Venue.TRAVELLING, given.travel_equipment, "--travel-equipment"),
    )
    return {venue: words.read_equipment(text, place=place) for venue, text, place in told if text}


def _edits(given: PlanWords) -> tuple[Edit, ...]:
    absences = read_absences(ill=given.ill, away=given.away, travel=given.travel, back=given.back)
    return (*read_dates(given.dates, place="--dates"), *absences)


def _levels(text: str) -> Mapping[Family, int]:
    if words.read_starting(text) is not None:
        return {}
    return words.read_levels(text, place="--level")


def read_file(path: Path, *, keep_races: bool = False) -> RunFile:
    """A file, or standard input for `-`. Raises BadFile."""
    if str(path) == "-":
        return RunFile("standard input", sys.stdin.buffer.read(ENOUGH_BYTES), keep_races)
    try:
        with path.open("rb") as file:
            return RunFile(path.name, file.read(ENOUGH_BYTES), keep_races)
    except OSError as error:
        reason = refusal(error)
        raise BadFile(SAY.say("file-cannot-be-read", reason=reason), place=str(path)) from error


def read_runs(given: BlockWords) -> RunFile | RunWishes:
    """Where the runs come from. Raises BadInput, BadFile."""
    if given.runs is not None and given.generate:
        raise BadInput(SAY["give-runs-generate-not"], place="--runs")
    if given.runs is not None:
        return read_file(given.runs, keep_races=given.keep_races)
    if not given.generate:
        raise BadInput(
            SAY["say-where-your-runs"],
            place="--runs",
        )
    return _wishes(given)


def _wishes(given: BlockWords) -> RunWishes:
    if not given.easy_pace and not given.recent_race:
        raise BadInput(
            SAY["generator-needs-easypace-600"],
            place="--easy-pace",
        )
    wishes = RunWishes(
        runs_per_week=given.runs_per_week,
        weekly_m=given.weekly_km * 1000,
        long_day=read_weekday(given.long_day),
    )
    if given.recent_race:
        metres, seconds = words.read_race_result(given.recent_race, place="--recent-race")
        return replace(wishes, recent_race_m=metres, recent_race_s=seconds)
    pace = words.read_pace(given.easy_pace, units=given.units, place="--easy-pace")
    return replace(wishes, easy_pace_s_per_km=pace)


def _as_of(ports: "Ports", today: str, zone: str) -> "Ports":
    if not today:
        return ports
    day: date = words.read_day(today, place="--today")
    noon = datetime.combine(day, time(12), read_zone(zone, place="--zone"))
    return replace(ports, clock=FixedClock(noon.astimezone(UTC)))
