"""What travels between a page and the judge: landmarks in as compact binary, JSON both ways.

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
from hamstrong.motion.landmarks import COLUMNS, LANDMARKS, Frame, Landmarks

VERSION = 1
HEAD = struct.Struct("<BBHH2xd")
"""Version, whether somebody is seen, width and height in pixels, nothing, seconds: 16 bytes."""
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
