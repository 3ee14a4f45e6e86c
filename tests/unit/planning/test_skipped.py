"""A session that was skipped asks for no hours, is no practice, and is not made up for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hamstrong.planning.model import Plan, PlanRequest, Session
from hamstrong.planning.planner import make_plan
from hamstrong.planning.why.explain import explain_session
from hamstrong.planning.why.moves import move_targets
from hamstrong.planning.why.verdicts import Verdict
from tests.checker.bridge import breaches_in
from tests.unit.planning.test_planner import LIBRARY, MONDAY, in_week, request_for

WEEK = MONDAY + timedelta(weeks=5)


@pytest.fixture(scope="module")
def before() -> Plan:
    return make_plan(request_for(), LIBRARY)


@pytest.fixture(scope="module")
def first(before: Plan) -> Session:
    return in_week(before, WEEK)[0]


@pytest.fixture(scope="module")
def second(before: Plan) -> Session:
    return in_week(before, WEEK)[1]


@pytest.fixture(scope="module")
def skipping(before: Plan, first: Session) -> PlanRequest:
    """Said on the morning of its day, all before it done."""
    done = {s.id: s.start for s in before.sessions if s.day < first.day}
    return replace(
        request_for(),
        today=first.day,
        previous=before,
        done=done,
        skipped=frozenset({first.id}),
    )


@pytest.fixture(scope="module")
def after(skipping: PlanRequest) -> Plan:
    return make_plan(skipping, LIBRARY)


def test_it_stays_where_it_was_planned_and_nothing_comes_in_its_place(
    before: Plan, after: Plan, first: Session, skipping: PlanRequest
) -> None:
    assert first in after.sessions
    assert {s.id for s in after.sessions} == {s.id for s in before.sessions}
    assert breaches_in(after, skipping, LIBRARY) == []


def test_no_day_is_out_because_of_it(
    after: Plan, skipping: PlanRequest, first: Session, second: Session
) -> None:
    waits = make_plan(replace(skipping, skipped=frozenset()), LIBRARY)
    asked = replace(skipping, skipped=frozenset())
    kept_out = [
        verdict.day
        for verdict in explain_session(waits, asked, LIBRARY, second.id).others
        if verdict.verdict is Verdict.SESSION
    ]
    assert first.day in kept_out, "where it is still to come, it keeps its day and its hours"
    for verdict in explain_session(after, skipping, LIBRARY, second.id).others:
        assert verdict.verdict is not Verdict.SESSION
    assert move_targets(after, skipping, LIBRARY, second.id).days[first.day].starts


def test_another_session_may_take_its_day(
    skipping: PlanRequest, first: Session, second: Session
) -> None:
    pinned = replace(skipping, pins={second.id: first.start})
    moved = make_plan(pinned, LIBRARY)
    (there,) = (s for s in moved.sessions if s.id == second.id)
    assert there.start == first.start
    assert breaches_in(moved, pinned, LIBRARY) == []
    both = replace(pinned, skipped=frozenset(), done={**pinned.done, first.id: first.start})
    assert "one-a-day" in {breach.rule for breach in breaches_in(moved, both, LIBRARY)}


def test_two_that_were_skipped_are_two_that_were_missed(
    before: Plan, skipping: PlanRequest, second: Session
) -> None:
    (third, *_) = in_week(before, WEEK + timedelta(weeks=1))
    later = replace(
        skipping,
        today=third.day,
        skipped=skipping.skipped | {second.id},
    )
    plan = make_plan(later, LIBRARY)
    (week,) = (week for week in plan.weeks if week.monday == WEEK + timedelta(weeks=1))
    assert any("last two sessions were missed" in note.text for note in week.notes)
