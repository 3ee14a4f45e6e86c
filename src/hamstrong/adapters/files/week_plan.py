"""Reads the calendar-hack plan format: weeks of seven days in YAML or JSON, no dates.

The last day of the plan falls on the race. Titles hold placeholders such as `{3:4.8}`, miles
and kilometres.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import yaml

from hamstrong.adapters.files.found import Found, FoundRun, entry_text
from hamstrong.adapters.files.reading import Reading
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile, BadInput
from hamstrong.running.amounts import (
    KM,
    LONGEST_RUN_M,
    MILE,
    named_distance_m,
    read_amounts,
    render_braces,
)
from hamstrong.running.classify import classify
from hamstrong.running.goal_race import is_same_distance
from hamstrong.running.model import RunType
from hamstrong.running.vocabulary import vocabulary

# Published plans have up to 30 kB and nest six levels deep; the rest is not a plan.
MAX_PLAN_BYTES = 500_000
MAX_DEPTH = 12
MAX_WEEKS = 60
DAYS = 7
METRES = {"km": KM, "mi": MILE}
# The last day is the race when it is about as long. Judgement.
RACE_SHARE = 0.9
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What the parsers raise on bad input besides their own errors: numbers out of range, nesting.
_PARSE_ERRORS = (yaml.YAMLError, ValueError, RecursionError, TypeError, OverflowError)


@dataclass(frozen=True, slots=True)
class _Workout:
    title: str
    description: str
    distance_m: float | None

    @property
    def text(self) -> str:
        return entry_text(self.title, self.description)


def read_week_plan(text: str, reading: Reading) -> Found:
    """The entries of a plan, dated so that its last day is the race day.

    Raises:
        BadFile: Not such a plan; the place names week and day.
        BadInput: No race date given, or the last day is not a race.
    """
    plan = _mapping(_parsed(text, reading.name), reading.name)
    if reading.race is None:
        raise BadInput(
            SAY["plan-counts-its-weeks"],
            place="race date",
        )
    units = plan.get("units", "mi")
    if not isinstance(units, str) or units not in METRES:
        raise BadFile(
            SAY.say("plans-units-are-write", units=repr(str(units)[:20])), place=reading.name
        )
    days = _without_rest_at_the_end(_days(plan, units, reading.name))
    _check_last_day(days[-1], reading)
    plan_id = str(plan.get("id") or plan.get("name") or reading.name)
    notes = _notes(days[-1], len(days), reading)
    entries = tuple(
        _entry(workout, number=number, count=len(days), plan_id=plan_id, race_day=reading.race.day)
        for number, workout in enumerate(days)
        if workout is not None
    )
    return Found(name=str(plan.get("name") or reading.name)[:120], entries=entries, notes=notes)


def _entry(workout: _Workout, *, number: int, count: int, plan_id: str, race_day: date) -> FoundRun:
    day = race_day - timedelta(days=count - 1 - number)
    return FoundRun(
        id_parts=("plan", plan_id, day.isoformat()),
        day=day,
        text=workout.text,
        week=number // DAYS,
        distance_m=workout.distance_m,
        type=RunType.RACE if number == count - 1 else None,
        is_workout=True,
    )


def _parsed(text: str, name: str) -> object:
    if len(text) > MAX_PLAN_BYTES:
        raise BadFile(
            SAY.say("plan-weeks-has-less", most=MAX_PLAN_BYTES // 1000, size=len(text) // 1000),
            place=name,
        )
    try:
        if text.lstrip()[:1] in ("{", "["):
            return json.loads(text)
        _check_yaml(text, name)
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, in C where there is one
    except json.JSONDecodeError as error:
        raise BadFile(
            SAY.say("json-breaks-off-wrong", mistake=error.msg),
            place=f"{name}, line {error.lineno}",
        ) from error
    except _PARSE_ERRORS as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise BadFile(
            SAY["yaml-cannot-be-read"],
            place=f"{name}{line}",
        ) from error


def _check_yaml(text: str, name: str) -> None:
    """Refuse what a plan never needs and what would grow without end: aliases, deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise BadFile(
                SAY["yaml-repeats-parts-reference"],
                place=f"{name}, line {_line(event)}",
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise BadFile(
                SAY["yaml-nested-deeper-than"],
                place=f"{name}, line {_line(event)}",
            )


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _mapping(value: object, name: str) -> Mapping[object, object]:
    if not isinstance(value, dict) or not isinstance(value.get("schedule"), list):
        raise BadFile(
            SAY["plan-has-schedule-list"],
            place=name,
        )
    return value


def _days(plan: Mapping[object, object], units: str, name: str) -> list[_Workout | None]:
    schedule = plan["schedule"]
    assert isinstance(schedule, list)  # noqa: S101 - checked by _mapping
    if not 0 < len(schedule) <= MAX_WEEKS:
        raise BadFile(SAY.say("plan-has-1-weeks", most=MAX_WEEKS, count=len(schedule)), place=name)
    days: list[_Workout | None] = []
    for number, week in enumerate(schedule, 1):
        workouts = week.get("workouts") if isinstance(week, dict) else None
        if not isinstance(workouts, list) or len(workouts) > DAYS:
            raise BadFile(SAY["week-has-workouts-list"], place=f"{name}, week {number}")
        last_week = number == len(schedule)
        padding = 0 if last_week else DAYS - len(workouts)
        if number == 1:
            days += [None] * padding
        elif padding:
            raise BadFile(
                SAY.say("week-has-days-needs", count=len(workouts)),
                place=f"{name}, week {number}",
            )
        days += [
            _workout(workout, units=units, place=f"{name}, week {number}, day {day}")
            for day, workout in enumerate(workouts, 1)
        ]
    if not any(days):
        raise BadFile(SAY["there-no-day-plan"], place=name)
    return days


def _workout(value: object, *, units: str, place: str) -> _Workout:
    title = value.get("title") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(title, str | int | float):
        raise BadFile(SAY["day-has-title-instance"], place=place)
    description = value.get("description")
    return _Workout(
        title=" ".join(render_braces(str(title), units).split()),
        description=render_braces(str(description), units).strip() if description else "",
        distance_m=_metres(value.get("distance"), units=units, place=place),
    )


def _metres(value: object, *, units: str, place: str) -> float | None:
    if value is None:
        return None
    numbers = value if isinstance(value, list) else [value]
    if not numbers or not all(
        isinstance(number, int | float) and not isinstance(number, bool) for number in numbers
    ):
        raise BadFile(SAY["distance-number-two-numbers"], place=place)
    metres = sum(numbers) / len(numbers) * METRES[units]
    if not 0 <= metres <= LONGEST_RUN_M:
        raise BadFile(SAY.say("no-run-km-long", distance=f"{metres / KM:.0f}"), place=place)
    return float(metres) or None


def _without_rest_at_the_end(days: list[_Workout | None]) -> list[_Workout | None]:
    """Some plans fill the week after the race with rest; the race is the last thing they have."""
    kept = list(days)
    while len(kept) > 1 and _is_rest(kept[-1]):
        kept.pop()
    return kept


def _is_rest(workout: _Workout | None) -> bool:
    return workout is None or classify(workout.text).type is RunType.REST


def _check_last_day(last: _Workout | None, reading: Reading) -> None:
    race = reading.race
    assert race is not None and last is not None  # noqa: S101, PT018 - checked by the caller
    named = classify(last.text)
    if named.type is RunType.RACE or (last.distance_m or 0.0) >= race.distance_m * RACE_SHARE:
        return
    if not named.named:
        return
    raise BadInput(
        SAY.say("last-day-plan-not", title=last.title[:60]),
        place=reading.name,
    )


def _notes(last: _Workout | None, days: int, reading: Reading) -> tuple[str, ...]:
    race = reading.race
    assert race is not None and last is not None  # noqa: S101, PT018 - checked by the caller
    notes = []
    words = vocabulary()
    plan_m = last.distance_m or read_amounts(last.title, words).distance_m
    plan_m = plan_m or named_distance_m(last.title, words)
    if plan_m is not None and not is_same_distance(plan_m, race):
        notes.append(
            SAY.say(
                "plan-leads-race-km",
                theirs=f"{plan_m / KM:.1f}",
                yours=f"{race.distance_m / KM:.1f}",
            )
        )
    first = race.day - timedelta(days=days - 1)
    if first < reading.today:
        notes.append(SAY.say("plan-began-before-today", day=first))
    return tuple(notes)
