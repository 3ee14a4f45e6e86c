"""A clip as upright pictures with times: any container, in constant memory."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from av.stream import Disposition

from hamstrong.adapters.eyes.region import Pixels
from hamstrong.adapters.eyes.say import SAY
from hamstrong.coach.judge_clip import ClipAbout
from hamstrong.errors import BadFile
from hamstrong.language import number_text
from hamstrong.machine import refusal

LONGEST_SIDE = 640
"""Pixels of what is looked at. The model sees 256 across a body and its surroundings: more helps
only where the athlete fills less than a third of the picture (judgement)."""

JUDGED_HZ = 30.0
"""Pictures a second that are looked at, at most; what is faster shows no more of a hold
(judgement)."""
_EARLY_S = 0.15 / JUDGED_HZ
"""A picture may come this much before its time and be looked at all the same."""

MISSING_S = 1.0
"""Seconds that may be missing at the end before the clip counts as damaged: sound often runs
longer than pictures (judgement)."""
MISSING_SHARE = 0.02
"""The same as a share of the clip."""

CONTAINERS = (
    "mov,mp4,m4a,3gp,matroska,webm,avi,mpegts,mpeg,mpegvideo,ogg,flv,asf,gif,mjpeg,h264,hevc,av1,"
    "m4v,ivf,mxf,dv,wtv,rm,swf,apng,nut,yuv4mpegpipe"
)
"""What films come in, by FFmpeg's names. Playlists are left out: they name other files, which may
lie on other machines."""
_READ_OPTIONS = {"protocol_whitelist": "file", "format_whitelist": CONTAINERS}

Decoded = Any
"""A frame of PyAV, which is known only where it is installed."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One upright picture, `time_s` seconds after the first."""

    time_s: float
    pixels: Pixels


class Clip:
    """An open clip, read once from its beginning, and closed.

    Args:
        path: Of the file.

    Raises:
        BadFile: It is missing, no clip, or shows nothing; the place is its name.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._bad = 0
        self._read_s = 0.0
        self._container = self._open(path)
        self._stream = self._container.streams.best("video")
        if self._stream is None or Disposition.attached_pic in self._stream.disposition:
            self.close()
            raise BadFile(SAY["no-pictures"], place=self._name)
        self._stream.thread_type = "AUTO"
        self._frames = self._decoded()
        self._first = self._first_frame()
        self._quarter_turns = round(self._first.rotation / 90) % 4
        self._shape = self._upright_shape()
        self._start_s = self._moment(self._first, 0)
        self._length_s = self._claimed_s()

    @property
    def about(self) -> ClipAbout:
        """Its name, upright size, and length as the file claims it."""
        width, height = self._shape
        return ClipAbout(self._name, width, height, self._length_s)

    @property
    def damage(self) -> str:
        """After the pictures: a sentence about what could not be read, or empty."""
        claimed = self._length_s
        if claimed is not None and claimed - self._read_s > max(MISSING_S, claimed * MISSING_SHARE):
            read, length = number_text(self._read_s, ".1f"), number_text(claimed, ".1f")
            return SAY.say("damaged-end", read=read, claimed=length)
        return SAY["damaged"] if self._bad else ""

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def pictures(self) -> Iterator[Picture]:
        """Its upright pictures in order of time, at most JUDGED_HZ a second."""
        due, last = -math.inf, -math.inf
        for number, frame in enumerate(chain((self._first,), self._frames)):
            time_s = self._moment(frame, number) - self._start_s
            if time_s <= last or frame.is_corrupt:
                continue
            last = self._read_s = time_s
            if time_s < due - _EARLY_S:
                continue
            due = time_s + 1 / JUDGED_HZ
            yield Picture(time_s, self._upright(frame))

    def _open(self, path: Path) -> Any:
        try:
            with path.open("rb"):
                return av.open(str(path.absolute()), options=_READ_OPTIONS)
        except OSError as error:
            raise BadFile(SAY.say("not-read", reason=refusal(error)), place=str(path)) from error
        except FFmpegError as error:
            raise BadFile(SAY["no-clip"], place=self._name) from error

    def _first_frame(self) -> Decoded:
        first = next(self._frames, None)
        if first is None:
            self.close()
            raise BadFile(SAY["no-picture"], place=self._name)
        return first

    def _decoded(self) -> Iterator[Decoded]:
        """Every frame that can be decoded; what cannot is counted and passed over."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except FFmpegError:
                self._bad += 1
                break
            yield from self._decode(packet)
        yield from self._decode(None)

    def _decode(self, packet: Any) -> list[Decoded]:
        try:
            return list(self._stream.codec_context.decode(packet))
        except FFmpegError:
            self._bad += 1
            return []

    def _moment(self, frame: Decoded, number: int) -> float:
        """Seconds by the file's clock, or by its rate where a frame has no time."""
        if frame.time is not None:
            return float(frame.time)
        return number / float(self._stream.guessed_rate or JUDGED_HZ)

    def _claimed_s(self) -> float | None:
        if self._stream.duration is not None:
            return float(self._stream.duration * self._stream.time_base)
        length = self._container.duration
        return None if length is None else length / 1_000_000

    def _upright_shape(self) -> tuple[int, int]:
        """Width and height in square pixels, as a player shows it."""
        ratio = float(self._stream.sample_aspect_ratio or 1) or 1.0
        width, height = round(self._first.width * ratio), self._first.height
        return (height, width) if self._quarter_turns % 2 else (width, height)

    def _upright(self, frame: Decoded) -> Pixels:
        """(height, width, 4): scaled down to LONGEST_SIDE and turned as it was filmed."""
        shrink = min(1.0, LONGEST_SIDE / max(self._shape))
        size = [max(1, round(side * shrink)) for side in self._shape]
        width, height = reversed(size) if self._quarter_turns % 2 else size
        pixels = frame.to_ndarray(format="rgba", width=width, height=height, interpolation="AREA")
        return np.ascontiguousarray(np.rot90(pixels, self._quarter_turns))
