"""Speed on the flat that costs as much as speed on a slope, and its mean weighted to hard parts.

Sources: cost of running uphill and downhill, Minetti et al. (2002), J Appl Physiol 93: the
polynomial below, within slopes of 0.45; the mean of the fourth power over half a minute is the
convention of Coggan's normalised power (2003), taken over for running speed by practice. M for
the cost on a treadmill, L for a watch's altitude.
"""

from collections.abc import Sequence
from typing import Final

COST_TERMS: Final = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)
"""J/kg/m by falling powers of the slope (Minetti 2002)."""

STEEPEST: Final = 0.45
"""Slope to which it was measured; what is steeper counts as this (Minetti 2002)."""

SMOOTHED_S: Final = 30.0
"""Seconds over which speed is averaged before its fourth power (Coggan 2003)."""

FASTEST_M_S: Final = 12.5
"""No run is faster (the fastest 100 m has 12.4 m/s at best): a satellite jumped."""

Stretch = tuple[float, float, float]
"""Seconds, metres, slope as a fraction of the metres."""


def cost_of_slope(slope: float) -> float:
    """How many times the flat a metre costs on a slope, given as a fraction, falling negative.

    Example:
        >>> round(cost_of_slope(0.1), 2), round(cost_of_slope(-0.1), 2)
        (1.66, 0.6)
    """
    steep = max(-STEEPEST, min(STEEPEST, slope))
    cost = 0.0
    for term in COST_TERMS:
        cost = cost * steep + term
    return cost / COST_TERMS[-1]


def flat_speeds(stretches: Sequence[Stretch]) -> list[tuple[float, float]]:
    """Seconds of each stretch and its speed on the flat, m/s, averaged over half a minute."""
    pace = [(s, min(FASTEST_M_S, m / s) * cost_of_slope(slope)) for s, m, slope in stretches]
    found: list[tuple[float, float]] = []
    first, time_s, metres = 0, 0.0, 0.0
    for last_s, last_speed in pace:
        time_s += last_s
        metres += last_s * last_speed
        while time_s - pace[first][0] >= SMOOTHED_S:
            time_s -= pace[first][0]
            metres -= pace[first][0] * pace[first][1]
            first += 1
        found.append((last_s, max(0.0, metres / time_s)))
    return found


def weighted_speed(speeds: Sequence[tuple[float, float]]) -> float | None:
    """Fourth root of the mean fourth power, m/s; None where nobody moved.

    Args:
        speeds: Seconds and metres per second of each stretch, as `flat_speeds` gives them.
    """
    time_s = sum(s for s, _ in speeds)
    if time_s <= 0:
        return None
    mean = sum(s * v**4 for s, v in speeds) / time_s
    return mean**0.25 if mean > 0 else None
