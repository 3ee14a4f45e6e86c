"""The clip once more, with what was seen and judged drawn over it."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from PIL import Image, ImageDraw, ImageFont

from hamstrong.adapters.eyes.detector import Floats
from hamstrong.adapters.eyes.region import Pixels
from hamstrong.adapters.eyes.say import SAY
from hamstrong.errors import BadInput, Unavailable
from hamstrong.exercises.judging import Criterion
from hamstrong.language import number_text
from hamstrong.machine import refusal
from hamstrong.motion.landmarks import Landmark as L
from hamstrong.motion.report import Stage, State, Verdict
from hamstrong.motion.words import criterion_word, verdict_word

Colour = tuple[int, int, int]

INK: Colour = (20, 24, 28)
WHITE: Colour = (250, 250, 248)
COLOURS: dict[Verdict, Colour] = {
    Verdict.GOOD: (70, 205, 120),
    Verdict.LOST: (245, 85, 65),
    Verdict.UNSURE: (250, 185, 50),
    Verdict.NOT_VISIBLE: (165, 170, 175),
}

BONES = (
    (L.LEFT_SHOULDER, L.RIGHT_SHOULDER),
    (L.LEFT_HIP, L.RIGHT_HIP),
    *(
        (L[f"{side}_{a}"], L[f"{side}_{b}"])
        for side in ("LEFT", "RIGHT")
        for a, b in (
            ("SHOULDER", "HIP"),
            ("HIP", "KNEE"),
            ("KNEE", "ANKLE"),
            ("ANKLE", "HEEL"),
            ("HEEL", "TOE"),
            ("SHOULDER", "ELBOW"),
            ("ELBOW", "WRIST"),
        )
    ),
)
LEAST_VISIBILITY = 0.3
"""A bone is drawn when both its ends are at least so visible, from 0 to 1 (judgement)."""

_TICKS = 90_000
"""Steps of the new clip's clock in a second; every rate of pictures fits into it."""
_BIT_RATE = 2_000_000


class Overlay:
    """Draws and writes one picture after the other."""

    def __init__(self, container: Any) -> None:
        self._container = container
        self._stream: Any = None
        self._last_pts = -1

    def add(self, time_s: float, pixels: Pixels, points: Floats | None, state: State) -> None:
        """Write a picture at its time; `points` (33, 4) are in its own pixels."""
        picture = np.asarray(drawn(pixels, points, state))
        if self._stream is None:
            self._stream = self._started(*picture.shape[:2])
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts = max(round(time_s * _TICKS), self._last_pts + 1)
        frame.time_base = Fraction(1, _TICKS)
        self._last_pts = frame.pts
        self._container.mux(self._stream.encode(frame))

    def finish(self) -> None:
        """Write what the encoder still holds."""
        if self._stream is not None:
            self._container.mux(self._stream.encode(None))

    def _started(self, height: int, width: int) -> Any:
        codec = "libx264" if "libx264" in av.codecs_available else "mpeg4"
        stream: Any = self._container.add_stream(codec, rate=30)
        stream.height, stream.width, stream.pix_fmt = height, width, "yuv420p"
        stream.bit_rate = _BIT_RATE
        stream.codec_context.time_base = Fraction(1, _TICKS)
        return stream


@contextmanager
def written(path: Path) -> Iterator[Overlay]:
    """A new clip; it is whole when the block ends.

    Raises:
        BadInput: The name is not one of a clip.
        Unavailable: It cannot be written; the place is the file.
    """
    if path.suffix.lower() not in (".mp4", ".mkv", ".mov"):
        raise BadInput(SAY["name-of-clip"], place="--overlay")
    try:
        # PyAV would only notice at the first picture, after the model has been loaded.
        path.open("wb").close()
        with av.open(str(path.absolute()), "w") as container:
            overlay = Overlay(container)
            yield overlay
            overlay.finish()
    except (FFmpegError, OSError) as error:
        # PyAV's errors have a number and its words too, without all being errors of the system.
        reason = refusal(OSError(error.errno, error.strerror))
        raise Unavailable(SAY.say("not-written", reason=reason), place=str(path)) from error


def drawn(pixels: Pixels, points: Floats | None, state: State) -> Image.Image:
    """The picture, even in width and height, with the body, the seconds and the criteria."""
    height, width = (side // 2 * 2 for side in pixels.shape[:2])
    picture = Image.fromarray(np.ascontiguousarray(pixels[:height, :width, :3]))
    pen = ImageDraw.Draw(picture)
    if points is not None:
        _draw_body(pen, points, colour_of(state), max(2, height // 120))
    _draw_seconds(pen, state, height)
    _draw_criteria(pen, state, height)
    return picture


def colour_of(state: State) -> Colour:
    """Of the body: what is lost now counts most, then what is unsure; white when not in a hold."""
    if state.stage is not Stage.ACTIVE:
        return WHITE
    if state.abstaining:
        return COLOURS[Verdict.UNSURE]
    lost = Verdict.LOST in state.verdicts.values()
    return COLOURS[Verdict.LOST if lost else Verdict.GOOD]


def _draw_body(pen: ImageDraw.ImageDraw, points: Floats, colour: Colour, width: int) -> None:
    for a, b in BONES:
        if min(points[a, 3], points[b, 3]) >= LEAST_VISIBILITY:
            ends = [(float(points[end, 0]), float(points[end, 1])) for end in (a, b)]
            pen.line(ends, fill=INK, width=width + 2)
            pen.line(ends, fill=colour, width=width)


def _draw_seconds(pen: ImageDraw.ImageDraw, state: State, height: int) -> None:
    _write(pen, (height / 40, height / 60), _large_words(state), height / 8)


def _large_words(state: State) -> str:
    if state.stage is not Stage.ACTIVE:
        return SAY[f"stages.{state.stage}"]
    if state.reps:
        return SAY.say("reps", n=state.reps)
    return f"{number_text(state.valid_s, '.1f')} s"


def _draw_criteria(pen: ImageDraw.ImageDraw, state: State, height: int) -> None:
    step = height / 18
    top = height - step * (len(state.verdicts) + 0.5)
    for number, (criterion, verdict) in enumerate(state.verdicts.items()):
        y = top + step * number
        _draw_sign(pen, (height / 40, y + step * 0.2, step * 0.6), verdict)
        _write(pen, (height / 40 + step, y), _words(criterion, verdict), step * 0.8)


def _words(criterion: Criterion, verdict: Verdict) -> str:
    return f"{criterion_word(criterion)}: {verdict_word(verdict)}"


def _draw_sign(
    pen: ImageDraw.ImageDraw, place: tuple[float, float, float], verdict: Verdict
) -> None:
    """A disc for good, a triangle for lost, a ring for the rest: read without the colour."""
    x, y, size = place
    box = (x, y, x + size, y + size)
    colour = COLOURS[verdict]
    if verdict is Verdict.GOOD:
        pen.ellipse(box, fill=colour, outline=INK)
    elif verdict is Verdict.LOST:
        corners = [(x, y + size), (x + size, y + size), (x + size / 2, y)]
        pen.polygon(corners, fill=colour, outline=INK)
    else:
        pen.ellipse(box, outline=colour, width=max(2, round(size / 5)))


def _write(pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: float) -> None:
    font = ImageFont.load_default(size=size)
    pen.text(
        place,
        plain(text),
        font=font,
        fill=WHITE,
        stroke_width=max(1, round(size / 14)),
        stroke_fill=INK,
    )


def plain(text: str) -> str:
    """Without accents: Pillow's own font has no letters with any, and draws boxes for them."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
