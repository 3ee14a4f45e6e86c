"""What was done: per exercise and side over time, by week, and beside the running."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from hamstrong.coach.events import day_of
from hamstrong.coach.history import was_done
from hamstrong.coach.look import Look, look
from hamstrong.coach.model import Event, EventKind, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.exercises.library import Library
from hamstrong.planning.model import PlanWeek


@dataclass(frozen=True, slots=True)
class Point:
    """One day's best set of one side: seconds held or reps, RPE and reserve where given."""

    day: date
    value: float
    sets: int
    rpe: float | None
    reserve: float | None


@dataclass(frozen=True, slots=True)
class ExerciseProgress:
    """One exercise over time; `unit` is "s" or "reps". `both` is empty for one-sided work."""

    exercise_id: str
    name: str
    unit: str
    left: tuple[Point, ...]
    right: tuple[Point, ...]
    both: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class WeekDone:
    """A week's strength against its running, up to today.

    Attributes:
        planned, done: Sessions.
        strength_h: Hours of strength done, by planned length of the sessions finished.
        run_m: Planned metres of running.
    """

    monday: date
    planned: int
    done: int
    strength_h: float
    run_m: float


@dataclass(frozen=True, slots=True)
class CheckInPoint:
    """The worst soreness and pain of a morning, with their areas ("" when all are 0)."""

    day: date
    soreness: int
    soreness_area: str
    pain: int
    pain_area: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything the progress page draws; each series also reads as a table."""

    exercises: tuple[ExerciseProgress, ...]
    weeks: tuple[WeekDone, ...]
    mornings: tuple[CheckInPoint, ...]
    sets_total: int


def progress(ports: Ports, athlete_id: str) -> Progress:
    """From the log alone; empty series before the first set. Raises NotFound."""
    athlete = ports.store.athletes.get(athlete_id)
    sets = [e for e in ports.store.events.all(athlete_id, EventKind.SET) if was_done(e)]
    return Progress(
        exercises=_exercises(sets, ports.library, athlete.zone),
        weeks=_weeks(ports, athlete_id),
        mornings=_mornings(ports.store.events.all(athlete_id, EventKind.CHECK_IN)),
        sets_total=len(sets),
    )


def _exercises(
    sets: Iterable[Event], library: Library, zone: ZoneInfo
) -> tuple[ExerciseProgress, ...]:
    """In the order of the library; what it no longer has comes last, under its id."""
    by_exercise: dict[tuple[str, str], list[Event]] = {}
    for event in sets:
        unit = "s" if event.data.get("hold_s") else "reps"
        by_exercise.setdefault((event.data["exercise_id"], unit), []).append(event)
    order = {exercise_id: number for number, exercise_id in enumerate(library)}
    keys = sorted(by_exercise, key=lambda key: (order.get(key[0], len(order)), key))
    return tuple(
        ExerciseProgress(
            exercise_id=exercise_id,
            name=library[exercise_id].name if exercise_id in library else exercise_id,
            unit=unit,
            left=_points(by_exercise[exercise_id, unit], "left", zone),
            right=_points(by_exercise[exercise_id, unit], "right", zone),
            both=_points(by_exercise[exercise_id, unit], "both", zone),
        )
        for exercise_id, unit in keys
    )


def _points(sets: Iterable[Event], side: str, zone: ZoneInfo) -> tuple[Point, ...]:
    days: dict[date, list[Event]] = {}
    for event in sets:
        if event.data["side"] == side:
            days.setdefault(day_of(event, zone), []).append(event)
    return tuple(_point(day, days[day]) for day in sorted(days))


def _point(day: date, sets: list[Event]) -> Point:
    best = max(sets, key=_amount)
    return Point(day, _amount(best), len(sets), best.data.get("rpe"), best.data.get("reserve"))


def _amount(event: Event) -> float:
    return float(event.data.get("hold_s") or event.data.get("reps") or 0)


def _weeks(ports: Ports, athlete_id: str) -> tuple[WeekDone, ...]:
    if ports.store.plans.get(athlete_id) is None:
        return ()
    seen = look(ports, athlete_id)
    return tuple(_week(seen, w) for w in seen.plan.weeks if w.monday <= seen.today)


def _week(seen: Look, plan_week: PlanWeek) -> WeekDone:
    sessions = seen.in_week(plan_week)
    done = [s for s in sessions if seen.state(s) is SessionState.DONE]
    return WeekDone(
        monday=plan_week.monday,
        planned=len(sessions),
        done=len(done),
        strength_h=sum(session.minutes for session in done) / 60,
        run_m=plan_week.run_m,
    )


def _mornings(answers: Iterable[Event]) -> tuple[CheckInPoint, ...]:
    """The latest answer of each day."""
    latest = {answer.data["day"]: answer.data for answer in answers}
    return tuple(
        CheckInPoint(date.fromisoformat(day), *_worst(data["soreness"]), *_worst(data["pain"]))
        for day, data in sorted(latest.items())
    )


def _worst(scores: Mapping[str, int]) -> tuple[int, str]:
    area = max(scores, key=scores.__getitem__, default="")
    score = scores.get(area, 0)
    return (score, area) if score else (0, "")
