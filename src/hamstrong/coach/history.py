"""What the log says about sessions and exercises. Everything here is derived, nothing is kept."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hamstrong.coach.events import day_of
from hamstrong.coach.model import Event, EventKind, SessionState
from hamstrong.planning.model import Session


def session_states(events: Iterable[Event]) -> Mapping[str, SessionState]:
    """States of the sessions that the log mentions; a later end of a session counts."""
    states: dict[str, SessionState] = {}
    for event in events:
        session_id = event.data.get("session_id")
        if session_id is None:
            continue
        if event.kind is EventKind.SESSION:
            states[session_id] = SessionState(event.data["state"])
        else:
            states.setdefault(session_id, SessionState.STARTED)
    return states


def state_of(session: Session, states: Mapping[str, SessionState], *, today: date) -> SessionState:
    """What the log says, else missed before today and planned from today on."""
    missed = SessionState.MISSED if session.day < today else SessionState.PLANNED
    return states.get(session.id, missed)


def was_done(event: Event) -> bool:
    """Whether a set event stands for work, however little of it."""
    if event.kind is not EventKind.SET or event.data.get("skipped"):
        return False
    return bool(event.data.get("hold_s") or event.data.get("reps"))


def begun(events: Iterable[Event]) -> Mapping[str, datetime]:
    """When each session that the log mentions was begun: the time of its first event."""
    found: dict[str, datetime] = {}
    for event in sorted(events, key=lambda event: event.at):
        session_id = event.data.get("session_id")
        if session_id is not None:
            found.setdefault(session_id, event.at)
    return found


def exposures(
    events: Iterable[Event], zone: ZoneInfo, sessions: Iterable[Session] = ()
) -> Mapping[str, tuple[date, ...]]:
    """The days on which each exercise was done, oldest first.

    `sessions` are those of the plan: one that was called done without a set was done whole.
    """
    days: dict[str, set[date]] = {}
    planned = {session.id: session for session in sessions}
    told: dict[str, date] = {}
    with_sets: set[str] = set()
    for event in events:
        session_id = event.data.get("session_id")
        if was_done(event):
            with_sets.add(str(session_id))
            days.setdefault(event.data["exercise_id"], set()).add(day_of(event, zone))
        elif event.kind is EventKind.SESSION and event.data["state"] == SessionState.DONE:
            told[str(session_id)] = day_of(event, zone)
    for session_id in told.keys() & planned.keys() - with_sets:
        for dose in planned[session_id].doses:
            days.setdefault(dose.exercise_id, set()).add(told[session_id])
    return {exercise_id: tuple(sorted(found)) for exercise_id, found in days.items()}
