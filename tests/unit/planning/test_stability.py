"""Small changes stay small: what has nothing to do with them keeps its time and its numbers."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from benchmarks.blocks import block
from benchmarks.moving import CHANGES, lived
from hamstrong.exercises.library import load_library
from hamstrong.planning.model import Plan
from hamstrong.planning.planner import make_plan
from hamstrong.planning.weeks import block_weeks, monday_of
from hamstrong.running.model import MARATHON_M, Race, Run, RunType

LIBRARY = load_library()
NUMBERS = (0, 5, 9, 22)


def _held(plan: Plan, *, since: date) -> dict[str, object]:
    return {s.id: (s.start, s.doses) for s in plan.sessions if s.day >= since}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_day_that_goes_by_as_planned_changes_nothing(number: int) -> None:
    request = block(number)
    plan = make_plan(request, LIBRARY)
    # After the first of two sessions of a week: the second must not grow because of it.
    first = next(s for s in plan.sessions[8:] if s.id.endswith("-1"))
    later = lived(request, plan, first.day + timedelta(days=1))
    again = make_plan(replace(later, previous=plan), LIBRARY)
    assert _held(again, since=later.today) == _held(plan, since=later.today)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_run_that_was_missed_changes_no_later_week(number: int) -> None:
    request = block(number)
    plan = make_plan(request, LIBRARY)
    missed = CHANGES["run missed"](request, plan, Random(number))
    again = make_plan(replace(missed.request, previous=plan), LIBRARY)
    following = monday_of(missed.day) + timedelta(days=7)
    assert _held(again, since=following) == _held(plan, since=following)
    assert [w.cutback for w in again.weeks] == [w.cutback for w in plan.weeks]


def test_a_missed_run_is_no_cutback_and_one_taken_out_is() -> None:
    zone = ZoneInfo("Europe/Madrid")
    race = Race(datetime(2027, 4, 18, 9, tzinfo=zone), MARATHON_M)
    monday = datetime(2026, 12, 14, 7, tzinfo=zone)
    runs = []
    for day in (1, 6, 8, 13, 15, 20):
        start = monday + timedelta(days=day)
        runs.append(
            Run(f"{day}", start, start + timedelta(hours=1), RunType.EASY, False, "Easy run")
        )
    missed, others = runs[-1:], runs[:-1]
    for told, cutback in ((missed, False), ([], True)):
        weeks = block_weeks(others, race, today=monday.date(), missed=told)
        assert weeks[2].cutback is cutback
        assert weeks[2].run_m == pytest.approx(10_000)


def test_a_run_that_took_longer_makes_no_cutback_of_the_next_week() -> None:
    zone = ZoneInfo("Europe/Madrid")
    race = Race(datetime(2027, 4, 18, 9, tzinfo=zone), MARATHON_M)
    monday = datetime(2026, 12, 14, 7, tzinfo=zone)
    hours = ((1, 1), (6, 5), (8, 1), (13, 2))  # the second was meant to last two
    runs = [
        Run(f"{day}", start, start + timedelta(hours=hour), RunType.EASY, False, "Easy run")
        for day, hour in hours
        for start in (monday + timedelta(days=day),)
    ]
    for meant, cutback in (({"6": 120.0}, False), ({}, True)):
        weeks = block_weeks(runs, race, today=monday.date(), meant_minutes=meant)
        assert weeks[1].cutback is cutback
