"""Columns of a FIT file's records as samples, in their units. Source: the FIT profile (21.171)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from math import nan
from typing import Final

from hamstrong.adapters.files.activities.build import LIMITS
from hamstrong.adapters.files.activities.track import Column, Samples

FIT_EPOCH_S: Final = datetime(1989, 12, 31, tzinfo=UTC).timestamp()
DEGREES: Final = 180 / 2**31

_TIMESTAMP: Final = 253
_LATITUDE, _LONGITUDE = 0, 1
_CADENCE, _FRACTION_OF_CADENCE = 4, 53
_DISTANCES: Final = {5: (100, 0)}
_ALTITUDES: Final = {2: (5, 500), 78: (5, 500)}
_SPEEDS: Final = {6: (1000, 0), 73: (1000, 0)}
_HEART_RATES: Final = {3: (1, 0)}
_POWERS: Final = {7: (1, 0)}
"""By number of the field what it is divided by, and what is then taken off; an enhanced field has
more bits for the same."""

TAKEN: Final = frozenset((0, 1, 2, 3, 4, 5, 6, 7, 53, 73, 78, 253))
"""Numbers of the fields that are read."""

Raw = Mapping[int, Sequence[int | None]]
"""Columns as on the wire, by number of the field; None where nothing was measured. In the order of
the layout: of two fields for one thing the first that says something counts."""


def samples_of(raw: Raw, count: int) -> Samples:
    """So many samples without values that cannot be; not a number where one tells no time."""
    times = raw.get(_TIMESTAMP) or [None] * count
    latitude, longitude = _places(raw, count)
    return Samples(
        [nan if at is None else at + FIT_EPOCH_S for at in times],
        _scaled(raw, count, "distance_m", _DISTANCES),
        latitude,
        longitude,
        _scaled(raw, count, "altitude_m", _ALTITUDES),
        _scaled(raw, count, "heart_rate", _HEART_RATES),
        _cadence(raw, count),
        _scaled(raw, count, "power_w", _POWERS),
        _scaled(raw, count, "speed_m_s", _SPEEDS),
    )


def _scaled(raw: Raw, count: int, name: str, fields: Mapping[int, tuple[int, int]]) -> Column:
    """A column in its unit: divided by the field's scale, its offset taken off."""
    found: Column | None = None
    for number in raw:
        if number not in fields:
            continue
        scale, offset = fields[number]
        column = [None if v is None else v / scale - offset for v in raw[number]]
        if found is None:
            found = column
        else:
            found = [b if a is None else a for a, b in zip(found, column, strict=True)]
    return [None] * count if found is None else _limited(found, name)


def _limited(column: Column, name: str) -> Column:
    low, high = LIMITS[name]
    return [v if v is not None and low <= v <= high else None for v in column]


def _cadence(raw: Raw, count: int) -> Column:
    whole = raw.get(_CADENCE)
    if whole is None:
        return [None] * count
    parts = raw.get(_FRACTION_OF_CADENCE) or [None] * count
    column = [
        None if v is None else v if part is None else v + part / 128
        for v, part in zip(whole, parts, strict=True)
    ]
    return _limited(column, "cadence")


def _places(raw: Raw, count: int) -> tuple[Column, Column]:
    """Latitudes and longitudes; neither where one is missing."""
    if _LATITUDE not in raw or _LONGITUDE not in raw:
        return [None] * count, [None] * count
    latitude = _limited(_degrees(raw[_LATITUDE]), "latitude")
    longitude = _limited(_degrees(raw[_LONGITUDE]), "longitude")
    if None not in latitude and None not in longitude:
        return latitude, longitude
    return (
        [a if b is not None else None for a, b in zip(latitude, longitude, strict=True)],
        [b if a is not None else None for a, b in zip(latitude, longitude, strict=True)],
    )


def _degrees(column: Sequence[int | None]) -> Column:
    return [None if v is None else v * DEGREES for v in column]
