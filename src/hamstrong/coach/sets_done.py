"""Sets that a watch counted, into the log by the door every player uses.

The watch knows an exercise by a pair of codes of the FIT profile; several of ours may share one.
What today's session asks for decides; without it, only a pair that is one exercise's alone. A
watch knows no sides: a set has one where it belongs to a workout of ours, whose notes name it, and
is logged for both elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from hamstrong.coach.history import session_states
from hamstrong.coach.model import EventKind
from hamstrong.coach.ports import Ports
from hamstrong.coach.record_events import MOST_EVENTS, record_events
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import NO_NAME_ID, Exercise
from hamstrong.planning.model import Session
from hamstrong.running.activity import Activity, DoneSet, Sport
from hamstrong.running.model import hours_between

_IDS: Final = UUID("5f1a2b9e-3d5c-4c39-9d53-8a0d7c1f6e42")
"""Of event ids made here: the same set is the same event whenever it comes."""

LONGEST_HOLD_S: Final = 3600.0


@dataclass(frozen=True, slots=True)
class SetsLogged:
    """How many sets went into the log, and how many named no exercise of the library."""

    logged: int
    unknown: int


def log_sets(ports: Ports, athlete_id: str, activities: Iterable[Activity]) -> SetsLogged:
    """Log the sets of strength activities; doing it again changes nothing."""
    logged = unknown = 0
    for activity in activities:
        if activity.sport is not Sport.STRENGTH or not activity.sets:
            continue
        session = _session_of(ports, athlete_id, activity)
        events, missing = _events(ports.library, activity, session)
        unknown += missing
        for first in range(0, len(events), MOST_EVENTS):
            part = events[first : first + MOST_EVENTS]
            logged += len(record_events(ports, athlete_id, events=part).accepted)
    return SetsLogged(logged, unknown)


def _session_of(ports: Ports, athlete_id: str, activity: Activity) -> Session | None:
    """The planned session of that day that nobody spoke of yet, the nearest in time."""
    stored = ports.store.plans.get(athlete_id)
    if stored is None:
        return None
    start = activity.start.astimezone(ports.store.athletes.get(athlete_id).zone)
    states = session_states(ports.store.events.all(athlete_id))
    open_ones = [
        session
        for session in stored.plan.sessions
        if session.day == start.date() and session.id not in states
    ]
    return min(open_ones, key=lambda s: abs(hours_between(s.start, start)), default=None)


def _events(
    library: Library, activity: Activity, session: Session | None
) -> tuple[Sequence[Mapping[str, Any]], int]:
    planned = () if session is None else tuple(dose.exercise_id for dose in session.doses)
    session_id = f"watch-{activity.id}" if session is None else session.id
    numbers: dict[tuple[str, str], int] = {}
    events: list[Mapping[str, Any]] = []
    missing = 0
    done_planned = False
    for number, done in enumerate(activity.sets):
        exercise = exercise_of(library, done, planned)
        amount = None if exercise is None else _amount(exercise, done)
        if exercise is None or amount is None:
            missing += 1
            continue
        done_planned = done_planned or exercise.id in planned
        side = done.side or "both"
        numbers[exercise.id, side] = numbers.get((exercise.id, side), 0) + 1
        data = {
            "session_id": session_id,
            "exercise_id": exercise.id,
            "side": side,
            "set_number": min(numbers[exercise.id, side], 99),
            **amount,
        }
        events.append(_event(activity, f"set/{number}", EventKind.SET, done.start, data))
    if done_planned:
        data = {"session_id": session_id, "state": "done"}
        if activity.rpe is not None:
            data["rpe"] = activity.rpe
        events.append(_event(activity, "end", EventKind.SESSION, activity.end, data))
    return events, missing


def exercise_of(library: Library, done: DoneSet, planned: Sequence[str]) -> Exercise | None:
    """The exercise that the watch means; None where it may be one of several, or none."""
    if done.category is None:
        return None
    pair = (done.category, NO_NAME_ID if done.name is None else done.name)
    named = [
        exercise
        for exercise in library.values()
        if exercise.garmin is not None
        and pair in ((exercise.garmin.category_id, exercise.garmin.name_id), exercise.garmin.older)
    ]
    asked = [exercise for exercise in named if exercise.id in planned]
    if asked:
        return asked[0]
    exact = [e for e in named if e.garmin is not None and e.garmin.match == "exact"]
    return exact[0] if len(exact) == 1 else None


def _amount(exercise: Exercise, done: DoneSet) -> Mapping[str, float] | None:
    if exercise.timed:
        held = min(done.time_s, LONGEST_HOLD_S)
        return {"hold_s": round(held, 1)} if held > 0 else None
    return None if done.reps is None else {"reps": done.reps}


def _event(
    activity: Activity, part: str, kind: EventKind, at: datetime, data: Mapping[str, Any]
) -> Mapping[str, Any]:
    return {
        "id": str(uuid5(_IDS, f"{activity.id}/{part}")),
        "kind": kind.value,
        "at": at.isoformat(),
        "data": data,
    }
