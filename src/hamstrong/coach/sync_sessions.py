"""Sessions out: planned ones as events of a calendar, moved and taken out as the plan changes."""

from collections.abc import Iterable, Mapping
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
GIVEN_UP: Final = (SessionState.SKIPPED, SessionState.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What should stand in the calendar, and what we know to stand there.

    Attributes:
        events: By session id, those that are still to come.
        gone: What went out and is no longer planned, from today on.
        items: What went out.
    """

    events: Mapping[str, PlannedEvent]
    gone: tuple[Item, ...]
    items: Mapping[str, Item]

    @property
    def changed(self) -> Mapping[str, PlannedEvent]:
        """Events that the calendar does not have as they are."""
        return {
            key: event
            for key, event in self.events.items()
            if key not in self.items or self.items[key].digest != event.digest
        }


def send_sessions(run: SyncRun, line: SessionsOut) -> None:
    """Make the calendar tell the plan. Where it does already, nothing is asked.

    What stands there is asked for before anything is made, so that what a killed sync had made is
    changed instead of made again.
    """
    with run.desk.reading() as ports:
        wanted = _wanted(ports, run)
    changed = wanted.changed
    if not changed and not wanted.gone:
        return
    first, last = _days(wanted)
    standing = line.standing(first, last)
    for session_id, event in changed.items():
        _put(run, line, event, wanted.items.get(session_id) or _new(session_id, run), standing)
    for item in wanted.gone:
        if item.remote_id:
            line.remove(item.remote_id)
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
    sent = replace(item, at=run.now(), digest=event.digest, day=event.start.date())
    try:
        remote_id = line.put(event, remote_id=known)
    except ItemRefused as error:
        note = replace(sent, state=ItemState.REFUSED, remote_id=known, note=error.message)
        run.note(note)
        run.told["refused"] += 1
        return
    run.note(replace(sent, state=ItemState.THERE, remote_id=remote_id, note=""))
    run.told["changed" if item.remote_id else "sent"] += 1


def _new(session_id: str, run: SyncRun) -> Item:
    return Item(WAY, session_id, ItemState.SENDING, run.now())


def _wanted(ports: Ports, run: SyncRun) -> _Wanted:
    items = ports.store.services.items(run.athlete_id, run.service, WAY)
    try:
        seen = look(ports, run.athlete_id)
    except NoPlan:
        return _Wanted({}, (), items)
    now = ports.clock.now()
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
    )
    return _Wanted(events, gone, items)


def _event(
    ports: Ports, athlete_id: str, session: Session, *, revised_at: datetime
) -> PlannedEvent:
    event = PlannedEvent(
        uid=f"{session.id}@{athlete_id}.hamstrong",
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
    """All days on which something of ours may stand."""
    days = [event.start.date() for event in wanted.events.values()]
    days += _dated(wanted.items.values())
    return min(days) - timedelta(days=1), max(days) + timedelta(days=1)


def _dated(items: Iterable[Item]) -> list[date]:
    return [item.day for item in items if item.day is not None]
