"""What decides between two days that are both allowed, said so that a person can weigh it."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from unittest.mock import patch

import pytest

from benchmarks.blocks import block
from hamstrong.exercises.library import load_library
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.planning.placing.places import Place
from hamstrong.planning.placing.standing import context_of
from hamstrong.planning.planner import make_plan
from hamstrong.planning.weeks import monday_of
from hamstrong.planning.why.differences import decisive_difference
from hamstrong.planning.why.explain import explain_session, why_not_at
from hamstrong.planning.why.verdicts import (
    Verdict,
    places_by_day,
    rest_around,
    session_number,
)
from hamstrong.planning.words import WEEKDAYS

LIBRARY = load_library()


@cache
def planned(number: int) -> tuple[PlanRequest, Plan]:
    request = block(number)
    return request, make_plan(request, LIBRARY)


def told(number: int, session_id: str, weekday: str) -> str:
    """What is said of a possible day of that session's week."""
    request, plan = planned(number)
    verdicts = explain_session(plan, request, LIBRARY, session_id).others
    found = next(v for v in verdicts if WEEKDAYS[v.day.weekday()] == weekday)
    assert found.verdict is Verdict.POSSIBLE
    assert found.reason.rule == "weights"
    return found.reason.text


def test_what_the_weeks_ahead_build_on_is_named() -> None:
    assert told(6, "2026-09-21-1", "Wednesday") == (
        "Wednesday is possible, but Slow step-down, which the weeks ahead build on,"
        " could not be in it there."
    )


def test_what_comes_in_later_is_named() -> None:
    assert "High step-up would be in it there" in told(11, "2027-04-05-1", "Monday")


def test_a_late_day_takes_room_from_the_next_week() -> None:
    assert told(12, "2027-07-19-2", "Sunday") == (
        "Sunday is possible, but it is so late that it takes room from next week,"
        " which begins less than 24 h after it."
    )


def test_every_possible_day_has_something_that_decides() -> None:
    """Never that the week is no better: nobody can weigh that."""
    request, plan = planned(6)
    for session in plan.sessions[:20]:
        for verdict in explain_session(plan, request, LIBRARY, session.id).others:
            assert "as a whole" not in verdict.reason.text
            if verdict.verdict is Verdict.POSSIBLE:
                assert ", but " in verdict.reason.text


def own_place(plan: Plan, request: PlanRequest, number: int) -> tuple[Place, str]:
    session = plan.sessions[number]
    context = context_of(plan, request, LIBRARY, monday_of(session.day))
    found = places_by_day(session_number(session.id), context)[session.day]
    return next(p for p in found if p.start == session.start), session.id


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "it is just as good there, so nothing is moved"),
        (1, "it is just as good there, and of two such days the earlier is taken"),
    ],
)
def test_days_that_are_worth_the_same_say_so(days: int, words: str) -> None:
    request, plan = planned(6)
    own, session_id = own_place(plan, request, 0)
    session = next(s for s in plan.sessions if s.id == session_id)
    context = context_of(plan, request, LIBRARY, monday_of(session.day))
    rest = replace(rest_around(plan, context, session.load_class, without=session_id), others=())
    there = replace(own, start=own.start + timedelta(days=days))
    session = replace(session, doses=own.content.doses)
    with patch("hamstrong.planning.why.differences.all_terms", return_value=()):
        reason = decisive_difference(session, own, there, rest=rest)
    assert words in reason.text


def test_a_place_that_the_planner_would_not_find_again_was_planned_before() -> None:
    request, plan = planned(6)
    own, session_id = own_place(plan, request, 0)
    session = next(s for s in plan.sessions if s.id == session_id)
    context = context_of(plan, request, LIBRARY, monday_of(session.day))
    rest = replace(rest_around(plan, context, session.load_class, without=session_id), others=())
    reason = decisive_difference(session, None, own, rest=rest)
    assert "your plan already had it on" in reason.text


def test_another_hour_of_its_own_day_is_weighed_too() -> None:
    request, plan = planned(6)
    told_hours = []
    for session in plan.sessions[:12]:
        context = context_of(plan, request, LIBRARY, monday_of(session.day))
        found = places_by_day(session_number(session.id), context).get(session.day, [])
        starts = {place.start for place in found if place.legal} - {session.start}
        told_hours += [
            why_not_at(plan, request, LIBRARY, session.id, start=start) for start in sorted(starts)
        ]
    texts = [reason.text for reason in told_hours if reason is not None]
    assert any(" is possible, but it would stand best at " in text for text in texts)
    assert not any(text.startswith(tuple(WEEKDAYS.values())) for text in texts if "best at" in text)


def test_nobody_weighs_a_start_of_another_week_or_of_no_hour() -> None:
    request, plan = planned(6)
    session = plan.sessions[3]
    next_week = session.start + timedelta(days=7)
    midnight = session.start.replace(hour=0, minute=1)
    for start in (next_week, midnight):
        assert why_not_at(plan, request, LIBRARY, session.id, start=start) is None
