"""Load at a glance: weeks as columns, both averages as lines, long runs that stand out as dots."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import Final

from hamstrong.coach.load_over_time import LoadDay, LoadKind, LoadOverTime
from hamstrong.web.pages.formats import Formats

WEEK: Final = 7
HEIGHT: Final = 150.0
"""Of the plot, pixels."""

TOP: Final = 10.0
FOOT: Final = 24.0
"""Room above for a dot, and below for the days' names, pixels."""

COLUMN_SHARE: Final = 0.78
"""Of a week's width that its column takes."""

LABELS: Final = 4
"""Of days below the plot: as many as a small phone has room for."""


@dataclass(frozen=True, slots=True)
class LoadColumn:
    """A week: across in percent of the width, down in pixels.

    `text` is its load in words, `short` and `long` the averages on its last day, `far` its days
    with a run that stands out.
    """

    monday: date
    x: float
    width: float
    y: float
    height: float
    text: str
    short: str
    long: str
    far: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class LoadPicture:
    """The picture.

    Attributes:
        days: Width of the lines' own scale, in days.
        height, base: Of the picture and of the columns' feet, pixels from above.
        columns: Weeks, oldest first.
        short, long: The averages as `x,y` points a week's load high; "" where none are known.
        dots: Where a single run stands out, in percent and pixels.
        rulers: Heights with their load in words, pixels.
        labels: Days below, in percent of the width.
    """

    days: int
    height: float
    base: float
    columns: tuple[LoadColumn, ...]
    short: str
    long: str
    dots: tuple[tuple[float, float], ...]
    rulers: tuple[tuple[float, str], ...]
    labels: tuple[tuple[float, str], ...]


def load_words(load: LoadOverTime, formats: Formats) -> Callable[[float], str]:
    """Says metres as a distance, and points as a number."""
    if load.kind is LoadKind.DISTANCE:
        return formats.distance_round
    return lambda points: formats.plain(round(points), 0)


def draw_load(load: LoadOverTime, formats: Formats) -> LoadPicture:
    """Both averages are drawn as what they come to in a week, so that one scale fits all."""
    words = load_words(load, formats)
    weeks = [load.days[at : at + WEEK] for at in range(0, len(load.days), WEEK)]
    sums = [sum(day.load for day in week) for week in weeks]
    averages = [WEEK * value for day in load.days for value in (day.short, day.long) if value]
    most = max([*sums, *averages, 0.0]) or 1.0
    base = TOP + HEIGHT

    def y(value: float) -> float:
        return round(base - HEIGHT * value / most, 1)

    return LoadPicture(
        days=WEEK * len(weeks),
        height=base + FOOT,
        base=base,
        columns=tuple(
            _column(week, total, at=(number, 100 / len(weeks)), y=y, words=words)
            for number, (week, total) in enumerate(zip(weeks, sums, strict=True))
        ),
        short=_line([day.short for day in load.days], y),
        long=_line([day.long for day in load.days], y),
        dots=tuple(
            (round(100 * (at + 0.5) / len(load.days), 2), round(y(sums[at // WEEK]) - 6, 1))
            for at, day in enumerate(load.days)
            if day.spike
        ),
        rulers=tuple((y(value), words(value)) for value in _round_values(most, load, formats)),
        labels=_labels(weeks, formats),
    )


def _column(
    week: Sequence[LoadDay],
    total: float,
    *,
    at: tuple[int, float],
    y: Callable[[float], float],
    words: Callable[[float], str],
) -> LoadColumn:
    last, (number, share) = week[-1], at
    return LoadColumn(
        monday=week[0].day,
        x=round((number + (1 - COLUMN_SHARE) / 2) * share, 2),
        width=round(COLUMN_SHARE * share, 2),
        y=y(total),
        height=round(y(0.0) - y(total), 1),
        text=words(total),
        short="" if last.short is None else words(WEEK * last.short),
        long="" if last.long is None else words(WEEK * last.long),
        far=tuple(day.day for day in week if day.spike),
    )


def _line(values: Sequence[float | None], y: Callable[[float], float]) -> str:
    points = ((at + 0.5, v) for at, v in enumerate(values) if v is not None)
    return " ".join(f"{at:g},{y(WEEK * value):g}" for at, value in points)


def _round_values(most: float, load: LoadOverTime, formats: Formats) -> Sequence[float]:
    """One or two round loads within the scale, in the unit that is shown."""
    unit = formats.unit_m if load.kind is LoadKind.DISTANCE else 1.0
    shown = most / unit
    power = 10 ** floor(log10(shown)) if shown > 0 else 1.0
    step = max(s * power for s in (0.5, 1.0, 2.0, 5.0) if s * power <= shown)
    # A ruler at the very top has no room for its number.
    return [n * step * unit for n in (1, 2) if n * step <= 0.97 * shown]


def _labels(weeks: Sequence[Sequence[LoadDay]], formats: Formats) -> tuple[tuple[float, str], ...]:
    every = max(1, -(-len(weeks) // LABELS))
    return tuple(
        (round(100 * number / len(weeks), 2), formats.day(week[0].day))
        for number, week in enumerate(weeks)
        if number % every == 0
    )
