"""Samples on their way to an activity: columns that grow, and how far they went.

In columns because a run has thousands: a list of numbers takes a tenth of the time that as many
objects take.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

from hamstrong.adapters.files.activities.caps import SAMPLES
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile

EARTH_M = 6_371_008.8
"""Mean radius (IUGG 1980)."""

Column = list[float | None]


@dataclass(frozen=True, slots=True)
class Sample:
    """One moment: seconds since 1970; None where nothing was measured.

    Attributes:
        at_s: Seconds since 1970, UTC.
        distance_m: From the start, as the device counts it.
        latitude, longitude: Degrees.
        altitude_m: Above the sea.
        heart_rate: Beats a minute.
        cadence: As the device counts, one leg or revolutions.
        power_w: Watts.
        speed_m_s: As the device says.
    """

    at_s: float
    distance_m: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    altitude_m: float | None = None
    heart_rate: float | None = None
    cadence: float | None = None
    power_w: float | None = None
    speed_m_s: float | None = None


@dataclass(slots=True)
class Samples:
    """Many of them, a column each; all columns are as long as `at_s`. Units as in `Sample`."""

    at_s: list[float] = field(default_factory=list)
    distance_m: Column = field(default_factory=list)
    latitude: Column = field(default_factory=list)
    longitude: Column = field(default_factory=list)
    altitude_m: Column = field(default_factory=list)
    heart_rate: Column = field(default_factory=list)
    cadence: Column = field(default_factory=list)
    power_w: Column = field(default_factory=list)
    speed_m_s: Column = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.at_s)

    @property
    def columns(self) -> tuple[list[Any], ...]:
        """All of them, in the order of `Sample`."""
        return (
            self.at_s,
            self.distance_m,
            self.latitude,
            self.longitude,
            self.altitude_m,
            self.heart_rate,
            self.cadence,
            self.power_w,
            self.speed_m_s,
        )

    def at(self, places: Sequence[int]) -> "Samples":
        """Those of the places, in their order."""
        return Samples(*([column[place] for place in places] for column in self.columns))

    def extend(self, more: "Samples") -> None:
        """At the end."""
        for column, values in zip(self.columns, more.columns, strict=True):
            column.extend(values)

    def add(self, one: Sample) -> None:
        """At the end."""
        self.at_s.append(one.at_s)
        self.distance_m.append(one.distance_m)
        self.latitude.append(one.latitude)
        self.longitude.append(one.longitude)
        self.altitude_m.append(one.altitude_m)
        self.heart_rate.append(one.heart_rate)
        self.cadence.append(one.cadence)
        self.power_w.append(one.power_w)
        self.speed_m_s.append(one.speed_m_s)


@dataclass(slots=True)
class Track:
    """The samples of a file in the order of their time."""

    samples: Samples = field(default_factory=Samples)
    sorted: bool = True

    @classmethod
    def of(cls, samples: Samples) -> "Track":
        """Of samples in whatever order."""
        return cls(samples, all(one <= other for one, other in pairwise(samples.at_s)))

    def add(self, sample: Sample) -> None:
        """Raises BadFile when there are more than any activity has."""
        check_count(len(self.samples) + 1)
        if self.samples.at_s and sample.at_s < self.samples.at_s[-1]:
            self.sorted = False
        self.samples.add(sample)

    def between(self, start_s: float, end_s: float) -> Samples:
        """Those of a stretch, both ends included, in time order."""
        if not self.sorted:
            self._sort()
        low = bisect_left(self.samples.at_s, start_s)
        high = bisect_right(self.samples.at_s, end_s)
        if high - low == len(self.samples):
            return self.samples
        return Samples(*(column[low:high] for column in self.samples.columns))

    def _sort(self) -> None:
        times = self.samples.at_s
        self.samples = self.samples.at(sorted(range(len(times)), key=times.__getitem__))
        self.sorted = True


def check_count(samples: int) -> None:
    """Raises BadFile where there are more than any activity has."""
    if samples > SAMPLES:
        raise BadFile(SAY.say("activity.too-many-samples", most=SAMPLES))


Place = tuple[float, float]
"""Latitude and longitude, degrees."""


def metres_between(one: Place, other: Place) -> float:
    """Along the surface (haversine), metres."""
    low, high = radians(one[0]), radians(other[0])
    half = sin((high - low) / 2) ** 2
    half += cos(low) * cos(high) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))


def distances(samples: Samples) -> list[float] | None:
    """Metres from the first sample to each, never falling; None where nothing tells them."""
    if any(metres is not None for metres in samples.distance_m):
        return _counted(samples.distance_m)
    if not any(latitude is not None for latitude in samples.latitude):
        return None
    found: list[float] = []
    total, last = 0.0, None
    for latitude, longitude in zip(samples.latitude, samples.longitude, strict=True):
        if latitude is not None and longitude is not None:
            here = (latitude, longitude)
            total += metres_between(last, here) if last is not None else 0.0
            last = here
        found.append(total)
    return found


def _counted(metres: Sequence[float | None]) -> list[float]:
    """As the device counts, from where it began; a counter that starts anew goes on."""
    found: list[float] = []
    total, last = 0.0, None
    for counted in metres:
        if counted is not None:
            if last is not None and counted > last:
                total += counted - last
            last = counted
        found.append(total)
    return found
