from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hamstrong.errors import BadInput, NotFound
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.weights import FORESEEN, FORESEEN_END
from hamstrong.planning.dose.composition import Content
from hamstrong.planning.dose.selection import is_as_hard
from hamstrong.planning.model import Availability, Plan, PlanRequest, Session, Window
from hamstrong.planning.placing.ahead import LookAhead
from hamstrong.planning.placing.foreseen import Foreseen
from hamstrong.planning.placing.scoring import points, terms
from hamstrong.planning.placing.standing import context_of
from hamstrong.planning.planner import make_plan
from hamstrong.planning.spacing import margins
from hamstrong.planning.weeks import monday_of
from hamstrong.planning.why.differences import worth
from hamstrong.planning.why.explain import SessionWhy, explain_day, explain_session
from hamstrong.planning.why.moves import check_move, check_run_move, move_targets
from hamstrong.planning.why.verdicts import (
    DayVerdict,
    Verdict,
    free_places,
    places_by_day,
    rest_around,
    session_number,
)
from hamstrong.planning.words import WEEKDAYS
from hamstrong.running.model import RunType
from tests.unit.planning.blocks import requests
from tests.unit.planning.test_planner import (
    LIBRARY,
    MADRID,
    MONDAY,
    block_runs,
    in_week,
    request_for,
)

THURSDAY = 3
BUILD_WEEK = MONDAY + timedelta(weeks=7)
SPECIFIC_WEEK = MONDAY + timedelta(weeks=13)
LAST_HEAVY_WEEK = MONDAY + timedelta(weeks=15)
"""No slow lowering work any more, but strength."""

few = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@pytest.fixture(scope="module")
def request_and_plan() -> tuple[PlanRequest, Plan]:
    request = request_for()
    return request, make_plan(request, LIBRARY)


def verdict_on(why: SessionWhy, weekday: int) -> DayVerdict:
    return next(v for v in why.others if v.day.weekday() == weekday)


def test_thursday_is_out_by_friday_s_threshold_run() -> None:
    """The sentence of the issue, word by word: evenings only, Friday's run at noon."""
    runs = block_runs({4: (RunType.THRESHOLD, 60), 6: (RunType.EASY, 45)})
    noon = tuple(
        replace(
            run,
            start=datetime.combine(run.day, time(12), MADRID),
            end=datetime.combine(run.day, time(13), MADRID),
        )
        if run.type is RunType.THRESHOLD
        else run
        for run in runs
    )
    window = Window(time(17, 30), time(18, 0))
    request = replace(
        request_for(noon),
        availability=Availability(dict.fromkeys(range(7), (window,))),
        minutes=30,
        sessions_per_week=1,
    )
    plan = make_plan(request, LIBRARY)
    session = in_week(plan, LAST_HEAVY_WEEK)[0]
    assert session.load_class is LoadClass.C4
    verdict = verdict_on(explain_session(plan, request, LIBRARY, session.id), THURSDAY)
    assert verdict.verdict is Verdict.OUT
    assert verdict.reason.text.startswith(
        "Thursday is out: 18 h before Friday's threshold run, 24 h needed."
    )
    assert verdict.reason.hours == pytest.approx(18, abs=0.5)
    assert verdict.reason.needed_h == 24


def test_every_other_day_has_a_verdict(request_and_plan: tuple[PlanRequest, Plan]) -> None:
    request, plan = request_and_plan
    session = in_week(plan, BUILD_WEEK)[0]
    why = explain_session(plan, request, LIBRARY, session.id)
    assert why.placement == session.reason
    assert why.doses == session.dose_reasons
    week = [BUILD_WEEK + timedelta(days=i) for i in range(7)]
    assert [v.day for v in why.others] == [d for d in week if d != session.day]


def test_a_pinned_session_stands_where_the_athlete_chose() -> None:
    request = request_for()
    plan = make_plan(request, LIBRARY)
    session = in_week(plan, BUILD_WEEK)[1]
    friday = datetime.combine(BUILD_WEEK + timedelta(days=4), time(19), MADRID)
    pinned = replace(request, pins={session.id: friday})
    moved = make_plan(pinned, LIBRARY)
    why = explain_session(moved, pinned, LIBRARY, session.id)
    assert why.session.start == friday
    possible = [v for v in why.others if v.verdict is Verdict.POSSIBLE]
    assert possible
    assert all("you chose Friday" in v.reason.text for v in possible)


