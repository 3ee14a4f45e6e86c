"""Critical speed: the line through short hard efforts, and the marathon it promises.

D = CS * t + D': a linear regression of distance on time over efforts of about 2 to 20 minutes.
Marathon: fraction of CS by finish time, after Smyth and Muniz-Pumares (2020), over 25 000
recreational runners; error about 7.7 %. Certainty M.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import LinearRegression, linear_regression
from typing import Final

from hamstrong.errors import BadInput
from hamstrong.running.model import MARATHON_M
from hamstrong.running.paces import bisect_time
from hamstrong.running.words import WORDS

EFFORT_S: Final = (100.0, 1320.0)
"""Efforts that count, seconds: about 2 to 20 minutes, with 10 to 20 % of tolerance."""

LEAST_SPREAD: Final = 1.5
"""Longest effort over shortest, by time: closer ones do not fix a slope. Judgement."""

LINE_CERTAINTY: Final = "M"

MARATHON_ERROR: Final = 0.077

FRACTION_AT: Final = (0.93, 150.0)
FRACTION_SLOPE: Final = 0.00067
FRACTION_CLAMP: Final = (0.75, 0.95)
"""Fraction of CS held = 0.93 - 0.00067 * (minutes - 150), clamped [derived from 93.0 % at 2:30
and 78.9 % at 6:00]."""


@dataclass(frozen=True, slots=True)
class Effort:
    """One all-out run: metres and seconds."""

    distance_m: float
    time_s: float


@dataclass(frozen=True, slots=True)
class CriticalSpeed:
    """The line through the efforts.

    Attributes:
        speed_m_s: Critical speed, metres per second.
        reserve_m: D', metres that can be run above it.
        efforts: How many efforts the line rests on.
    """

    speed_m_s: float
    reserve_m: float
    efforts: int


def critical_speed(efforts: Sequence[Effort]) -> CriticalSpeed:
    """Fit critical speed to hard efforts.

    Args:
        efforts: At least two, between about 2 and 20 minutes, of clearly different length.

    Raises:
        BadInput: Too few efforts, too alike, or a line no runner has.

    Example:
        >>> critical_speed([Effort(1000, 200), Effort(3000, 700)])
        CriticalSpeed(speed_m_s=4.0, reserve_m=200.0, efforts=2)
    """
    usable = [e for e in efforts if EFFORT_S[0] <= e.time_s <= EFFORT_S[1] and e.distance_m > 0]
    if len(usable) < 2:
        raise BadInput(
            WORDS.say("refused.critical-speed-needs-two", count=len(usable)),
            place="efforts",
        )
    times = [effort.time_s for effort in usable]
    if max(times) < LEAST_SPREAD * min(times):
        raise BadInput(
            WORDS["refused.efforts-are-too-much"],
            place="efforts",
        )
    line = linear_regression(times, [effort.distance_m for effort in usable])
    return _checked(line, len(usable))


def _checked(line: LinearRegression, efforts: int) -> CriticalSpeed:
    if line.slope <= 0 or line.intercept < 0:
        raise BadInput(
            WORDS["refused.longer-effort-as-fast"],
            place="efforts",
        )
    return CriticalSpeed(line.slope, line.intercept, efforts)


def held_share(time_s: float) -> float:
    """Fraction of critical speed held over a marathon of this many seconds."""
    top, at_min = FRACTION_AT
    share = top - FRACTION_SLOPE * (time_s / 60 - at_min)
    return min(max(share, FRACTION_CLAMP[0]), FRACTION_CLAMP[1])


def marathon_by_critical_speed(speed_m_s: float) -> float:
    """Marathon time, seconds, at which speed and held fraction agree.

    The evidence iterates the rule once; this is its fixed point, found by bisection. At the
    study's mean critical speed of 3.74 m/s it gives 88.9 %, where the mean runner held 84.8 %
    (spread 13.6 points): the line through the two ends is a little kind to the middle.
    """

    def too_fast(time_s: float) -> bool:
        return MARATHON_M / time_s > held_share(time_s) * speed_m_s

    return bisect_time(too_fast, MARATHON_M / speed_m_s, 2 * MARATHON_M / speed_m_s)
