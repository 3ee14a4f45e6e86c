"""Samples on their way to an activity: columns that grow, and what they say in sum."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from hamstrong.adapters.files.activities.caps import SAMPLES
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile

EARTH_M = 6_371_008.8
"""Mean radius (IUGG 1980)."""


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
class Track:
    """The samples of a file in the order of their time."""

    samples: list[Sample] = field(default_factory=list)
    sorted: bool = True

    def add(self, sample: Sample) -> None:
        """Raises BadFile when there are more than any activity has."""
        if len(self.samples) >= SAMPLES:
            raise BadFile(SAY.say("activity.too-many-samples", most=SAMPLES))
        if self.samples and sample.at_s < self.samples[-1].at_s:
            self.sorted = False
        self.samples.append(sample)

    def between(self, start_s: float, end_s: float) -> list[Sample]:
        """Those of a stretch, both ends included, in time order, one a moment."""
        if not self.sorted:
            self.samples.sort(key=lambda sample: sample.at_s)
            self.sorted = True
        return [one for one in self.samples if start_s <= one.at_s <= end_s]


def metres_between(one: Sample, other: Sample) -> float:
    """Along the surface (haversine), metres; 0 where a position is missing."""
    if one.latitude is None or other.latitude is None:
        return 0.0
    if one.longitude is None or other.longitude is None:
        return 0.0
    low, high = radians(one.latitude), radians(other.latitude)
    half = sin((high - low) / 2) ** 2
    half += cos(low) * cos(high) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))


def distances(samples: Sequence[Sample]) -> list[float] | None:
    """Metres from the first sample to each, never falling; None where nothing tells them."""
    if any(sample.distance_m is not None for sample in samples):
        return _counted(samples)
    if not any(sample.latitude is not None for sample in samples):
        return None
    found, total = [0.0], 0.0
    last = samples[0]
    for sample in samples[1:]:
        if sample.latitude is not None:
            total += metres_between(last, sample)
            last = sample
        found.append(total)
    return found


def _counted(samples: Sequence[Sample]) -> list[float]:
    """As the device counts, from where it began; a counter that starts anew goes on."""
    found: list[float] = []
    total, last = 0.0, None
    for sample in samples:
        if sample.distance_m is not None:
            if last is not None and sample.distance_m > last:
                total += sample.distance_m - last
            last = sample.distance_m
        found.append(total)
    return found
