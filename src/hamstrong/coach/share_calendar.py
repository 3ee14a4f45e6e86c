"""The calendar feed: a secret address, and the bytes behind it."""

from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_urlsafe

from hamstrong.coach.model import FeedAddress
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.errors import NotFound

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """The feed behind an address; `data` is None for an address that was revoked."""

    data: bytes | None
    revised_at: datetime


def feed_address(ports: Ports, athlete_id: str) -> FeedAddress | None:
    """The address in force, None when there is none."""
    return ports.store.feeds.of_athlete(athlete_id)


def create_feed(ports: Ports, athlete_id: str) -> FeedAddress:
    """The address in force, made now if there is none."""
    there = ports.store.feeds.of_athlete(athlete_id)
    if there is not None:
        return there
    address = FeedAddress(token_urlsafe(TOKEN_BYTES), athlete_id, ports.clock.now())
    ports.store.feeds.save(address)
    return address


def rotate_feed(ports: Ports, athlete_id: str) -> FeedAddress:
    """Revoke the address in force and make another."""
    revoke_feed(ports, athlete_id)
    return create_feed(ports, athlete_id)


def revoke_feed(ports: Ports, athlete_id: str) -> None:
    """Shut the address; whoever asks for it learns that it is gone."""
    there = ports.store.feeds.of_athlete(athlete_id)
    if there is not None:
        ports.store.feeds.save(replace(there, revoked_at=ports.clock.now()))


def calendar_feed(ports: Ports, token: str, *, address: str) -> CalendarFeed:
    """The feed behind a token. Raises NotFound for a token that never was.

    `address` is where the app answers (`https://host`), for links back to each session.
    """
    feed = ports.store.feeds.find(token)
    if feed is None:
        raise NotFound(SAY["there-no-calendar-address"])
    if feed.revoked_at is not None:
        return CalendarFeed(None, feed.revoked_at)
    stored = ports.store.plans.get(feed.athlete_id)
    if stored is None:
        raise NotFound(SAY["calendar-has-no-plan"])
    data = ports.write_feed(
        stored.plan,
        revisions=ports.store.plans.revisions(feed.athlete_id),
        revised_at=stored.revised_at,
        instance=f"{feed.athlete_id}.hamstrong",
        address=address,
    )
    return CalendarFeed(data, stored.revised_at)
