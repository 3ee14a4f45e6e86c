"""CRC-16 of the FIT protocol (polynomial 0xA001, reflected)."""

from typing import Final


def crc16(data: bytes) -> int:
    """Over all bytes; 0 for a whole file with its own two bytes of checksum."""
    crc = 0
    for byte in data:
        crc = (crc >> 8) ^ _TABLE[(crc ^ byte) & 0xFF]
    return crc


def is_whole(data: bytes) -> bool:
    """Whether `crc16` is 0, in a hundredth of its time.

    The bits are taken as one polynomial over two elements; the checksum is 0 where it divides by
    (x + 1)(x^15 + x + 1). By x + 1 it does where the ones are even. By the other, its powers of
    two keep three terms, so that the high half folds onto the low one by two shifts.
    """
    bits = int.from_bytes(data.translate(_MIRRORED), "big")
    if bits.bit_count() % 2:
        return False
    power = 1 << max(0, bits.bit_length().bit_length() - 5)
    while power:
        while bits.bit_length() > 15 * power:
            high = bits >> 15 * power
            bits = (bits & ((1 << 15 * power) - 1)) ^ (high << power) ^ high
        power >>= 1
    return bits == 0


def _table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
        table.append(value)
    return tuple(table)


_TABLE: Final = _table()
_MIRRORED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
