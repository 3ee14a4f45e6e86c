"""Today, week, block and progress, as a page shows them."""

from datetime import timedelta

import pytest

from hamstrong.coach.block import block
from hamstrong.coach.check_in import CheckIn, check_in
from hamstrong.coach.documents import block_document, today_document, week_document
from hamstrong.coach.model import SessionState
from hamstrong.coach.progress import CheckInPoint, Point, progress
from hamstrong.coach.record_events import record_events
from hamstrong.coach.today import today
from hamstrong.coach.week import week
from hamstrong.errors import NoPlan, NotFound
from hamstrong.planning.constants.returns import POST_RACE_WEEKS
from tests.unit.coach.desk import (
    MONDAY,
    NOW,
    RACE_DAY,
    Desk,
    a_set,
    at,
    event,
    session_end,
)

FIRST = f"{MONDAY}-1"
SECOND = f"{MONDAY}-2"


@pytest.mark.parametrize("view", [today, week, block])
def test_nothing_planned_is_said_as_such(view: object) -> None:
    desk = Desk()
    athlete = desk.with_runs()
    with pytest.raises(NoPlan):
        view(desk.ports, athlete.id)  # type: ignore[operator]
    with pytest.raises(NotFound):
        view(desk.ports, "nobody")  # type: ignore[operator]


def test_today_with_strength() -> None:
    desk = Desk()
    athlete = desk.planned()
    view = today(desk.ports, athlete.id)
    assert (view.day, view.days_to_race) == (MONDAY, (RACE_DAY - MONDAY).days)
    assert [shown.session.id for shown in view.sessions] == [FIRST]
    assert view.why_empty is None
    assert view.next_session is not None
    assert view.next_session.session.id == SECOND
    assert view.runs == ()
    gap = view.sessions[0].gap
    assert gap is not None
    assert (gap.run_id, gap.hours) == (f"run-{MONDAY + timedelta(days=2)}", 36.5)


def test_a_day_without_strength_has_its_reason() -> None:
    desk = Desk()
    athlete = desk.planned()
    desk.sleep(days=1)
    view = today(desk.ports, athlete.id)
    assert view.sessions == ()
    assert view.why_empty is not None
    assert [run.id for run in view.runs] == [f"run-{view.day}"]


def test_the_check_in_is_due_until_it_is_answered() -> None:
    desk = Desk()
    athlete = desk.planned()
    assert today(desk.ports, athlete.id).check_in_due
    check_in(desk.ports, athlete.id, answer=CheckIn(day=MONDAY))
    assert not today(desk.ports, athlete.id).check_in_due
    desk.sleep(days=1)
    assert today(desk.ports, athlete.id).check_in_due


def test_the_state_of_a_session_comes_from_the_log() -> None:
    desk = Desk()
    athlete = desk.planned()

    def state() -> SessionState:
        return week(desk.ports, athlete.id, day=MONDAY).days[0].sessions[0].state

    assert state() is SessionState.PLANNED
    record_events(desk.ports, athlete.id, events=[a_set(FIRST)])
    assert state() is SessionState.STARTED
    record_events(desk.ports, athlete.id, events=[session_end(FIRST, "stopped")])
    assert state() is SessionState.STOPPED
    later = session_end(FIRST, moment=NOW + timedelta(minutes=1))
    record_events(desk.ports, athlete.id, events=[later])
    assert state() is SessionState.DONE


def test_a_session_nobody_did_was_missed() -> None:
    desk = Desk()
    athlete = desk.planned()
    desk.sleep(days=1)
    shown = week(desk.ports, athlete.id, day=MONDAY).days[0].sessions[0]
    assert shown.state is SessionState.MISSED


def test_a_week_has_seven_days_and_neighbours() -> None:
    desk = Desk()
    athlete = desk.planned()
    view = week(desk.ports, athlete.id)
    assert [day.day for day in view.days] == [MONDAY + timedelta(days=n) for n in range(7)]
    assert [day.is_today for day in view.days] == [True] + [False] * 6
    assert view.previous_monday is None
    assert view.next_monday == MONDAY + timedelta(days=7)
    assert view.strength_min == 60
    last = week(desk.ports, athlete.id, day=RACE_DAY + timedelta(days=90))
    assert last.next_monday is None
    assert last.days[-1].day == RACE_DAY + timedelta(weeks=POST_RACE_WEEKS)


