"""Planned runs and races, the vocabulary every other room shares."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

MARATHON_M = 42_195.0
HALF_MARATHON_M = 21_097.5
TEN_KM_M = 10_000.0

OWN_SOURCE = "you"
"""Source of runs that the athlete added, beside whatever plan they follow."""


class RunType(StrEnum):
    """What a day of a run plan asks for; `rest` and `cross-training` are days without a run."""

    EASY = "easy"
    MEDIUM_LONG = "medium-long"
    LONG = "long"
    MARATHON_PACE = "marathon-pace"
    THRESHOLD = "threshold"
    INTERVAL = "interval"
    REPETITION = "repetition"
    RACE = "race"
    REST = "rest"
    CROSS_TRAINING = "cross-training"

    @property
    def is_run(self) -> bool:
        return self not in (RunType.REST, RunType.CROSS_TRAINING)

    @property
    def is_quality(self) -> bool:
        """Run fast enough that strength before it costs pace: threshold, interval, repetition."""
        return self in (RunType.THRESHOLD, RunType.INTERVAL, RunType.REPETITION)


@dataclass(frozen=True, slots=True)
class Run:
    """One planned run.

    Attributes:
        id: Stable across re-imports of the same source, so that corrections stick.
        start: Aware, in the athlete's zone.
        end: Aware, later than `start`.
        type: What the run asks for; never `rest` or `cross-training`.
        key: True when the run must not be compromised: quality, long, marathon-pace, race.
        title: As the athlete's own plan words it.
        distance_m: Metres, None when the plan gives none.
        timed: True when the clock time came from the plan, False when it is the usual run hour.
        source: Name of the plan it came from.
    """

    id: str
    start: datetime
    end: datetime
    type: RunType
    key: bool
    title: str
    distance_m: float | None = None
    timed: bool = False
    source: str = ""

    @property
    def minutes(self) -> float:
        return duration(self.start, self.end) / timedelta(minutes=1)

    @property
    def day(self) -> date:
        """The training day, in the athlete's zone."""
        return self.start.date()


@dataclass(frozen=True, slots=True)
class Race:
    """The race a block leads to.

    Attributes:
        start: Aware, in the athlete's zone.
        distance_m: Metres.
        name: As the athlete calls it.
    """

    start: datetime
    distance_m: float = MARATHON_M
    name: str = ""

    @property
    def day(self) -> date:
        return self.start.date()


@dataclass(frozen=True, slots=True)
class RunPlan:
    """Runs in time order, with where they came from and what reading them noticed.

    Attributes:
        name: Of the plan.
        runs: In time order, no two with the same id.
        rest_days: Days the plan names as rest.
        notes: Sentences for the athlete: what was assumed or left out.
    """

    name: str
    runs: tuple[Run, ...]
    rest_days: tuple[date, ...] = ()
    notes: tuple[str, ...] = ()


def duration(start: datetime, end: datetime) -> timedelta:
    """Elapsed time between two aware datetimes.

    Subtracting two datetimes of the same zone compares wall clocks and is an hour wrong
    across a change to or from summer time; this never is.
    """
    return end.astimezone(UTC) - start.astimezone(UTC)


def hours_between(start: datetime, end: datetime) -> float:
    """Elapsed hours from `start` to `end`, negative when `end` is earlier."""
    return duration(start, end) / timedelta(hours=1)
