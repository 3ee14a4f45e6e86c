"""What a week finds when its turn comes: while planning, and looking back at a plan."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date

from hamstrong.errors import NotFound
from hamstrong.exercises.library import Library
from hamstrong.planning.dose.course import course_of
from hamstrong.planning.model import Plan, PlanRequest, PlanWeek, Session
from hamstrong.planning.placing.places import Standing, WeekContext
from hamstrong.planning.weeks import WEEK
from hamstrong.planning.words import SENTENCES, date_word
from hamstrong.running.model import duration, hours_between

DONE_AS_PLANNED_H = 1.0
"""A session begun within an hour of its time was done as planned."""

_REMEMBERED = 3
"""So many earlier sessions can still bear on a week: spacing and the usual weekdays."""


def standing_sessions(request: PlanRequest) -> tuple[Session, ...]:
    """Yesterday's plan where it is history or done: it stays, and is never caught up."""
    if request.previous is None:
        return ()
    kept = (_as_done(s, request) for s in request.previous.sessions if stands(s, request))
    return tuple(sorted(kept, key=lambda session: session.start))


def stands(session: Session, request: PlanRequest) -> bool:
    """Whether a session of yesterday's plan is past, begun, done or skipped."""
    if session.id in request.done or session.id in request.skipped or session.day < request.today:
        return True
    return request.not_before is not None and session.start <= request.not_before


def _as_done(session: Session, request: PlanRequest) -> Session:
    """The session at the time it was really done, when that is another part of the day or week."""
    begun = request.done.get(session.id)
    if begun is None or abs(hours_between(session.start, begun)) <= DONE_AS_PLANNED_H:
        return session
    length = duration(session.start, session.end)
    start = begun.astimezone(request.zone)
    return replace(session, start=start, end=(begun + length).astimezone(request.zone))


def around(
    week: PlanWeek,
    sessions: Iterable[Session],
    exposures: Mapping[str, tuple[date, ...]],
    *,
    skipped: Set[str],
) -> Standing:
    """What stands before and within a week.

    Args:
        week: The week whose turn it is.
        sessions: All that are settled so far, in time order.
        exposures: With those of the weeks before.
        skipped: Ids of those that were given up.
    """
    settled = tuple(sessions)
    before = tuple(s for s in settled if s.day < week.monday and s.id not in skipped)
    own = f"{week.monday}-"
    within = tuple(
        s for s in settled if week.monday <= s.day < week.monday + WEEK or s.id.startswith(own)
    )
    worked = tuple(s for s in within if s.id not in skipped)
    given_up = frozenset(s.id for s in within if s.id in skipped)
    return Standing(before[-_REMEMBERED:], worked, exposures, given_up)


def with_sessions(
    exposures: Mapping[str, tuple[date, ...]], sessions: Iterable[Session]
) -> Mapping[str, tuple[date, ...]]:
    """The exposures as they will be once the sessions are done."""
    grown = {exercise: set(days) for exercise, days in exposures.items()}
    for session in sessions:
        for dose in session.doses:
            grown.setdefault(dose.exercise_id, set()).add(session.day)
    return {exercise: tuple(sorted(days)) for exercise, days in grown.items()}


def context_of(plan: Plan, request: PlanRequest, library: Library, monday: date) -> WeekContext:
    """A week of a plan as the planner found it when its turn came.

    Args:
        plan: Made from `request`.
        request: What the plan was made from.
        library: As it was then.
        monday: First day of the week.

    Raises:
        NotFound: The plan has no such week.
    """
    week = next((w for w in plan.weeks if w.monday == monday), None)
    if week is None:
        raise NotFound(
            SENTENCES.say("refused.your-plan-has-no", day=date_word(monday)),
            place="week",
        )
    stood = {session.id for session in standing_sessions(request)}
    placed = [s for s in plan.sessions if s.id not in stood and s.day < monday]
    settled = [s for s in plan.sessions if s.id in stood or s.day < monday]
    exposures = with_sessions(request.exposures, placed)
    course = course_of(week, plan.weeks, request, library, settled)
    there = around(week, settled, exposures, skipped=request.skipped)
    return WeekContext(week, request, library, there, course)
