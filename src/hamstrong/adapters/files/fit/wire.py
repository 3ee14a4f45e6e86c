"""FIT on the wire: a header, records of fixed layouts, a checksum.

Every kind of message has one layout and one definition, as in the files that Garmin's own service
writes, so that every record of a kind is equally long and nothing is left to a library's taste.
Source: FIT protocol (header of 14 bytes, definition and data messages, little-endian).
"""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Final

from hamstrong.adapters.files.fit.checksum import crc16
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadInput

Value = int | str | datetime | None
Message = tuple["Layout", Mapping[str, Value]]

PROTOCOL: Final = 0x10
"""1.0: nothing here needs more, and the oldest watch reads it."""

PROFILE: Final = 21171
"""21.171, the profile that the exercises' codes are taken from."""

EPOCH: Final = datetime(1989, 12, 31, tzinfo=UTC)
"""FIT counts seconds from here."""

MOST_KINDS: Final = 16
"""A record's header has four bits for its layout."""

_DEFINITION: Final = 0x40


class Kind(Enum):
    """A base type: its number, its `struct` letter, and the value that says "none"."""

    ENUM = (0x00, "B", 0xFF)
    UINT8 = (0x02, "B", 0xFF)
    UINT16 = (0x84, "H", 0xFFFF)
    UINT32 = (0x86, "I", 0xFFFFFFFF)
    UINT32Z = (0x8C, "I", 0)
    STRING = (0x07, "s", 0)

    @property
    def number(self) -> int:
        return self.value[0]

    @property
    def letter(self) -> str:
        return self.value[1]

    @property
    def none(self) -> int:
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a layout.

    Attributes:
        number: Of the FIT profile.
        kind: Its base type.
        size: Bytes; only texts choose theirs, the closing zero included.
    """

    number: int
    kind: Kind
    size: int = 0

    @property
    def bytes(self) -> int:
        return self.size or struct.calcsize(self.kind.letter)


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of message: its number in the profile, and its fields in the order of the wire."""

    number: int
    fields: Mapping[str, Field]

    def definition(self, local: int) -> bytes:
        """The record that announces the layout under a local number."""
        head = struct.pack("<BBBHB", _DEFINITION | local, 0, 0, self.number, len(self.fields))
        fields = (
            bytes((field.number, field.bytes, field.kind.number)) for field in self.fields.values()
        )
        return head + b"".join(fields)

    def data(self, local: int, values: Mapping[str, Value]) -> bytes:
        """A record; what is not given is none. Raises BadInput for what the field cannot hold."""
        unknown = values.keys() - self.fields.keys()
        if unknown:
            raise KeyError(f"message {self.number} has no {sorted(unknown)}")
        packed = (_packed(name, field, values.get(name)) for name, field in self.fields.items())
        return bytes((local,)) + b"".join(packed)


def fit_file(messages: Iterable[Message]) -> bytes:
    """A whole file; each layout is announced before its first record.

    Raises:
        BadInput: A number or a moment that its field cannot hold.
    """
    records: list[bytes] = []
    locals_: dict[int, int] = {}
    for layout, values in messages:
        if layout.number not in locals_:
            if len(locals_) == MOST_KINDS:
                raise ValueError(f"a file has at most {MOST_KINDS} kinds of messages")
            locals_[layout.number] = len(locals_)
            records.append(layout.definition(locals_[layout.number]))
        records.append(layout.data(locals_[layout.number], values))
    body = b"".join(records)
    head = struct.pack("<BBHI4s", 14, PROTOCOL, PROFILE, len(body), b".FIT")
    whole = head + struct.pack("<H", crc16(head)) + body
    return whole + struct.pack("<H", crc16(whole))


def cut(text: str, size: int) -> bytes:
    """The text as UTF-8 of at most so many bytes, whole characters only.

    Example:
        >>> cut("niño", 3)
        b'ni'
    """
    # Zero ends a text on the wire; half a surrogate has no place in UTF-8.
    clean = text.replace("\0", " ").encode("utf-8", "replace")
    return clean[:size].decode("utf-8", "ignore").encode()


def seconds_of(moment: datetime) -> int:
    """An aware moment on FIT's clock, whole seconds."""
    return round((moment.astimezone(UTC) - EPOCH).total_seconds())


def _packed(name: str, field: Field, value: Value) -> bytes:
    if field.kind is Kind.STRING:
        return cut(str(value or ""), field.size - 1).ljust(field.size, b"\0")
    number = seconds_of(value) if isinstance(value, datetime) else value
    if number is None:
        number = field.kind.none
    elif not isinstance(number, int) or not 0 <= number < 256**field.bytes:
        raise BadInput(SAY.say("watch.cannot-hold", field=name, value=number), place=name)
    return struct.pack("<" + field.kind.letter, number)
