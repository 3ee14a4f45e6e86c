"""Race predictions, each with its stated error and where that comes from."""

from dataclasses import dataclass
from math import log2
from typing import Final

from hamstrong.language import number_text
from hamstrong.running.critical_speed import (
    MARATHON_ERROR,
    CriticalSpeed,
    marathon_by_critical_speed,
)
from hamstrong.running.paces import race_time, vdot_from_race
from hamstrong.running.words import WORDS

RIEGEL_EXPONENT: Final = 1.06
"""Riegel (1981). Optimistic for recreational marathons (Vickers and Vertosick 2016)."""

RIEGEL_LOW_VOLUME: Final = 1.08
RIEGEL_LOWEST_VOLUME: Final = 1.10
"""Exponents under 50 km a week: evidence 6.5 gives 1.08-1.10 and no split. Certainty M."""

RIEGEL_LOW_VOLUME_M: Final = 50_000.0
RIEGEL_LOWEST_VOLUME_M: Final = 30_000.0
"""Weekly metres below which the exponents apply; the second is judgement."""

VDOT_ERROR_PER_DOUBLING: Final = 0.02
"""Relative error that VDOT and Riegel gain each time the distance doubles. Judgement: no trial
gives it; chosen so that 10 km to marathon is about as uncertain as the exponents differ."""

LEAST_ERROR: Final = 0.02
"""Same runner, same distance, another day. Judgement."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """A predicted race time.

    Attributes:
        time_s: Seconds.
        low_s, high_s: Seconds; the range that the error spans.
        method: Short name for the athlete.
        error: Relative, so 0.077 is 7.7 %.
        source: Of the method and of its error.
    """

    time_s: float
    low_s: float
    high_s: float
    method: str
    error: float
    source: str


def predict_by_vdot(distance_m: float, *, race_m: float, race_s: float) -> Prediction:
    """Predict a time from one recent race by equal VDOT.

    Args:
        distance_m: To predict, metres.
        race_m, race_s: The recent race, metres and seconds.

    Raises:
        BadInput: The recent race does not fit a runner.
    """
    vdot = vdot_from_race(race_m, race_s)
    return _prediction(
        race_time(vdot, distance_m),
        _error(distance_m, race_m),
        "VDOT",
        WORDS["methods.vdot-source"],
    )


def riegel_exponent(weekly_m: float | None) -> float:
    """Exponent for a weekly distance, metres; None when it is not known."""
    if weekly_m is None or weekly_m >= RIEGEL_LOW_VOLUME_M:
        return RIEGEL_EXPONENT
    return RIEGEL_LOW_VOLUME if weekly_m >= RIEGEL_LOWEST_VOLUME_M else RIEGEL_LOWEST_VOLUME


def predict_by_riegel(
    distance_m: float, *, race_m: float, race_s: float, weekly_m: float | None = None
) -> Prediction:
    """Predict a time from one recent race: T2 = T1 (D2 / D1)^k.

    Args:
        distance_m: To predict, metres.
        race_m, race_s: The recent race, metres and seconds.
        weekly_m: Metres run a week, which sets k; None takes Riegel's own.

    Raises:
        BadInput: The recent race does not fit a runner.
    """
    vdot_from_race(race_m, race_s)
    exponent = riegel_exponent(weekly_m)
    return _prediction(
        race_s * (distance_m / race_m) ** exponent,
        _error(distance_m, race_m),
        WORDS["methods.riegel"].format(exponent=number_text(exponent)),
        WORDS["methods.riegel-source"],
    )


def predict_marathon_by_critical_speed(critical: CriticalSpeed) -> Prediction:
    """Predict a marathon from critical speed, with the error its authors found."""
    return _prediction(
        marathon_by_critical_speed(critical.speed_m_s),
        MARATHON_ERROR,
        WORDS["methods.critical"],
        WORDS["methods.marathon-source"],
    )


def _error(distance_m: float, race_m: float) -> float:
    doublings = abs(log2(distance_m / race_m))
    return LEAST_ERROR + VDOT_ERROR_PER_DOUBLING * doublings


def _prediction(time_s: float, error: float, method: str, source: str) -> Prediction:
    return Prediction(time_s, time_s * (1 - error), time_s * (1 + error), method, error, source)
