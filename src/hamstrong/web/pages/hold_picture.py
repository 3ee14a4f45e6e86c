"""A hold as two lines over time, with how far each may be off, on its shaded seconds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hamstrong.coach.seen_report import SeenHold
from hamstrong.coach.trace import ROWS, Moment, Trace, trace_document
from hamstrong.motion.report import Measure

WIDTH: Final = 360
HEIGHT: Final = 148
LEFT: Final = 40
FLOOR: Final = 22
TOP: Final = 18
AROUND_S: Final = 2.0
"""Seconds shown before and after a hold."""
LABEL_FROM: Final = 34
"""Units of width from which a lost stretch has room for its word."""

Read = Callable[[Moment], Measure | None]

LINES: Final[dict[str, tuple[Read, int, float]]] = {
    "hip-height": (lambda m: m.height, 2, 0.2),
    "hip-angle": (lambda m: m.angle_deg, 0, 20.0),
}
"""What is drawn: where it is read, digits of its scale, and the least span of the scale."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A stretch behind the lines; `word` is the lost criterion where there is room for it."""

    kind: str
    criterion: str
    x: float
    width: float
    word: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """One line: points of SVG polylines and of the polygons around them, and its scale."""

    name: str
    lines: tuple[str, ...]
    bands: tuple[str, ...]
    high: str
    low: str


@dataclass(frozen=True, slots=True)
class HoldPicture:
    """Everything that the page draws of one hold; times in seconds."""

    plots: tuple[Plot, ...]
    shades: tuple[Shade, ...]
    start_s: float
    end_s: float
    ticks: tuple[tuple[float, str], ...]
    replay: dict[str, Any]


Span = tuple[float, float]


def spans_of(traces: Iterable[Trace]) -> dict[str, Span]:
    """The scale of each line over several traces, so that they can be laid side by side."""
    moments = [moment for trace in traces for moment in trace.moments]
    found = {}
    for name, (read, _, least) in LINES.items():
        known = [m for m in map(read, moments) if m is not None]
        if known:
            low = min(m.value - m.plus_minus for m in known)
            high = max(m.value + m.plus_minus for m in known)
            spare = max(0.0, least - (high - low)) / 2
            found[name] = (low - spare, high + spare)
    return found


def part_of(hold: SeenHold, trace: Trace) -> Trace:
    """The trace of one hold, with what came just before and after."""
    return trace.between(hold.start_s - AROUND_S, hold.end_s + AROUND_S)


def hold_picture(
    hold: SeenHold, part: Trace, *, spans: dict[str, Span], longest_s: float | None = None
) -> HoldPicture:
    """The picture of a hold by its part of the trace; `longest_s` stretches the time's scale."""
    first_s = part.moments[0].time_s if part.moments else hold.start_s
    last_s = part.moments[-1].time_s if part.moments else hold.end_s
    length_s = max(longest_s or 0.0, last_s - first_s, 0.1)

    def x(time_s: float) -> float:
        return LEFT + (time_s - first_s) / length_s * (WIDTH - LEFT)

    return HoldPicture(
        plots=tuple(_plot(name, part, spans[name], x) for name in LINES if name in spans),
        shades=tuple(_shades(hold, x)),
        start_s=first_s,
        end_s=first_s + length_s,
        ticks=tuple(_ticks(hold, length_s - (hold.start_s - first_s), x)),
        replay=replay_of(hold, part),
    )


def _shades(hold: SeenHold, x: Callable[[float], float]) -> Iterable[Shade]:
    for stretch in hold.stretches:
        left, right = x(stretch.start_s), x(stretch.end_s)
        criterion = stretch.criterion.value if stretch.criterion else ""
        wide = right - left >= LABEL_FROM and bool(criterion)
        yield Shade(stretch.kind.value, criterion, round(left, 1), round(right - left, 1), wide)


def _ticks(
    hold: SeenHold, room_s: float, x: Callable[[float], float]
) -> Iterable[tuple[float, str]]:
    """Seconds of the hold, at round numbers."""
    step = next((s for s in (1, 2, 5, 10, 15, 30, 60, 120) if room_s / s <= 6), 300)
    for second in range(0, int(room_s) + 1, step):
        yield round(x(hold.start_s + second), 1), f"{second}"


def _plot(name: str, part: Trace, span: Span, x: Callable[[float], float]) -> Plot:
    read, digits, _ = LINES[name]
    low, high = span
    scale = (HEIGHT - FLOOR - TOP) / ((high - low) or 1.0)

    def point(time_s: float, value: float) -> str:
        return f"{x(time_s):.1f},{TOP + (high - value) * scale:.1f}"

    runs = _runs([(m.time_s, read(m)) for m in part.moments])
    return Plot(
        name=name,
        lines=tuple(" ".join(point(t, m.value) for t, m in run) for run in runs),
        bands=tuple(
            " ".join(
                [
                    *(point(t, m.value + m.plus_minus) for t, m in run),
                    *(point(t, m.value - m.plus_minus) for t, m in reversed(run)),
                ]
            )
            for run in runs
        ),
        high=f"{high:.{digits}f}",
        low=f"{low:.{digits}f}",
    )


def _runs(values: Sequence[tuple[float, Measure | None]]) -> list[list[tuple[float, Measure]]]:
    """The measured points, broken where nothing was measured."""
    found: list[list[tuple[float, Measure]]] = [[]]
    for time_s, measure in values:
        if measure is not None:
            found[-1].append((time_s, measure))
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def replay_of(hold: SeenHold, part: Trace) -> dict[str, Any]:
    """What the island needs to move the body: points, and what each second was."""
    document = trace_document(part)
    return {
        "landmarks": [mark.name.lower() for mark in ROWS],
        "width": part.width,
        "height": part.height,
        "start_s": hold.start_s,
        "moments": [
            {
                "t": round(moment["time_s"], 2),
                "p": moment["points"],
                "a": moment["hip_angle_deg"],
                "h": moment["hip_height"],
            }
            for moment in document["moments"]
        ],
        "stretches": [
            {
                "kind": stretch.kind.value,
                "from": stretch.start_s,
                "to": stretch.end_s,
                "criterion": stretch.criterion.value if stretch.criterion else None,
            }
            for stretch in hold.stretches
        ],
    }
