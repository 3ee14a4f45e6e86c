"""A session that was done on paper: its sets and its end into the log, all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final
from uuid import UUID, uuid5

from hamstrong.coach.look import look
from hamstrong.coach.model import EventKind, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.coach.record_events import Recorded, record_events
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, Conflict
from hamstrong.exercises.steps import MIN_REST_S, READY_S, SWITCH_S, StepSide
from hamstrong.planning.model import Session

LOGGED: Final = {SessionState.STARTED, SessionState.STOPPED, SessionState.DONE}


@dataclass(frozen=True, slots=True)
class SetByHand:
    """A set as somebody wrote it down.

    Attributes:
        exercise_id: Of the library.
        side: With which side; both where the sides work together.
        number: Of the set, from 1.
        amount: Seconds held, or reps.
        rpe: 0 to 10, None where nobody wrote it.
    """

    exercise_id: str
    side: StepSide
    number: int
    amount: float
    rpe: float | None = None


@dataclass(frozen=True, slots=True)
class ByHand:
    """A form that was filled in.

    Attributes:
        id: Of the form: the same one twice is logged once.
        session_id: Of the plan.
        sets: What was done, in the order of the boxes.
        end: When the session was over, aware.
        rpe: Of the whole session, 0 to 10, None where nobody said.
    """

    id: UUID
    session_id: str
    sets: tuple[SetByHand, ...]
    end: datetime
    rpe: float | None


def log_by_hand(ports: Ports, athlete_id: str, *, form: ByHand) -> Recorded:
    """Log the sets, then that the session is done.

    Raises:
        BadInput: No set, or a value that cannot be; nothing must be kept then.
        Conflict: The session is logged already.
        NotFound: No such session, or no such exercise.
        NoPlan: Nothing is planned yet.
    """
    session = look(ports, athlete_id).session(form.session_id)
    if is_logged(ports, athlete_id, session_id=session.id):
        raise Conflict(SAY["session-logged-already"], place="session")
    if not form.sets:
        raise BadInput(SAY["no-set-by-hand"], place="sets")
    done = {"session_id": form.session_id, "state": SessionState.DONE.value, **_rpe(form.rpe)}
    told = [*(_set(ports, one, form.session_id) for one in form.sets), (EventKind.SESSION, done)]
    times = [*_ends(ports, session, form.sets, form.end), form.end]
    events = [
        {
            "id": str(uuid5(form.id, f"{number}")),
            "kind": kind.value,
            "at": at.isoformat(),
            "data": data,
        }
        for number, ((kind, data), at) in enumerate(zip(told, times, strict=True))
    ]
    recorded = record_events(ports, athlete_id, events=events)
    if recorded.refused:
        raise BadInput(recorded.refused[0].error, place=recorded.refused[0].place)
    return recorded


def is_logged(ports: Ports, athlete_id: str, *, session_id: str) -> bool:
    """Whether the log has work of the session, or its end: sets on paper would double it.

    Raises:
        NotFound: No such session.
        NoPlan: Nothing is planned yet.
    """
    seen = look(ports, athlete_id)
    if seen.state(seen.session(session_id)) in LOGGED:
        return True
    sets = ports.store.events.all(athlete_id, EventKind.SET)
    return any(event.data["session_id"] == session_id for event in sets)


def _ends(
    ports: Ports, session: Session, sets: Sequence[SetByHand], end: datetime
) -> list[datetime]:
    """When each set was over: the last at the end, the others before it, in their order."""
    doses = {dose.exercise_id: dose for dose in session.doses}
    found = [end.astimezone(UTC)]
    for one, after in reversed(list(pairwise(sets))):
        exercise = ports.library.find(after.exercise_id)
        tempo_s = doses.get(after.exercise_id, exercise.prescription).tempo_s
        took_s = after.amount if exercise.timed else round(after.amount) * sum(tempo_s)
        rest_s = doses.get(one.exercise_id, exercise.prescription).rest_s
        found.append(found[-1] - timedelta(seconds=took_s + _between_s(one, after, rest_s)))
    return found[::-1]


def _between_s(one: SetByHand, after: SetByHand, rest_s: int) -> int:
    """From the end of a set to the begin of the next, as the session's steps have it."""
    if one.exercise_id != after.exercise_id:
        return max(rest_s, MIN_REST_S) + READY_S
    return SWITCH_S if one.number == after.number else max(rest_s, MIN_REST_S)


def _set(ports: Ports, one: SetByHand, session_id: str) -> tuple[EventKind, Mapping[str, Any]]:
    exercise = ports.library.find(one.exercise_id)
    amount = {"hold_s": one.amount} if exercise.timed else {"reps": round(one.amount)}
    data = {
        "session_id": session_id,
        "exercise_id": exercise.id,
        "side": one.side,
        "set_number": one.number,
        **amount,
        **_rpe(one.rpe),
    }
    return EventKind.SET, data


def _rpe(rpe: float | None) -> Mapping[str, float]:
    return {} if rpe is None else {"rpe": rpe}
