"""Sessions out: planned ones as events of a calendar, moved and taken out as the plan changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from hamstrong.coach.hand_out import session_revisions
from hamstrong.coach.look import look
from hamstrong.coach.model import SessionState
from hamstrong.coach.ports import Ports
from hamstrong.coach.services import (
    Direction,
    Item,
    ItemRefused,
    ItemState,
    PlannedEvent,
    SessionsOut,
)
from hamstrong.coach.session_words import planned_text
from hamstrong.coach.sync_run import SyncRun
from hamstrong.errors import BadInput, NoPlan
from hamstrong.planning.model import Session

WAY: Final = Direction.SESSIONS_OUT
LEAVING: Final = "leaving"
"""In place of a digest: it was to be removed, and the service did not let us."""

FIRST_LOOK: Final = timedelta(days=366)
"""So far ahead an earlier plan may have reached: the longest block and much more. Judgement."""

GIVEN_UP: Final = (SessionState.SKIPPED, SessionState.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What should stand in the calendar, and what we know to stand there.

    Attributes:
        events: By session id, those that are still to come.
        gone: What went out and is no longer planned, from today on.
        items: What went out.
        now: Aware, UTC.
        today: Of the athlete.
        kept: Our ids of events that may stand: of sessions that are planned or were done.
        is_first: Nothing was compared yet since this was switched on: another plan of ours may
            stand there.
    """

    events: Mapping[str, PlannedEvent]
    gone: tuple[Item, ...]
    items: Mapping[str, Item]
    now: datetime
    today: date
    kept: frozenset[str] = frozenset()
    is_first: bool = False

    @property
    def changed(self) -> Mapping[str, PlannedEvent]:
        """Events that the calendar does not have as they are."""
        return {key: event for key, event in self.events.items() if self._is_changed(key, event)}

    def _is_changed(self, key: str, event: PlannedEvent) -> bool:
        item = self.items.get(key)
        if item is None or item.digest != event.digest:
            return True
        return item.state is ItemState.LATER and not item.waits(self.now)


def send_sessions(run: SyncRun, line: SessionsOut) -> None:
    """Make the calendar tell the plan. Where it does already, nothing is asked.

    What stands there is asked for before anything is made, so that what a killed sync had made is
    changed instead of made again.
    """
    with run.desk.reading() as ports:
        wanted = _wanted(ports, run)
    changed = wanted.changed
    if not changed and not wanted.gone and not wanted.is_first:
        return
    first, last = _days(wanted)
    standing = line.standing(first, last)
    for session_id, event in changed.items():
        _put(run, line, event, wanted.items.get(session_id) or _new(session_id, run), standing)
    known = {item.remote_id for item in wanted.items.values()}
    stray = [
        Item(WAY, uid.partition("@")[0], ItemState.THERE, wanted.now, remote_id=remote_id)
        for uid, remote_id in standing.items()
        if wanted.is_first and uid.endswith(_suffix(run.athlete_id)) and uid not in wanted.kept
        if remote_id not in known
    ]
    for item in (*wanted.gone, *{one.remote_id: one for one in stray}.values()):
        _remove(run, line, item)


def take_sessions_out(run: SyncRun, line: SessionsOut) -> None:
    """Remove what stands in the calendar from today on; what is over stays as history.

    Where the service does not let us remove one for now, it is tried again with the next sync.
    """
    with run.desk.reading() as ports:
        items = ports.store.services.items(run.athlete_id, run.service, WAY)
        now = ports.clock.now()
        today = ports.today(ports.store.athletes.get(run.athlete_id).zone)
    standing = line.standing(today, today + FIRST_LOOK)
    there = {item.remote_id: item for item in items.values()}
    for uid, remote_id in standing.items():
        if uid.endswith(_suffix(run.athlete_id)):
            stray = Item(WAY, uid.partition("@")[0], ItemState.THERE, now, remote_id=remote_id)
            item = there.get(remote_id, stray)
            if not _stays(item, now=now):
                _remove(run, line, item)
    with run.desk.reading() as ports:
        left = ports.store.services.items(run.athlete_id, run.service, WAY).values()
    if not any(item.state is ItemState.LATER and item.digest == LEAVING for item in left):
        for item in left:
            run.forget(item.id)
        run.cleared()


