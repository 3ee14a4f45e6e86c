"""What travels between a page and the judge: landmarks and readings in as compact binary, JSON
both ways.

The other side is frontend/src/judge/wire.ts; both are tested against tests/web/judge_frames.json.
"""

import math
import struct
import sys
from array import array
from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from hamstrong.coach.mistakes import first_mistake
from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.motion.hip_sensor import HipSample
from hamstrong.motion.landmarks import COLUMNS, LANDMARKS, Frame, Landmarks

VERSION = 1
HEAD = struct.Struct("<BBHH2xd")
"""Version, whether somebody is seen, width and height in pixels, nothing, seconds: 16 bytes."""
READINGS = 2
"""In the place of "somebody is seen": readings of a phone on the hips."""
READINGS_HEAD = struct.Struct("<BBH4x")
"""Version, READINGS, how many, nothing: 8 bytes."""
READING = struct.Struct("<d6f")
"""Seconds; acceleration including gravity along x, y, z; degrees a second about them or NaN."""
MOST_READINGS = 128
POINTS_BYTES = 4 * LANDMARKS * COLUMNS
LARGEST = 8192
"""Pixels, the width or height of a picture."""


def read_frame(data: bytes) -> Frame:
    """The frame that 16 or 544 bytes tell of.

    Raises:
        BadInput: They are no frame of this version, or hold a number that is none.
    """
    if len(data) < HEAD.size:
        raise BadInput(f"A frame has at least {HEAD.size} bytes; {len(data)} came.", place="frame")
    version, seen, width, height, time_s = HEAD.unpack_from(data)
    if version != VERSION:
        raise BadInput(
            f"This server reads frames of version {VERSION}, not {version}: reload the page.",
            place="version",
        )
    wanted = HEAD.size + (POINTS_BYTES if seen else 0)
    if len(data) != wanted:
        raise BadInput(f"Such a frame has {wanted} bytes; {len(data)} came.", place="frame")
    if not (math.isfinite(time_s) and 0 < width <= LARGEST and 0 < height <= LARGEST):
        raise BadInput("A frame needs a time, a width and a height that can be.", place="frame")
    return Frame(time_s, _points(data[HEAD.size :]) if seen else None, width, height)


def is_readings(data: bytes) -> bool:
    """Whether these bytes tell of readings, not of a frame."""
    return len(data) > 1 and data[1] == READINGS


def read_readings(data: bytes) -> tuple[HipSample, ...]:
    """The readings of a phone on the hips, in order of time as they came.

    Raises:
        BadInput: They are none of this version, or hold a number that is none.
    """
    if len(data) < READINGS_HEAD.size:
        raise BadInput(f"Readings have {READINGS_HEAD.size} bytes and more.", place="readings")
    version, _, count = READINGS_HEAD.unpack_from(data)
    if version != VERSION:
        raise BadInput(
            f"This server reads readings of version {VERSION}, not {version}: reload the page.",
            place="version",
        )
    wanted = READINGS_HEAD.size + count * READING.size
    if not 0 < count <= MOST_READINGS or len(data) != wanted:
        raise BadInput(
            f"1 to {MOST_READINGS} readings of {READING.size} bytes come at a time.",
            place="readings",
        )
    return tuple(map(_reading, READING.iter_unpack(data[READINGS_HEAD.size :])))


def _reading(numbers: tuple[float, ...]) -> HipSample:
    time_s, x, y, z, *rate = numbers
    if not all(map(math.isfinite, (time_s, x, y, z))):
        raise BadInput("A reading needs a time and an acceleration.", place="readings")
    about_x, about_y, about_z = rate
    known = all(map(math.isfinite, rate))
    return HipSample(time_s, (x, y, z), (about_x, about_y, about_z) if known else None)


def _points(data: bytes) -> Landmarks:
    values = array("f", data)
    if sys.byteorder == "big":
        values.byteswap()
    if not all(map(math.isfinite, values)):
        raise BadInput("A landmark is not a number.", place="frame")
    return memoryview(values).cast("B").cast("f", (LANDMARKS, COLUMNS))


class Open(BaseModel):
    """Begin to judge a set, or go on with it: the same id finds the same judge again."""

    type: Literal["open"]
    version: Literal[1]
    id: Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
    exercise_id: Annotated[str, Field(min_length=1, max_length=80)]
    side: Side
    by: Literal["camera", "hips"] = "camera"


class Finish(BaseModel):
    """The set is over: tell what it was worth."""

    type: Literal["finish"]


_MESSAGES: TypeAdapter[Open | Finish] = TypeAdapter(
    Annotated[Open | Finish, Field(discriminator="type")]
)


def read_message(text: str) -> Open | Finish:
    """What a page says in words. Raises BadInput."""
    try:
        return _MESSAGES.validate_json(text)
    except ValidationError as error:
        sentence, where = first_mistake(error)
        raise BadInput(sentence, place=where or "message") from error
