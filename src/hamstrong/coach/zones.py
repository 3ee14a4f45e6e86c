"""Names of time zones, as people and files give them."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput


def read_zone(name: str, *, place: str) -> ZoneInfo:
    """`Europe/Madrid`. Raises BadInput."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(SAY.say("not-time-zone-give", name=repr(name)), place=place) from error
