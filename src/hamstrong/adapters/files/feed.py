"""The plan as a calendar feed: one event a session, the reason inside, stable bytes.

The same plan and history give the same bytes, so that a server can answer "not changed".
Source: RFC 5545, RFC 7986; what calendar programs make of it was tried on nine of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from hamstrong.adapters.files.vtimezone import vtimezone
from hamstrong.errors import BadInput
from hamstrong.planning.model import Plan, Session
from hamstrong.running.model import duration

REFRESH = timedelta(hours=4)
# What is over leaves the feed after a month, what was cancelled after two weeks. What is to come
# stays whole: a block of 30 weeks with five sessions each is 150 events, and calendars are said to
# take 200 (judgement of the forums that speak of it).
KEEP_PAST = timedelta(days=30)
KEEP_CANCELLED = timedelta(days=14)
ZONE_YEARS_BEFORE = 2
"""The zone's rules begin so long before the first session: a calendar program was seen to take a
rule's first year for one without it, and read Madrid's February an hour wrong (ts-ics 2.4)."""
PRODID = "-//Hamstrong//Training feed//EN"
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Revision:
    """How often a session was moved since it was first sent, and when last."""

    sequence: int
    at: datetime


@dataclass(frozen=True, slots=True)
class CancelledSession:
    """A session that subscribers may still show; it is sent as cancelled for a while."""

    session: Session
    revision: Revision


@dataclass(frozen=True, slots=True)
class FeedHistory:
    """What was sent before.

    Attributes:
        revisions: Per session id; an absent session is in its first revision.
        cancelled: Sessions that left the plan.
    """

    revisions: Mapping[str, Revision] = field(default_factory=dict)
    cancelled: tuple[CancelledSession, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """The words of the feed, and whether its events block time.

    Attributes:
        free: True leaves the athlete's time free in the eyes of others.
    """

    name: str = "Hamstrong"
    session: str = "Strength"
    minutes: str = "min"
    open: str = "Open"
    race: str = "Race"
    busy: str = "Busy"
    free: bool = False


NO_HISTORY = FeedHistory()
ENGLISH = FeedOptions()


def training_feed(
    plan: Plan,
    *,
    instance: str,
    base_url: str,
    revised_at: datetime,
    history: FeedHistory = NO_HISTORY,
    options: FeedOptions = ENGLISH,
) -> bytes:
    """The sessions of a plan and its race as an iCalendar file.

    Args:
        plan: Its sessions' times carry the athlete's zone.
        instance: Host name that makes the ids of this installation unique.
        base_url: Where the athlete opens a session, without a slash at the end.
        revised_at: When the plan last changed, aware; never "now", or the bytes change each time.
        history: Moves and cancellations since the feed was first read.
        options: Words and whether the time counts as busy.

    Raises:
        BadInput: The instance is no host name, or `revised_at` has no zone.
    """
    zone = _zone(plan)
    calendar, emitted = _calendar(plan, instance, revised_at, options=options)
    for session in _current(plan, revised_at):
        revision = history.revisions.get(session.id, Revision(0, revised_at))
        event = _event(session, revision, uid=f"{session.id}@{instance}", zone=emitted)
        calendar.add_component(_told(event, session, base_url, options))
    for gone in _recently_cancelled(plan, history, revised_at):
        uid = f"{gone.session.id}@{instance}"
        event = _event(gone.session, gone.revision, uid=uid, zone=emitted)
        event.add("summary", f"{options.session}: {gone.session.title}")
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED")
        calendar.add_component(event)
    calendar.add_component(_race_event(plan, instance, revised_at, zone=zone, options=options))
    return _bytes(calendar)


def busy_feed(
    plan: Plan,
    *,
    instance: str,
    revised_at: datetime,
    history: FeedHistory = NO_HISTORY,
    options: FeedOptions = ENGLISH,
) -> bytes:
    """The times of the sessions without a word of what they are, for sharing with others.

    Arguments and errors as for `training_feed`; cancelled sessions are simply absent.
    """
    calendar, emitted = _calendar(plan, instance, revised_at, options=options)
    for session in _current(plan, revised_at):
        uid = f"{session.id}-busy@{instance}"
        revision = history.revisions.get(session.id, Revision(0, revised_at))
        event = _event(session, revision, uid=uid, zone=emitted)
        event.add("summary", options.busy)
        event.add("class", "PRIVATE")
        event.add("transp", "OPAQUE")
        calendar.add_component(event)
    return _bytes(calendar)


def session_file(
    plan: Plan,
    *,
    instance: str,
    base_url: str,
    revised_at: datetime,
    history: FeedHistory = NO_HISTORY,
    options: FeedOptions = ENGLISH,
) -> bytes:
    """Sessions to put into a calendar by hand; nothing in it asks to be read again.

    Ids are those of the feed, so that a calendar that has both shows a session once.
    Arguments and errors as for `training_feed`; all sessions of the plan are told, and no race.
    """
    calendar, emitted = _calendar(plan, instance, revised_at, options=options, lasting=False)
    for session in plan.sessions:
        revision = history.revisions.get(session.id, Revision(0, revised_at))
        event = _event(session, revision, uid=f"{session.id}@{instance}", zone=emitted)
        calendar.add_component(_told(event, session, base_url, options))
    return _bytes(calendar)


def _told(
    event: icalendar.Event, session: Session, base_url: str, options: FeedOptions
) -> icalendar.Event:
    """The event with what the session is and why."""
    event.add("summary", f"{options.session}: {session.title}")
    event.add("description", _description(session, base_url, options))
    event.add("url", _link(session, base_url))
    event.add("categories", [options.session])
    event.add("transp", "TRANSPARENT" if options.free else "OPAQUE")
    event.add("status", "CONFIRMED")
    return event


def _calendar(
    plan: Plan, instance: str, revised_at: datetime, *, options: FeedOptions, lasting: bool = True
) -> tuple[icalendar.Calendar, ZoneInfo | None]:
    """An empty calendar and the zone its times are written in, None for UTC.

    One that is `lasting` has a name and is read again.
    """
    if _HOST.fullmatch(instance) is None:
        raise BadInput(
            f'The calendar feed needs a host name to make its ids unique, and "{instance[:60]}" '
            "is none; set the public address in the settings.",
            place="public address",
        )
    if revised_at.tzinfo is None:
        raise BadInput("The time of the last change carries no zone.", place="revised_at")
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if lasting:
        calendar.add("name", options.name)
        calendar.add("x-wr-calname", options.name)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    zone = _zone(plan)
    years = [session.start.year for session in plan.sessions] or [plan.race.day.year]
    component = vtimezone(zone, year=min(years) - ZONE_YEARS_BEFORE) if zone else None
    if component is None:
        return calendar, None
    calendar.add_component(component)
    return calendar, zone


def _bytes(calendar: icalendar.Calendar) -> bytes:
    written: bytes = calendar.to_ical(sorted=True)
    return written


def _zone(plan: Plan) -> ZoneInfo | None:
    start = plan.sessions[0].start if plan.sessions else plan.race.start
    return start.tzinfo if isinstance(start.tzinfo, ZoneInfo) else None


def _current(plan: Plan, revised_at: datetime) -> list[Session]:
    return [session for session in plan.sessions if session.end >= revised_at - KEEP_PAST]


def _recently_cancelled(
    plan: Plan, history: FeedHistory, revised_at: datetime
) -> list[CancelledSession]:
    planned = {session.id for session in plan.sessions}
    return [
        gone
        for gone in sorted(history.cancelled, key=lambda gone: gone.session.id)
        if gone.session.id not in planned and gone.revision.at >= revised_at - KEEP_CANCELLED
    ]


def _event(
    session: Session, revision: Revision, *, uid: str, zone: ZoneInfo | None
) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", revision.at.astimezone(UTC))
    event.add("last-modified", revision.at.astimezone(UTC))
    event.add("sequence", revision.sequence)
    event.add("dtstart", session.start.astimezone(zone or UTC))
    event.add("duration", duration(session.start, session.end))
    return event


def _race_event(
    plan: Plan,
    instance: str,
    revised_at: datetime,
    *,
    zone: ZoneInfo | None,
    options: FeedOptions,
) -> icalendar.Event:
    """The race as a whole day: its start time is the organiser's to say."""
    day: date = plan.race.start.astimezone(zone).date() if zone else plan.race.day
    event = icalendar.Event()
    event.add("uid", f"race-{day.isoformat()}@{instance}")
    event.add("dtstamp", revised_at.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", plan.race.name or options.race)
    event.add("transp", "TRANSPARENT")
    event.add("categories", [options.race])
    return event


def _description(session: Session, base_url: str, options: FeedOptions) -> str:
    link = f"{options.open}: {_link(session, base_url)}"
    return f"{session.reason.text}\n\n{session.minutes} {options.minutes}\n{link}"


def _link(session: Session, base_url: str) -> str:
    return f"{base_url.rstrip('/')}/sessions/{session.id}"
