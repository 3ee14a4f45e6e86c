"""The athlete puts a session elsewhere; the spacing rules answer."""

from dataclasses import dataclass
from datetime import datetime

from hamstrong.coach.look import Look, look
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.model import PlanChange, SessionState
from hamstrong.coach.move_run import check_start
from hamstrong.coach.ports import Ports
from hamstrong.errors import BadInput, Conflict
from hamstrong.planning.model import Reason, Session
from hamstrong.planning.moves import check_move, lighter_there
from hamstrong.planning.selection import is_as_hard


@dataclass(frozen=True, slots=True)
class SessionMoved:
    """`reasons` say why not, and nothing changed; or they are empty and `change` tells the rest."""

    reasons: tuple[Reason, ...]
    change: PlanChange | None

    @property
    def moved(self) -> bool:
        return not self.reasons


def move_session(
    ports: Ports, athlete_id: str, *, session_id: str, start: datetime
) -> SessionMoved:
    """Pin the session to an aware `start` and plan the rest around it, if the hard hours allow.

    Raises:
        NotFound: No such session.
        BadInput: A start without zone, or before today.
        Conflict: The session is already done or under way.
    """
    seen = look(ports, athlete_id)
    session = seen.session(session_id)
    check_start(start, zone=seen.athlete.zone, today=seen.today)
    if seen.state(session) is not SessionState.PLANNED:
        raise Conflict(
            f"{session.title} on {session.start:%A} is {seen.state(session)} and stays there.",
            place=session_id,
        )
    local = start.astimezone(seen.athlete.zone)
    standing = {s.id for s in seen.plan.sessions if _stands(s, seen)}
    reasons = check_move(seen.plan, session_id, local, standing=standing)
    if reasons:
        return SessionMoved(reasons, None)
    if local < ports.clock.now():
        raise BadInput("That time is over: choose a later one.", place="start")
    return _pinned(ports, athlete_id, session, local)


def _stands(session: Session, seen: Look) -> bool:
    over = session.day < seen.today or seen.state(session) is not SessionState.PLANNED
    return over or session.pinned


def _pinned(ports: Ports, athlete_id: str, session: Session, start: datetime) -> SessionMoved:
    """Plan with the pin, and take it out again when the session could not keep its class there."""
    before = ports.store.plans.pins(athlete_id).get(session.id)
    ports.store.plans.pin(athlete_id, session.id, start)
    change = make_plan(ports, athlete_id)
    there = next((s for s in look(ports, athlete_id).plan.sessions if s.id == session.id), None)
    if there and there.start == start and is_as_hard(there.load_class, session.load_class):
        return SessionMoved((), change)
    ports.store.plans.pin(athlete_id, session.id, before)
    make_plan(ports, athlete_id)
    return SessionMoved((lighter_there(),), None)


def free_session(ports: Ports, athlete_id: str, *, session_id: str) -> PlanChange:
    """Take the pin out and let the planner choose again. Raises NotFound without such a session."""
    look(ports, athlete_id).session(session_id)
    ports.store.plans.pin(athlete_id, session_id, None)
    return make_plan(ports, athlete_id)
