"""A session that was done on paper: its sets and its end into the log, all at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from hamstrong.coach.look import look
from hamstrong.coach.model import EventKind, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.coach.record_events import Recorded, record_events
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.exercises.steps import StepSide


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
        NotFound: No such session, or no such exercise.
        NoPlan: Nothing is planned yet.
    """
    look(ports, athlete_id).session(form.session_id)
    if not form.sets:
        raise BadInput(SAY["no-set-by-hand"], place="sets")
    done = {"session_id": form.session_id, "state": SessionState.DONE.value, **_rpe(form.rpe)}
    told = [*(_set(ports, one, form.session_id) for one in form.sets), (EventKind.SESSION, done)]
    events = [
        {
            "id": str(uuid5(form.id, f"{number}")),
            "kind": kind.value,
            "at": form.end.isoformat(),
            "data": data,
        }
        for number, (kind, data) in enumerate(told)
    ]
    recorded = record_events(ports, athlete_id, events=events)
    if recorded.refused:
        raise BadInput(recorded.refused[0].error, place=recorded.refused[0].place)
    return recorded


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
