"""Quality work as sets, and how much of it fits into a run (evidence 6.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sets:
    """Repeats of equal length with an easy jog between them, minutes."""

    repeats: int
    minutes: float
    rest_min: float

    @property
    def work_min(self) -> float:
        return self.repeats * self.minutes

    @property
    def rests_min(self) -> float:
        return (self.repeats - 1) * self.rest_min


THRESHOLD_SETS: Final = (
    Sets(2, 5, 1),
    Sets(2, 6, 1),
    Sets(3, 5, 1),
    Sets(2, 8, 2),
    Sets(3, 6, 1),
    Sets(2, 10, 2),
    Sets(3, 8, 2),
    Sets(3, 9, 2),
    Sets(3, 10, 2),
    Sets(4, 8, 2),
    Sets(3, 12, 2),
    Sets(4, 10, 2),
)
"""20 to 40 minutes in all; less in weeks too small for it."""

INTERVAL_SETS: Final = (
    Sets(4, 2, 2),
    Sets(5, 2, 2),
    Sets(4, 3, 2),
    Sets(5, 3, 2),
    Sets(4, 4, 3),
    Sets(6, 3, 2),
    Sets(5, 4, 3),
    Sets(6, 4, 3),
)
"""Repeats of 3 to 5 minutes, 12 to 25 in all; shorter in weeks too small for it."""

MARATHON_SETS: Final = (
    Sets(2, 8, 2),
    Sets(2, 10, 2),
    Sets(2, 12, 3),
    Sets(2, 15, 3),
    Sets(3, 12, 3),
    Sets(2, 20, 3),
    Sets(3, 15, 3),
    Sets(2, 25, 3),
    Sets(2, 30, 4),
    Sets(2, 35, 4),
)
"""From 3 x 15 towards 2 x 30 to 40 minutes."""

SHARPENER_SETS: Final = (Sets(3, 1, 1), Sets(4, 1, 1), Sets(3, 2, 2), Sets(4, 2, 2), Sets(3, 3, 2))
"""Short work at threshold pace in the last days."""

STRIDES: Final = 6
STRIDE_S: Final = 20
HILLS: Final = "8 x 20 s"
HILLS_WORK_MIN: Final = 8 * 20 / 60
HILLS_REST_MIN: Final = 8.0
"""Walking down and waiting between eight hills."""

WARM_UP_MIN: Final = 10.0
COOL_DOWN_MIN: Final = 5.0
"""Least easy running before and after quality. Judgement."""


def fit_sets(
    options: Sequence[Sets],
    *,
    metres: float,
    most_min: float,
    work_m_min: float,
    easy_m_min: float,
) -> Sets | None:
    """The largest sets that fit a run, None when none does.

    Args:
        options: To choose from.
        metres: Of the whole run.
        most_min: Minutes of work allowed.
        work_m_min: Speed of the work, metres per minute.
        easy_m_min: Speed of the rest, metres per minute.
    """
    around_m = (WARM_UP_MIN + COOL_DOWN_MIN) * easy_m_min

    def fits(sets: Sets) -> bool:
        needs_m = sets.work_min * work_m_min + sets.rests_min * easy_m_min + around_m
        return sets.work_min <= most_min and needs_m <= metres

    return max((s for s in options if fits(s)), key=lambda s: s.work_min, default=None)
