"""Names of time zones, as people and files give them."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hamstrong.errors import BadInput


def read_zone(name: str, *, place: str) -> ZoneInfo:
    """`Europe/Madrid`. Raises BadInput."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(
            f"{name!r} is not a time zone: give one like Europe/Madrid.", place=place
        ) from error
