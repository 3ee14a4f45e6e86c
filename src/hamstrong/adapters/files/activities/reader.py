"""Activities from bytes, whichever format they have; the one door to this folder."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from hamstrong.adapters.files.activities.fit import read_fit
from hamstrong.adapters.files.activities.gpx import read_gpx
from hamstrong.adapters.files.activities.tcx import read_tcx
from hamstrong.adapters.files.activities.walk import EMPTY_ZIP, GZIP, ZIP, Walk
from hamstrong.adapters.files.say import SAY
from hamstrong.coach.activity_files import FoundFile
from hamstrong.errors import BadFile
from hamstrong.running.activity import Activity

Read = Callable[[bytes], tuple[Activity, ...]]
HEAD = 4096
_GPX = re.compile(rb"<(\w+:)?gpx[\s>]", re.IGNORECASE)
_TCX = re.compile(rb"<(\w+:)?TrainingCenterDatabase[\s>]")
_XML = re.compile(rb"\s*(\xef\xbb\xbf)?\s*<(\?xml|!|\w)")


class Reader:
    """`ActivityFiles` on this machine."""

    def is_activity(self, data: bytes) -> bool:
        """By the first bytes, not by the name."""
        return data.startswith((ZIP, EMPTY_ZIP, GZIP)) or format_of(data) is not None

    def on_disk(self, paths: Sequence[Path]) -> Iterator[FoundFile]:
        """See `ActivityFiles`."""
        return Walk().on_disk(paths)

    def sent(self, name: str, stream: IO[bytes]) -> Iterator[FoundFile]:
        """See `ActivityFiles`."""
        return Walk().sent(name, stream)

    def read(self, file: FoundFile) -> tuple[Activity, ...]:
        """See `ActivityFiles`."""
        read = format_of(file.data)
        if file.refused:
            raise BadFile(file.refused, place=file.name)
        if read is None:
            raise BadFile(_what_else(file.data), place=file.name)
        try:
            activities = read(file.data)
        except BadFile as error:
            raise BadFile(error.message, place=file.name) from error
        # Numbers that no format allows and no check foresaw: the file is at fault, not the import.
        except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
            raise BadFile(SAY["activity.makes-no-sense"], place=file.name) from error
        if file.title:
            return tuple(replace(one, title=file.title[:120]) for one in activities)
        return activities


def format_of(data: bytes) -> Read | None:
    """The reader for bytes that begin like these; None for no activity."""
    if data[8:12] == b".FIT":
        return read_fit
    head = data[:HEAD].replace(b"\x00", b"")
    if _GPX.search(head):
        return read_gpx
    return read_tcx if _TCX.search(head) else None


def _what_else(data: bytes) -> str:
    if not data.strip():
        return SAY["activity.empty"]
    if data.startswith(EMPTY_ZIP):
        return SAY["activity.empty-archive"]
    if _XML.match(data[:HEAD]):
        return SAY["activity.no-known-xml"]
    return SAY["activity.no-known-format"]
