"""FIT messages, by fitdecode: streaming, and a damaged file gives what comes before the damage.

Values come scaled; enumerations are read by their number, so that a newer name breaks nothing.
Source of the layout: the FIT profile as fitdecode 0.11 carries it (21.171).
"""

import io
import struct
from collections.abc import Collection, Iterator, Mapping
from time import thread_time
from typing import Any, Final

from fitdecode import CrcCheck, ErrorHandling, FitError, FitReader

from hamstrong.adapters.files.activities.caps import SECONDS
from hamstrong.adapters.files.fit.checksum import is_whole
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile

Values = Mapping[Any, Any]
Message = tuple[str, Values]

_DATA: Final = 4
_HEADER: Final = 1
_NAMED: Final = ("manufacturer", "product", "garmin_product", "favero_product")
"""Fields whose names say more than their numbers."""


_BROKEN: Final = (
    FitError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    struct.error,
)
"""What hostile bytes make of the decoder has no common root: bare ValueError and TypeError were
seen. All mean that nothing after that byte can be read."""


class Broken(Exception):
    """Where reading stopped, in bytes."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def messages(data: bytes, wanted: Collection[str]) -> Iterator[Message | None]:
    """Messages of the wanted names, and None where a file of a chain begins.

    Raises:
        BadFile: It takes too long.
        Broken: Nothing after a byte can be read.
    """
    stream, until = io.BytesIO(data), thread_time() + SECONDS
    reader = FitReader(
        stream,
        processor=None,
        check_crc=CrcCheck.DISABLED,
        error_handling=ErrorHandling.IGNORE,
        keep_raw_chunks=False,
    )
    frames = iter(reader)
    while True:
        try:
            frame = next(frames, None)
        except _BROKEN as error:
            raise Broken(stream.tell()) from error
        if frame is None:
            return
        if thread_time() > until:
            raise BadFile(SAY.say("activity.too-slow", seconds=round(SECONDS)))
        if frame.frame_type == _HEADER:
            yield None
        elif frame.frame_type == _DATA and frame.name in wanted:
            yield frame.name, _values(frame.fields)


def _values(fields: Any) -> Values:
    """By name, else number; the first of several, which is the device's own and not an app's."""
    found: dict[Any, Any] = {}
    for one in fields:
        key = one.name_or_num
        value = one.value
        if value is not None and (key not in found or found[key] is None):
            found[key] = value if isinstance(value, int | float) else _number(one)
    return found


def _number(one: Any) -> Any:
    """The number behind a name such as `running`; texts and numbers as they are."""
    raw, value = one.raw_value, one.value
    if isinstance(value, tuple | list):
        return raw if any(isinstance(item, str) for item in value) else value
    if isinstance(raw, int | float) and isinstance(value, str) and one.name not in _NAMED:
        return raw
    return value


def checksum_fits(data: bytes) -> bool:
    """Whether the file's checksum, over everything and its own two bytes, is 0.

    Reckoned here: fitdecode's own takes a thousand times as long. True where nothing can be
    said: a chain of files, or bytes behind the end.
    """
    if len(data) < 14 or len(data) != data[0] + int.from_bytes(data[4:8], "little") + 2:
        return True
    return is_whole(data)
