"""The planner: a pure function from what is known to a whole block with a reason for each day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hamstrong.errors import NoPlan
from hamstrong.exercises.library import Library
from hamstrong.planning.constants.returns import SHORT_BLOCK_WEEKS
from hamstrong.planning.course import course_of
from hamstrong.planning.model import (
    Plan,
    PlanRequest,
    PlanWeek,
    Reason,
    Session,
)
from hamstrong.planning.places import WeekContext
from hamstrong.planning.reasons import empty_day_reason
from hamstrong.planning.spacing import FURTHEST_REACH_DAYS
from hamstrong.planning.standing import around, standing_sessions, with_sessions
from hamstrong.planning.week import plan_week
from hamstrong.planning.weeks import LONGEST_BLOCK_WEEKS, WEEK, block_weeks, last_day, monday_of
from hamstrong.planning.words import SENTENCES, count_word


@dataclass(frozen=True, slots=True)
class _Progress:
    """What planning week after week has settled so far."""

    sessions: tuple[Session, ...]
    exposures: Mapping[str, tuple[date, ...]]


def make_plan(request: PlanRequest, library: Library) -> Plan:
    """Place strength around the runs of a whole block.

    Week after week, because what is new in one week is known in the next, to the end of the
    weeks in which strength returns after the race. The same request gives the same plan on any
    machine.

    Raises:
        NoPlan: The race is over, or too far away to plan for.
    """
    _check_dates(request)
    weeks = block_weeks(request.runs, request.race, today=request.today)
    standing = standing_sessions(request)
    near = _with_near_runs(request, weeks[0].monday)
    progress = _Progress(standing, request.exposures)
    planned: list[PlanWeek] = []
    for week in weeks:
        if week.monday + WEEK <= request.today:
            planned.append(week)
            continue
        course = course_of(week, weeks, near, library, progress.sessions)
        around_it = around(week, progress.sessions, progress.exposures)
        outcome = plan_week(WeekContext(week, near, library, around_it, course))
        progress = _Progress(
            tuple(sorted((*progress.sessions, *outcome.sessions), key=lambda s: s.start)),
            with_sessions(progress.exposures, outcome.sessions),
        )
        planned.append(replace(week, notes=(*course.notes, *outcome.notes)))
    planned = _short_noted(planned, request)
    return Plan(
        race=request.race,
        weeks=tuple(planned),
        sessions=progress.sessions,
        runs=request.runs,
        empty_days=_empty_days(planned, progress.sessions, near),
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
