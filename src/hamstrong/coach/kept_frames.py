"""What the judge was fed, kept so that it can be judged again and comes out the same.

A frame is rounded first and judged then: what is kept is what was judged. Fourteen landmarks are
kept, which are all that the judge reads, in steps of 1/4096 of the picture's longer side; times in
milliseconds. Some thirty bytes a frame.
"""

import json
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from hamstrong.errors import BadFile
from hamstrong.motion.body import LEFT_ROWS, RIGHT_ROWS
from hamstrong.motion.landmarks import COLUMNS, LANDMARKS, Frame, Landmark

FRAMES_VERSION: Final = "hamstrong-frames/1"

ROWS: Final = tuple(sorted((*LEFT_ROWS, *RIGHT_ROWS)))
"""Landmarks that the judge reads, by BlazePose's numbers."""
DEPTHS: Final = (
    Landmark.LEFT_SHOULDER.value,
    Landmark.RIGHT_SHOULDER.value,
    Landmark.LEFT_HIP.value,
    Landmark.RIGHT_HIP.value,
)
"""Those whose depth it reads."""
MOST_FRAMES: Final = 40_000
"""Twenty minutes and more; of what is longer no frame is kept: half of it judges to nothing."""

_STEPS = 4096
_SEEN_STEPS = 255
_LARGEST = (1 << 15) - 1
_WIDTH: Final = 1 + 3 * len(ROWS) + len(DEPTHS)
"""Numbers of a frame: whether somebody is seen; x, y and visibility of each row; the depths."""
_MOST_BYTES: Final = 1000 + MOST_FRAMES * (8 + 2 * _WIDTH)
"""Of what is unpacked: somebody else may have packed it."""
_NOBODY: Final = [0] * _WIDTH
_NOWHERE: Final = [0.0] * COLUMNS

Size = tuple[int, int]
"""Width and height of a picture, pixels."""


@dataclass(frozen=True, slots=True)
class _Points:
    """Landmarks as the judge reads them."""

    rows: list[list[float]]

    @property
    def shape(self) -> tuple[int, int]:
        return LANDMARKS, COLUMNS

    def tolist(self) -> list[list[float]]:
        return self.rows


class FrameLog:
    """Rounds frames and remembers them.

    Example:
        >>> log = FrameLog()
        >>> log.keep(Frame(0.0404, None, 640, 480)).time_s
        0.04
        >>> len(unpack_frames(log.packed()))
        1
    """

    def __init__(self) -> None:
        self._size: Size | None = None
        self._whole = True
        self._times_ms = array("q")
        self._values = array("h")

    def keep(self, frame: Frame) -> Frame:
        """The frame as it is kept: this one is to be judged."""
        size = (frame.width, frame.height)
        self._size = self._size or size
        time_ms, numbers = round(1000 * frame.time_s), _numbers(frame, _unit(size))
        if size != self._size or len(self._times_ms) >= MOST_FRAMES:
            self._whole = False  # the phone was turned, or it took too long
        if self._whole:
            self._times_ms.append(time_ms)
            self._values.extend(numbers)
        return _frame(time_ms, numbers, size)

    def packed(self) -> bytes:
        """All of them as bytes; empty where there were none, too many, or not of one size."""
        if self._size is None or not self._whole:
            return b""
        width, height = self._size
        count = len(self._times_ms)
        head = {"version": FRAMES_VERSION, "width": width, "height": height, "frames": count}
        columns = b"".join(_differences(self._values[n::_WIDTH]) for n in range(_WIDTH))
        steps = array("q", (b - a for a, b in pairwise([0, *self._times_ms])))
        return zlib.compress(json.dumps(head).encode() + b"\n" + steps.tobytes() + columns, 9)


def _unit(size: Size) -> float:
    return max(size) / _STEPS


def _numbers(frame: Frame, unit: float) -> list[int]:
    if frame.points is None:
        return _NOBODY
    rows, values = frame.points.tolist(), [1.0]
    for row in ROWS:
        x, y, _, seen = rows[row]
        values += (x / unit, y / unit, _SEEN_STEPS * seen)
    values += [rows[row][2] / unit for row in DEPTHS]
    try:
        numbers = list(map(round, values))
    except (ValueError, OverflowError):  # not a number: nothing was seen
        return _NOBODY
    if min(numbers) >= -_LARGEST and max(numbers) <= _LARGEST:
        return numbers
    return [max(-_LARGEST, min(_LARGEST, number)) for number in numbers]


def _frame(time_ms: int, numbers: Sequence[int], size: Size) -> Frame:
    width, height = size
    if not numbers[0]:
        return Frame(time_ms / 1000, None, width, height)
    unit = _unit(size)
    rows = [_NOWHERE] * LANDMARKS
    ends = 1 + 3 * len(ROWS)
    triples = zip(numbers[1:ends:3], numbers[2:ends:3], numbers[3:ends:3], strict=True)
    for row, (x, y, seen) in zip(ROWS, triples, strict=True):
        rows[row] = [x * unit, y * unit, 0.0, seen / _SEEN_STEPS]
    for depth, row in zip(numbers[-len(DEPTHS) :], DEPTHS, strict=True):
        rows[row][2] = depth * unit
    return Frame(time_ms / 1000, _Points(rows), width, height)


def unpack_frames(data: bytes) -> tuple[Frame, ...]:
    """What was judged, frame by frame; nothing of nothing.

    Raises:
        BadFile: These bytes are no frames of this version.
    """
    if not data:
        return ()
    try:
        stream = zlib.decompressobj()
        head_line, _, body = stream.decompress(data, _MOST_BYTES).partition(b"\n")
        if not stream.eof:
            raise ValueError(head_line)
        head = json.loads(head_line)
        count, size = int(head["frames"]), (int(head["width"]), int(head["height"]))
        times_ms, values = array("q", body[: 8 * count]), array("h", body[8 * count :])
        if head["version"] != FRAMES_VERSION or len(values) != count * _WIDTH or min(size) < 1:
            raise ValueError(head["version"])
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise BadFile("These frames were written by another Hamstrong.", place="frames") from error
    columns = [_sums(values[n * count : (n + 1) * count]) for n in range(_WIDTH)]
    moments = zip(accumulate(times_ms), zip(*columns, strict=True), strict=True)
    return tuple(_frame(time_ms, numbers, size) for time_ms, numbers in moments)


def _differences(column: Sequence[int]) -> bytes:
    before, steps = 0, array("h")
    for value in column:
        steps.append(((value - before + (1 << 15)) & 0xFFFF) - (1 << 15))
        before = value
    return steps.tobytes()


def _sums(steps: Sequence[int]) -> list[int]:
    total, found = 0, []
    for step in steps:
        total = ((total + step + (1 << 15)) & 0xFFFF) - (1 << 15)
        found.append(total)
    return found


def frames_document(data: bytes) -> dict[str, str] | None:
    """Packed frames as JSON values; None of nothing."""
    if not data:
        return None
    return {"version": FRAMES_VERSION, "packed": b64encode(data).decode()}


def frames_from_document(document: object) -> tuple[Frame, ...]:
    """What `frames_document` wrote. Raises BadFile."""
    try:
        if not isinstance(document, Mapping) or document["version"] != FRAMES_VERSION:
            raise ValueError(document)
        packed = b64decode(document["packed"], validate=True)
    except (ValueError, KeyError, TypeError) as error:
        raise BadFile("These frames were written by another Hamstrong.", place="frames") from error
    return unpack_frames(packed)
