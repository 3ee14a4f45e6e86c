"""Why this and not that: every sentence follows from the functions the planner decides by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hamstrong.errors import BadInput
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.dose.selection import is_as_hard
from hamstrong.planning.model import Plan, PlanRequest, Reason, Session
from hamstrong.planning.placing.places import Place, WeekContext, session_count
from hamstrong.planning.placing.scoring import CLASS_VALUE
from hamstrong.planning.placing.standing import context_of
from hamstrong.planning.reasons import spent_reason
from hamstrong.planning.weeks import monday_of
from hamstrong.planning.why.differences import decisive_difference, worth
from hamstrong.planning.why.moves import find_session, makes_room
from hamstrong.planning.why.verdicts import (
    DayVerdict,
    Rest,
    Verdict,
    free_places,
    obstacle,
    places_by_day,
    rest_around,
    session_number,
    settled_reason,
)
from hamstrong.planning.why.words import WHY_SENTENCES
from hamstrong.planning.words import SENTENCES, WEEKDAYS, capitalised, work_word


@dataclass(frozen=True, slots=True)
class SessionWhy:
    """Everything behind one session.

    Attributes:
        session: The session.
        placement: Why it stands where it stands.
        doses: Why its sets, seconds and exercises are what they are.
        others: One verdict for each other day of its week, Monday first.
    """

    session: Session
    placement: Reason
    doses: tuple[Reason, ...]
    others: tuple[DayVerdict, ...]


@dataclass(frozen=True, slots=True)
class DayWhy:
    """Everything behind a day without strength.

    Attributes:
        day: The day.
        reason: The whole in one or two sentences.
        sessions: For each session of the week that could still move: why it is not here.
        kinds: For each class of work the day could hold at all, the hardest first: what is in
            the way of one more session of it.
    """

    day: date
    reason: Reason
    sessions: tuple[DayVerdict, ...]
    kinds: tuple[DayVerdict, ...]


def explain_session(
    plan: Plan, request: PlanRequest, library: Library, session_id: str
) -> SessionWhy:
    """Why a session stands on its day and on none of the others.

    Args:
        plan: Made from `request`.
        request: What the plan was made from.
        library: As it was then.
        session_id: Of a session in the plan.

    Raises:
        NotFound: The plan has no such session.
    """
    session = find_session(plan, session_id)
    context = context_of(plan, request, library, monday_of(session.day))
    days = (context.week.monday + timedelta(days=i) for i in range(7))
    judge = _Judge(plan, context, session)
    others = tuple(judge.day(day) for day in days if day != session.day)
    return SessionWhy(session, session.reason, session.dose_reasons, others)


def why_not_at(
    plan: Plan, request: PlanRequest, library: Library, session_id: str, *, start: datetime
) -> Reason | None:
    """What stands against a session at another start of its week, or speaks for its own.

    None where the session is settled, and for a start at which it could never have stood.

    Raises:
        NotFound: The plan has no such session.
    """
    session = find_session(plan, session_id)
    monday = monday_of(session.day)
    if monday_of(start.date()) != monday:
        return None
    judge = _Judge(plan, context_of(plan, request, library, monday), session)
    return judge.at(start)


def explain_day(plan: Plan, request: PlanRequest, library: Library, day: date) -> DayWhy:
    """Why a day of the block has no strength.

    Raises:
        NotFound: The day is in no week of the plan.
        BadInput: There is a session on that day; ask about that.
    """
    context = context_of(plan, request, library, monday_of(day))
    taken = next((s for s in plan.sessions if s.day == day), None)
    if taken:
        raise BadInput(
            SENTENCES.say(
                "refused.ask-why-session",
                title=taken.title,
                weekday=WEEKDAYS[day.weekday()],
                id=taken.id,
            ),
            place="day",
        )
    week = [s for s in plan.sessions if monday_of(s.day) == context.week.monday]
    movable = [s for s in week if s.id not in context.standing.settled]
    verdicts = tuple(_Judge(plan, context, session).day(day) for session in movable)
    kinds = _kinds(plan, context, day)
    return DayWhy(day, _day_reason(plan, week, day, verdicts=verdicts), verdicts, kinds)


class _Judge:
    """Judges days for one session, having found all its places once."""

    def __init__(self, plan: Plan, context: WeekContext, session: Session) -> None:
        self._plan = plan
        self._session = session
        self._context = context
        self._settled = session.id in context.standing.settled
        self._rest = rest_around(plan, context, session.load_class, without=session.id)
        number = session_number(session.id)
        self._places = {} if self._settled else places_by_day(number, context)

    def day(self, day: date) -> DayVerdict:
        if self._settled:
            return self._settled_verdict(day)
        found = self._places.get(day, [])
        against = obstacle(day, found, self._rest)
        if against:
            return replace(self._by_hand(against, found), session_id=self._session.id)
        free = [p for p in free_places(found, self._rest) if self._as_hard(p)]
        best = max(free, key=lambda p: (worth(p, self._rest), -p.start.timestamp()))
        reason = decisive_difference(self._session, self._own(), best, rest=self._rest)
        return DayVerdict(
            day,
            Verdict.POSSIBLE,
            reason,
            self._session.load_class,
            self._session.id,
            starts=tuple(sorted({place.start for place in free})),
        )

    def _by_hand(self, against: DayVerdict, found: Sequence[Place]) -> DayVerdict:
        """With a word on it where the session may be put there, because the others make room."""
        if against.verdict not in (Verdict.SESSION, Verdict.EASY_DAY):
            return against
        if not makes_room(self._plan, self._session, self._rest, against.day, found):
            return against
        text = WHY_SENTENCES["by-hand"].format(sentence=against.reason.text)
        return replace(against, reason=replace(against.reason, text=text))

    def at(self, start: datetime) -> Reason | None:
        """The same of one start; None where the session is settled or has no place there."""
        found = [p for p in self._places.get(start.date(), []) if p.start == start]
        if not found:
            return None
        against = obstacle(start.date(), found, self._rest)
        if against:
            return against.reason
        free = [p for p in free_places(found, self._rest) if self._as_hard(p)]
        best = max(free, key=lambda p: worth(p, self._rest))
        return decisive_difference(self._session, self._own(), best, rest=self._rest)

    def _as_hard(self, place: Place) -> bool:
        return is_as_hard(place.content.load_class, self._session.load_class)

    def _own(self) -> Place | None:
        """The place the session has, as the planner saw it; None when it saw another then."""
        same = [
            place
            for place in self._places.get(self._session.day, [])
            if place.start == self._session.start
        ]
        return next((p for p in same if p.content.load_class is self._session.load_class), None)

    def _settled_verdict(self, day: date) -> DayVerdict:
        session = self._session
        reason = settled_reason(session)
        return DayVerdict(day, Verdict.SETTLED, reason, session.load_class, session.id)


def _day_reason(
    plan: Plan, week: Sequence[Session], day: date, *, verdicts: Sequence[DayVerdict]
) -> Reason:
    """What the planner said of the day, and what becomes of the week's hardest session there."""
    said = plan.empty_days.get(day)
    if said is None or not verdicts:
        return said or (spent_reason(day, week) if week else Reason(SENTENCES["day-none-week"]))
    chief = max(verdicts, key=lambda v: CLASS_VALUE[v.load_class])
    if chief.verdict in (Verdict.NO_TIME, Verdict.OVER):
        return chief.reason if chief.verdict is Verdict.NO_TIME else said
    text = WHY_SENTENCES["day-why"].format(spent=said.text, sentence=chief.reason.text)
    return replace(chief.reason, text=text)


def _kinds(plan: Plan, context: WeekContext, day: date) -> tuple[DayVerdict, ...]:
    """One more session of each class the day could hold, judged beside all that stands."""
    by_class: dict[LoadClass, list[Place]] = {}
    for number in range(session_count(context.week, context.request)):
        for place in places_by_day(number, context).get(day, []):
            by_class.setdefault(place.content.load_class, []).append(place)
    hardest_first = sorted(by_class, key=lambda cls: (-CLASS_VALUE[cls], cls))
    return tuple(
        _kind(day, cls, by_class[cls], rest_around(plan, context, cls)) for cls in hardest_first
    )


def _kind(day: date, load_class: LoadClass, found: Sequence[Place], rest: Rest) -> DayVerdict:
    against = obstacle(day, found, rest)
    if against:
        return against
    novel = all(place.content.novel for place in found)
    text = WHY_SENTENCES["kind-possible"].format(
        work=capitalised(work_word(load_class, novel=novel)), weekday=WEEKDAYS[day.weekday()]
    )
    starts = tuple(sorted({place.start for place in free_places(found, rest)}))
    reason = Reason(text, rule="dose")
    return DayVerdict(day, Verdict.POSSIBLE, reason, load_class, starts=starts)
