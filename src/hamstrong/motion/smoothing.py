"""Smoothing of one number in time: median for outliers, One-Euro for jitter."""

import math
from collections.abc import Iterable, Sequence

from hamstrong.motion.constants import EURO_CUTOFF_HZ, EURO_SLOPE, EURO_SPEED_CUTOFF_HZ


class OneEuro:
    """The One-Euro filter (Casiez, Roussel, Vogel 2012) over several numbers at once.

    Args:
        unit: Length that speeds are measured in, so that scale does not matter, in the unit of
            the numbers.
    """

    __slots__ = ("_speeds", "_time_s", "_unit", "_values")

    def __init__(self, unit: float) -> None:
        self._unit = unit
        self._time_s = 0.0
        self._values: list[float] | None = None
        self._speeds: list[float] = []

    def feed(self, time_s: float, values: Sequence[float]) -> list[float]:
        """Smoothed values at `time_s` seconds, in their own unit."""
        old = self._values
        step = time_s - self._time_s
        if old is None:
            self._values = list(values)
            self._speeds = [0.0] * len(values)
            self._time_s = time_s
            return self._values
        if step <= 0:
            return old
        self._time_s = time_s
        speeds, slope, turn = self._speeds, EURO_SLOPE / self._unit, 2 * math.pi * step
        speed_gain = turn * EURO_SPEED_CUTOFF_HZ / (turn * EURO_SPEED_CUTOFF_HZ + 1)
        new = []
        for number, value in enumerate(values):
            before = old[number]
            speed = speeds[number]
            speed += speed_gain * ((value - before) / step - speed)
            speeds[number] = speed
            cut = turn * (EURO_CUTOFF_HZ + slope * abs(speed))
            new.append(before + (value - before) * cut / (cut + 1))
        self._values = new
        return new


def median(values: Sequence[float]) -> float:
    """The middle of the values, in their unit; the mean of the two middle ones of an even count."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def middles(columns: Iterable[Sequence[float]]) -> list[float]:
    """The median of each column, in their unit. Of all that is done with a picture this is done
    most often, so odd columns are not asked twice how long they are."""
    ordered = [sorted(column) for column in columns]
    if not ordered or len(ordered[0]) % 2 == 0:
        return [median(column) for column in ordered]
    half = len(ordered[0]) // 2
    return [column[half] for column in ordered]


def theil_sen(points: Sequence[tuple[float, float]], *, most: int = 64) -> float | None:
    """Median slope over all pairs of points (Theil 1950, Sen 1968), units of y per unit of x.

    More than `most` points are thinned evenly. None for fewer than three.
    """
    if len(points) < 3:
        return None
    stride = -(-len(points) // most)
    thin = points[::stride]
    slopes = [
        (y2 - y1) / (x2 - x1)
        for number, (x1, y1) in enumerate(thin)
        for x2, y2 in thin[number + 1 :]
        if x2 > x1
    ]
    return median(slopes) if slopes else None


def line_through(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The line of least squares: its height at x = 0, and its slope, which is 0 where all points
    have the same x.

    Raises:
        ValueError: There are no points.
    """
    if not points:
        raise ValueError("A line needs points.")
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    if spread == 0:
        return middle_y, 0.0
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / spread
    return middle_y - slope * middle_x, slope
