"""A session as the log tells it: what was done, when, with which side."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from hamstrong.coach.done import ends, over
from hamstrong.coach.events import EARLIEST
from hamstrong.coach.history import was_done
from hamstrong.coach.look import look
from hamstrong.coach.model import Event, EventKind, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.coach.watch_files import SessionDone, SetDone
from hamstrong.coach.words import SAY
from hamstrong.errors import NotFound
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise
from hamstrong.planning.model import Session
from hamstrong.running.activity import NOTHING_RECORDED, Activity, Recorded

SAME_SHARE: Final = 0.5
"""A watch's recording is of this session when each covers half of the other. Judgement."""

LOOK_AROUND_S: Final = 2 * 3600.0
"""How long before or after the session's start a recording of it may begin. Judgement."""


def session_done(ports: Ports, athlete_id: str, *, session_id: str) -> SessionDone:
    """What was done in a session of the plan.

    Sets carry the time of their end; where several came at one time, typed in afterwards, they
    stand one behind the other.

    Raises:
        NotFound: No such session, or nothing of it was done here.
        NoPlan: Nothing is planned yet.
    """
    seen = look(ports, athlete_id)
    session = seen.session(session_id)
    events = _events(ports, athlete_id, session_id)
    sets = tuple(_sets(events, ports.library, session))
    end = ends(events).get(session_id)
    if not sets and not _said_done(end):
        raise NotFound(SAY["nothing-done-in-session"], place=session_id)
    start, until = _span(sets, events, session)
    recorded = _recording(ports, athlete_id, start=start, end=until)
    return SessionDone(
        id=session.id,
        title=session.title,
        start=start.astimezone(seen.athlete.zone),
        end=until.astimezone(seen.athlete.zone),
        sets=sets,
        heart_rate=recorded.heart_rate,
        heart_rate_max=recorded.heart_rate_max,
        rpe=None if end is None else end.data.get("rpe"),
    )


def has_work(ports: Ports, athlete_id: str, *, session_id: str) -> bool:
    """Whether there is anything that `session_done` could tell."""
    events = _events(ports, athlete_id, session_id)
    worked = (e for e in events if was_done(e) and e.data["exercise_id"] in ports.library)
    return any(worked) or _said_done(ends(events).get(session_id))


def _events(ports: Ports, athlete_id: str, session_id: str) -> list[Event]:
    logged = ports.store.events.all(athlete_id, EventKind.SET, EventKind.SESSION)
    return [event for event in logged if event.data.get("session_id") == session_id]


def _said_done(end: Event | None) -> bool:
    return end is not None and end.data["state"] == SessionState.DONE


def _span(
    sets: tuple[SetDone, ...], events: list[Event], session: Session
) -> tuple[datetime, datetime]:
    """Start and end, UTC."""
    if sets:
        start = sets[0].start
        return start, max(sets[-1].end, start + timedelta(seconds=1))
    start = over(events, (session,))[session.id].astimezone(UTC)
    return start, start + timedelta(minutes=max(1, session.minutes))


def _sets(events: Iterable[Event], library: Library, session: Session) -> Iterator[SetDone]:
    tempos = {dose.exercise_id: dose.tempo_s for dose in session.doses}
    free = EARLIEST
    for event in sorted(filter(was_done, events), key=lambda event: event.at):
        exercise = library.get(event.data["exercise_id"])
        if exercise is None:
            continue
        tempo_s = tempos.get(exercise.id, exercise.prescription.tempo_s)
        one = _set(event, exercise, tempo_s=tempo_s, free=free)
        free = one.end
        yield one


def _set(
    event: Event, exercise: Exercise, *, tempo_s: tuple[float, float, float], free: datetime
) -> SetDone:
    """A set, not before the moment when the one before it was over."""
    data = event.data
    held_s, reps = data.get("hold_s"), data.get("reps")
    took_s = held_s if held_s is not None else (reps or 0) * sum(tempo_s)
    start = max(free, event.at.astimezone(UTC) - timedelta(seconds=took_s))
    valid_s = None if held_s is None else _valid_s(data, held_s)
    return SetDone(
        exercise=exercise,
        side=data["side"],
        number=data["set_number"],
        start=start,
        end=start + timedelta(seconds=took_s),
        seconds=took_s if valid_s is None else valid_s,
        held_s=held_s,
        reps=reps,
        judged=valid_s is not None,
        rpe=data.get("rpe"),
        reserve=data.get("reserve"),
        tempo_s=tempo_s,
    )


def _valid_s(data: Mapping[str, Any], held_s: float) -> float | None:
    """Seconds that count, where somebody watched well enough to say; at most those of the clock."""
    judged = data.get("judged", {})
    valid_s = judged.get("valid_s")
    if valid_s is None or judged.get("trusted") is False:
        return None
    return min(float(valid_s), held_s)


def _recording(ports: Ports, athlete_id: str, *, start: datetime, end: datetime) -> Recorded:
    """What a watch that was worn recorded of the same time."""
    near = ports.store.activities.near(athlete_id, start, within_s=LOOK_AROUND_S)
    fit = [one for one in near if one.recorded.heart_rate is not None and _same(one, start, end)]
    best = max(fit, key=lambda one: one.richness, default=None)
    return NOTHING_RECORDED if best is None else best.recorded


def _same(one: Activity, start: datetime, end: datetime) -> bool:
    first, last = one.start.astimezone(UTC), one.end.astimezone(UTC)
    both = min(last, end) - max(first, start)
    return both >= SAME_SHARE * max(last - first, end - start)
