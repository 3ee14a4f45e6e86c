"""The planner: a pure function from what is known to a whole block with a reason for each day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from hamstrong.errors import NoPlan
from hamstrong.exercises.library import Library
from hamstrong.language import speaking
from hamstrong.planning.constants.returns import SHORT_BLOCK_WEEKS
from hamstrong.planning.dose.course import course_of
from hamstrong.planning.dose.keeping import basis_of
from hamstrong.planning.model import (
    Plan,
    PlanRequest,
    PlanWeek,
    Reason,
    Session,
)
from hamstrong.planning.placing.ahead import LookAhead
from hamstrong.planning.placing.places import WeekContext
from hamstrong.planning.placing.standing import around, standing_sessions, with_sessions
from hamstrong.planning.placing.unchanged import (
    Unchanged,
    left_out,
    mark_of,
    room_of,
    sealed,
    unchanged,
)
from hamstrong.planning.placing.week import plan_week
from hamstrong.planning.reasons import empty_day_reason
from hamstrong.planning.spacing import FURTHEST_REACH_DAYS
from hamstrong.planning.weeks import LONGEST_BLOCK_WEEKS, WEEK, block_weeks, last_day, monday_of
from hamstrong.planning.words import SENTENCES, count_word


def make_plan(request: PlanRequest, library: Library) -> Plan:
    """Place strength around the runs of a whole block.

    Week after week, because what is new in one week is known in the next, to the end of the
    weeks in which strength returns after the race; each with an eye to what a look ahead foresees
    for it. The same request gives the same plan on any machine.

    Raises:
        NoPlan: The race is over, or too far away to plan for.
    """
    return valued_plan(request, library)[0]


def valued_plan(request: PlanRequest, library: Library) -> tuple[Plan, int]:
    """`make_plan`, and what the weeks that it planned anew are worth in points. Raises NoPlan."""
    with speaking(request.language):
        return _valued(request, library)


def _valued(request: PlanRequest, library: Library) -> tuple[Plan, int]:
    _check_dates(request)
    weeks = block_weeks(
        request.runs,
        request.race,
        today=request.today,
        missed=request.missed,
        meant_minutes=request.meant_minutes,
    )
    near = _with_near_runs(request, weeks[0].monday)
    sessions, exposures = standing_sessions(request), request.exposures
    ahead = LookAhead(near, weeks, library, standing=sessions)
    planned: list[PlanWeek] = []
    marks: dict[date, str] = {}
    rooms: dict[date, str] = {}
    total = 0
    for week in weeks:
        if week.monday + WEEK <= request.today:
            planned.append(week)
            continue
        course = course_of(week, weeks, near, library, sessions)
        there = around(week, sessions, exposures, skipped=request.skipped)
        out = left_out(week, near)
        context = WeekContext(week, near, library, there, course, out)
        mark = mark_of(context)
        stays = unchanged(context, mark)
        if stays is None:
            outcome = plan_week(context, ahead.days(context), ahead.on(week.monday))
            stays = Unchanged(outcome.sessions, (*course.notes, *outcome.notes))
            total += outcome.worth
        marks[week.monday] = sealed(mark, stays.sessions)
        rooms[week.monday] = room_of(week, near)
        sessions = tuple(sorted((*sessions, *stays.sessions), key=lambda s: s.start))
        exposures = with_sessions(exposures, stays.sessions)
        ahead.follow(week.monday, sessions, exposures)
        planned.append(replace(week, notes=stays.notes))
    noted = _short_noted(planned, request)
    plan = Plan(
        race=request.race,
        weeks=tuple(noted),
        sessions=sessions,
        runs=request.runs,
        empty_days=_empty_days(noted, sessions, near),
        basis=replace(basis_of(request), marks=marks, rooms=rooms),
        language=request.language,
    )
    return plan, total


def _check_dates(request: PlanRequest) -> None:
    days = (request.race.day - request.today).days
    if request.today > last_day(request.race):
        raise NoPlan(
            SENTENCES.say("refused.race-over-give-date", day=request.race.day),
            place="race",
        )
    if days > LONGEST_BLOCK_WEEKS * 7:
        raise NoPlan(
            SENTENCES.say(
                "refused.race-weeks-away-block",
                day=request.race.day,
                weeks=-(-days // 7),  # begun weeks count
                most=LONGEST_BLOCK_WEEKS,
            ),
            place="race",
        )


def _with_near_runs(request: PlanRequest, first: date) -> PlanRequest:
    """The request without the runs of earlier blocks, which can matter to no session in this."""
    reach = first - timedelta(days=FURTHEST_REACH_DAYS)
    return replace(request, runs=tuple(run for run in request.runs if run.day >= reach))


def _short_noted(weeks: Iterable[PlanWeek], request: PlanRequest) -> list[PlanWeek]:
    """A block that is too short to build anything says so in its first week to come, and there
    alone: weeks that stay may have said so for a block of other length."""
    said = {_short_note(n, is_first=new) for n in range(SHORT_BLOCK_WEEKS) for new in (True, False)}
    noted = [replace(w, notes=tuple(n for n in w.notes if n not in said)) for w in weeks]
    to_race = sum(week.weeks_to_race >= 0 for week in noted)
    coming = [i for i, week in enumerate(noted) if week.monday + WEEK > request.today]
    if to_race < SHORT_BLOCK_WEEKS and coming and request.today <= request.race.day:
        first = noted[coming[0]]
        note = _short_note(to_race, is_first=not (request.exposures or request.accustomed))
        noted[coming[0]] = replace(first, notes=(note, *first.notes))
    return noted


def _short_note(weeks: int, *, is_first: bool) -> Reason:
    """Who never did any strength has none to keep."""
    key = "short-block-first" if is_first else "short-block"
    text = SENTENCES[key].format(weeks=count_word(weeks, "week"))
    return Reason(text, rule="return")


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
