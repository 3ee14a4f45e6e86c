"""A week that nothing happened to stays as yesterday's plan has it, without being looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.blocks import block
from benchmarks.moving import with_a_run_moved
from hamstrong.exercises.library import Library, load_library
from hamstrong.exercises.schema import Family
from hamstrong.planning import planner
from hamstrong.planning.document import plan_document, read_plan_document
from hamstrong.planning.model import Availability, Plan, PlanRequest, Session
from hamstrong.planning.placing import unchanged
from hamstrong.planning.placing.week import plan_week
from hamstrong.planning.planner import make_plan
from hamstrong.planning.spacing import FURTHEST_REACH_DAYS
from hamstrong.planning.weeks import monday_of

LIBRARY = load_library()
REQUEST = block(3)
PLAN = make_plan(REQUEST, LIBRARY)
MONDAYS = [week.monday for week in PLAN.weeks]


def planned_anew(request: PlanRequest, library: Library = LIBRARY) -> list[date]:
    """The weeks that planning again does not take over."""
    with patch.object(planner, "plan_week", wraps=plan_week) as plans:
        make_plan(request, library)
    return [call.args[0].week.monday for call in plans.call_args_list]


def by_week(plan: Plan) -> Mapping[date, Sequence[Session]]:
    return {
        week.monday: [s for s in plan.sessions if monday_of(s.day) == week.monday]
        for week in plan.weeks
    }


def test_nothing_is_planned_anew_where_nothing_happened() -> None:
    kept = read_plan_document(plan_document(PLAN, LIBRARY))
    assert planned_anew(replace(REQUEST, previous=kept)) == []
    assert make_plan(replace(REQUEST, previous=kept), LIBRARY) == PLAN


def test_without_a_plan_of_yesterday_every_week_is() -> None:
    assert planned_anew(REQUEST) == MONDAYS


def test_a_day_that_went_by_opens_its_own_week_alone() -> None:
    tomorrow = replace(REQUEST, previous=PLAN, today=REQUEST.today + timedelta(days=1))
    assert PLAN.sessions[0].day > REQUEST.today
    assert planned_anew(tomorrow) == MONDAYS[:1]


@given(st.integers(0, 10_000))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_ends_well_before_a_run_that_moves_stays_to_the_letter(number: int) -> None:
    moved, day = with_a_run_moved(replace(REQUEST, previous=PLAN), Random(number))
    again, before = by_week(make_plan(moved, LIBRARY)), by_week(PLAN)
    for monday in MONDAYS:
        if monday + timedelta(days=FURTHEST_REACH_DAYS + 7) < day:
            assert again[monday] == before[monday]


CHANGES: Mapping[str, Mapping[str, Any]] = {
    "minutes": {"minutes": 20},
    "a rung": {"levels": {Family.HAMSTRING_BRIDGE: 2}},
    "what is due": {"targets": {"hb_floor_1l": 25}},
    "kit": {"equipment": frozenset()},
    "a wish": {"sessions_per_week": 1},
    "the windows": {"availability": Availability(weekdays={2: Availability().weekdays[2]})},
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_concerns_every_week_plans_every_week_anew(what: str) -> None:
    assert planned_anew(replace(REQUEST, previous=PLAN, **CHANGES[what])) == MONDAYS


def test_a_day_off_concerns_its_own_week_first() -> None:
    off = PLAN.sessions[8].day
    availability = replace(REQUEST.availability, days_off=frozenset({off}))
    request = replace(REQUEST, previous=PLAN, availability=availability)
    assert planned_anew(request)[0] == monday_of(off)


def test_another_release_or_library_plans_every_week_anew() -> None:
    request = replace(REQUEST, previous=PLAN)
    with patch.object(unchanged, "_rules", lambda _: "other numbers"):
        assert planned_anew(request) == MONDAYS
    assert planned_anew(request, load_library("es")) == MONDAYS


def test_sessions_that_are_not_as_they_were_planned_are_no_plan_that_may_stand() -> None:
    third = PLAN.sessions[4]
    later = replace(third, start=third.start + timedelta(hours=1))
    told = tuple(later if session is third else session for session in PLAN.sessions)
    request = replace(REQUEST, previous=replace(PLAN, sessions=told))
    assert monday_of(third.day) in planned_anew(request)


def test_how_short_a_block_is_is_said_once_and_of_the_block_as_it_is() -> None:
    today = REQUEST.race.day - timedelta(days=13)
    monday = monday_of(today)
    runs = tuple(run for run in REQUEST.runs if run.day >= monday)
    short = replace(REQUEST, today=today, runs=runs)
    earlier = tuple(run for run in REQUEST.runs if run.day >= monday - timedelta(days=7))
    longer = replace(short, runs=earlier, previous=make_plan(short, LIBRARY))
    (said,) = short_notes(make_plan(longer, LIBRARY))
    assert [said] == short_notes(make_plan(replace(longer, previous=None), LIBRARY))


def short_notes(plan: Plan) -> list[str]:
    notes = (note.text for week in plan.weeks for note in week.notes)
    return [text for text in notes if text.startswith("A block of")]
