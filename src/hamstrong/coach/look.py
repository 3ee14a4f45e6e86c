"""The plan in force, seen on a day: what every page about time begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hamstrong.coach.history import session_states, state_of
from hamstrong.coach.model import Athlete, EventKind, Gap, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.errors import NoPlan
from hamstrong.language import spoken
from hamstrong.planning.model import Plan, PlanWeek, Session
from hamstrong.planning.rewording import spoken_in
from hamstrong.planning.spacing import Work, column_of, gap_before
from hamstrong.planning.why.moves import find_session
from hamstrong.running.model import hours_between


@dataclass(frozen=True, slots=True)
class SessionInWeek:
    """A session, what events say about it, and the hours to the next key run (None: none ahead)."""

    session: Session
    state: SessionState
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class Look:
    """A plan with the log beside it."""

    athlete: Athlete
    plan: Plan
    today: date
    states: Mapping[str, SessionState]

    def week_of(self, day: date) -> PlanWeek | None:
        return next((w for w in self.plan.weeks if 0 <= (day - w.monday).days < 7), None)

    def in_week(self, week: PlanWeek) -> tuple[Session, ...]:
        return tuple(s for s in self.plan.sessions if 0 <= (s.day - week.monday).days < 7)

    def state(self, session: Session) -> SessionState:
        return state_of(session, self.states, today=self.today)

    def session(self, session_id: str) -> Session:
        """Raises NotFound."""
        return find_session(self.plan, session_id)

    def shown(self, session: Session) -> SessionInWeek:
        return SessionInWeek(session, self.state(session), gap_after(session, self.plan))


def look(ports: Ports, athlete_id: str) -> Look:
    """The plan in the language that is spoken, whichever it was made in.

    Raises:
        NoPlan: Nothing is planned yet.
        NotFound: No such athlete.
    """
    athlete = ports.store.athletes.get(athlete_id)
    stored = ports.store.plans.get(athlete_id)
    if stored is None:
        raise NoPlan(SAY["nothing-planned-yet-give"])
    events = ports.store.events.all(athlete_id, EventKind.SET, EventKind.SESSION, EventKind.TRYOUT)
    plan = spoken_in(stored.plan, spoken())
    return Look(athlete, plan, ports.today(athlete.zone), session_states(events))


def gap_after(session: Session, plan: Plan) -> Gap | None:
    """The hours from a session to the next key run, beside what its class needs."""
    run = next((r for r in plan.runs if r.id == session.next_key_run_id), None)
    if run is None:
        return None
    work = Work(session.start, session.end, session.load_class, session.novel)
    return Gap(
        run_id=run.id,
        run_title=run.title,
        run_start=run.start,
        run_type=run.type,
        hours=hours_between(session.end, run.start),
        needed_h=gap_before(work, column_of(run, plan.race)).hard,
    )
