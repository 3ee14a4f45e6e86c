"""Taking back, doing again, and what is never touched by it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamstrong.coach.absences import AddAbsence, add_absence
from hamstrong.coach.change_plan import Edit, change_plan, changing
from hamstrong.coach.days_off import TakeDayOff, take_day_off
from hamstrong.coach.inputs import read_inputs
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.model import Athlete
from hamstrong.coach.move_run import MoveRun, move_run
from hamstrong.coach.plan_history import plan_history, version_changes
from hamstrong.coach.preview import preview
from hamstrong.coach.record_events import record_events
from hamstrong.coach.run_outcomes import AddRun, LengthenRun, TellRun
from hamstrong.coach.set_up_athlete import set_up_athlete
from hamstrong.coach.undo import undo
from hamstrong.errors import Conflict, HamstrongError, NotFound
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family
from hamstrong.planning.model import AbsenceKind, Plan, StartingLevel
from hamstrong.planning.planner import make_plan as real_plan
from tests.unit.coach.desk import MONDAY, SET_UP, Desk, at, session_end

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
    assert back.cause == "Taken back: Ill from 2026-12-15 to 2026-12-21"
    again = undo(desk.ports, athlete.id)
    assert (read_inputs(desk.ports, athlete.id), plan_of(desk, athlete)) == (
        changed_inputs,
        changed,
    )
    assert again.cause == "Done again: Ill from 2026-12-15 to 2026-12-21"
    assert undo(desk.ports, athlete.id).cause == back.cause


def test_the_history_tells_what_is_in_force(desk: Desk, athlete: Athlete) -> None:
    move_run(desk.ports, athlete.id, run_id=EASY, start=at(TUESDAY + timedelta(days=2), 7))
    undo(desk.ports, athlete.id)
    listed = plan_history(desk.ports, athlete.id)
    assert [(v.version.number, v.in_force, v.newest_undoable) for v in listed] == [
        (3, True, True),
        (2, False, False),
        (1, True, False),
    ]
    assert listed[1].version.cause == "Moved Tuesday's easy run to Thursday"
    undo(desk.ports, athlete.id)
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
        undo(desk.ports, athlete.id)
        assert _set(desk, athlete) == after


def _set(desk: Desk, athlete: Athlete) -> tuple[Any, ...]:
    return read_inputs(desk.ports, athlete.id), plan_of(desk, athlete)
