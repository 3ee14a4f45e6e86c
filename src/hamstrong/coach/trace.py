"""The trace of a judged set: where the body's points were while it was held, kept small.

What is kept is what a picture of the body needs: seventeen of the landmarks, ten times a second,
from three seconds before a hold to three after it, with the judge's two readings of the hips.
"""

import json
import zlib
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from hamstrong.errors import BadFile
from hamstrong.motion.landmarks import Frame, Landmark
from hamstrong.motion.report import Measure, Stage, State
from hamstrong.motion.smooth_body import HALF as LATE_FRAMES

TRACE_VERSION: Final = "hamstrong-trace/1"

TRACE_HZ = 10.0
"""Bodies kept a second: a hold moves slowly (judgement)."""
AROUND_S = 3.0
"""Seconds kept before and after a hold, in which hips go up and come down (judgement)."""
MOST_POINTS = 12_000
"""Bodies in one trace: twenty minutes of holds; what comes after is judged, not drawn."""

ROWS: Final = tuple(
    mark for mark in Landmark if mark not in (Landmark.LEFT_EAR, Landmark.RIGHT_EAR)
)
"""Landmarks that are kept, in this order; left and right are the athlete's own."""

_STEPS = 4096
"""Steps of a coordinate across the longer side of the picture: a third of a pixel of 1280."""
_NOBODY = 255
_SEEN_STEPS = 15
_TENTHS, _THOUSANDTHS = 10, 1000
_UNMEASURED = -(1 << 15)
_BUSY = (Stage.ACTIVE, Stage.STOPPED)

Point = tuple[float, float, float]
"""x and y in pixels of the upright picture, and visibility 0-1."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A body at a time, and what the judge read off its hips then.

    Attributes:
        time_s: Seconds on the time of the report.
        points: In the order of ROWS; None where nobody was seen.
        angle_deg: Hip angle, 180 is straight; None where not measured.
        height: Of the hips over rest, torso lengths; None where not measured.
    """

    time_s: float
    points: tuple[Point, ...] | None
    angle_deg: Measure | None
    height: Measure | None


@dataclass(frozen=True, slots=True)
class Trace:
    """Moments in order of time, in a picture of so many pixels."""

    width: int
    height: int
    moments: tuple[Moment, ...]

    def between(self, start_s: float, end_s: float) -> "Trace":
        """The part from one time to another, seconds."""
        chosen = tuple(m for m in self.moments if start_s <= m.time_s <= end_s)
        return Trace(self.width, self.height, chosen)


EMPTY: Final = Trace(1, 1, ())


@dataclass(slots=True)
class TraceRecorder:
    """Takes every frame with the state after it; keeps what belongs to a hold or to reps."""

    _kept: list[Moment] = field(default_factory=list)
    _before: deque[Moment] = field(default_factory=deque)
    _late: deque[Frame] = field(default_factory=lambda: deque(maxlen=LATE_FRAMES + 1))
    _size: tuple[int, int] = (1, 1)
    _due_s: float = 0.0
    _until_s: float = -1.0

    def add(self, frame: Frame, state: State) -> None:
        """Take the frame that was judged last, and the state after it."""
        self._late.append(frame)
        if len(self._late) <= LATE_FRAMES:
            return
        seen = self._late[0]  # the state speaks of this one: smoothing looks two frames ahead
        if state.stage in _BUSY:
            self._until_s = seen.time_s + AROUND_S
        if seen.time_s < self._due_s:
            return
        self._due_s = seen.time_s + 0.95 / TRACE_HZ
        self._size = (seen.width, seen.height)
        self._take(Moment(seen.time_s, _points(seen), state.hip_angle_deg, state.hip_height))

    def trace(self) -> Trace:
        """What was kept."""
        return Trace(*self._size, tuple(self._kept))

    def _take(self, moment: Moment) -> None:
        if moment.time_s > self._until_s:
            self._before.append(moment)
            while self._before[0].time_s < moment.time_s - AROUND_S:
                self._before.popleft()
        elif len(self._kept) < MOST_POINTS:
            self._kept += [*self._before, moment]
            self._before.clear()


def _points(frame: Frame) -> tuple[Point, ...] | None:
    if frame.points is None:
        return None
    rows = frame.points.tolist()
    return tuple((rows[r][0], rows[r][1], rows[r][3]) for r in ROWS)


def pack(trace: Trace) -> bytes:
    """The trace as bytes: every column's differences, compressed. Some 25 bytes a moment."""
    unit = max(trace.width, trace.height) / _STEPS
    head = {
        "version": TRACE_VERSION,
        "width": trace.width,
        "height": trace.height,
        "moments": len(trace.moments),
    }
    columns = [_differences(column) for column in _columns(trace.moments, unit)]
    body = b"".join(column.tobytes() for column in columns)
    return zlib.compress(json.dumps(head).encode() + b"\n" + body, 9)


