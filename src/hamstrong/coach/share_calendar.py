"""The calendar feed: a secret address, and the bytes behind it."""

from dataclasses import dataclass
from datetime import datetime

from hamstrong.coach.model import FeedAddress
from hamstrong.coach.ports import Ports


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """The feed behind an address; `data` is None for an address that was revoked."""

    data: bytes | None
    revised_at: datetime


def feed_address(ports: Ports, athlete_id: str) -> FeedAddress | None:
    """The address in force, None when there is none."""
    raise NotImplementedError


def create_feed(ports: Ports, athlete_id: str) -> FeedAddress:
    """The address in force, made now if there is none."""
    raise NotImplementedError


def rotate_feed(ports: Ports, athlete_id: str) -> FeedAddress:
    """Revoke the address in force and make another."""
    raise NotImplementedError


def revoke_feed(ports: Ports, athlete_id: str) -> None:
    """Shut the address; whoever asks for it learns that it is gone."""
    raise NotImplementedError


def calendar_feed(ports: Ports, token: str, *, address: str) -> CalendarFeed:
    """The feed behind a token. Raises NotFound for a token that never was."""
    raise NotImplementedError