def _remove(run: SyncRun, line: SessionsOut, item: Item) -> None:
    try:
        if item.remote_id:
            line.remove(item.remote_id)
    except ItemRefused as error:
        is_first = item.digest != LEAVING
        run.refuse(replace(item, digest=LEAVING, tries=0 if is_first else item.tries), error)
        return
    run.forget(item.id)
    run.told["removed"] += 1


def _put(
    run: SyncRun,
    line: SessionsOut,
    event: PlannedEvent,
    item: Item,
    standing: Mapping[str, str],
) -> None:
    known = standing.get(event.uid) or item.remote_id
    tries = item.tries if item.digest == event.digest else 0
    sent = replace(item, at=run.now(), digest=event.digest, day=event.start.date(), tries=tries)
    try:
        remote_id = line.put(event, remote_id=known)
    except ItemRefused as error:
        run.refuse(replace(sent, remote_id=known), error)
        return
    there = replace(sent, state=ItemState.THERE, remote_id=remote_id, note="", tries=0)
    run.note(replace(there, again_at=None))
    run.told["changed" if item.remote_id else "sent"] += 1


def _new(session_id: str, run: SyncRun) -> Item:
    return Item(WAY, session_id, ItemState.SENDING, run.now())


def _wanted(ports: Ports, run: SyncRun) -> _Wanted:
    items = ports.store.services.items(run.athlete_id, run.service, WAY)
    now = ports.clock.now()
    try:
        seen = look(ports, run.athlete_id)
    except NoPlan:
        return _Wanted({}, (), items, now, now.date())
    connection = run.connection(ports)
    since = connection.directions.get(WAY)
    is_first = connection.synced_at is None or (since is not None and connection.synced_at < since)
    revised = session_revisions(ports, run.athlete_id)
    planned = {session.id: seen.state(session) for session in seen.plan.sessions}
    events = {
        session.id: _event(ports, run.athlete_id, session, revised_at=revised[session.id])
        for session in seen.plan.sessions
        if session.start > now and planned[session.id] is SessionState.PLANNED
    }
    gone = tuple(
        item
        for item in items.values()
        if item.id not in planned or planned[item.id] in GIVEN_UP
        if item.day is None or item.day >= seen.today
        if not _stays(item, now=now)
    )
    suffix = _suffix(run.athlete_id)
    kept = frozenset(key + suffix for key, state in planned.items() if state not in GIVEN_UP)
    return _Wanted(events, gone, items, now, seen.today, kept, is_first)


def _suffix(athlete_id: str) -> str:
    """By which our events are known among others'."""
    return f"@{athlete_id}.hamstrong"


def _stays(item: Item, *, now: datetime) -> bool:
    """Whether the service did not let us remove it, for now or at all."""
    return item.waits(now) or (item.digest == LEAVING and item.state is ItemState.REFUSED)


def _event(
    ports: Ports, athlete_id: str, session: Session, *, revised_at: datetime
) -> PlannedEvent:
    event = PlannedEvent(
        uid=session.id + _suffix(athlete_id),
        start=session.start,
        minutes=session.minutes,
        title=session.title,
        text=planned_text(session, ports.library),
    )
    try:
        workout = ports.watch().workout(
            session, library=ports.library, revised_at=revised_at, older=False
        )
    except BadInput:  # no watch can hold it; the text says it all
        return event
    return replace(event, workout=workout)


def _days(wanted: _Wanted) -> tuple[date, date]:
    """The days from today on, on which something of ours may stand: at first a whole year."""
    days = [event.start.date() for event in wanted.events.values()]
    days += [item.day for item in wanted.items.values() if item.day is not None]
    last = max((wanted.today, *days)) + timedelta(days=1)
    if wanted.is_first:
        last = max(last, wanted.today + FIRST_LOOK)
    return wanted.today, last
