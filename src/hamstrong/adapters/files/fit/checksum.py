"""CRC-16 of the FIT protocol (polynomial 0xA001, reflected)."""

from typing import Final


def crc16(data: bytes) -> int:
    """Over all bytes; 0 for a whole file with its own two bytes of checksum."""
    crc = 0
    for byte in data:
        crc = (crc >> 8) ^ _TABLE[(crc ^ byte) & 0xFF]
    return crc


def _table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
        table.append(value)
    return tuple(table)


_TABLE: Final = _table()
