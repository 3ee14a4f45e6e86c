"""Which phase a week of the block is in, for blocks of any length.

Source: evidence 6.4, tables for 12, 16 and 20 weeks [judgement; practice], certainty L-M.
Between those lengths the weeks are interpolated, ties going to the base; longer blocks get a
longer base, shorter ones keep the taper and shrink the rest.
"""

from bisect import bisect_right
from math import ceil, floor
from typing import Final, Literal

from hamstrong.running.model import MARATHON_M

Phase = Literal["base", "build", "specific", "taper", "recovery"]

BLOCK_WEEKS: Final = (12, 16, 20)
BUILD_WEEKS: Final = (4, 5, 5)
SPECIFIC_WEEKS: Final = (3, 3, 4)
TAPER_WEEKS: Final = (2, 3, 3)
"""Weeks of each phase in blocks of `BLOCK_WEEKS`. The table allows a taper of two or three weeks
in 16; three is the one linked to faster marathons (Smyth and Lawlor 2021, observational)."""

SHORT_RACE_TAPER_WEEKS: Final = 2
"""Taper of a half marathon or shorter (Bosquet 2007: about two weeks is best). Certainty H/M."""

LONG_TAPER_FROM_M: Final = 30_000.0
"""From this race distance, metres, the taper may take three weeks. Judgement."""

STUB_WEEKDAY: Final = 2
"""A race from Monday (0) to this weekday leaves a race week too short to count as taper."""


def phase_of_week(
    weeks_total: int,
    weeks_to_race: int,
    *,
    distance_m: float = MARATHON_M,
    race_weekday: int = 6,
) -> Phase:
    """Give the phase of a week, counted in weeks that start on Monday.

    Args:
        weeks_total: Weeks of the block, the race week included, >= 1.
        weeks_to_race: 0 is the race week; negative after it.
        distance_m: Of the race, metres.
        race_weekday: Monday is 0.

    Returns:
        "recovery" after the race; a block shorter than its taper is all taper.

    Example:
        >>> [phase_of_week(12, n) for n in (11, 8, 4, 1, 0)]
        ['base', 'build', 'specific', 'taper', 'taper']
    """
    if weeks_to_race < 0:
        return "recovery"
    taper = taper_weeks(weeks_total, distance_m=distance_m, race_weekday=race_weekday)
    specific = taper + max(1, ceil(_between(weeks_total, SPECIFIC_WEEKS) - 0.5))
    build = specific + max(1, ceil(_between(weeks_total, BUILD_WEEKS) - 0.5))
    if weeks_to_race < taper:
        return "taper"
    if weeks_to_race < specific:
        return "specific"
    return "build" if weeks_to_race < build else "base"


def taper_weeks(weeks_total: int, *, distance_m: float = MARATHON_M, race_weekday: int = 6) -> int:
    """Weeks of taper, the race week included; see `phase_of_week`."""
    stub = 1 if race_weekday <= STUB_WEEKDAY else 0
    if distance_m < LONG_TAPER_FROM_M or weeks_total <= BLOCK_WEEKS[0]:
        return SHORT_RACE_TAPER_WEEKS + stub
    return floor(_between(weeks_total, TAPER_WEEKS) + 0.5) + stub


def _between(weeks_total: int, weeks: tuple[int, int, int]) -> float:
    """Interpolate a row of the table; below 12 weeks in proportion, above 20 as at 20."""
    if weeks_total <= BLOCK_WEEKS[0]:
        return weeks[0] * weeks_total / BLOCK_WEEKS[0]
    if weeks_total >= BLOCK_WEEKS[-1]:
        return float(weeks[-1])
    right = bisect_right(BLOCK_WEEKS, weeks_total)
    low, high = BLOCK_WEEKS[right - 1], BLOCK_WEEKS[right]
    share = (weeks_total - low) / (high - low)
    return weeks[right - 1] + share * (weeks[right] - weeks[right - 1])
