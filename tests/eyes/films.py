"""Short films made for a test: four coloured corners, any times, turned as a phone turns them."""

import os
import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

av = pytest.importorskip("av", reason="the extra `judge` is not installed")
np = pytest.importorskip("numpy")

SHARED = Path(os.environ.get("HAMSTRONG_SHARED", Path(__file__).parents[3] / "shared"))
CLIPS = SHARED / "pose" / "clips"
PHOTOS = SHARED / "data" / "photos" / "free-exercise-db"

RED, GREEN, BLUE, WHITE = (250, 20, 20), (20, 250, 20), (20, 20, 250), (250, 250, 250)
CLOCKWISE = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
"""Degrees clockwise to be turned for showing, as the first four numbers of ISO 14496-12's matrix:
x' = ax + cy, y' = bx + dy, y growing downwards."""


def corners(width: int, height: int) -> Any:
    """Red, green over blue, white: (height, width, 3)."""
    picture = np.empty((height, width, 3), np.uint8)
    picture[: height // 2, : width // 2] = RED
    picture[: height // 2, width // 2 :] = GREEN
    picture[height // 2 :, : width // 2] = BLUE
    picture[height // 2 :, width // 2 :] = WHITE
    return picture


def film(
    path: Path,
    *,
    times_ms: Sequence[int] = range(0, 400, 40),
    size: tuple[int, int] = (96, 64),
) -> Path:
    """Write a film with a picture at each of these times."""
    return write(path, corners(*size), times_ms=times_ms)


def still(path: Path, picture: Any) -> Path:
    """Write a film of one picture (height, width, 3)."""
    return write(path, picture, times_ms=[0])


def write(path: Path, picture: Any, *, times_ms: Sequence[int]) -> Path:
    """Write a film that shows the picture at each of these times."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream("mpeg4", rate=1000)
        stream.height, stream.width = np.asarray(picture).shape[:2]
        stream.bit_rate = 8_000_000
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        stream.codec_context.gop_size = 5
        for time_ms in times_ms:
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = time_ms, Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def turned(path: Path, degrees: int) -> Path:
    """The same file with a note that it is to be shown turned so far clockwise."""
    data = bytearray(path.read_bytes())
    # In version 0 of the track header the matrix begins 44 bytes after its name.
    at = data.index(b"tkhd") + 44
    a, b, c, d = (number << 16 for number in CLOCKWISE[degrees])
    data[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    return path


def sound(path: Path) -> Path:
    """A tenth of a second of silence, and no picture."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_s16le", rate=8000)
        silence = av.AudioFrame.from_ndarray(np.zeros((1, 800), np.int16), layout="mono")
        silence.sample_rate = 8000
        out.mux(stream.encode(silence))
        out.mux(stream.encode(None))
    return path