def unpack(data: bytes) -> Trace:
    """What `pack` made bytes of; coordinates within half a step of what they were, in pixels.

    Raises:
        BadFile: These bytes are no trace of this version.
    """
    if not data:
        return EMPTY
    try:
        stream = zlib.decompressobj()
        head_line, _, body = stream.decompress(data).partition(b"\n")
        if not stream.eof:
            raise ValueError("cut off")
        head = json.loads(head_line)
        count = int(head["moments"])
        values = array("h", body)
        if head["version"] != TRACE_VERSION or len(values) != count * _WIDTH:
            raise ValueError(head["version"])
    except (zlib.error, ValueError, KeyError) as error:
        raise BadFile("This trace was written by another Hamstrong.", place="trace") from error
    columns = [_sums(values[n * count : (n + 1) * count]) for n in range(_WIDTH)]
    unit = max(head["width"], head["height"]) / _STEPS
    return Trace(head["width"], head["height"], tuple(_moments(columns, count, unit)))


_WIDTH: Final = 2 + 4 + 3 * len(ROWS)
"""Columns: seconds and milliseconds; angle, height and their ±; x, y and visibility of each row."""


def _columns(moments: Sequence[Moment], unit: float) -> Iterable[list[int]]:
    whole_ms = [round(1000 * m.time_s) for m in moments]
    yield [ms // 1000 for ms in whole_ms]
    yield [ms % 1000 for ms in whole_ms]
    for measures, scale in (
        ([m.angle_deg for m in moments], _TENTHS),
        ([m.height for m in moments], _THOUSANDTHS),
    ):
        yield [_UNMEASURED if m is None else _short(scale * m.value) for m in measures]
        yield [0 if m is None else _short(scale * m.plus_minus) for m in measures]
    for row in range(len(ROWS)):
        seen = [None if m.points is None else m.points[row] for m in moments]
        yield _held([None if p is None else _short(p[0] / unit) for p in seen])
        yield _held([None if p is None else _short(p[1] / unit) for p in seen])
        yield [_NOBODY if p is None else round(_SEEN_STEPS * _share(p[2])) for p in seen]


def frames_behind(data: bytes) -> bytes:
    """The packed frames behind a packed trace (`coach.kept_frames`); empty where there are none."""
    stream = zlib.decompressobj()
    stream.decompress(data)
    return stream.unused_data


def _short(value: float) -> int:
    return max(_UNMEASURED + 1, min((1 << 15) - 1, round(value)))


def _share(value: float) -> float:
    return max(0.0, min(1.0, value))


def _held(values: Iterable[int | None]) -> list[int]:
    """A gap keeps the value before it, which costs nothing."""
    held, last = [], 0
    for value in values:
        last = last if value is None else value
        held.append(last)
    return held


def _differences(column: Sequence[int]) -> "array[int]":
    steps = (b - a for a, b in pairwise([0, *column]))
    return array("h", (((step + (1 << 15)) & 0xFFFF) - (1 << 15) for step in steps))


def _sums(differences: Iterable[int]) -> list[int]:
    total, found = 0, []
    for step in differences:
        total = ((total + step + (1 << 15)) & 0xFFFF) - (1 << 15)
        found.append(total)
    return found


def _moments(columns: Sequence[Sequence[int]], count: int, unit: float) -> Iterable[Moment]:
    for n in range(count):
        at = [column[n] for column in columns]
        yield Moment(
            (1000 * at[0] + at[1]) / 1000,
            None if at[8] == _NOBODY else _unpacked(at[6:], unit),
            _measure(at[2], at[3], _TENTHS),
            _measure(at[4], at[5], _THOUSANDTHS),
        )


def _unpacked(numbers: Sequence[int], unit: float) -> tuple[Point, ...]:
    triples = zip(numbers[0::3], numbers[1::3], numbers[2::3], strict=True)
    return tuple((x * unit, y * unit, seen / _SEEN_STEPS) for x, y, seen in triples)


def _measure(value: int, plus_minus: int, scale: int) -> Measure | None:
    return None if value == _UNMEASURED else Measure(value / scale, plus_minus / scale)


def trace_document(trace: Trace) -> dict[str, Any]:
    """The trace as JSON values; docs/judging.md tells every field."""
    return {
        "version": TRACE_VERSION,
        "width": trace.width,
        "height": trace.height,
        "landmarks": [mark.name.lower() for mark in ROWS],
        "moments": [
            {
                "time_s": moment.time_s,
                "points": None
                if moment.points is None
                else [[round(x, 1), round(y, 1), round(v, 2)] for x, y, v in moment.points],
                "hip_angle_deg": _measure_json(moment.angle_deg),
                "hip_height": _measure_json(moment.height),
            }
            for moment in trace.moments
        ],
    }


def _measure_json(measure: Measure | None) -> dict[str, float] | None:
    if measure is None:
        return None
    return {"value": measure.value, "plus_minus": measure.plus_minus}
