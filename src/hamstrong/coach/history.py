"""What the log says about sessions and exercises. Everything here is derived, nothing is kept."""

from collections.abc import Iterable, Mapping
from datetime import date
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


def exposures(events: Iterable[Event], zone: ZoneInfo) -> Mapping[str, tuple[date, ...]]:
    """The days on which each exercise was done, oldest first."""
    days: dict[str, set[date]] = {}
    for event in events:
        if was_done(event):
            days.setdefault(event.data["exercise_id"], set()).add(day_of(event, zone))
    return {exercise_id: tuple(sorted(found)) for exercise_id, found in days.items()}
