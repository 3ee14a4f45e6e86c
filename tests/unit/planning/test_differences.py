"""What decides between two days that are both allowed, said so that a person can weigh it."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from unittest.mock import patch

from benchmarks.blocks import block
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.model import Plan, PlanRequest, Session
from hamstrong.planning.placing.places import Place
from hamstrong.planning.placing.standing import context_of
from hamstrong.planning.planner import make_plan
from hamstrong.planning.spacing import HEAVY_CLASSES
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


def test_every_possible_day_has_something_that_decides() -> None:
    """Never that the week is no better: nobody can weigh that."""
    request, plan = planned(6)
    for session in plan.sessions[:20]:
        for verdict in explain_session(plan, request, LIBRARY, session.id).others:
            assert "as a whole" not in verdict.reason.text
            if verdict.verdict is Verdict.POSSIBLE:
                assert ", but " in verdict.reason.text


def told_of(session: Session, own: Place, there: Place, request: PlanRequest, plan: Plan) -> str:
    """What is said where no wish tells the two places apart and no neighbour is near."""
    context = context_of(plan, request, LIBRARY, monday_of(session.day))
    rest = replace(rest_around(plan, context, session.load_class, without=session.id), others=())
    with patch("hamstrong.planning.why.differences.all_terms", return_value=()):
        return decisive_difference(session, own, there, rest=rest).text


def first_of(load_class: LoadClass) -> tuple[PlanRequest, Plan, Session, Place]:
    """A session of that class with what it holds as the planner sees it now."""
    for number, session in ((n, s) for n in (6, 11, 12) for s in planned(n)[1].sessions):
        if session.load_class is load_class and session.day.weekday() < 5:
            request, plan = planned(number)
            context = context_of(plan, request, LIBRARY, monday_of(session.day))
            found = places_by_day(session_number(session.id), context)[session.day]
            own = next(p for p in found if p.start == session.start)
            own = replace(own, content=replace(own.content, doses=session.doses))
            return request, plan, session, own
    raise AssertionError(load_class)


def shifted(place: Place, days: int) -> Place:
    return replace(place, start=place.start + timedelta(days=days))


def test_places_that_are_worth_the_same_say_so_and_which_is_taken() -> None:
    request, plan, session, own = first_of(LoadClass.C2)
    same = told_of(session, own, own, request, plan)
    assert "it is just as good there, so nothing is moved" in same
    later = told_of(session, own, shifted(own, 1), request, plan)
    assert "it is just as good there, and of two such days the earlier is taken" in later


def test_what_the_weeks_ahead_build_on_is_named() -> None:
    request, plan, session, own = first_of(LoadClass.C4)
    heavy = next(d for d in session.doses if LIBRARY[d.exercise_id].load_class in HEAVY_CLASSES)
    name = LIBRARY[heavy.exercise_id].name
    without = tuple(d for d in session.doses if d.exercise_id != heavy.exercise_id)
    there = replace(own, content=replace(own.content, doses=without))
    text = told_of(session, own, there, request, plan)
    assert f"{name}, which the weeks ahead build on, could not be in it there" in text
    lighter = replace(session, doses=without)
    text = told_of(lighter, there, own, request, plan)
    assert f"{name} would be in it there, and the look ahead over your block leaves it out" in text


def test_a_late_day_takes_room_from_the_next_week() -> None:
    request, plan, session, own = first_of(LoadClass.C2)
    text = told_of(session, own, shifted(own, 6 - session.day.weekday()), request, plan)
    assert text == (
        "Sunday is possible, but it is so late that it takes room from next week,"
        " which begins less than 24 h after it."
    )


def test_a_place_that_the_planner_would_not_find_again_was_planned_before() -> None:
    request, plan, session, own = first_of(LoadClass.C2)
    context = context_of(plan, request, LIBRARY, monday_of(session.day))
    rest = replace(rest_around(plan, context, session.load_class, without=session.id), others=())
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
