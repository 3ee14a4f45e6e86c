"""Names and numbers over a picture whose width nobody knows: laid out for the narrowest it can be.

A label keeps its size while the picture stretches, so what fits at the narrowest width of a layout
fits at all others. Widths of text are reckoned from its letters, on the large side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

NARROW_PX = 288.0
"""The picture on a phone of 320 px."""

WIDE_PX = 600.0
"""The picture from 40 rem of window on, see pages/block.css."""

LETTER_PX = 8.3
DIGIT_PX = 9.0
"""Widest mean advance of small, strong text, pixels."""

INSET_PX = 8.0
"""Between the start of a band and its name."""

BETWEEN_PX = 8.0
"""Between two labels."""

MOST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands.

    Attributes:
        row: From 0, the first being the uppermost.
        at_end: Whether it ends at the picture's end instead of beginning with its band.
    """

    row: int
    at_end: bool = False


def place_names(
    names: Sequence[tuple[str, float, float]], *, width_px: float
) -> tuple[Label | None, ...]:
    """The names of bands in a row; None for one that would overlap or be cut.

    Args:
        names: Each name with its band's start and length, shares of the width from 0 to 1.
        width_px: The narrowest the picture can be, pixels.
    """
    ends = [-BETWEEN_PX] * MOST_ROWS
    return tuple(_place(name, at, share, width_px, ends) for name, at, share in names)


def _place(name: str, at: float, share: float, width_px: float, ends: list[float]) -> Label | None:
    """One name in the first row with room; `ends` are where the rows are taken to, pixels."""
    long = LETTER_PX * len(name)
    start = at * width_px + INSET_PX
    last = width_px - INSET_PX
    at_end = start + long > last
    if at_end:
        start = last - long
        if start + long / 2 < at * width_px:  # it would name its neighbour
            return None
    for row, end in enumerate(ends):
        if start >= end + BETWEEN_PX:
            ends[row] = start + long
            return Label(row, at_end)
    return None


def shown_numbers(
    numbers: Sequence[int], *, width_px: float, always: int | None = None
) -> frozenset[int]:
    """Those of the numbers under columns that fit beside each other; every n-th, and one always.

    Args:
        numbers: One for each column, in order, counting down; 0 and below have no number.
        width_px: The narrowest the picture can be, pixels.
        always: The number that is shown whatever gives way to it.
    """
    column_px = width_px / max(1, len(numbers))

    def fits(one: int, other: int) -> bool:
        digits = (len(str(one)) + len(str(other))) / 2
        return abs(one - other) * column_px >= DIGIT_PX * digits + BETWEEN_PX

    counted = [number for number in numbers if number > 0]
    longest = max(counted, default=1)
    step = next(n for n in range(1, longest + 2) if fits(longest, longest + n))
    shown = {number for number in counted if number % step == 0}
    if always is not None and always in counted:
        shown = {number for number in shown if fits(number, always)} | {always}
    return frozenset(shown)