def test_a_day_off_and_a_weekday_without_time() -> None:
    wednesday = BUILD_WEEK + timedelta(days=2)
    request = request_for()
    without_monday = {d: w for d, w in request.availability.weekdays.items() if d != 0}
    request = replace(
        request, availability=Availability(without_monday, days_off=frozenset({wednesday}))
    )
    plan = make_plan(request, LIBRARY)
    session = in_week(plan, BUILD_WEEK)[0]
    why = explain_session(plan, request, LIBRARY, session.id)
    assert verdict_on(why, 0).reason.text == "You have no time for strength on Mondays."
    assert verdict_on(why, 2).reason.text == "You took this day off from strength."
    assert verdict_on(why, 0).verdict is verdict_on(why, 2).verdict is Verdict.NO_TIME


def test_that_it_was_planned_before_is_only_said_where_nothing_else_decides(
    request_and_plan: tuple[PlanRequest, Plan],
) -> None:
    request, plan = request_and_plan
    session = in_week(plan, SPECIFIC_WEEK)[1]
    fresh = explain_session(plan, request, LIBRARY, session.id)
    again = explain_session(plan, replace(request, previous=plan), LIBRARY, session.id)
    assert [v.reason for v in again.others] == [v.reason for v in fresh.others]
    friday = datetime.combine(SPECIFIC_WEEK + timedelta(days=4), time(18, 30), MADRID)
    length = session.end - session.start
    moved = replace(session, start=friday, end=friday + length)
    sessions = tuple(moved if s.id == session.id else s for s in plan.sessions)
    kept_request = replace(request, previous=replace(plan, sessions=sessions))
    kept = make_plan(kept_request, LIBRARY)
    why = explain_session(kept, kept_request, LIBRARY, session.id)
    assert why.session.start == friday
    assert (
        "your plan already had it on Friday" in verdict_on(why, session.day.weekday()).reason.text
    )


def test_what_is_over_is_not_argued_about(request_and_plan: tuple[PlanRequest, Plan]) -> None:
    request, plan = request_and_plan
    later = replace(request, today=BUILD_WEEK + timedelta(days=6), previous=plan)
    replanned = make_plan(later, LIBRARY)
    session = in_week(replanned, BUILD_WEEK)[0]
    why = explain_session(replanned, later, LIBRARY, session.id)
    assert {v.verdict for v in why.others} == {Verdict.SETTLED}
    sunday = explain_day(replanned, later, LIBRARY, BUILD_WEEK + timedelta(days=6))
    assert sunday.sessions == ()


def test_an_empty_day_says_what_each_kind_of_work_would_meet(
    request_and_plan: tuple[PlanRequest, Plan],
) -> None:
    request, plan = request_and_plan
    saturday = BUILD_WEEK + timedelta(days=5)
    why = explain_day(plan, request, LIBRARY, saturday)
    heavy = next(k for k in why.kinds if k.load_class is LoadClass.C5)
    assert heavy.verdict is Verdict.OUT
    assert "before Sunday's long run" in heavy.reason.text
    light = next(k for k in why.kinds if k.load_class is LoadClass.C1)
    assert light.verdict is Verdict.POSSIBLE
    assert "Saturday is out" in why.reason.text
    assert {v.session_id for v in why.sessions} == {s.id for s in in_week(plan, BUILD_WEEK)}


def test_what_cannot_be_explained(request_and_plan: tuple[PlanRequest, Plan]) -> None:
    request, plan = request_and_plan
    with pytest.raises(NotFound):
        explain_session(plan, request, LIBRARY, "1999-01-04-1")
    with pytest.raises(NotFound):
        explain_day(plan, request, LIBRARY, date(1999, 1, 4))
    taken = plan.sessions[0]
    with pytest.raises(BadInput, match=taken.title):
        explain_day(plan, request, LIBRARY, taken.day)


