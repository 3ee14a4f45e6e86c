"""Planned again, a session keeps what it holds: for as long as that may be, and is still right."""

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from benchmarks.blocks import block
from benchmarks.moving import lived
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Equipment, Family, LoadClass, Tissue
from hamstrong.planning.constants.dose import SAME_STEPS
from hamstrong.planning.document import plan_document, read_plan_document
from hamstrong.planning.model import Basis, Limit, Plan, PlanRequest, Reason, Session, Venue
from hamstrong.planning.planner import make_plan
from tests.checker.bridge import breaches_in
from tests.unit.planning.test_planner import FIVE_RUNS, LIBRARY, MONDAY, request_for

TOLD = dict.fromkeys(Family, MONDAY - timedelta(days=1))
REQUEST = replace(
    request_for(FIVE_RUNS), levels=dict.fromkeys(Family, 4), accustomed=TOLD, minutes=30
)
PLAN = make_plan(REQUEST, LIBRARY)
WEEK = timedelta(weeks=1)


def session_in(plan: Plan, week: int) -> Session:
    monday = MONDAY + week * WEEK
    return next(s for s in plan.sessions if monday <= s.day < monday + WEEK)


def doses_from(plan: Plan, since: date) -> Mapping[str, tuple[Dose, ...]]:
    return {s.id: s.doses for s in plan.sessions if s.day >= since}


def amount(dose: Dose) -> int:
    return dose.hold_s or dose.reps or 0


def sore(day: date, *, days: int = 2) -> Limit:
    last = day + timedelta(days=days - 1)
    reason = Reason("Sore calf.", rule="check-in")
    return Limit(day, last, frozenset({Tissue.CALF}), LoadClass.C2, 0.6, reason)


def tired(day: date) -> Limit:
    reason = Reason("Short night.", rule="check-in")
    return Limit(day, day, frozenset(), LoadClass.C4, 0.7, reason, nothing_new=True)


def again(request: PlanRequest, previous: Plan) -> Plan:
    plan = make_plan(replace(request, previous=previous), LIBRARY)
    told = replace(request, previous=previous)
    assert [str(breach) for breach in breaches_in(plan, told, LIBRARY)] == []
    return plan


@pytest.mark.parametrize("number", [0, 3, 9, 11])
def test_a_plan_made_again_is_the_same(number: int) -> None:
    request, library = block(number), load_library()
    plan = make_plan(request, library)
    assert make_plan(replace(request, previous=plan), library).sessions == plan.sessions


@pytest.mark.parametrize("week", [2, 7, 11])
@pytest.mark.parametrize("limit", [sore, tired])
def test_one_bad_morning_changes_no_later_week(week: int, limit: object) -> None:
    today = session_in(PLAN, week).day
    morning = sore(today) if limit is sore else tired(today)
    request = replace(lived(REQUEST, PLAN, today), limits=(morning,))
    plan = again(request, PLAN)
    assert doses_from(plan, today) != doses_from(PLAN, today)
    later = MONDAY + (week + 1) * WEEK + timedelta(days=4)
    assert doses_from(plan, later) == doses_from(PLAN, later)


def test_a_session_left_out_takes_no_seconds_from_later_weeks() -> None:
    left_out = session_in(PLAN, 5)
    today = left_out.day + timedelta(days=1)
    plan = again(lived(REQUEST, PLAN, today, skipped={left_out.id}), PLAN)
    later = MONDAY + 7 * WEEK
    assert doses_from(plan, later) == doses_from(PLAN, later)


def test_what_pain_took_comes_back_when_it_is_over() -> None:
    today = session_in(PLAN, 3).day
    request = replace(lived(REQUEST, PLAN, today), limits=(sore(today, days=14),))
    hurt = again(request, PLAN)
    assert doses_from(hurt, today) != doses_from(PLAN, today)
    well = again(replace(request, limits=()), hurt)

    def work(plan: Plan) -> dict[str, list[tuple[str, int]]]:
        found = doses_from(plan, today)
        return {key: [(d.exercise_id, d.sets) for d in doses] for key, doses in found.items()}

    assert work(well) == work(PLAN)


def test_a_rung_that_was_found_reaches_all_sessions() -> None:
    today = MONDAY + 2 * WEEK
    levels = {**REQUEST.levels, Family.HAMSTRING_BRIDGE: 6}
    plan = again(replace(lived(REQUEST, PLAN, today), levels=levels), PLAN)
    rungs = [
        LIBRARY[d.exercise_id].level
        for s in plan.sessions
        if today <= s.day < today + 3 * WEEK
        for d in s.doses
        if LIBRARY[d.exercise_id].family is Family.HAMSTRING_BRIDGE
    ]
    assert max(rungs) == 6
    assert max(rungs) > max(
        LIBRARY[d.exercise_id].level
        for s in PLAN.sessions
        for d in s.doses
        if LIBRARY[d.exercise_id].family is Family.HAMSTRING_BRIDGE
    )


