"""May a session be moved there? What is offered and what is refused come from one judgement."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hamstrong.errors import NotFound
from hamstrong.exercises.library import Library
from hamstrong.planning.dose.selection import is_as_hard
from hamstrong.planning.model import Plan, PlanRequest, Reason, Session
from hamstrong.planning.placing.places import Place
from hamstrong.planning.placing.standing import context_of, stands
from hamstrong.planning.reasons import breach_reason
from hamstrong.planning.spacing import Work, margins
from hamstrong.planning.weeks import monday_of
from hamstrong.planning.why.verdicts import (
    Rest,
    crowding,
    free_places,
    obstacle,
    places_by_day,
    rest_around,
    session_number,
    settled_reason,
)
from hamstrong.planning.why.words import WHY_SENTENCES
from hamstrong.planning.words import SENTENCES, WEEKDAYS, needed_text
from hamstrong.running.model import Race, Run, duration


def find_session(plan: Plan, session_id: str) -> Session:
    """The session of that id.

    Raises:
        NotFound: The plan has none.
    """
    for session in plan.sessions:
        if session.id == session_id:
            return session
    raise NotFound(SENTENCES["refused.session-not-your-plan"])


def check_move(
    plan: Plan, session_id: str, start: datetime, *, standing: Collection[str]
) -> tuple[Reason, ...]:
    """Why a session may not start then; empty when it may.

    Args:
        plan: The plan as it stands.
        session_id: Of a session in it.
        start: Aware; the wished start.
        standing: Sessions that cannot make room: past, done, or put in place by the athlete.
            The others of the same and of later weeks are planned anew around the move.

    Raises:
        NotFound: No such session.
    """
    session = find_session(plan, session_id)
    length = session.end.astimezone(UTC) - session.start.astimezone(UTC)
    end = (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    work = Work(start, end, session.load_class, session.novel)
    against = [
        breach_reason(work, margin)
        for margin in margins(work, plan.runs, plan.race)
        if not margin.legal
    ]
    monday = monday_of(session.day)
    fixed = [s for s in plan.sessions if s.id in standing or s.day < monday]
    against += _too_close([s for s in fixed if s.id != session_id], work)
    if monday_of(start.date()) != monday:
        against.append(Reason(SENTENCES["other-week"], rule="dose"))
    return tuple(against)


def _too_close(others: Iterable[Session], work: Work) -> list[Reason]:
    found = []
    for other, hours, needed in crowding(work, others):
        text = SENTENCES["sessions-close"].format(
            hours=needed_text(needed),
            title=other.title.lower(),
            day=WEEKDAYS[other.start.weekday()],
        )
        found.append(Reason(text, rule="spacing-other", hours=hours, needed_h=needed))
    return found


def lighter_there() -> Reason:
    """Why a time that no run forbids was still refused: the week as a whole."""
    return Reason(SENTENCES["lighter-there"], rule="spacing-other")


@dataclass(frozen=True, slots=True)
class DayTargets:
    """Where a session may be put on one day.

    Attributes:
        day: The day.
        starts: Allowed starts, in order; the rest of the week makes room or stays as it is.
        reason: Why none is allowed; None when some are.
        looked_at: All starts in the athlete's free hours, allowed or not.
        closed: Whether no hour of the day can hold strength: a race, days away, what is over.
    """

    day: date
    starts: tuple[datetime, ...]
    reason: Reason | None
    looked_at: frozenset[datetime] = frozenset()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class MoveTargets:
    """Where one session may be put, and what stands against any other start.

    Attributes:
        plan: As it stands.
        session: The one to be moved.
        days: The days of its week.
        fixed: Sessions that cannot make room: past, done, or put in place by the athlete.
    """

    plan: Plan
    session: Session
    days: Mapping[date, DayTargets]
    fixed: frozenset[str]

    def against(self, start: datetime) -> tuple[Reason, ...]:
        """Why the session may not start then; empty when it may.

        A day without any room gives its one reason, whichever hour is asked about; on the others
        the hour is judged by itself. An hour outside the free ones is the athlete's own choice.
        """
        day = self.days.get(start.date())
        if day is None:
            return (Reason(SENTENCES["other-week"], rule="dose"),)
        there = check_move(self.plan, self.session.id, start, standing=self.fixed)
        if day.reason is None:
            return there
        own_choice = not there and not day.closed and start not in day.looked_at
        return () if own_choice else (day.reason,)


def move_targets(
    plan: Plan, request: PlanRequest, library: Library, session_id: str
) -> MoveTargets:
    """For each day of the session's week: the starts it may have, or the rule against them.

    A start is offered when it lies in the athlete's free hours, `check_move` has nothing against
    it, and work as hard as the session's could be done there.

    Args:
        plan: Made from `request`.
        request: What the plan was made from.
        library: As it was then.
        session_id: Of a session in the plan; one that stands has no target but its own.

    Raises:
        NotFound: No such session.
    """
    session = find_session(plan, session_id)
    context = context_of(plan, request, library, monday_of(session.day))
    plan = _but_skipped(plan, request, keep=session_id)
    days = [context.week.monday + timedelta(days=i) for i in range(7)]
    fixed = _fixed(plan, request, session_id)
    if stands(session, request) or session.id in context.standing.settled:
        settled = settled_reason(session)
        nowhere = {day: DayTargets(day, (), settled, closed=True) for day in days}
        own = DayTargets(session.day, (session.start,), None)
        return MoveTargets(plan, session, {**nowhere, session.day: own}, fixed)
    around = rest_around(plan, context, session.load_class, without=session_id)
    found = places_by_day(session_number(session_id), context)
    targets = _Targets(plan, session, _that_stays(around, fixed), fixed)
    by_day = {day: targets.on(day, found.get(day, [])) for day in days}
    return MoveTargets(plan, session, by_day, fixed)


def makes_room(plan: Plan, session: Session, rest: Rest, day: date, found: Sequence[Place]) -> bool:
    """Whether the others of its week would let the athlete put a session on a day.

    Args:
        plan: As it stands.
        session: In it.
        rest: The week around it.
        day: Of its week.
        found: All its places that day.
    """
    fixed = _fixed(plan, rest.context.request, session.id)
    worked = _but_skipped(plan, rest.context.request, keep=session.id)
    targets = _Targets(worked, session, _that_stays(rest, fixed), fixed)
    return bool(targets.on(day, found).starts)


def _but_skipped(plan: Plan, request: PlanRequest, *, keep: str) -> Plan:
    """What was skipped keeps no hours free."""
    aside = request.skipped - {keep}
    return replace(plan, sessions=tuple(s for s in plan.sessions if s.id not in aside))


def _fixed(plan: Plan, request: PlanRequest, session_id: str) -> frozenset[str]:
    return frozenset(s.id for s in plan.sessions if s.pinned or stands(s, request)) - {session_id}


def _that_stays(rest: Rest, fixed: Collection[str]) -> Rest:
    monday = rest.context.week.monday
    return replace(rest, others=tuple(s for s in rest.others if s.id in fixed or s.day < monday))


@dataclass(frozen=True, slots=True)
class _Targets:
    plan: Plan
    session: Session
    rest: Rest
    fixed: frozenset[str]

    def on(self, day: date, found: Sequence[Place]) -> DayTargets:
        free = [
            place.start
            for place in free_places(found, self.rest)
            if is_as_hard(place.content.load_class, self.session.load_class)
        ]
        against = {start: self._against(start) for start in sorted(set(free))}
        starts = tuple(start for start, reasons in against.items() if not reasons)
        looked_at = frozenset(place.start for place in found)
        if starts:
            return DayTargets(day, starts, None, looked_at)
        reason = self._reason(day, found, [*against.values()])
        return DayTargets(day, (), reason, looked_at, closed=self._is_closed(day))

    def _against(self, start: datetime) -> tuple[Reason, ...]:
        return check_move(self.plan, self.session.id, start, standing=self.fixed)

    def _is_closed(self, day: date) -> bool:
        context = self.rest.context
        earliest = context.request.not_before
        return day not in context.days or (earliest is not None and day < earliest.date())

    def _reason(
        self, day: date, found: Sequence[Place], against: Sequence[tuple[Reason, ...]]
    ) -> Reason:
        obstacle_there = obstacle(day, found, self.rest)
        return obstacle_there.reason if obstacle_there else min(against, key=len)[0]


@dataclass(frozen=True, slots=True)
class Pushed:
    """A session that a moved run would push from its place, and the sentence why."""

    session_id: str
    reason: Reason


def check_run_move(
    plan: Plan, run_id: str, start: datetime, *, standing: Collection[str] = ()
) -> tuple[Pushed, ...]:
    """The sessions that could not stay where they are, were the run to start then.

    Args:
        plan: The plan as it stands.
        run_id: Of a run in it.
        start: Aware; the wished start.
        standing: Sessions that are over or done, and so cannot be pushed.

    Raises:
        NotFound: The plan has no such run.
    """
    run = next((run for run in plan.runs if run.id == run_id), None)
    if run is None:
        raise NotFound(SENTENCES["refused.run-not-your-plan"])
    length = duration(run.start, run.end)
    end = (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    moved = replace(run, start=start, end=end)
    pushed = (_push(s, run, moved, race=plan.race) for s in plan.sessions if s.id not in standing)
    return tuple(found for found in pushed if found)


def _push(session: Session, run: Run, moved: Run, *, race: Race) -> Pushed | None:
    work = Work(session.start, session.end, session.load_class, session.novel)
    before = margins(work, [run], race)
    after = margins(work, [moved], race)
    if all(margin.legal for margin in after) or not all(margin.legal for margin in before):
        return None
    text = WHY_SENTENCES["run-pushes"].format(
        title=session.title,
        day=WEEKDAYS[session.start.weekday()],
        sentence=breach_reason(work, after[0]).text,
    )
    return Pushed(session.id, replace(breach_reason(work, after[0]), text=text))