@given(requests(max_weeks=5), st.data())
@few
def test_verdicts_follow_from_the_margins(request: PlanRequest, data: st.DataObject) -> None:
    plan = make_plan(request, LIBRARY)
    if not plan.sessions:
        return
    session = data.draw(st.sampled_from(plan.sessions))
    why = explain_session(plan, request, LIBRARY, session.id)
    assert len(why.others) == 6
    context = context_of(plan, request, LIBRARY, monday_of(session.day))
    found = places_by_day(session_number(session.id), context)
    for verdict in why.others:
        like = [
            p
            for p in found.get(verdict.day, [])
            if is_as_hard(p.content.load_class, session.load_class)
        ]
        legal = [p for p in like if all(m.legal for m in margins(p.work, plan.runs, plan.race))]
        if verdict.verdict is Verdict.OUT:
            assert like
            assert not legal
            reason = verdict.reason
            run = next(r for r in plan.runs if r.id == reason.run_id)
            assert WEEKDAYS[verdict.day.weekday()] in reason.text
            assert WEEKDAYS[run.day.weekday()] in reason.text or f"{run.day.day} " in reason.text
            assert reason.hours is not None
            assert reason.needed_h is not None
            assert reason.hours < reason.needed_h
        if verdict.verdict is Verdict.POSSIBLE:
            assert verdict.starts
            assert set(verdict.starts) <= {p.start for p in legal}
            assert " but " in verdict.reason.text
        else:
            assert not verdict.starts


def nothing_ahead(_: LookAhead, __: date) -> Mapping[int, Foreseen]:
    return {}


@given(requests(max_weeks=5))
@few
def test_a_possible_day_is_worth_no_more_than_the_one_that_was_taken(request: PlanRequest) -> None:
    """But for what a look ahead adds to the one that was taken."""
    assert_no_day_is_worth_more(request, FORESEEN + FORESEEN_END)


@given(requests(max_weeks=5))
@example(request_for())
@few
def test_who_does_not_look_ahead_takes_the_day_that_is_worth_most(request: PlanRequest) -> None:
    with patch.object(LookAhead, "on", nothing_ahead):
        assert_no_day_is_worth_more(request, 0)


def exercises_of(holder: Session | Content) -> list[str]:
    return [dose.exercise_id for dose in holder.doses]


def assert_no_day_is_worth_more(request: PlanRequest, by: int) -> None:
    """But for days that would change the order of the week's sessions, which the search keeps."""
    plan = make_plan(request, LIBRARY)
    for session in plan.sessions:
        context = context_of(plan, request, LIBRARY, monday_of(session.day))
        found = places_by_day(session_number(session.id), context)
        (own,) = (
            p
            for p in found[session.day]
            if p.start == session.start and exercises_of(p.content) == exercises_of(session)
        )
        assert sum(t.points for t in terms(own, context)) == points(own, context)
        rest = rest_around(plan, context, session.load_class, without=session.id)
        week = [s for s in rest.others if s.day >= context.week.monday]
        for place in free_places([p for day in found.values() for p in day], rest):
            if all((s.start > place.start) == (s.start > session.start) for s in week):
                assert worth(place, rest) <= worth(own, rest) + by


@given(requests(max_weeks=4), st.data())
@few
def test_targets_are_allowed_and_the_others_say_why(
    request: PlanRequest, data: st.DataObject
) -> None:
    plan = make_plan(request, LIBRARY)
    if not plan.sessions:
        return
    session = data.draw(st.sampled_from(plan.sessions))
    targets = move_targets(plan, request, LIBRARY, session.id)
    assert len(targets.days) == 7
    for day, target in targets.days.items():
        assert (target.reason is None) == bool(target.starts)
        for start in target.starts:
            assert start.date() == day
            assert check_move(plan, session.id, start, standing=()) == ()
            assert targets.against(start) == ()
        for start in target.looked_at:
            assert (targets.against(start) == ()) == (
                target.reason is None
                and not check_move(plan, session.id, start, standing=targets.fixed)
            )
            if target.reason:
                assert targets.against(start) == (target.reason,)
    later = session.start + timedelta(days=7)
    assert "its own week" in targets.against(later)[0].text


def test_a_moved_run_names_the_strength_it_would_push(
    request_and_plan: tuple[PlanRequest, Plan],
) -> None:
    _, plan = request_and_plan
    heavy = in_week(plan, BUILD_WEEK)[0]
    sunday = next(r for r in plan.runs if r.day == BUILD_WEEK + timedelta(days=6))
    assert check_run_move(plan, sunday.id, sunday.start) == ()
    next_day = heavy.end + timedelta(hours=12)
    (first, *_) = check_run_move(plan, sunday.id, next_day)
    assert first.session_id == heavy.id
    assert first.reason.text.startswith(f"{heavy.title} on {heavy.start:%A} would have to move.")
    assert "long run" in first.reason.text
    assert check_run_move(plan, sunday.id, next_day, standing={s.id for s in plan.sessions}) == ()
    with pytest.raises(NotFound):
        check_run_move(plan, "no such run", sunday.start)
