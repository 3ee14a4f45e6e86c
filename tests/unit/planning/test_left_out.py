"""What yesterday's plan had no place for stays out, until something makes room."""

from dataclasses import replace
from datetime import timedelta

import pytest

from benchmarks.varied_edits import Life
from hamstrong.exercises.library import load_library
from hamstrong.planning.document import plan_document, read_plan_document
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.planning.planner import make_plan
from hamstrong.planning.weeks import monday_of

LIVES = [(235, 10), (282, 7), (420, 10), (449, 10)]
"""Seeds and changes after which a week had got one more session, though days had only
passed, a session was skipped, or time was lost."""


def lived_to(seed: int, change: int) -> tuple[PlanRequest, Plan]:
    """What is planned from at that change, and the plan of the day before."""
    life = Life(seed)
    plan = make_plan(life.request, load_library())
    for number in range(1, change + 1):
        life.settle(plan)
        step = life.step()
        assert step is not None
        if number < change:
            plan = make_plan(step.request, load_library())
    return life.request, plan


def by_week(plan: Plan) -> dict[str, int]:
    mondays = [str(monday_of(session.day)) for session in plan.sessions]
    return {monday: mondays.count(monday) for monday in mondays}


@pytest.mark.parametrize(("seed", "change"), LIVES)
def test_time_that_passes_adds_no_session(seed: int, change: int) -> None:
    request, before = lived_to(seed, change)
    was = by_week(before)
    for previous in (before, read_plan_document(plan_document(before, load_library()))):
        now = by_week(make_plan(replace(request, previous=previous), load_library()))
        assert all(count <= was.get(monday, 0) for monday, count in now.items())


@pytest.mark.parametrize(("seed", "change"), LIVES)
def test_a_week_says_that_it_stays_as_short_as_it_was(seed: int, change: int) -> None:
    request, _ = lived_to(seed, change)
    notes = [n.text for w in make_plan(request, load_library()).weeks for n in w.notes]
    assert any("nothing has made room for more" in note for note in notes)


def test_who_asks_for_more_gets_it() -> None:
    request, before = lived_to(*LIVES[0])
    days = {request.race.day - timedelta(days=n) for n in range(60)}
    more = replace(
        request,
        availability=replace(request.availability, days_off=request.availability.days_off - days),
        sessions_per_week=(request.sessions_per_week or 2) + 1,
    )
    was, now = by_week(before), by_week(make_plan(more, load_library()))
    assert any(count > was.get(monday, 0) for monday, count in now.items())