@pytest.mark.parametrize("better", [True, False])
def test_seconds_that_the_log_asks_for_reach_the_next_session(better: bool) -> None:
    today = MONDAY + 4 * WEEK
    coming = [s for s in PLAN.sessions if s.day >= today]
    dose = next(d for s in coming[:2] for d in s.doses if d.hold_s)
    low, high = LIBRARY[dose.exercise_id].prescription.hold_s or (0, 0)
    due = high if better else low
    request = replace(lived(REQUEST, PLAN, today), targets={dose.exercise_id: due})
    plan = again(request, PLAN)
    after = [d for s in plan.sessions if s.day >= today for d in s.doses]
    following = [d.hold_s or 0 for d in after if d.exercise_id == dose.exercise_id]
    assert following[0] == due
    assert min(following) >= due
    steps = [second - first for first, second in itertools.pairwise(following)]
    assert max(steps) <= SAME_STEPS * (high - low) / 6 + 1


def test_a_weaker_side_reaches_the_next_session() -> None:
    today = MONDAY + 4 * WEEK
    coming = [s for s in PLAN.sessions if s.day >= today]
    key = next(d.exercise_id for s in coming for d in s.doses if d.side is Side.EACH)
    request = replace(lived(REQUEST, PLAN, today), weaker={key: Side.RIGHT})
    plan = again(request, PLAN)
    after = [d for s in plan.sessions if s.day >= today for d in s.doses if d.exercise_id == key]
    assert {d.first for d in after} == {Side.RIGHT}
    assert any(d.extra_sets for d in after)


@pytest.mark.parametrize(
    "settings",
    [
        {"minutes": 45},
        {"minutes": 20},
        {"equipment": frozenset(Equipment)},
        {"equipment": frozenset[Equipment]()},
        {"accustomed": {}},
        {"venues": {Venue.GYM: frozenset(Equipment)}},
    ],
)
def test_other_settings_make_sessions_anew(settings: dict[str, object]) -> None:
    """Yesterday's plan is a preference for times alone then."""
    request = replace(REQUEST, **settings)  # type: ignore[arg-type]
    bare = replace(PLAN, basis=None)
    assert again(request, PLAN).sessions == again(request, bare).sessions


def test_a_careless_yesterday_is_kept_only_as_far_as_it_may_be() -> None:
    """Forty sets, unknown exercises, rungs above the athlete's: nothing of it breaks a rule."""
    keys = sorted(LIBRARY)
    wild = tuple(
        replace(
            session,
            doses=tuple(
                replace(dose, exercise_id=keys[(7 * n + m) % len(keys)], sets=40)
                for m, dose in enumerate(session.doses)
            ),
            dose_reasons=(),
        )
        for n, session in enumerate(PLAN.sessions)
    )
    plan = again(REQUEST, replace(PLAN, sessions=wild))
    assert max(d.sets for s in plan.sessions for d in s.doses) <= 4


def test_yesterday_of_few_sets_is_made_anew_where_much_is_gained() -> None:
    poor = tuple(
        replace(s, doses=tuple(replace(d, sets=1) for d in s.doses)) for s in PLAN.sessions
    )
    plan = again(REQUEST, replace(PLAN, sessions=poor))
    first = next(s for s in PLAN.sessions if sum(d.sets for d in s.doses) >= len(s.doses) + 4)
    same = next(s for s in plan.sessions if s.id == first.id)
    assert sum(d.sets for d in same.doses) == sum(d.sets for d in first.doses)


def test_what_a_session_is_said_to_be_is_true() -> None:
    """A reason of yesterday that holds no more is gone, and so is what it made."""
    wrong = Reason("The taper leaves 40 % of the sets at this distance from the race.", "taper")
    told = tuple(replace(s, dose_reasons=(*s.dose_reasons, wrong)) for s in PLAN.sessions)
    plan = again(REQUEST, replace(PLAN, sessions=told))
    early = [s for s in plan.sessions if s.day < MONDAY + 6 * WEEK]
    assert all(wrong not in s.dose_reasons for s in early)


def test_the_basis_is_kept_with_the_plan_and_makes_no_other_plan_of_it() -> None:
    document = plan_document(PLAN, LIBRARY)
    assert PLAN.basis is not None
    assert read_plan_document(document).basis == PLAN.basis
    del document["basis"]
    assert read_plan_document(document) == PLAN
    assert read_plan_document(document).basis is None
    assert replace(PLAN, basis=Basis({}, "")) == PLAN
