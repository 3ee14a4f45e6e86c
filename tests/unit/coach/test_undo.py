"""Taking back, doing again, and what is never touched by it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamstrong.coach.absences import AddAbsence, add_absence
from hamstrong.coach.change_plan import Edit, change_plan, changing
from hamstrong.coach.days_off import TakeDayOff, take_day_off
from hamstrong.coach.inputs import read_inputs
from hamstrong.coach.make_plan import Cause, make_plan
from hamstrong.coach.model import Athlete
from hamstrong.coach.move_run import MoveRun, move_run
from hamstrong.coach.plan_history import plan_history, version_changes
from hamstrong.coach.plan_versions import MOST_VERSIONS, PlanVersion
from hamstrong.coach.preview import preview
from hamstrong.coach.record_events import record_events
from hamstrong.coach.run_outcomes import AddRun, LengthenRun, TellRun
from hamstrong.coach.set_up_athlete import set_up_athlete
from hamstrong.coach.undo import redo, steps, undo
from hamstrong.errors import Conflict, HamstrongError, NotFound
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family
from hamstrong.planning.model import AbsenceKind, Plan, StartingLevel
from hamstrong.planning.planner import make_plan as real_plan
from tests.unit.coach.desk import MONDAY, SET_UP, Desk, at, event, session_end

MIDNIGHT = datetime(2026, 12, 14, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
EASY = f"run-{TUESDAY}"


def real_desk() -> Desk:
    return Desk(plan=lambda request: real_plan(request, load_library()))


@pytest.fixture
def desk() -> Desk:
    return real_desk()


@pytest.fixture
def athlete(desk: Desk) -> Athlete:
    return desk.planned(starting=StartingLevel.STRONG, accustomed=frozenset(Family))


def plan_of(desk: Desk, athlete: Athlete) -> Plan:
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    return stored.plan


def test_undo_gives_the_plan_back_word_for_word_and_undo_of_undo_does_it_again(
    desk: Desk, athlete: Athlete
) -> None:
    inputs, plan = read_inputs(desk.ports, athlete.id), plan_of(desk, athlete)
    ill = AddAbsence(AbsenceKind.ILL, TUESDAY, TUESDAY + timedelta(days=6))
    add_absence(desk.ports, athlete.id, ill)
    changed_inputs, changed = read_inputs(desk.ports, athlete.id), plan_of(desk, athlete)
    assert changed != plan
    desk.sleep(minutes=5)
    back = undo(desk.ports, athlete.id)
    assert (read_inputs(desk.ports, athlete.id), plan_of(desk, athlete)) == (inputs, plan)
    assert back.cause == "Taken back: Ill from 15 Dec to 21 Dec"
    again = redo(desk.ports, athlete.id)
    assert (read_inputs(desk.ports, athlete.id), plan_of(desk, athlete)) == (
        changed_inputs,
        changed,
    )
    assert again.cause == "Done again: Ill from 15 Dec to 21 Dec"
    assert undo(desk.ports, athlete.id).cause == back.cause


def test_the_history_tells_what_is_in_force(desk: Desk, athlete: Athlete) -> None:
    move_run(desk.ports, athlete.id, run_id=EASY, start=at(TUESDAY + timedelta(days=2), 7))
    undo(desk.ports, athlete.id)
    listed = plan_history(desk.ports, athlete.id)
    assert [(v.version.number, v.in_force, v.newest_undoable, v.redoable) for v in listed] == [
        (3, True, False, True),
        (2, False, False, False),
        (1, True, False, False),
    ]
    assert listed[1].version.cause == "Moved Tuesday's easy run to Thursday"
    redo(desk.ports, athlete.id)
    listed = plan_history(desk.ports, athlete.id)
    assert [v.version.number for v in listed if v.newest_undoable] == [4]
    assert not any(v.redoable for v in listed)
    assert [v.in_force for v in plan_history(desk.ports, athlete.id)] == [True, False, True, True]


def test_versions_are_compared(desk: Desk, athlete: Athlete) -> None:
    with pytest.raises(NotFound):
        version_changes(Desk().ports, athlete.id)
    session = plan_of(desk, athlete).sessions[1]
    change = take_day_off(desk.ports, athlete.id, session.day)
    undo(desk.ports, athlete.id)
    assert change is not None
    assert version_changes(desk.ports, athlete.id, first=2) == change.changes
    assert version_changes(desk.ports, athlete.id, first=1, second=3) == ()
    between = version_changes(desk.ports, athlete.id, first=1, second=2)
    assert {c.session_id for c in between} == {c.session_id for c in change.changes}
    for first, second in ((9, None), (1, 9)):
        with pytest.raises(NotFound, match="1 to 3"):
            version_changes(desk.ports, athlete.id, first=first, second=second)


def test_there_is_nothing_to_take_back_at_first(desk: Desk, athlete: Athlete) -> None:
    with pytest.raises(NotFound, match="nothing"):
        undo(desk.ports, athlete.id)
    assert [v.version.cause for v in plan_history(desk.ports, athlete.id)] == ["Planned again"]


def test_one_tap_too_many_takes_back_nothing_else(desk: Desk, athlete: Athlete) -> None:
    take_day_off(desk.ports, athlete.id, TUESDAY)
    undo(desk.ports, athlete.id, version=2)
    with pytest.raises(Conflict):
        undo(desk.ports, athlete.id, version=2)


def test_several_steps_back_and_forward_again(desk: Desk, athlete: Athlete) -> None:
    stood = [_set(desk, athlete)]
    for days_ahead in (2, 4, 6):
        take_day_off(desk.ports, athlete.id, MONDAY + timedelta(days=days_ahead))
        stood.append(_set(desk, athlete))
    for before in (stood[2], stood[1], stood[0]):
        undo(desk.ports, athlete.id)
        assert _set(desk, athlete) == before
    with pytest.raises(NotFound, match="nothing to take back"):
        undo(desk.ports, athlete.id)
    for after in stood[1:]:
        redo(desk.ports, athlete.id)
        assert _set(desk, athlete) == after
    with pytest.raises(NotFound, match="nothing to do again"):
        redo(desk.ports, athlete.id)
    undo(desk.ports, athlete.id)
    assert _set(desk, athlete) == stood[2]
    assert len(desk.store.versions.all(athlete.id)) == 11, "the history is only ever added to"


def test_a_new_change_cuts_off_what_could_be_done_again(desk: Desk, athlete: Athlete) -> None:
    take_day_off(desk.ports, athlete.id, TUESDAY)
    one = read_inputs(desk.ports, athlete.id)["days_off"]
    take_day_off(desk.ports, athlete.id, TUESDAY + timedelta(days=2))
    undo(desk.ports, athlete.id)
    take_day_off(desk.ports, athlete.id, TUESDAY + timedelta(days=4))
    with pytest.raises(NotFound):
        redo(desk.ports, athlete.id)
    undo(desk.ports, athlete.id)
    assert read_inputs(desk.ports, athlete.id)["days_off"] == one
    undo(desk.ports, athlete.id)
    assert read_inputs(desk.ports, athlete.id)["days_off"] == {}


def test_a_step_that_finds_nothing_left_to_do_goes_on_all_the_same(
    desk: Desk, athlete: Athlete
) -> None:
    take_day_off(desk.ports, athlete.id, TUESDAY)
    take_day_off(desk.ports, athlete.id, TUESDAY + timedelta(days=2))
    off = frozenset({TUESDAY})
    availability = replace(SET_UP.availability, days_off=off)
    set_up_athlete(desk.ports, athlete.id, replace(SET_UP, availability=availability))
    undo(desk.ports, athlete.id)
    assert desk.store.athletes.get(athlete.id).availability.days_off == off
    undo(desk.ports, athlete.id)
    assert desk.store.athletes.get(athlete.id).availability.days_off == frozenset()


@given(st.lists(st.sampled_from(["change", "undo", "redo", "new day"]), max_size=70))
def test_steps_are_those_of_an_editor(moves: list[str]) -> None:
    """The history alone gives what two stacks would give, also when its beginning is gone."""
    versions: list[PlanVersion] = []
    back: list[int] = []
    forward: list[int] = []
    for move in moves:
        number = len(versions) + 1
        undoes = None
        if move == "undo" and back:
            undoes = back.pop()
            forward.append(number)
        elif move == "redo" and forward:
            undoes = forward.pop()
            back.append(number)
        elif move == "change":
            back.append(number)
            forward.clear()
        undoable = undoes is not None or move == "change"
        versions.append(PlanVersion(number, MIDNIGHT, move, (), undoable, undoes))
        there = steps(versions)
        assert [v.number for v in there.back] == back
        assert [v.number for v in there.forward] == forward
        kept = steps(versions[-MOST_VERSIONS:])
        assert [v.number for v in kept.back] == back[len(back) - len(kept.back) :]
        assert [v.number for v in kept.forward] == forward[len(forward) - len(kept.forward) :]


def test_after_a_new_day_the_inputs_come_back_and_history_stays(
    desk: Desk, athlete: Athlete
) -> None:
    first = plan_of(desk, athlete).sessions[0]
    off = first.day + timedelta(days=3)
    take_day_off(desk.ports, athlete.id, off)
    desk.sleep(days=2)
    record_events(desk.ports, athlete.id, events=[session_end(first.id, moment=first.end)])
    make_plan(desk.ports, athlete.id)
    past = [s for s in plan_of(desk, athlete).sessions if s.start <= desk.clock.now()]
    events = desk.store.events.all(athlete.id)
    undo(desk.ports, athlete.id)
    after = plan_of(desk, athlete)
    assert read_inputs(desk.ports, athlete.id)["days_off"] == {}
    assert [s for s in after.sessions if s.start <= desk.clock.now()] == past
    assert desk.store.events.all(athlete.id) == events


def test_settings_that_changed_since_stay(desk: Desk, athlete: Athlete) -> None:
    take_day_off(desk.ports, athlete.id, TUESDAY)
    kept = desk.store.athletes.get(athlete.id).availability
    set_up_athlete(desk.ports, athlete.id, replace(SET_UP, minutes=20, availability=kept))
    undo(desk.ports, athlete.id)
    now = desk.store.athletes.get(athlete.id)
    assert (now.minutes, now.availability.days_off) == (20, frozenset())
    assert all(s.minutes <= 20 for s in plan_of(desk, athlete).sessions)


def test_undo_can_be_tried_out(desk: Desk, athlete: Athlete) -> None:
    take_day_off(desk.ports, athlete.id, plan_of(desk, athlete).sessions[1].day)
    before = (desk.store.plans.get(athlete.id), desk.store.versions.all(athlete.id))
    tried = preview(desk.ports, athlete.id, undo)
    assert tried.made == (), "word for word needs no thought"
    assert (desk.store.plans.get(athlete.id), desk.store.versions.all(athlete.id)) == before
    assert undo(desk.ports, athlete.id).changes == tried.outcome.changes


days = st.integers(1, 25).map(lambda n: MONDAY + timedelta(days=n))
runs = st.sampled_from([run.id for run in Desk().reads.runs[:-1]])
edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(TakeDayOff, days),
    st.builds(TellRun, runs, st.sampled_from(["missed", "removed", "planned"])),
    st.builds(LengthenRun, runs, st.integers(20, 200).map(float)),
    st.builds(lambda d, h: AddRun(at(d, h), 40.0), days, st.integers(10, 20)),
    st.builds(lambda r, d, h: MoveRun(r, at(d, h)), runs, days, st.integers(10, 20)),
    st.builds(
        lambda k, d, n: AddAbsence(k, d, d + timedelta(days=n)),
        st.sampled_from(AbsenceKind),
        days,
        st.integers(0, 9),
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(edits, min_size=1, max_size=6))
def test_any_change_is_taken_back_and_done_again_exactly(sequence: list[Edit]) -> None:
    desk = Desk()
    athlete = desk.planned()
    for edit in sequence:
        before = _set(desk, athlete)
        try:
            preview(desk.ports, athlete.id, changing(edit))
        except HamstrongError:
            assert _set(desk, athlete) == before
            continue
        change = change_plan(desk.ports, athlete.id, edit)
        after = _set(desk, athlete)
        assert change is not None
        if after[0] == before[0]:
            continue
        undo(desk.ports, athlete.id, version=change.version)
        assert _set(desk, athlete) == before
        redo(desk.ports, athlete.id)
        assert _set(desk, athlete) == after


def _set(desk: Desk, athlete: Athlete) -> tuple[Any, ...]:
    return read_inputs(desk.ports, athlete.id), plan_of(desk, athlete)


def sore(desk: Desk, athlete: Athlete) -> None:
    told = event("check-in", {"day": str(MONDAY), "soreness": {"calf": 6}})
    record_events(desk.ports, athlete.id, events=[told])
    make_plan(desk.ports, athlete.id, cause=Cause("Check-in: calf sore 6 of 10"))


def test_where_only_a_check_in_changed_the_plan_undo_says_why_it_stays(
    desk: Desk, athlete: Athlete
) -> None:
    sore(desk, athlete)
    with pytest.raises(NotFound, match=r"what you logged \(Check-in: .*new check-in how it is now"):
        undo(desk.ports, athlete.id)


def test_a_change_of_before_a_check_in_is_taken_back_without_it(
    desk: Desk, athlete: Athlete
) -> None:
    take_day_off(desk.ports, athlete.id, plan_of(desk, athlete).sessions[1].day)
    desk.sleep(minutes=5)
    sore(desk, athlete)
    back = undo(desk.ports, athlete.id)
    assert back.cause.startswith("Taken back: Day off")
    assert [(remark.text, remark.calm) for remark in back.remarks] == [
        ("What you logged since then stays: Check-in: calf sore 6 of 10.", True)
    ]
