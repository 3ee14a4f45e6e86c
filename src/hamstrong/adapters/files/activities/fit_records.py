"""The samples of a sound FIT file at once: what a watch writes every second, in one pass.

Nine tenths of a file are messages of one kind in one layout, and a decoder that makes an object of
every value spends nine tenths of its time on them. Here they are cut out by their lengths and
unpacked together; everything else goes to the decoder of record as a file without them. Whatever
is out of the ordinary (damage, chained files, times in headers, values within values, apps that
use the device's own names) is left to that decoder whole.

Source of the layout: the FIT protocol as fitdecode 0.11 reads it, and its profile (21.171).
"""

import struct
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isnan
from typing import Final

from hamstrong.adapters.files.activities.fit_samples import TAKEN, Raw, samples_of
from hamstrong.adapters.files.activities.track import Samples, Track, check_count

RECORD: Final = 20
FIELD_DESCRIPTION: Final = 206
APP: Final = 207

PACKED_SPEED_AND_DISTANCE: Final = 8

WIDENED: Final = frozenset({2, 6})
UINT16: Final = 0x84
"""Altitude and speed: the decoder of record takes 16 bits of them, whatever type they have."""

COMPRESSED: Final = 0x80
DEFINITION: Final = 0x40
OF_APPS: Final = 0x20
LOCAL: Final = 0x0F
"""Bits of a message's header: a time within it; a definition, with fields of apps; its number."""

NO_FORM: Final = struct.Struct("")

_NAMES: Final = (
    b"timestamp",
    b"position_l",
    b"altitude",
    b"heart_rate",
    b"cadence",
    b"distance",
    b"speed",
    b"power",
)
"""An app's field of such a name stands in where the device's own says nothing."""

_WHOLE: Final[Mapping[int, tuple[str, int]]] = {
    0x00: ("B", 0xFF),
    0x01: ("b", 0x7F),
    0x02: ("B", 0xFF),
    0x83: ("h", 0x7FFF),
    0x84: ("H", 0xFFFF),
    0x85: ("i", 0x7FFFFFFF),
    0x86: ("I", 0xFFFFFFFF),
    0x0A: ("B", 0),
    0x8B: ("H", 0),
    0x8C: ("I", 0),
}
"""Base types of whole numbers: how to unpack one, and what means none."""


class _Unusual(Exception):
    """The decoder of record has to read this file."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """A definition.

    Attributes:
        number: Of the kind of message.
        size: Bytes of each message with its header.
        form: How to unpack a record; of other kinds nothing.
        fields: Number and what means none, of each value that is unpacked.
    """

    number: int
    size: int
    form: struct.Struct = NO_FORM
    fields: tuple[tuple[int, int], ...] = ()

    def columns(self, block: bytes) -> Raw:
        """Of messages behind each other in this layout."""
        found: dict[int, Sequence[int | None]] = {}
        columns = zip(*self.form.iter_unpack(block), strict=True)
        for (number, none), column in zip(self.fields, columns, strict=True):
            found[number] = [None if v == none else v for v in column] if none in column else column
        return found


@dataclass(frozen=True, slots=True)
class Apart:
    """A file in two parts: its samples, and a file without them and without unwanted messages."""

    rest: bytes
    track: Track


def apart(data: bytes, wanted: Collection[int]) -> Apart | None:
    """The samples and the rest of a file; None where the file is in any way out of the ordinary.

    Args:
        data: One FIT file.
        wanted: Numbers of the kinds of messages to keep in the rest.

    Raises:
        BadFile: More samples than any activity has.
    """
    if len(data) < 14 or data[0] not in (12, 14):
        return None
    if len(data) != data[0] + int.from_bytes(data[4:8], "little") + 2:
        return None
    try:
        return _Cut(data, {FIELD_DESCRIPTION, APP, *wanted}).run()
    except (_Unusual, IndexError, struct.error):
        return None


class _Cut:
    """One way through a file."""

    def __init__(self, data: bytes, wanted: Collection[int]) -> None:
        self._data, self._wanted = data, wanted
        self._end = len(data) - 2
        self._layouts: dict[int, _Layout] = {}
        self._kept: list[bytes] = []
        self._records = _Records()

    def run(self) -> Apart:
        """Raises _Unusual, IndexError where definitions end outside, and BadFile."""
        at = self._data[0]
        while at < self._end:
            header = self._data[at]
            if header & COMPRESSED:
                raise _Unusual
            at = self._defined(at) if header & DEFINITION else self._taken(at)
        if at > self._end:
            raise _Unusual
        body, data = b"".join(self._kept), self._data
        head = data[:4] + len(body).to_bytes(4, "little") + data[8 : data[0]]
        # Nobody reckons the checksum of a part: the whole file's is.
        return Apart(head + body + bytes(2), self._records.track())

    def _defined(self, at: int) -> int:
        """Where the definition ends."""
        after = _end_of_definition(self._data, at)
        if after > self._end:
            raise _Unusual
        definition = self._data[at:after]
        layout = self._layouts[definition[0] & LOCAL] = _layout(definition)
        if layout.number in self._wanted:
            self._kept.append(definition)
        return after

    def _taken(self, begun: int) -> int:
        """Where the messages of one layout behind each other end."""
        data, end, header = self._data, self._end, self._data[begun]
        layout = self._layouts.get(header & LOCAL)
        if layout is None:
            raise _Unusual
        at, size = begun + layout.size, layout.size
        while at < end and data[at] == header:
            at += size
        if layout.number == RECORD:
            self._records.add(layout, data[begun:at])
        elif layout.number in self._wanted:
            self._kept.append(_checked(layout, data[begun:at]))
        return at


def _checked(layout: _Layout, told: bytes) -> bytes:
    """Raises _Unusual where an app uses names of the device's own."""
    if layout.number == FIELD_DESCRIPTION and any(name in told for name in _NAMES):
        raise _Unusual
    return told


