"""VDOT and the paces that follow from it.

Source: Daniels and Gilbert (1979), "Oxygen Power": oxygen cost of running at a speed, and the
fraction of VO2max that can be held for a time. Good for efforts of about 3.5 minutes to 4 hours.
Fractions per run type: Daniels' Running Formula, 3rd edition, as in evidence 6.2 and 6.5;
certainty M (practice).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

from hamstrong.errors import BadInput
from hamstrong.language import number_text
from hamstrong.running.model import MARATHON_M
from hamstrong.running.words import WORDS

COST_CONSTANT: Final = -4.60
COST_LINEAR: Final = 0.182258
COST_QUADRATIC: Final = 0.000104
"""VO2 (ml/kg/min) = constant + linear * v + quadratic * v^2, v in metres per minute."""

EASY: Final = (0.59, 0.74)
THRESHOLD: Final = (0.83, 0.88)
INTERVAL: Final = (0.95, 1.00)
REPETITION: Final = (1.05, 1.10)
"""Fractions of VDOT, slow and fast end (evidence 6.2)."""

FRACTION_SOURCE: Final = "Daniels' Running Formula, 3rd edition"
FRACTION_CERTAINTY: Final = "M"
"""Of the fractions above (evidence 6.2)."""

EASY_PLANNED: Final = 0.70
"""Fraction at which the duration of an easy or long run is reckoned. Judgement, within `EASY`."""

LOWEST_PACED_VDOT: Final = 35.0
"""Below it the formula's threshold and interval paces make no sense for real runners, so these
runs are set by RPE (tlgs/vdot on the official tables; evidence 6.5)."""

THRESHOLD_RPE: Final = "RPE 6–7"
INTERVAL_RPE: Final = "RPE 8–9"

VDOT_RANGE: Final = (15.0, 90.0)
"""Outside it a result or a pace is a slip of the pen, not a runner. Judgement."""

_SLOWEST_M_S: Final = 0.8
_FASTEST_M_S: Final = 12.0


@dataclass(frozen=True, slots=True)
class SpeedRange:
    """From slow to fast, metres per second."""

    slow_m_s: float
    fast_m_s: float

    @property
    def middle_m_s(self) -> float:
        return (self.slow_m_s + self.fast_m_s) / 2


@dataclass(frozen=True, slots=True)
class Paces:
    """Training speeds of one VDOT.

    Attributes:
        vdot: ml/kg/min.
        easy, threshold, interval, repetition: Speed ranges.
        marathon_m_s: The predicted marathon's speed, metres per second.
        planned_easy_m_s: Speed at which easy and long runs are reckoned, metres per second.
        by_effort: True when threshold and interval runs go by RPE, not by these speeds.
    """

    vdot: float
    easy: SpeedRange
    threshold: SpeedRange
    interval: SpeedRange
    repetition: SpeedRange
    marathon_m_s: float
    planned_easy_m_s: float

    @property
    def by_effort(self) -> bool:
        return self.vdot < LOWEST_PACED_VDOT


def oxygen_cost(speed_m_s: float) -> float:
    """Oxygen needed to run at a speed, ml/kg/min."""
    v = speed_m_s * 60
    return COST_CONSTANT + COST_LINEAR * v + COST_QUADRATIC * v * v


def held_fraction(time_s: float) -> float:
    """Fraction of VO2max that can be held for a time; above 1 for the shortest efforts."""
    t = time_s / 60
    return 0.8 + 0.1894393 * exp(-0.012778 * t) + 0.2989558 * exp(-0.1932605 * t)


def vdot_from_race(distance_m: float, time_s: float) -> float:
    """VDOT of a race result.

    Args:
        distance_m: Metres, > 0.
        time_s: Seconds, > 0.

    Raises:
        BadInput: The two do not fit a runner.

    Example:
        >>> round(vdot_from_race(5000, 27 * 60), 4)
        34.9632
    """
    if distance_m <= 0 or time_s <= 0:
        raise BadInput(WORDS["refused.race-needs-distance-time"], place="recent race")
    speed = distance_m / time_s
    vdot = oxygen_cost(speed) / held_fraction(time_s)
    if speed > _FASTEST_M_S or not VDOT_RANGE[0] <= vdot <= VDOT_RANGE[1]:
        raise BadInput(
            WORDS.say(
                "refused.km-minutes-outside-what",
                distance=number_text(distance_m / 1000),
                minutes=f"{time_s / 60:.0f}",
            ),
            place="recent race",
        )
    return vdot


def vdot_from_easy_speed(speed_m_s: float) -> float:
    """VDOT of someone whose usual easy speed this is, taken as `EASY_PLANNED` of VDOT.

    Much rougher than a race: easy speeds of one VDOT spread by more than a minute per km.

    Raises:
        BadInput: The speed does not fit a runner.
    """
    vdot = oxygen_cost(speed_m_s) / EASY_PLANNED
    if not VDOT_RANGE[0] <= vdot <= VDOT_RANGE[1]:
        raise BadInput(
            WORDS.say("refused.easy-pace-kmh-outside", speed=number_text(speed_m_s * 3.6, ".1f")),
            place="easy pace",
        )
    return vdot


def speed_at(vdot: float, fraction: float) -> float:
    """Speed that costs a fraction of VDOT, metres per second."""
    root = sqrt(COST_LINEAR**2 + 4 * COST_QUADRATIC * (fraction * vdot - COST_CONSTANT))
    return (root - COST_LINEAR) / (2 * COST_QUADRATIC) / 60


def race_time(vdot: float, distance_m: float) -> float:
    """Seconds for a distance at a VDOT, by bisection: VDOT falls as the time grows."""

    def too_fast(time_s: float) -> bool:
        return oxygen_cost(distance_m / time_s) / held_fraction(time_s) > vdot

    return bisect_time(too_fast, distance_m / _FASTEST_M_S, distance_m / _SLOWEST_M_S)


def bisect_time(too_fast: Callable[[float], bool], low_s: float, high_s: float) -> float:
    """The time, seconds, at which `too_fast` turns false, to a millisecond."""
    while high_s - low_s > 1e-3:
        middle = (low_s + high_s) / 2
        if too_fast(middle):
            low_s = middle
        else:
            high_s = middle
    return (low_s + high_s) / 2


def training_paces(vdot: float) -> Paces:
    """Training speeds of a VDOT.

    Raises:
        BadInput: A VDOT outside `VDOT_RANGE`.
    """
    if not VDOT_RANGE[0] <= vdot <= VDOT_RANGE[1]:
        raise BadInput(
            WORDS.say(
                "refused.vdot-between-was-wanted",
                least=number_text(VDOT_RANGE[0]),
                most=number_text(VDOT_RANGE[1]),
                vdot=f"{vdot:.1f}",
            ),
            place="vdot",
        )
    return Paces(
        vdot=vdot,
        easy=_range(vdot, EASY),
        threshold=_range(vdot, THRESHOLD),
        interval=_range(vdot, INTERVAL),
        repetition=_range(vdot, REPETITION),
        marathon_m_s=MARATHON_M / race_time(vdot, MARATHON_M),
        planned_easy_m_s=speed_at(vdot, EASY_PLANNED),
    )


def _range(vdot: float, fractions: tuple[float, float]) -> SpeedRange:
    slow, fast = fractions
    return SpeedRange(speed_at(vdot, slow), speed_at(vdot, fast))
