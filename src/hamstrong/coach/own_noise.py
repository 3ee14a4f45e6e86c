"""What an athlete's own repeats say: how much a number varies by itself, and whether it changes.

Nothing here compares people.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median
from typing import Final

LEAST_REPEATS: Final = 4
"""Differences between one day and the next from which an own noise is taken (judgement)."""
LEAST_TREND: Final = 5
"""Days from which a trend is told: fewer cannot bear an interval of nine in ten (Sen 1968)."""
NORMAL_95: Final = 1.96
NORMAL_90: Final = 1.645
STUDENT_95: Final = (
    12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23,
    2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10, 2.09, 2.09,
)  # fmt: skip
"""Student's t, two-sided 95 %, by degrees of freedom from 1 (Student 1908); 1.96 beyond."""


@dataclass(frozen=True, slots=True)
class Typical:
    """The middle of what was done: median, and the ends of the middle half, in its own unit."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Change a week, and the ends within which it lies in nine cases of ten."""

    per_week: float
    low: float
    high: float

    @property
    def is_change(self) -> bool:
        """Whether standing still can be ruled out."""
        return self.low > 0 or self.high < 0


def typical(values: Sequence[float]) -> Typical:
    """Median and middle half, in the unit of the values, of which there is at least one."""
    ordered = sorted(values)
    half = len(ordered) // 2
    below, above = ordered[: half + len(ordered) % 2], ordered[half:]
    return Typical(median(ordered), median(below), median(above))


def own_noise(*series: Sequence[float]) -> float | None:
    """How far two numbers of one person must lie apart to differ, in their unit; None: too few.

    Each series is of one side, in order of time. What one day differs from the day before, less
    what it differs on average, is spread by the typical error times the root of two: that spread
    times Student's t is the least change that 95 % of repeats stay within.
    Source: Hopkins 2000 (typical error), Weir 2005 (minimal detectable change).
    """
    steps: list[float] = []
    freedom = 0
    for values in series:
        found = [b - a for a, b in pairwise(values)]
        if len(found) > 1:
            middle = mean(found)
            steps += [step - middle for step in found]
            freedom += len(found) - 1
    if len(steps) < LEAST_REPEATS or freedom < 1:
        return None
    spread = math.sqrt(sum(step**2 for step in steps) / freedom)
    student = STUDENT_95[freedom - 1] if freedom <= len(STUDENT_95) else NORMAL_95
    return student * spread


def trend(days: Sequence[float], values: Sequence[float]) -> Trend | None:
    """How values change, in their unit a week, by days; None for fewer than LEAST_TREND days.

    Median of the slopes of all pairs (Theil 1950), its interval by Kendall's S (Sen 1968).
    """
    count = len(values)
    slopes = sorted(
        7 * (values[b] - values[a]) / (days[b] - days[a])
        for a in range(count)
        for b in range(a + 1, count)
        if days[b] > days[a]
    )
    if count < LEAST_TREND or not slopes:
        return None
    reach = NORMAL_90 * math.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    low = max(0, math.floor((len(slopes) - reach) / 2) - 1)
    high = min(len(slopes) - 1, math.ceil((len(slopes) + reach) / 2))
    return Trend(median(slopes), slopes[low], slopes[high])