def test_the_block_counts_what_was_done() -> None:
    desk = Desk()
    athlete = desk.planned()
    record_events(desk.ports, athlete.id, events=[session_end(FIRST)])
    view = block(desk.ports, athlete.id)
    first, *others = view.weeks
    assert (first.sessions, first.sessions_done, first.is_current) == (2, 1, True)
    assert sum(w.sessions_done for w in others) == 0
    assert view.weeks[-1].plan_week.weeks_to_race == -POST_RACE_WEEKS
    assert view.findings


def test_documents_are_plain_json() -> None:
    desk = Desk()
    athlete = desk.planned()
    ports = desk.ports
    day = today_document(today(ports, athlete.id), ports.library)
    assert day["sessions"][0]["state"] == "planned"
    assert day["sessions"][0]["gap"]["needed_h"] == 12
    assert day["sessions"][0]["exercises"][0]["name"]
    seven = week_document(week(ports, athlete.id), ports.library)
    assert [d["is_today"] for d in seven["days"]] == [True] + [False] * 6
    assert block_document(block(ports, athlete.id))["weeks"][0]["key_runs"] == 2


def test_progress_before_the_first_set_is_empty() -> None:
    desk = Desk()
    athlete = desk.planned()
    view = progress(desk.ports, athlete.id)
    assert (view.exercises, view.mornings, view.sets_total) == ((), (), 0)
    assert (view.weeks[0].planned, view.weeks[0].done) == (2, 0)


def test_progress_shows_the_best_set_of_each_day_and_side() -> None:
    desk = Desk()
    athlete = desk.planned()
    tomorrow = NOW + timedelta(days=1)
    events = [
        a_set(FIRST, hold_s=15, rpe=6, set_number=1),
        a_set(FIRST, hold_s=19.5, rpe=7, set_number=2, reserve=4),
        a_set(FIRST, hold_s=20, side="right"),
        a_set(FIRST, hold_s=22, moment=tomorrow),
        a_set(FIRST, "calf_2l", side="both", reps=12),
        a_set(FIRST, "calf_2l", side="both", set_number=2, skipped=True, reps=0),
        a_set(FIRST, "an_exercise_of_old", side="both", reps=3),
        session_end(FIRST),
    ]
    record_events(desk.ports, athlete.id, events=events)
    desk.sleep(days=1)
    view = progress(desk.ports, athlete.id)
    bridge, calf, old = view.exercises
    assert bridge.left == (
        Point(MONDAY, 19.5, 2, 7, 4),
        Point(MONDAY + timedelta(days=1), 22, 1, None, None),
    )
    assert bridge.right == (Point(MONDAY, 20, 1, None, None),)
    assert (bridge.unit, bridge.both) == ("s", ())
    assert (calf.unit, calf.both) == ("reps", (Point(MONDAY, 12, 1, None, None),))
    assert (old.exercise_id, old.name) == ("an_exercise_of_old", "an_exercise_of_old")
    assert view.sets_total == 6
    assert (view.weeks[0].done, view.weeks[0].strength_h) == (1, 0.5)


def test_a_set_after_midnight_belongs_to_the_athletes_day() -> None:
    desk = Desk()
    athlete = desk.planned()
    late = at(MONDAY + timedelta(days=1), 0, 30)
    record_events(desk.ports, athlete.id, events=[a_set(FIRST, moment=late)])
    day = progress(desk.ports, athlete.id).exercises[0].left[0].day
    assert day == MONDAY + timedelta(days=1)


def test_the_latest_answer_of_a_morning_counts() -> None:
    desk = Desk()
    athlete = desk.planned()
    answers = [
        {"day": "2026-12-14", "soreness": {"calf": 5}},
        {"day": "2026-12-14", "soreness": {"calf": 2, "quad": 3}, "pain": {"foot": 0}},
    ]
    for minute, data in enumerate(answers):
        moment = NOW + timedelta(minutes=minute)
        raw = event("check-in", data, moment=moment)
        record_events(desk.ports, athlete.id, events=[raw])
    mornings = progress(desk.ports, athlete.id).mornings
    assert mornings == (CheckInPoint(MONDAY, 3, "quad", 0, ""),)
