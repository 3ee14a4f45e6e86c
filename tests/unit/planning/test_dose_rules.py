"""How much: caps, growth, freezes, limits, returns, targets and sides, by example and property."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.schema import Family, LoadClass, Slot, Tissue
from hamstrong.exercises.steps import session_seconds
from hamstrong.planning.constants import TABLES
from hamstrong.planning.constants.dose import (
    FIRST_CONTACTS,
    HARDNESS,
    RAMP,
    RAMP_FREE_SETS,
    WEEKLY_SET_CAPS,
)
from hamstrong.planning.constants.returns import SPEED_DAYS
from hamstrong.planning.document import plan_document, read_plan_document
from hamstrong.planning.dose.composition import Content
from hamstrong.planning.dose.course import Course, Room, contacts_of, counted_sets
from hamstrong.planning.dose.dosing import fitted
from hamstrong.planning.dose.limits import bounds_of, is_blocked
from hamstrong.planning.dose.selection import KIND_CLASSES, Kind
from hamstrong.planning.model import (
    Absence,
    AbsenceKind,
    BlockPhase,
    Limit,
    Plan,
    PlanRequest,
    Reason,
    ReturnSpeed,
    Session,
)
from hamstrong.planning.placing.settling import settled
from hamstrong.planning.planner import make_plan
from tests.unit.planning.blocks import requests
from tests.unit.planning.test_planner import (
    FIVE_RUNS,
    LIBRARY,
    MADRID,
    MONDAY,
    RACE,
    in_week,
    request_for,
    slow,
)

WEEK = timedelta(weeks=1)
TOLD = Reason("Your calf asks for less.", rule="readiness")
CALF = frozenset({Tissue.CALF})
BRIDGE = "hb_support_1l_bent"


def sets_by_tissue(sessions: list[Session]) -> Counter[Tissue]:
    total: Counter[Tissue] = Counter()
    for session in sessions:
        for dose in session.doses:
            counted = counted_sets(dose, LIBRARY)
            if counted:
                total[counted[0]] += counted[1]
    return total


def reasons_of(sessions: list[Session]) -> str:
    return " ".join(reason.text for s in sessions for reason in s.dose_reasons)


def doses_of(plan: Plan, exercise_id: str) -> list[tuple[date, Dose]]:
    return [
        (s.day, dose) for s in plan.sessions for dose in s.doses if dose.exercise_id == exercise_id
    ]


# Weeks


@slow
@given(requests(max_weeks=8))
def test_weekly_sums_keep_the_caps_and_the_ramp(request: PlanRequest) -> None:
    plan = make_plan(request, LIBRARY)
    steady: list[Counter[Tissue]] = []
    for week in plan.weeks:
        total = sets_by_tissue(in_week(plan, week.monday))
        recent = steady[-3:]
        for tissue, cap in WEEKLY_SET_CAPS.items():
            assert total[tissue] <= cap
            if any(recent):
                most = max(past[tissue] for past in recent)
                assert total[tissue] <= max(most + 1, int((1 + RAMP) * most), RAMP_FREE_SETS)
        if not week.cutback and week.monday + WEEK > request.today:
            steady.append(total)


@slow
@given(requests(max_weeks=8))
def test_every_session_says_what_made_its_numbers(request: PlanRequest) -> None:
    plan = make_plan(request, LIBRARY)
    tables = {table.id for table in TABLES}
    for session in plan.sessions:
        assert session.dose_reasons or session.phase is BlockPhase.TAPER
        for reason in session.dose_reasons:
            assert reason.rule in tables
            assert reason.text[0].isupper() or reason.text[0].isdigit()
            assert reason.text.endswith(".")
    assert read_plan_document(plan_document(plan, LIBRARY)) == plan


def content(*doses: Dose) -> Content:
    return Content(Kind.HEAVY, doses, LoadClass.C4, novel=False, minutes=20)


def hold(exercise_id: str, sets: int, **more: object) -> Dose:
    dose = Dose(exercise_id, Side.EACH, sets, 20, None, 45)
    return replace(dose, **more)  # type: ignore[arg-type]


def test_a_week_s_sets_come_off_where_most_are() -> None:
    course = Course(room={Tissue.HAMSTRING: Room(5, by_ramp=True)})
    week = [content(hold(BRIDGE, 4)), content(hold(BRIDGE, 3), hold("plank", 2))]
    first, second = settled(week, course, LIBRARY)
    assert [d.sets for c in (first, second) for d in c.doses] == [3, 2, 2]
    assert "a fifth" in first.reasons[0].text
    assert second.minutes < 20


def test_a_tissue_without_room_loses_its_exercise_but_no_session_is_emptied() -> None:
    course = Course(room={Tissue.HAMSTRING: Room(0, by_ramp=False)})
    week = [content(hold(BRIDGE, 2)), content(hold(BRIDGE, 3), hold("plank", 2))]
    first, second = settled(week, course, LIBRARY)
    assert [d.sets for d in first.doses] == [1]
    assert [d.exercise_id for d in second.doses] == ["plank"]
    assert second.load_class is LIBRARY["plank"].load_class


def test_hops_are_counted_by_contacts() -> None:
    pogo = Dose("pogo_2l", Side.BOTH, 4, 10, None, 60)
    assert contacts_of(pogo, LIBRARY) == 80
    (less,) = settled([content(pogo)], Course(contacts=50), LIBRARY)
    assert [d.sets for d in less.doses] == [2]
    assert "50 hops" in less.reasons[0].text


def test_a_block_s_hops_start_low() -> None:
    told = dict.fromkeys(Family, MONDAY - timedelta(days=3))
    levels = dict.fromkeys(Family, 3)
    request = replace(request_for(FIVE_RUNS), accustomed=told, levels=levels, minutes=45)
    plan = make_plan(request, LIBRARY)
    contacts = [
        sum(contacts_of(d, LIBRARY) for s in in_week(plan, w.monday) for d in s.doses)
        for w in plan.weeks
    ]
    assert max(contacts) > 0
    assert next(c for c in contacts if c) <= FIRST_CONTACTS


def test_minutes_take_what_matters_least_first() -> None:
    doses = [hold(BRIDGE, 3), hold("calf_1l_iso", 3), hold("step_down", 3), hold("add_squeeze", 3)]
    lengths = [session_seconds([replace(d, sets=n) for d in doses]) for n in (3, 2)]
    assert fitted(doses, lengths[0] // 60 + 1, LIBRARY) == tuple(doses)
    two = fitted(doses, lengths[1] // 60 + 1, LIBRARY)
    assert [d.sets for d in two] == [2, 2, 2, 2]
    shorter = fitted(doses, lengths[1] // 60 - 1, LIBRARY)
    assert "step_down" not in {d.exercise_id for d in shorter}
    shortest = fitted(doses, 6, LIBRARY)
    assert [d.exercise_id for d in shortest][:2] == [BRIDGE, "calf_1l_iso"]
    assert not {"add_squeeze", "step_down"} & {d.exercise_id for d in shortest}


# Freezes


def test_two_misses_in_a_row_are_not_progress() -> None:
    first = make_plan(request_for(), LIBRARY)
    done = {s.id: s.start for s in first.sessions[:2]}
    exposures = {d.exercise_id: (s.day,) for s in first.sessions[:2] for d in s.doses}
    request = replace(
        request_for(), previous=first, today=MONDAY + 2 * WEEK, done=done, exposures=exposures
    )
    plan = make_plan(request, LIBRARY)
    week = next(w for w in plan.weeks if w.monday == request.today)
    assert any("missed" in n.text for n in week.notes)
    both = {**done, first.sessions[3].id: first.sessions[3].start}
    kept = make_plan(replace(request, done=both), LIBRARY)
    week = next(w for w in kept.weeks if w.monday == request.today)
    assert not any("missed" in n.text for n in week.notes)


@pytest.mark.parametrize(("days", "is_less"), [(10, False), (16, True), (27, True), (35, False)])
def test_two_weeks_off_cost_sets(days: int, is_less: bool) -> None:
    """After four weeks everything is new again, which halves the sets anyway."""
    past = tuple(MONDAY - timedelta(days=days + n) for n in (9, 7, 4, 2, 0))
    exposures = dict.fromkeys(LIBRARY, past)
    plan = make_plan(replace(request_for(), exposures=exposures), LIBRARY)
    text = " ".join(n.text for n in plan.weeks[0].notes)
    assert ("Two weeks or more without strength" in text) is is_less
    if is_less:
        assert "70 %" in reasons_of(in_week(plan, MONDAY))


# Limits and absences


def limited(limit: Limit) -> Plan:
    told = dict.fromkeys(Family, MONDAY - timedelta(days=3))
    return make_plan(replace(request_for(), accustomed=told, limits=(limit,)), LIBRARY)


def test_a_limit_lowers_the_class_of_its_tissue_only() -> None:
    plan = limited(Limit(MONDAY, None, CALF, LoadClass.C2, 1.0, TOLD))
    assert plan.sessions
    for session in plan.sessions:
        for exercise in (LIBRARY[d.exercise_id] for d in session.doses):
            if Tissue.CALF in exercise.tissues:
                assert HARDNESS[exercise.load_class] <= HARDNESS[LoadClass.C2]
            assert exercise.load_class not in (LoadClass.P1, LoadClass.P2)
    assert any(s.load_class is LoadClass.C5 for s in plan.sessions)
    assert TOLD.text in reasons_of(in_week(plan, MONDAY))


def test_a_limit_takes_sets_and_rungs() -> None:
    free = limited(Limit(MONDAY - WEEK, MONDAY - WEEK, CALF, None, 0, TOLD))
    half = limited(Limit(MONDAY, MONDAY + WEEK, frozenset(), LoadClass.C5, 0.5, TOLD, easier=1))
    usual, less = in_week(free, MONDAY), in_week(half, MONDAY)
    assert sum(d.sets for s in less for d in s.doses) < 0.75 * sum(
        d.sets for s in usual for d in s.doses
    )
    rungs = [LIBRARY[d.exercise_id] for s in less for d in s.doses]
    assert all(e.level <= 4 for e in rungs if e.family is Family.HAMSTRING_BRIDGE)
    assert TOLD.text in reasons_of(less)
    assert in_week(half, MONDAY + 3 * WEEK)[0].load_class is LoadClass.C5


def test_no_strength_while_nothing_is_allowed() -> None:
    plan = limited(Limit(MONDAY, MONDAY + WEEK, frozenset(), None, 0, TOLD))
    assert min(s.day for s in plan.sessions) > MONDAY + WEEK
    assert plan.empty_days[MONDAY] == TOLD


@pytest.mark.parametrize("back", ReturnSpeed)
def test_an_illness_comes_back_without_heavy_work(back: ReturnSpeed) -> None:
    first = MONDAY + 6 * WEEK
    absence = Absence("a", first, first + timedelta(days=8), AbsenceKind.ILL, back)
    plan = make_plan(replace(request_for(), absences=(absence,)), LIBRARY)
    days = {(s.day - absence.last).days: s for s in plan.sessions if s.day > first}
    assert min(days) > 0
    soon = [s for day, s in days.items() if day <= 3]
    assert all(HARDNESS[s.load_class] <= HARDNESS[LoadClass.C2] for s in soon)
    back_in = [s for day, s in days.items() if day <= round(7 * SPEED_DAYS[back])]
    assert "You lost 9 days" in reasons_of(back_in)


def test_a_gentle_return_is_the_slowest() -> None:
    lost = Absence("a", MONDAY, MONDAY + timedelta(days=9), AbsenceKind.AWAY)
    shares = []
    for back in ReturnSpeed:
        request = replace(request_for(), absences=(replace(lost, back=back),))
        bounds = bounds_of(request, lost.last + timedelta(days=1), lost.last + timedelta(days=30))
        shares.append(
            sum(
                1 - limit.sets
                for d in range(1, 31)
                for limit in bounds.on(lost.last + timedelta(days=d))
            )
        )
        assert not any(is_blocked(bounds.on(lost.last + timedelta(days=d))) for d in range(1, 31))
    assert shares == sorted(shares, reverse=True)
    assert len(set(shares)) == 3


# Targets, sides, angles


def test_a_target_is_where_growth_goes_on() -> None:
    plan = make_plan(replace(request_for(), targets={BRIDGE: 24}), LIBRARY)
    holds = [dose.hold_s or 0 for _, dose in doses_of(plan, BRIDGE) if _ < RACE.day]
    assert holds[0] == 24
    assert holds == sorted(holds)
    assert holds[-1] == 30
    beyond = make_plan(replace(request_for(), targets={BRIDGE: 40}), LIBRARY)
    assert {dose.hold_s for _, dose in doses_of(beyond, BRIDGE)} == {40}


def test_the_weaker_side_goes_first_with_one_more_set() -> None:
    request = replace(request_for(), weaker={BRIDGE: Side.RIGHT, "plank": Side.LEFT})
    plan = make_plan(request, LIBRARY)
    first = plan.sessions[0]
    bridge = next(d for d in first.doses if d.exercise_id == BRIDGE)
    assert (bridge.first, bridge.extra_sets) == (Side.RIGHT, 1)
    assert "Your right side goes first" in reasons_of([first])
    assert all(d.extra_sets == 0 for _, d in doses_of(plan, "plank"))
    assert read_plan_document(plan_document(plan, LIBRARY)) == plan


def test_every_class_that_a_slot_asks_for_has_a_kind_of_session() -> None:
    """Whoever gives single-leg hops a slot has to say where they go."""
    placed = frozenset[LoadClass]().union(*KIND_CLASSES.values())
    assert {e.load_class for slot in Slot for e in LIBRARY.in_slot(slot)} <= placed
    assert set(LoadClass) - placed == {LoadClass.P2}


def test_pain_takes_the_set_more_of_the_weaker_side_away() -> None:
    def bridge(sets: float) -> Dose:
        hurts = Limit(
            request_for().today, None, frozenset(Tissue), LoadClass.C5, sets, Reason("Hurts.")
        )
        request = replace(request_for(), weaker={BRIDGE: Side.RIGHT}, limits=(hurts,))
        first = make_plan(request, LIBRARY).sessions[0]
        return next(d for d in first.doses if d.exercise_id == BRIDGE)

    assert bridge(1.0).extra_sets == 1
    one_set = bridge(0.9)
    assert (one_set.sets, one_set.first, one_set.extra_sets) == (
        bridge(1.0).sets,
        Side.RIGHT,
        0,
    )


def test_the_bridge_is_trained_at_two_knee_angles() -> None:
    levels = {Family.HAMSTRING_BRIDGE: 6, Family.SIDE_PLANK: 3}
    plan = make_plan(replace(request_for(), levels=levels), LIBRARY)
    done = Counter(d.exercise_id for s in plan.sessions if s.day < RACE.day for d in s.doses)
    assert done["hb_support_1l_mid"] > done[BRIDGE] >= 3


@given(st.integers(1, 5), st.integers(0, 2), st.integers(3, 45))
def test_fitting_never_adds(sets: int, extra: int, minutes: int) -> None:
    doses = [hold(BRIDGE, sets, extra_sets=extra), hold("calf_1l_iso", sets)]
    left = {d.exercise_id: d for d in fitted(doses, minutes, LIBRARY)}
    assert left
    for dose in doses:
        kept = left.get(dose.exercise_id, replace(dose, sets=1, extra_sets=0))
        assert 1 <= kept.sets <= dose.sets
        assert kept.extra_sets <= dose.extra_sets


def test_a_session_done_before_its_week_is_not_planned_again() -> None:
    plan = make_plan(request_for(), LIBRARY)
    first = in_week(plan, MONDAY + 3 * WEEK)[0]
    early = datetime.combine(MONDAY + 2 * WEEK + timedelta(days=6), time(18), MADRID)
    request = replace(
        request_for(), previous=plan, today=early.date() + timedelta(days=1), done={first.id: early}
    )
    again = make_plan(request, LIBRARY)
    assert Counter(s.id for s in again.sessions)[first.id] == 1
