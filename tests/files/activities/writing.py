"""FIT files for tests, byte by byte: just enough of the format to say what a test needs."""

import struct
from collections.abc import Iterable, Sequence

ENUM, UINT8, UINT16, UINT32 = 0x00, 0x02, 0x84, 0x86
STRING = 0x07
_FORMATS = {ENUM: "B", UINT8: "B", UINT16: "H", UINT32: "I"}

Field = tuple[int, int, object]
"""Number, base type, value (a list is an array)."""


def message(local: int, number: int, fields: Sequence[Field]) -> bytes:
    """A definition and its data."""
    packed = [_packed(kind, value) for _, kind, value in fields]
    sizes = zip(fields, packed, strict=True)
    told = b"".join(bytes((n, len(data), kind)) for (n, kind, _), data in sizes)
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, number, len(fields))
    return head + told + bytes((local,)) + b"".join(packed)


def fit_file(messages: Iterable[bytes]) -> bytes:
    """Header, messages, checksum."""
    body = b"".join(messages)
    head = struct.pack("<BBHI4s", 12, 0x20, 2171, len(body), b".FIT")
    return head + body + struct.pack("<H", checksum(head + body))


def checksum(data: bytes) -> int:
    """CRC-16 as the FIT protocol gives it, bit by bit."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def _packed(kind: int, value: object) -> bytes:
    if kind == STRING:
        return str(value).encode() + b"\x00"
    values = value if isinstance(value, list) else [value]
    return struct.pack(f"<{len(values)}{_FORMATS[kind]}", *values)


FIT_1989_S = 631_065_600
"""Seconds from 1970 to the epoch of FIT."""


def file_id(kind: int = 4) -> bytes:
    return message(0, 0, [(0, ENUM, kind), (1, UINT16, 255)])


def run_record(at_s: int, metres: float, rate: int) -> bytes:
    values = [(253, UINT32, at_s - FIT_1989_S), (5, UINT32, round(metres * 100)), (3, UINT8, rate)]
    return message(1, 20, values)


def session(start_s: int, seconds: float, *, sport: int, sub: int = 0, metres: float = 0) -> bytes:
    fields: list[Field] = [
        (253, UINT32, start_s - FIT_1989_S + round(seconds)),
        (2, UINT32, start_s - FIT_1989_S),
        (7, UINT32, round(seconds * 1000)),
        (8, UINT32, round(seconds * 1000)),
        (9, UINT32, round(metres * 100)),
        (5, ENUM, sport),
        (6, ENUM, sub),
    ]
    return message(2, 18, fields)


def strength_set(at_s: int, seconds: float, *, reps: int, code: tuple[int, int]) -> bytes:
    fields: list[Field] = [
        (254, UINT32, at_s - FIT_1989_S),
        (6, UINT32, at_s - FIT_1989_S),
        (0, UINT32, round(seconds * 1000)),
        (3, UINT16, reps),
        (5, UINT8, 1),
        (7, UINT16, [code[0]]),
        (8, UINT16, [code[1]]),
    ]
    return message(3, 225, fields)


def run_fit(
    start_s: int, minutes: int, *, metres: float, rate: int = 140, whole: bool = True
) -> bytes:
    """A steady run, a record every ten seconds; without its summary where not `whole`."""
    count = minutes * 6
    records = [run_record(start_s + 10 * n, metres * n / count, rate) for n in range(count + 1)]
    end = [session(start_s, minutes * 60, sport=1, metres=metres)] if whole else []
    return fit_file([file_id(), *records, *end])
