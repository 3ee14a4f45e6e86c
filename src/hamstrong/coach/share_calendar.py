"""Calendars: feeds behind secret addresses, and single sessions as files."""

from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_urlsafe

from hamstrong.coach.look import look
from hamstrong.coach.model import CalendarKind, FeedAddress, StoredPlan
from hamstrong.coach.ports import Ports
from hamstrong.coach.watch_files import NamedFile, plain_name
from hamstrong.coach.words import SAY
from hamstrong.errors import NotFound

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """The feed behind an address; `data` is None for an address that was revoked."""

    data: bytes | None
    revised_at: datetime


def feed_address(
    ports: Ports, athlete_id: str, kind: CalendarKind = CalendarKind.TRAINING
) -> FeedAddress | None:
    """The address in force, None when there is none."""
    return ports.store.feeds.of_athlete(athlete_id, kind)


def create_feed(
    ports: Ports, athlete_id: str, kind: CalendarKind = CalendarKind.TRAINING
) -> FeedAddress:
    """The address in force, made now if there is none."""
    there = ports.store.feeds.of_athlete(athlete_id, kind)
    if there is not None:
        return there
    token = token_urlsafe(TOKEN_BYTES)
    address = FeedAddress(token, athlete_id, ports.clock.now(), kind=kind)
    ports.store.feeds.save(address)
    return address


def rotate_feed(
    ports: Ports, athlete_id: str, kind: CalendarKind = CalendarKind.TRAINING
) -> FeedAddress:
    """Revoke the address in force and make another; that of the other kind stays."""
    revoke_feed(ports, athlete_id, kind)
    return create_feed(ports, athlete_id, kind)


def revoke_feed(ports: Ports, athlete_id: str, kind: CalendarKind = CalendarKind.TRAINING) -> None:
    """Shut the address; whoever asks for it learns that it is gone."""
    there = ports.store.feeds.of_athlete(athlete_id, kind)
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
    data = _written(ports, feed.athlete_id, stored, address=address, kind=feed.kind)
    return CalendarFeed(data, stored.revised_at)


def session_calendar(ports: Ports, athlete_id: str, *, session_id: str, address: str) -> NamedFile:
    """One session as a calendar file, with the id that it has in the feed.

    Raises:
        NotFound: There is no plan, or no such session in it.
    """
    stored = ports.store.plans.get(athlete_id)
    if stored is None:
        raise NotFound(SAY["calendar-has-no-plan"])
    session = look(ports, athlete_id).session(session_id)
    alone = replace(stored, plan=replace(stored.plan, sessions=(session,)))
    data = _written(ports, athlete_id, alone, address=address, kind=CalendarKind.SESSION)
    return NamedFile(f"hamstrong-{plain_name(session_id)}.ics", data)


def _written(
    ports: Ports, athlete_id: str, stored: StoredPlan, *, address: str, kind: CalendarKind
) -> bytes:
    return ports.write_feed(
        stored.plan,
        revisions=ports.store.plans.revisions(athlete_id),
        revised_at=stored.revised_at,
        instance=f"{athlete_id}.hamstrong",
        address=address,
        kind=kind,
    )
