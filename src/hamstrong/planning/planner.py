"""The planner: a pure function from what is known to a whole block with a reason for each day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hamstrong.errors import NoPlan
from hamstrong.exercises.library import Library
from hamstrong.planning.constants.returns import SHORT_BLOCK_WEEKS
from hamstrong.planning.dose.course import course_of
from hamstrong.planning.dose.limits import Bounds
from hamstrong.planning.model import (
    Plan,
    PlanRequest,
    PlanWeek,
    Reason,
    Session,
)
from hamstrong.planning.placing.outlooks import Outlook
from hamstrong.planning.placing.places import Day, WeekContext, days_of
from hamstrong.planning.placing.standing import around, standing_sessions, with_sessions
from hamstrong.planning.placing.week import WeekOutcome, week_outcomes
from hamstrong.planning.reasons import empty_day_reason
from hamstrong.planning.spacing import FURTHEST_REACH_DAYS
from hamstrong.planning.weeks import LONGEST_BLOCK_WEEKS, WEEK, block_weeks, last_day, monday_of
from hamstrong.planning.words import SENTENCES, count_word

_ORDER = {outlook: number for number, outlook in enumerate(Outlook)}


@dataclass(frozen=True, slots=True)
class _Way:
    """What planning week after week has settled so far, and the outlooks that agree on it."""

    outlooks: tuple[Outlook, ...]
    sessions: tuple[Session, ...]
    exposures: Mapping[str, tuple[date, ...]]
    weeks: tuple[PlanWeek, ...] = ()
    worth: int = 0


def make_plan(request: PlanRequest, library: Library) -> Plan:
    """Place strength around the runs of a whole block.

    Week after week, because what is new in one week is known in the next, to the end of the
    weeks in which strength returns after the race; once for each outlook, keeping what is worth
    more. The same request gives the same plan on any machine.

    Raises:
        NoPlan: The race is over, or too far away to plan for.
    """
    return valued_plan(request, library)[0]


def valued_plan(request: PlanRequest, library: Library) -> tuple[Plan, int]:
    """`make_plan`, and what the weeks still to come are worth in points. Raises NoPlan."""
    _check_dates(request)
    weeks = block_weeks(
        request.runs,
        request.race,
        today=request.today,
        missed=request.missed,
        meant_minutes=request.meant_minutes,
    )
    near = _with_near_runs(request, weeks[0].monday)
    ways = [_Way(tuple(Outlook), standing_sessions(request), request.exposures)]
    for week in weeks:
        if week.monday + WEEK <= request.today:
            ways = [replace(way, weeks=(*way.weeks, week)) for way in ways]
            continue
        ways = _further(ways, week, weeks, near, library)
    best = min(ways, key=lambda way: (-way.worth, _ORDER[way.outlooks[0]]))
    planned = _short_noted(list(best.weeks), request)
    plan = Plan(
        race=request.race,
        weeks=tuple(planned),
        sessions=best.sessions,
        runs=request.runs,
        empty_days=_empty_days(planned, best.sessions, near),
    )
    return plan, best.worth


def _further(
    ways: Sequence[_Way],
    week: PlanWeek,
    weeks: Sequence[PlanWeek],
    request: PlanRequest,
    library: Library,
) -> list[_Way]:
    """The ways with one more week; more of them where outlooks part."""
    found: list[_Way] = []
    days_by_bounds: dict[Bounds, tuple[Day, ...]] = {}
    for way in ways:
        course = course_of(week, weeks, request, library, way.sessions)
        there = around(week, way.sessions, way.exposures)
        context = WeekContext(week, request, library, there, course)
        if course.bounds not in days_by_bounds:
            days_by_bounds[course.bounds] = days_of(context)
        outcomes = week_outcomes(context, way.outlooks, days_by_bounds[course.bounds])
        found += _parted(way, outcomes, replace(week, notes=course.notes))
    return found


def _parted(way: _Way, outcomes: Mapping[Outlook, WeekOutcome], week: PlanWeek) -> Iterator[_Way]:
    """The way and a week for each outcome, with the outlooks that have it."""
    for outcome in {id(outcome): outcome for outcome in outcomes.values()}.values():
        yield _Way(
            tuple(outlook for outlook in way.outlooks if outcomes[outlook] is outcome),
            tuple(sorted((*way.sessions, *outcome.sessions), key=lambda s: s.start)),
            with_sessions(way.exposures, outcome.sessions),
            (*way.weeks, replace(week, notes=(*week.notes, *outcome.notes))),
            way.worth + outcome.worth,
        )


def _check_dates(request: PlanRequest) -> None:
    days = (request.race.day - request.today).days
    if request.today > last_day(request.race):
        raise NoPlan(
            f"The race on {request.race.day} is over; give the date of your next one.",
            place="race",
        )
    if days > LONGEST_BLOCK_WEEKS * 7:
        raise NoPlan(
            f"The race on {request.race.day} is {days // 7} weeks away; a block is at most"
            f" {LONGEST_BLOCK_WEEKS} weeks, so plan again nearer to it.",
            place="race",
        )


def _with_near_runs(request: PlanRequest, first: date) -> PlanRequest:
    """The request without the runs of earlier blocks, which can matter to no session in this."""
    reach = first - timedelta(days=FURTHEST_REACH_DAYS)
    return replace(request, runs=tuple(run for run in request.runs if run.day >= reach))


def _short_noted(weeks: list[PlanWeek], request: PlanRequest) -> list[PlanWeek]:
    """A block that is too short to build anything says so in its first week to come."""
    to_race = sum(week.weeks_to_race >= 0 for week in weeks)
    coming = [i for i, week in enumerate(weeks) if week.monday + WEEK > request.today]
    if to_race >= SHORT_BLOCK_WEEKS or not coming or request.today > request.race.day:
        return weeks
    first = coming[0]
    text = SENTENCES["short-block"].format(weeks=count_word(to_race, "week"))
    note = Reason(text, rule="return")
    week = replace(weeks[first], notes=(note, *weeks[first].notes))
    return [*weeks[:first], week, *weeks[first + 1 :]]


def _empty_days(
    weeks: Iterable[PlanWeek], sessions: tuple[Session, ...], request: PlanRequest
) -> Mapping[date, Reason]:
    taken = {session.day for session in sessions}
    reasons = {}
    for week in weeks:
        in_week = [s for s in sessions if monday_of(s.day) == week.monday]
        for offset in range(7):
            day = week.monday + timedelta(days=offset)
            if request.today <= day and day not in taken:
                reasons[day] = empty_day_reason(day, in_week, request)
    return reasons
