"""Distances a person would write on a plan, and sharing a week out in them."""

from collections.abc import Sequence
from math import floor
from typing import Final

COARSE_FROM: Final = 8.0
"""Long runs from so many units are written in halves, shorter ones in tenths. Judgement."""

COARSE_SHARE_FROM: Final = 4.0
"""The same for the other runs of a week, by their mean. Judgement."""

_TINY: Final = 1e-6


def round_down(metres: float, unit_m: float, *, halves_from: float = COARSE_FROM) -> float:
    """Round down to halves of a unit, distances under `halves_from` units to tenths.

    >>> round_down(9_860, 1000), round_down(6_570, 1000)
    (9500.0, 6500.0)
    """
    step = unit_m / 2 if metres >= halves_from * unit_m else unit_m / 10
    return floor(metres / step + _TINY) * step


def share_out(
    metres: float, weights: Sequence[float], *, caps: Sequence[float], unit_m: float
) -> tuple[float, ...]:
    """Share metres out by weight, none over its cap, in round distances.

    What a cap cuts off goes to the others; what rounding leaves goes to the next in the row, so
    that the sum is never more than was given and, unless every cap is reached, less by at most
    one step.

    >>> share_out(20_000, [1, 1, 2], caps=[4_000, 9_000, 9_000], unit_m=1000)
    (4000.0, 7000.0, 9000.0)
    """
    if not weights:
        return ()
    coarse = metres >= COARSE_SHARE_FROM * unit_m * len(weights)
    step = unit_m / 2 if coarse else unit_m / 10
    given: list[float] = []
    carry = _TINY * step - step / 2
    for exact, cap in zip(_capped(metres, weights, caps), caps, strict=True):
        most = floor(cap / step + _TINY) * step
        rounded = min(round((exact + carry) / step) * step, most)
        carry += exact - rounded
        given.append(rounded)
    return tuple(given)


def _capped(metres: float, weights: Sequence[float], caps: Sequence[float]) -> list[float]:
    given = [0.0] * len(weights)
    open_ = list(range(len(weights)))
    left = metres
    while open_:
        total = sum(weights[i] for i in open_)
        over = [i for i in open_ if left * weights[i] / total >= caps[i]]
        if not over:
            for i in open_:
                given[i] = left * weights[i] / total
            return given
        for i in over:
            given[i] = caps[i]
        left -= sum(caps[i] for i in over)
        open_ = [i for i in open_ if i not in over]
    return given
