"""What was really done: an activity as a watch or a service recorded it.

Values only; the readers of `adapters/files/activities` make them. Speeds are metres per second,
times seconds, distances metres.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Literal

from hamstrong.running.model import RunType

SPEED_STEP_M_S = 0.1
"""Width of the steps in which seconds are counted by speed."""


class Sport(StrEnum):
    """What kind of thing it was, as coarse as planning needs it."""

    RUNNING = "running"
    STRENGTH = "strength"
    CYCLING = "cycling"
    SWIMMING = "swimming"
    WALKING = "walking"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Lap:
    """A lap of the watch, or a whole kilometre: metres, seconds, beats a minute, metres climbed."""

    distance_m: float
    time_s: float
    heart_rate: float | None = None
    ascent_m: float | None = None

    @property
    def speed_m_s(self) -> float:
        """Metres per second; 0 where no time passed."""
        return self.distance_m / self.time_s if self.time_s > 0 else 0.0


@dataclass(frozen=True, slots=True)
class DoneSet:
    """A set as a watch recorded it.

    Attributes:
        start: Aware.
        time_s: How long it took, seconds.
        reps: None where the watch did not count.
        load_kg: Kilograms, None without.
        category: Of the FIT profile's exercises, None where the watch does not know.
        name: Within the category.
        side: Where the workout that the watch ran told it, else None: a watch knows no sides.
    """

    start: datetime
    time_s: float
    reps: int | None = None
    load_kg: float | None = None
    category: int | None = None
    name: int | None = None
    side: Literal["left", "right"] | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What sensors said, in few numbers. None: no sensor.

    Attributes:
        heart_rate: Mean, beats a minute.
        heart_rate_max: Highest, beats a minute.
        power_w: Mean, watts.
        cadence: Mean, steps a minute when running, else revolutions.
        ascent_m: Climbed.
        descent_m: Descended.
        graded_m_s: Speed on the flat that costs as much, weighted to the hard parts.
        best_20_min_m: Furthest in any 20 minutes.
        heart_rate_s: Seconds by beats a minute.
        speed_s: Seconds by speed on the flat, in steps of `SPEED_STEP_M_S`.
        samples: How many were recorded: the richest of two recordings is kept.
        channels: How many kinds of values.
    """

    heart_rate: float | None = None
    heart_rate_max: float | None = None
    power_w: float | None = None
    cadence: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    graded_m_s: float | None = None
    best_20_min_m: float | None = None
    heart_rate_s: Mapping[int, float] = field(default_factory=dict)
    speed_s: Mapping[int, float] = field(default_factory=dict)
    samples: int = 0
    channels: int = 0


NOTHING_RECORDED = Recorded()


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing done in one go.

    Attributes:
        id: The same for the same recording, whatever file it comes in.
        sport: Of which kind.
        start: Aware, in the zone of the place where the file tells it, else UTC.
        zoned: Whether the file told the zone.
        elapsed_s: From start to end, pauses included.
        moving_s: Without the pauses, as the watch counted.
        distance_m: None where nothing measured it.
        title: Of the workout or the file, may be empty.
        device: What recorded it, may be empty.
        rpe: 0 to 10, where the athlete told the watch.
        laps: Of the watch.
        splits: Whole kilometres, and what is left.
        sets: Of strength.
        recorded: What sensors said.
        notes: Sentences of the reader: what is damaged or was left out.
        indoor: Whether it was on a treadmill or a trainer.
    """

    id: str
    sport: Sport
    start: datetime
    zoned: bool
    elapsed_s: float
    moving_s: float
    distance_m: float | None = None
    title: str = ""
    device: str = ""
    rpe: float | None = None
    laps: tuple[Lap, ...] = ()
    splits: tuple[Lap, ...] = ()
    sets: tuple[DoneSet, ...] = ()
    recorded: Recorded = NOTHING_RECORDED
    notes: tuple[str, ...] = ()
    indoor: bool = False

    @property
    def end(self) -> datetime:
        done = self.start.astimezone(UTC) + timedelta(seconds=self.elapsed_s)
        return done.astimezone(self.start.tzinfo)

    @property
    def day(self) -> date:
        """The training day, where it was done."""
        return self.start.date()

    @property
    def minutes(self) -> float:
        """Without pauses."""
        return self.moving_s / 60

    @property
    def speed_m_s(self) -> float | None:
        """Mean, metres per second; None where nothing measured the distance."""
        if not self.distance_m or self.moving_s <= 0:
            return None
        return self.distance_m / self.moving_s

    @property
    def richness(self) -> tuple[int, int, int, int]:
        """Greater for the recording that tells more."""
        whole = 0 if self.notes else 1
        told = len(self.laps) + len(self.sets)
        return (self.recorded.channels + bool(self.sets), whole, self.recorded.samples, told)


DUPLICATE_START_S = 60.0
DUPLICATE_SHARE = 0.02
"""Two recordings are of one activity when their sport is the same, their starts are at most so
many seconds apart and their lengths differ by at most this share. Judgement (no source measures
it): two services seldom round further, and nobody begins two runs within a minute."""


def is_same_activity(one: Activity, other: Activity) -> bool:
    """Whether two recordings are of one thing done; a sport nobody told fits every sport."""
    unknown = Sport.OTHER in (one.sport, other.sport)
    if one.sport is not other.sport and not unknown:
        return False
    apart_s = abs((one.start - other.start).total_seconds())
    if apart_s > DUPLICATE_START_S:
        return False
    lengths = ((one.elapsed_s, other.elapsed_s), (one.moving_s, other.moving_s))
    return any(abs(a - b) <= DUPLICATE_SHARE * max(a, b) for a, b in lengths)


class Mark(StrEnum):
    """How sure a reading of an activity is."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class DoneType:
    """What a run was, and how sure that is."""

    type: RunType
    mark: Mark
    why: str
