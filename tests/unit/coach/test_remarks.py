"""What a change is remarked with: a long run on a race day, a plan without a session."""

from dataclasses import replace
from datetime import time, timedelta

from hamstrong.coach.change_plan import change_plan
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.move_run import MoveRun
from hamstrong.coach.run_outcomes import AddRun, TellRun
from hamstrong.coach.show_targets import run_targets
from hamstrong.coach.today import today
from hamstrong.coach.undo import redo, undo
from hamstrong.planning.model import Availability, Plan, PlanRequest, Window
from hamstrong.running.model import RunType
from tests.unit.coach.desk import MONDAY, Desk, at, quick_plan

SUNDAY = MONDAY + timedelta(days=6)
RACE = AddRun(at(SUNDAY, 11), 60, RunType.RACE)
LONG = f"run-{SUNDAY}"


def test_a_race_on_the_day_of_a_long_run_offers_to_take_the_run_out() -> None:
    desk = Desk()
    athlete = desk.planned()
    change = change_plan(desk.ports, athlete.id, RACE)
    assert change is not None
    [remark] = [one for one in change.remarks if one.replaced]
    assert remark.text.startswith("20 Dec: a race and another key run on one day.")
    assert remark.replaced == ((LONG, "the long run on 20 Dec"),)
    change = change_plan(desk.ports, athlete.id, TellRun(LONG, "removed"))
    assert change is not None
    assert not any(one.replaced for one in change.remarks)


def test_what_was_unusual_before_is_not_remarked_again() -> None:
    desk = Desk()
    athlete = desk.planned()
    change_plan(desk.ports, athlete.id, RACE)
    later = AddRun(at(MONDAY + timedelta(days=3), 18), 30)
    change = change_plan(desk.ports, athlete.id, later)
    assert change is not None
    assert not any(one.replaced for one in change.remarks)


def test_both_at_once_leave_nothing_to_remark() -> None:
    desk = Desk()
    athlete = desk.planned()
    change = change_plan(desk.ports, athlete.id, RACE, TellRun(LONG, "removed"))
    assert change is not None
    assert not any(one.replaced for one in change.remarks)


def nothing_fits(request: PlanRequest) -> Plan:
    return replace(quick_plan(request), sessions=())


def test_a_plan_without_a_session_says_what_would_help() -> None:
    desk = Desk(plan=nothing_fits)
    athlete = desk.with_runs()
    hours = Availability({0: (Window(time(6), time(6, 5)),)})
    desk.store.athletes.save(replace(athlete, availability=hours))
    change = make_plan(desk.ports, athlete.id)
    [remark] = change.remarks
    assert remark.text.startswith("No session is planned up to your race. Your runs leave room for")
    assert "Free " in remark.text
    assert today(desk.ports, athlete.id).bare
    assert make_plan(desk.ports, athlete.id).remarks == (remark,), "also where nothing changed"


def test_with_sessions_nothing_is_said() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    assert make_plan(desk.ports, athlete.id).remarks == ()
    assert not today(desk.ports, athlete.id).bare


def test_an_undo_can_be_done_again_and_then_undone() -> None:
    desk = Desk()
    athlete = desk.planned()
    change_plan(desk.ports, athlete.id, RACE)
    assert undo(desk.ports, athlete.id).taken_back
    assert not redo(desk.ports, athlete.id).taken_back


def test_a_second_run_makes_a_double_day_and_says_the_hours_between() -> None:
    desk = Desk()
    athlete = desk.planned()
    tuesday = MONDAY + timedelta(days=1)
    change = change_plan(desk.ports, athlete.id, AddRun(at(tuesday, 18), 30))
    assert change is not None
    (remark,) = change.remarks
    assert remark.text == (
        "Tuesday 15 Dec is a double day: easy run at 07:00, then Easy run at 18:00, 10 h between."
    )
    longer = change_plan(desk.ports, athlete.id, AddRun(at(MONDAY, 18), 30))
    assert longer is not None
    assert longer.remarks == (), "said once, and of no day with one run"


def test_a_move_by_an_hour_on_a_double_day_is_no_news() -> None:
    desk = Desk()
    athlete = desk.planned()
    tuesday = MONDAY + timedelta(days=1)
    change_plan(desk.ports, athlete.id, AddRun(at(tuesday, 18), 30))
    change = change_plan(desk.ports, athlete.id, MoveRun(f"run-{tuesday}", at(tuesday, 8)))
    assert change is not None
    assert change.remarks == ()


def test_a_day_without_a_free_hour_refuses_with_the_run_that_is_there() -> None:
    desk = Desk()
    athlete = desk.planned()
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    for hour in (12, 18):
        change_plan(desk.ports, athlete.id, AddRun(at(wednesday, hour), 60))
    (target,) = run_targets(desk.ports, athlete.id, f"run-{tuesday}", days=[wednesday])
    assert "threshold run is already there at 07:00" in target.why