class _Records:
    """Records by their layout, each with its place in the file: watches change between layouts."""

    def __init__(self) -> None:
        self._blocks: dict[_Layout, list[bytes]] = {}
        self._places: dict[_Layout, list[int]] = {}
        self._count = 0

    def add(self, layout: _Layout, block: bytes) -> None:
        """Records of one layout behind each other. Raises BadFile for too many."""
        count = len(block) // layout.size
        check_count(self._count + count)
        self._blocks.setdefault(layout, []).append(block)
        self._places.setdefault(layout, []).extend(range(self._count, self._count + count))
        self._count += count

    def track(self) -> Track:
        """In the file's order, without those that tell no time."""
        whole = Samples()
        for layout, blocks in self._blocks.items():
            whole.extend(samples_of(layout.columns(b"".join(blocks)), len(self._places[layout])))
        if len(self._blocks) > 1:
            places = [place for layout in self._blocks for place in self._places[layout]]
            whole = whole.at(sorted(range(len(places)), key=places.__getitem__))
        if any(map(isnan, whole.at_s)):
            whole = whole.at([at for at, moment in enumerate(whole.at_s) if not isnan(moment)])
        return Track.of(whole)


def _end_of_definition(data: bytes, at: int) -> int:
    after = at + 6 + 3 * data[at + 5]
    return after + 1 + 3 * data[after] if data[at] & OF_APPS else after


@lru_cache(maxsize=256)
def _layout(definition: bytes) -> _Layout:
    """Raises _Unusual."""
    big = definition[2]
    number = int.from_bytes(definition[3:5], "big" if big else "little")
    after = 6 + 3 * definition[5]
    own = [tuple(definition[n : n + 3]) for n in range(6, after, 3)]
    apps = sum(definition[after + 2 :: 3]) if definition[0] & OF_APPS else 0
    size = 1 + sum(width for _, width, _ in own) + apps
    if not all(width for _, width, _ in own):
        raise _Unusual
    if number != RECORD:
        return _Layout(number, size)
    return _of_records(own, size, apps, ">" if big else "<")


def _of_records(own: Sequence[tuple[int, ...]], size: int, apps: int, order: str) -> _Layout:
    form = [order, "x"]
    fields: list[tuple[int, int]] = []
    for number, width, base in own:
        if number == PACKED_SPEED_AND_DISTANCE or (number in WIDENED and base != UINT16):
            raise _Unusual
        if number not in TAKEN:
            form.append(f"{width}x")
            continue
        kind, none = _WHOLE.get(base, ("", 0))
        if not kind or struct.calcsize(order + kind) != width or number in dict(fields):
            raise _Unusual
        form.append(kind)
        fields.append((number, none))
    form.append(f"{apps}x")
    unpack = struct.Struct("".join(form))
    if unpack.size != size:
        raise _Unusual
    return _Layout(RECORD, size, unpack, tuple(fields))
