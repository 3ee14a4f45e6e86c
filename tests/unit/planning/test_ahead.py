"""A block is planned with an eye to its later weeks: what to bring in, and what a Sunday closes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest

from benchmarks.blocks import block
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.levels import STARTING_LEVELS, TRYOUT_FAMILIES
from hamstrong.planning.constants.weights import FORESEEN, FORESEEN_END
from hamstrong.planning.model import Plan
from hamstrong.planning.placing.ahead import LookAhead
from hamstrong.planning.placing.foreseen import Foreseen, bonuses, minute_of_day
from hamstrong.planning.placing.places import WeekContext, places
from hamstrong.planning.placing.search import minute_of
from hamstrong.planning.placing.standing import context_of, with_sessions
from hamstrong.planning.planner import make_plan, valued_plan
from hamstrong.planning.weeks import block_weeks

LIBRARY = load_library()
NEW, KNOWN = 8, 17
"""Blocks that gain by looking ahead: heavy work is new in one, known in the other."""


def _week_by_week(number: int) -> int:
    """What a block is worth when every week is planned with an eye to itself alone."""

    def nothing(_: LookAhead, __: date) -> Mapping[int, Foreseen]:
        return {}

    with patch.object(LookAhead, "on", nothing):
        return valued_plan(block(number), LIBRARY)[1]


@pytest.mark.parametrize("number", [NEW, KNOWN])
def test_looking_ahead_is_worth_some_percent(number: int) -> None:
    assert valued_plan(block(number), LIBRARY)[1] > 1.02 * _week_by_week(number)


def _times(plan: Plan) -> dict[str, object]:
    return {s.id: (s.start, s.load_class, s.doses) for s in plan.sessions}


@pytest.mark.parametrize("number", [NEW, KNOWN, 1, 13])
def test_planning_again_keeps_the_plan(number: int) -> None:
    request = block(number)
    plan = make_plan(request, LIBRARY)
    assert _times(make_plan(replace(request, previous=plan), LIBRARY)) == _times(plan)


@pytest.mark.parametrize("number", [NEW, 3])
def test_only_the_first_week_finds_rungs(number: int) -> None:
    """Who has rungs yet to find is not held to what carries a try-out in all weeks to come."""
    request = block(number)
    rungs = {**request.levels, **STARTING_LEVELS[request.starting]}
    foreseen = []
    for levels in (rungs, {k: v for k, v in rungs.items() if k not in TRYOUT_FAMILIES}):
        athlete = replace(request, levels=levels)
        weeks = block_weeks(athlete.runs, athlete.race, today=athlete.today)
        ahead = LookAhead(athlete, weeks, LIBRARY, standing=())
        foreseen.append([ahead.on(week.monday) for week in weeks])
    known, unknown = foreseen
    assert _heavy(known[4:]) > 0
    assert _heavy(unknown[4:]) >= 0.9 * _heavy(known[4:])


def _heavy(weeks: Sequence[Mapping[int, Foreseen]]) -> int:
    return sum(bool(there.heavy) for week in weeks for there in week.values())


def _context() -> WeekContext:
    request = block(NEW)
    plan = make_plan(request, LIBRARY)
    return context_of(plan, request, LIBRARY, plan.weeks[0].monday)


def test_points_go_to_what_was_foreseen_and_more_where_it_ends_as_early() -> None:
    context = _context()
    found = tuple(places([0], 2, context))
    wished = next(p for p in found if p.legal and p.content.load_class is LoadClass.C5)
    heavy = frozenset(wished.content.new)
    monday = context.week.monday
    foreseen = Foreseen(heavy, LoadClass.C5, minute_of_day(monday))
    given = bonuses(found, context, {0: foreseen})
    assert given
    for index, place in enumerate(found):
        is_alike = place.content.load_class is LoadClass.C5
        assert (index in given) == is_alike
        if is_alike:
            as_open = foreseen.closes_no_more(minute_of(place.start), monday)
            assert given[index] == FORESEEN + (FORESEEN_END if as_open else 0)
    assert set(given.values()) == {FORESEEN, FORESEEN + FORESEEN_END}
    assert bonuses(found, context, {}) == {}
    assert bonuses(found, context, {1: foreseen}) == {}


def test_a_late_session_may_close_as_much_as_foreseen_and_no_more() -> None:
    monday = date(2027, 3, 1)
    sunday = minute_of_day(date(2027, 3, 7)) + 18 * 60
    foreseen = Foreseen(frozenset({"calf_1l"}), LoadClass.C4, sunday)
    assert foreseen.closes_no_more(sunday, monday)
    assert not foreseen.closes_no_more(sunday + 60, monday)
    early = Foreseen(frozenset({"calf_1l"}), LoadClass.C4, minute_of_day(monday))
    assert early.closes_no_more(minute_of_day(date(2027, 3, 6)), monday)
    assert not early.closes_no_more(minute_of_day(date(2027, 3, 6)) + 1, monday)


def test_a_week_that_comes_out_otherwise_is_looked_past_anew() -> None:
    request = block(NEW)
    weeks = block_weeks(request.runs, request.race, today=request.today)
    ahead = LookAhead(request, weeks, LIBRARY, standing=())
    mondays = [week.monday for week in weeks if week.weeks_to_race > 0]
    before = [ahead.on(monday) for monday in mondays]
    for monday in mondays[:3]:
        ahead.follow(monday, (), request.exposures)
    after = [ahead.on(monday) for monday in mondays]
    assert after[0] == before[0]
    assert after[3:] != before[3:]


def test_a_week_as_foreseen_changes_nothing() -> None:
    request = block(NEW)
    plan = make_plan(request, LIBRARY)
    weeks = block_weeks(request.runs, request.race, today=request.today)
    ahead = LookAhead(request, weeks, LIBRARY, standing=())
    before = {week.monday: ahead.on(week.monday) for week in weeks}
    first = weeks[0].monday
    sessions = tuple(s for s in plan.sessions if s.day < first + timedelta(days=7))
    ahead.follow(first, sessions, with_sessions(request.exposures, sessions))
    assert {week.monday: ahead.on(week.monday) for week in weeks} == before


def test_the_race_week_and_the_way_back_are_out_of_sight() -> None:
    request = block(NEW)
    weeks = block_weeks(request.runs, request.race, today=request.today)
    ahead = LookAhead(request, weeks, LIBRARY, standing=())
    assert not any(ahead.on(week.monday) for week in weeks if week.weeks_to_race <= 0)
    assert all(ahead.on(week.monday) for week in weeks if week.weeks_to_race > 0)
