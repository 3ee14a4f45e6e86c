from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamstrong.errors import NotFound
from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS
from hamstrong.planning.constants.wishes import COSTS, WishKind
from hamstrong.planning.model import Availability, PlanRequest, Window
from hamstrong.planning.placing.places import session_count
from hamstrong.planning.placing.scoring import CLASS_VALUE
from hamstrong.planning.placing.standing import context_of
from hamstrong.planning.placing.week import plan_week
from hamstrong.planning.planner import make_plan
from hamstrong.planning.weeks import monday_of
from hamstrong.planning.why.conflicts import WishConflict, explain_week, find_conflict
from hamstrong.planning.why.wishes import wishes_of
from tests.unit.planning.blocks import requests
from tests.unit.planning.test_planner import (
    FIVE_RUNS,
    LIBRARY,
    MADRID,
    MONDAY,
    in_week,
    request_for,
)

WEEK = MONDAY + timedelta(weeks=7)
SPECIFIC = MONDAY + timedelta(weeks=13)
EVENING = (Window(time(18), time(21)),)
SATURDAY = 5


def conflict_in(request: PlanRequest, monday: object = WEEK) -> WishConflict | None:
    plan = make_plan(request, LIBRARY)
    week = next(w for w in plan.weeks if w.monday == monday)
    return explain_week(plan, request, LIBRARY, week.monday).conflict


def test_a_week_that_holds_what_was_wished_has_no_conflict() -> None:
    assert conflict_in(request_for()) is None


def test_one_free_evening_buys_the_second_session() -> None:
    only_saturday = Availability({SATURDAY: EVENING})
    conflict = conflict_in(replace(request_for(FIVE_RUNS), availability=only_saturday))
    assert conflict is not None
    assert {wish.kind for wish in conflict.wishes} == {WishKind.WINDOW}
    assert "one more session" in conflict.reason.text
    assert "no time on Monday" in conflict.reason.text
    assert conflict.way_out is not None
    assert conflict.way_out.text == "Free Monday evening: that buys one more session."
    assert conflict.way_out.cost == COSTS[WishKind.WINDOW]


def test_sessions_too_long_for_the_window_are_cheaper_to_shorten_than_evenings_to_free() -> None:
    short = Availability({1: (Window(time(19), time(19, 25)),), SATURDAY: EVENING[:0]})
    request = replace(request_for(FIVE_RUNS), minutes=45, availability=short, sessions_per_week=1)
    conflict = conflict_in(request)
    assert conflict is not None
    assert conflict.way_out is not None
    assert conflict.way_out.text == "Settle for 20 min: that buys one more session."
    assert WishKind.MINUTES in {wish.kind for wish in conflict.wishes}


def test_days_off_in_the_way_are_named_together() -> None:
    off = frozenset(WEEK + timedelta(days=i) for i in range(5))
    conflict = conflict_in(replace(request_for(FIVE_RUNS), availability=Availability(days_off=off)))
    assert conflict is not None
    assert "Monday, Tuesday, Wednesday, Thursday and Friday off" in conflict.reason.text
    assert conflict.way_out is not None
    assert [wish.kind for wish in conflict.way_out.wishes] == [WishKind.DAY_OFF]


def test_a_chosen_time_that_costs_the_heavy_session_is_the_first_to_give_way() -> None:
    request = request_for()
    first, _ = in_week(make_plan(request, LIBRARY), SPECIFIC)
    saturday = datetime.combine(SPECIFIC + timedelta(days=5), time(18), MADRID)
    conflict = conflict_in(replace(request, pins={first.id: saturday}), SPECIFIC)
    assert conflict is not None
    assert [wish.kind for wish in conflict.wishes] == [WishKind.PIN]
    assert conflict.way_out is not None
    assert (
        conflict.way_out.text
        == "Let the session on Saturday 18:00 move: that buys slow lowering work."
    )


def test_only_time_helps_against_what_is_still_new() -> None:
    conflict = conflict_in(request_for(FIVE_RUNS))
    assert conflict is not None
    assert [wish.kind for wish in conflict.wishes] == [WishKind.PATIENCE]


def test_a_week_that_is_over_and_one_that_is_not_there() -> None:
    request = request_for()
    plan = make_plan(request, LIBRARY)
    later = replace(request, today=WEEK, previous=plan)
    replanned = make_plan(later, LIBRARY)
    assert explain_week(replanned, later, LIBRARY, MONDAY).conflict is None
    with pytest.raises(NotFound):
        explain_week(plan, request, LIBRARY, MONDAY - timedelta(weeks=50))


@given(requests(max_weeks=4), st.data())
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
def test_a_way_out_really_buys_something(request: PlanRequest, data: st.DataObject) -> None:
    plan = make_plan(request, LIBRARY)
    week = data.draw(st.sampled_from(plan.weeks))
    context = context_of(plan, request, LIBRARY, week.monday)
    conflict = find_conflict(context)
    if conflict is None:
        return
    kinds = {wish.kind for wish in wishes_of(context)}
    assert {wish.kind for wish in conflict.wishes} <= kinds
    if conflict.way_out is None:
        assert len(plan_week(context).sessions) < session_count(week, request)
        return
    relaxed = request
    for wish in conflict.way_out.wishes:
        relaxed = wish.without(relaxed)
    before = [CLASS_VALUE[s.load_class] for s in plan_week(context).sessions]
    sessions = plan_week(replace(context, request=relaxed)).sessions
    after = [CLASS_VALUE[s.load_class] for s in sessions]
    assert sum(after) > sum(before) or max(after) > max(before, default=0)


def test_so_near_to_the_race_nobody_is_told_to_learn_something_new() -> None:
    request = request_for()
    late = replace(request, today=request.race.day - timedelta(days=NO_NEW_EXERCISE_DAYS))
    orders = []
    for asked in (request, late):
        plan = make_plan(asked, LIBRARY)
        context = context_of(plan, asked, LIBRARY, monday_of(asked.today))
        orders += [w.way_out for w in wishes_of(context) if w.kind is WishKind.PATIENCE]
    assert orders[0].startswith("Do what is new three times")
    assert orders[1].endswith("if you know it already, say so")
