"""What the log says about planned sessions, as planning has to know it.

A session that was skipped is over and is not made up for. One that gave way to something else
was load all the same: it stands with the class and the minutes of what was done, and counts as
practice of nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hamstrong.coach.history import begun
from hamstrong.coach.model import Event, EventKind, SessionState
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.model import Plan, Session


def over(events: Iterable[Event], sessions: Iterable[Session]) -> Mapping[str, datetime]:
    """When each session that is over was begun, by id; a skipped one when it was planned."""
    told = tuple(events)
    found = dict(begun(told))
    planned = {session.id: session.start for session in sessions}
    for session_id, event in ends(told).items():
        state = event.data["state"]
        if state == SessionState.SKIPPED and session_id in planned:
            found[session_id] = planned[session_id]
        elif state == SessionState.ELSEWHERE and found[session_id] == event.at:
            found[session_id] = event.at - timedelta(minutes=event.data.get("minutes", 0))
    return found


def as_done(plan: Plan, events: Iterable[Event]) -> Plan:
    """The plan with what was done elsewhere in place of what was planned."""
    elsewhere = {
        session_id: event
        for session_id, event in ends(events).items()
        if event.data["state"] == SessionState.ELSEWHERE
    }
    if not elsewhere:
        return plan
    sessions = (_elsewhere(s, elsewhere.get(s.id)) for s in plan.sessions)
    return replace(plan, sessions=tuple(sessions))


def ends(events: Iterable[Event]) -> Mapping[str, Event]:
    """The last word about each session's end."""
    return {e.data["session_id"]: e for e in events if e.kind is EventKind.SESSION}


def _elsewhere(session: Session, end: Event | None) -> Session:
    if end is None:
        return session
    minutes = end.data.get("minutes", session.minutes)
    done = session.start.astimezone(UTC) + timedelta(minutes=minutes)
    return replace(
        session,
        end=done.astimezone(session.start.tzinfo),
        load_class=LoadClass(end.data.get("load_class", session.load_class)),
        novel=False,
        doses=(),
    )
