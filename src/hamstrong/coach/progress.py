"""What was done: per exercise and side over time, by week, and beside the running."""

from dataclasses import dataclass
from datetime import date

from hamstrong.coach.ports import Ports


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
    raise NotImplementedError
