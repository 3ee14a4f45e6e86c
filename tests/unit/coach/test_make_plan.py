"""Planning and planning again; the planner here answers at once (see desk.py)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hamstrong.coach.make_plan import is_stale, make_plan, plan_request
from hamstrong.coach.model import ChangeKind
from hamstrong.coach.preview import keep_preview, preview
from hamstrong.coach.record_events import record_events
from hamstrong.coach.set_up_athlete import set_up_athlete
from hamstrong.errors import NoPlan
from hamstrong.exercises.schema import Family
from hamstrong.planning.model import StartingLevel
from tests.unit.coach.desk import MONDAY, SET_UP, Desk, a_try, at, session_end

FIRST = f"{MONDAY}-1"


def test_there_is_no_plan_without_runs() -> None:
    desk = Desk()
    athlete = desk.athlete()
    with pytest.raises(NoPlan):
        make_plan(desk.ports, athlete.id)


def test_planning_again_with_nothing_new_changes_nothing() -> None:
    desk = Desk()
    athlete = desk.planned()
    before = desk.store.plans.get(athlete.id)
    assert before is not None
    desk.sleep(minutes=5)
    change = make_plan(desk.ports, athlete.id)
    after = desk.store.plans.get(athlete.id)
    assert change == type(change)(before.revised_at, ())
    assert after == replace(before, made_at=desk.clock.now())


def test_what_planning_knows_comes_from_athlete_and_log() -> None:
    desk = Desk()
    athlete = desk.planned(starting=StartingLevel.STEADY, sessions_per_week=2)
    events = [a_try(FIRST, "hb_floor_1l", 7, minute=1), session_end(FIRST)]
    record_events(desk.ports, athlete.id, events=events)
    request = plan_request(desk.ports, athlete.id)
    assert request.today == MONDAY
    assert request.starting is StartingLevel.STEADY
    assert request.sessions_per_week == 2
    assert request.equipment == SET_UP.equipment
    assert request.levels == {Family.HAMSTRING_BRIDGE: 4}
    assert set(request.done) == {FIRST}
    assert request.previous is not None


def test_a_change_is_told_session_by_session() -> None:
    desk = Desk()
    athlete = desk.planned()
    record_events(desk.ports, athlete.id, events=[a_try(FIRST, "hb_floor_1l", 7, minute=1)])
    change = make_plan(desk.ports, athlete.id)
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    assert {c.kind for c in change.changes} == {ChangeKind.CHANGED}
    assert len(change.changes) == len(stored.plan.sessions) - 1, "the one under way stays"
    assert change.changes[0].text == "Holds on Thu 17 Dec, 18:00 has other exercises or sets."


def test_an_earlier_race_takes_sessions_away_and_says_so() -> None:
    desk = Desk()
    athlete = desk.planned()
    earlier = SET_UP.race_day - timedelta(days=7)
    change = set_up_athlete(desk.ports, athlete.id, replace(SET_UP, race_day=earlier)).change
    assert change is not None
    gone = [c for c in change.changes if c.kind is ChangeKind.REMOVED]
    assert [c.session_id for c in gone] == ["2027-01-04-1", "2027-01-04-2"]
    assert gone[0].after is None
    assert gone[0].text == "Holds on Mon 4 Jan, 18:00 falls away."


def test_yesterdays_reasons_stay_yesterdays() -> None:
    desk = Desk()
    athlete = desk.planned()
    desk.sleep(days=3)
    make_plan(desk.ports, athlete.id)
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    assert MONDAY + timedelta(days=1) in stored.plan.empty_days
    assert any(session.day == MONDAY for session in stored.plan.sessions)


def test_a_plan_is_stale_from_the_next_day_until_it_is_thought_through_again() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    assert not is_stale(desk.ports, athlete.id), "there is none yet"
    make_plan(desk.ports, athlete.id)
    assert not is_stale(desk.ports, athlete.id)
    desk.sleep(days=1)
    assert is_stale(desk.ports, athlete.id)
    make_plan(desk.ports, athlete.id)
    assert not is_stale(desk.ports, athlete.id)


def test_a_tried_plan_is_kept_as_it_is() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    tried = preview(desk.ports, athlete.id, make_plan)
    assert desk.store.plans.get(athlete.id) is None
    keep_preview(desk.ports, tried)
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    assert stored.plan == tried.made[0][1]


def test_a_tried_plan_that_life_has_overtaken_is_made_anew() -> None:
    desk = Desk()
    athlete = desk.planned()
    tried = preview(desk.ports, athlete.id, make_plan)
    record_events(desk.ports, athlete.id, events=[a_try(FIRST, "hb_floor_1l", 7, minute=1)])
    assert keep_preview(desk.ports, tried).changes
    stored = desk.store.plans.get(athlete.id)
    assert stored is not None
    assert stored.plan != tried.made[0][1]


def test_a_day_begins_at_the_athletes_midnight() -> None:
    desk = Desk()
    athlete = desk.planned()
    desk.clock.moment = at(MONDAY, 23, 59)
    assert not is_stale(desk.ports, athlete.id)
    desk.clock.moment = at(MONDAY + timedelta(days=1), 0, 1)
    assert is_stale(desk.ports, athlete.id)


def test_some_weeks_after_the_race_the_plan_rests() -> None:
    desk = Desk()
    athlete = desk.planned()
    desk.sleep(days=60)
    assert not is_stale(desk.ports, athlete.id)
