"""What the log says about planned sessions, as planning has to know it.

A session that was skipped is over, asks for no hours and is not made up for. One that gave way to
something else was load all the same: it stands with the class and the minutes of what was done,
and counts as practice of nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hamstrong.coach.history import begun, was_done
from hamstrong.coach.model import Event, EventKind, SessionState
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.model import Plan, Session
from hamstrong.planning.placing.standing import DONE_AS_PLANNED_H
from hamstrong.running.model import duration, hours_between


def over(events: Iterable[Event], sessions: Iterable[Session]) -> Mapping[str, datetime]:
    """When each session that is over was begun, by id, but those of which nothing was done.

    The word that a session is over comes at its end. Where nothing was logged before it, it
    began its minutes earlier: those that were said, or else those of the plan.
    """
    told = tuple(events)
    found, idle = dict(begun(told)), given_up(told)
    planned = {session.id: session for session in sessions}
    for session_id, event in ends(told).items():
        if session_id in idle:
            del found[session_id]
        elif found[session_id] == event.at:
            found[session_id] = event.at - _length(event, planned.get(session_id))
    return found


def given_up(events: Iterable[Event]) -> frozenset[str]:
    """Ids of the sessions that were skipped, and of which no set was done."""
    told = tuple(events)
    worked = {event.data.get("session_id") for event in told if was_done(event)}
    skipped = (key for key, end in ends(told).items() if end.data["state"] == SessionState.SKIPPED)
    return frozenset(skipped) - worked


def as_done(plan: Plan, events: Iterable[Event]) -> Plan:
    """The plan with what was done elsewhere in place of what was planned, at its own time.

    What is over ends by the time when that was said, never later. Where sets were logged before,
    its start stays; where none were, it began its minutes earlier.
    """
    told = tuple(events)
    said = {
        session_id: event
        for session_id, event in ends(told).items()
        if event.data["state"] != SessionState.SKIPPED
    }
    if not said:
        return plan
    firsts, begins = begun(told), over(told, plan.sessions)
    sessions = (
        _as_told(s, said[s.id], first=firsts[s.id], began=begins[s.id]) if s.id in said else s
        for s in plan.sessions
    )
    return replace(plan, sessions=tuple(sorted(sessions, key=lambda session: session.start)))


def ends(events: Iterable[Event]) -> Mapping[str, Event]:
    """The last word about each session's end."""
    return {e.data["session_id"]: e for e in events if e.kind is EventKind.SESSION}


def _as_told(session: Session, end: Event, *, first: datetime, began: datetime) -> Session:
    if end.data["state"] == SessionState.ELSEWHERE:
        return _elsewhere(session, end, began)
    return _as_said(session, end, first)


def _length(end: Event, session: Session | None) -> timedelta:
    minutes = end.data.get("minutes", 0 if session is None else session.minutes)
    return timedelta(minutes=minutes)


def _as_said(session: Session, end: Event, first: datetime) -> Session:
    """The session, over when it was said to be, where its place would reach beyond that.

    `first` is when anything was logged of it.
    """
    zone = session.start.tzinfo
    length = duration(session.start, session.end)
    over_at = end.at.astimezone(zone)
    began = (end.at - length if first == end.at else first).astimezone(zone)
    in_time = abs(hours_between(session.start, began)) <= DONE_AS_PLANNED_H
    place = session.start if in_time else began
    if duration(place, over_at) >= length:
        return session
    keeps_start = in_time and first != end.at and session.start < over_at
    return replace(session, start=session.start if keeps_start else began, end=over_at)


def _elsewhere(session: Session, end: Event, began: datetime) -> Session:
    zone = session.start.tzinfo
    start = began.astimezone(UTC)
    return replace(
        session,
        start=start.astimezone(zone),
        end=(start + _length(end, session)).astimezone(zone),
        load_class=LoadClass(end.data.get("load_class", session.load_class)),
        novel=False,
        doses=(),
    )
