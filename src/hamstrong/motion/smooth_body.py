"""Bodies in, smoothed bodies out, each at the time of the frame it belongs to."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from hamstrong.motion.constants import DROPOUT_S, MEDIAN_FRAMES
from hamstrong.motion.report import FramingKind
from hamstrong.motion.sight import Sighting
from hamstrong.motion.smoothing import OneEuro, middles

HALF = MEDIAN_FRAMES // 2
LEAST_AROUND = 2
"""A point without neighbours in time cannot be told from an outlier."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A smoothed body, or why there is none, for the time from the frame before to this one."""

    start_s: float
    end_s: float
    points: list[float] | None
    why: FramingKind | None


class BodySmoother:
    """Median of five frames, then One-Euro; two frames late, but true in time.

    The answer for a frame is given when two more have come, and is stamped with its own time,
    so that smoothing moves no start and no end.
    """

    def __init__(self) -> None:
        self._window: deque[tuple[float, Sighting]] = deque(maxlen=MEDIAN_FRAMES)
        self._ahead = 0
        self._before_s: float | None = None
        self._euro: OneEuro | None = None

    def feed(self, time_s: float, sighting: Sighting) -> Sample | None:
        """Take a frame's sighting; the sample of the frame two before, once there is one."""
        self._window.append((time_s, sighting))
        if self._ahead < HALF:
            self._ahead += 1
            return None
        return self._sample(len(self._window) - 1 - HALF)

    def finish(self) -> Iterator[Sample]:
        """The samples of the last frames, which nothing follows."""
        count = len(self._window)
        for number in range(count - self._ahead, count):
            yield self._sample(number)
        self._ahead = 0

    def _sample(self, number: int) -> Sample:
        time_s, sighting = self._window[number]
        start_s = time_s if self._before_s is None else self._before_s
        self._before_s = time_s
        if sighting.points is None:
            return Sample(start_s, time_s, None, sighting.why)
        around = [
            other.points
            for when, other in self._window
            if other.points is not None and abs(when - time_s) <= DROPOUT_S
        ]
        if len(around) < LEAST_AROUND:
            return Sample(start_s, time_s, None, FramingKind.UNCLEAR)
        if time_s - start_s > DROPOUT_S:
            self._euro = None
        return Sample(start_s, time_s, self._smooth(time_s, around), None)

    def _smooth(self, time_s: float, around: list[list[float]]) -> list[float]:
        middle = middles(zip(*around, strict=True))
        if self._euro is None:
            torso = ((middle[0] - middle[4]) ** 2 + (middle[1] - middle[5]) ** 2) ** 0.5
            self._euro = OneEuro(max(torso, 1e-6))
        return self._euro.feed(time_s, middle)
