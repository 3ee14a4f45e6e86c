"""An archive of runs as a watch writes them: one definition, a record a second."""

import struct
import zipfile
from datetime import UTC, datetime, timedelta
from math import sin
from pathlib import Path

FIT_1989_S = 631_065_600
FIRST = datetime(2021, 1, 1, 6, tzinfo=UTC)
_RECORD = struct.Struct("<BIiiHIHBB")
_FIELDS = (
    (253, 4, 0x86),  # timestamp
    (0, 4, 0x85),  # latitude
    (1, 4, 0x85),  # longitude
    (2, 2, 0x84),  # altitude
    (5, 4, 0x86),  # distance
    (6, 2, 0x84),  # speed
    (3, 1, 0x02),  # heart rate
    (4, 1, 0x02),  # cadence
)


def write_archive(path: Path, *, runs: int, minutes: int = 50) -> None:
    """Runs on as many days, each a FIT file in a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(runs):
            archive.writestr(f"activities/{number}.fit", a_run(number, minutes=minutes))


def a_run(number: int, *, minutes: int) -> bytes:
    """A run with hills and a heart that follows them; no two are alike."""
    start = int((FIRST + timedelta(days=number)).timestamp()) - FIT_1989_S
    speed = 2.6 + 0.001 * (number % 500)
    body = [_definition(0, 0, ((0, 1, 0x00),)), b"\x00\x04", _definition(1, 20, _FIELDS)]
    metres = 0.0
    for second in range(minutes * 60 + 1):
        now = speed * (1 + 0.1 * sin(second / 90 + number))
        metres += now
        body.append(
            _RECORD.pack(
                1,
                start + second,
                482_000_000 + round(metres * 107),
                -44_000_000,
                round((600 + 20 * sin(metres / 400) + 500) * 5),
                round(metres * 100),
                round(now * 1000),
                round(140 + 15 * sin(second / 120)),
                84,
            )
        )
    body.append(_session(start, minutes * 60, metres))
    return _file(b"".join(body))


def _session(start: int, seconds: int, metres: float) -> bytes:
    fields = ((253, 4, 0x86), (2, 4, 0x86), (7, 4, 0x86), (8, 4, 0x86), (9, 4, 0x86), (5, 1, 0x00))
    values = (start + seconds, start, seconds * 1000, seconds * 1000, round(metres * 100), 1)
    return _definition(2, 18, fields) + struct.pack("<BIIIIIB", 2, *values)


def _definition(local: int, number: int, fields: tuple[tuple[int, int, int], ...]) -> bytes:
    told = b"".join(bytes(field) for field in fields)
    return struct.pack("<BBBHB", 0x40 | local, 0, 0, number, len(fields)) + told


def _file(body: bytes) -> bytes:
    data = struct.pack("<BBHI4s", 12, 0x20, 2171, len(body), b".FIT") + body
    return data + struct.pack("<H", _checksum(data))


def _checksum(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc = (crc >> 8) ^ _CRC[(crc ^ byte) & 0xFF]
    return crc


def _row(value: int) -> int:
    for _ in range(8):
        value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
    return value


_CRC = tuple(_row(byte) for byte in range(256))
