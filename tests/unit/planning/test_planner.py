from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamstrong.errors import NoPlan
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Equipment, Family, LoadClass
from hamstrong.exercises.steps import session_seconds, session_steps, total_seconds
from hamstrong.planning.model import (
    Availability,
    BlockPhase,
    Plan,
    PlanRequest,
    Session,
    Window,
)
from hamstrong.planning.planner import make_plan
from hamstrong.planning.spacing import HEAVY_CLASSES
from hamstrong.planning.weeks import monday_of
from hamstrong.running.model import MARATHON_M, Race, Run, RunType
from tests.unit.planning.blocks import requests

MADRID = ZoneInfo("Europe/Madrid")
LIBRARY = load_library()
RACE = Race(datetime(2027, 4, 18, 9, tzinfo=MADRID), MARATHON_M, "Spring marathon")
MONDAY = date(2026, 12, 14)
KIT = frozenset({Equipment.SUPPORT, Equipment.LOOP_BAND, Equipment.LOAD, Equipment.STEP})
LEVELS = {Family.HAMSTRING_BRIDGE: 5, Family.SIDE_PLANK: 3}

slow = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def block_runs(pattern: dict[int, tuple[RunType, int]], *, weeks: int = 18) -> tuple[Run, ...]:
    runs = []
    for week in range(weeks):
        for day, (run_type, minutes) in pattern.items():
            start = datetime.combine(MONDAY + timedelta(days=7 * week + day), time(7), MADRID)
            if start.date() < RACE.day:
                key = run_type not in (RunType.EASY, RunType.MEDIUM_LONG)
                end = start + timedelta(minutes=minutes)
                runs.append(Run(f"{start.date()}", start, end, run_type, key, run_type.value))
    end = RACE.start + timedelta(hours=4)
    return (*runs, Run("race", RACE.start, end, RunType.RACE, True, "Marathon", MARATHON_M))


THREE_RUNS = block_runs({1: (RunType.THRESHOLD, 60), 3: (RunType.EASY, 45), 6: (RunType.LONG, 120)})
FIVE_RUNS = block_runs(
    {
        1: (RunType.THRESHOLD, 60),
        2: (RunType.EASY, 45),
        3: (RunType.MEDIUM_LONG, 75),
        4: (RunType.EASY, 40),
        6: (RunType.LONG, 120),
    }
)


def request_for(runs: tuple[Run, ...] = THREE_RUNS) -> PlanRequest:
    return PlanRequest(
        race=RACE, runs=runs, today=MONDAY, zone=MADRID, equipment=KIT, levels=LEVELS
    )


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(request_for(), LIBRARY)


def in_week(plan: Plan, monday: date) -> list[Session]:
    return [session for session in plan.sessions if monday_of(session.day) == monday]


def test_every_week_but_the_last_has_two_sessions(plan: Plan) -> None:
    counts = [len(in_week(plan, w.monday)) for w in plan.weeks if w.weeks_to_race >= 0]
    assert counts[:-1] == [2] * 17
    assert counts[-1] <= 1


def test_heavy_work_stands_on_the_evening_of_the_quality_day(plan: Plan) -> None:
    heavy = [s for s in plan.sessions if s.load_class in HEAVY_CLASSES and s.day < RACE.day]
    assert len(heavy) >= 10
    evenings = [s for s in heavy if s.start.strftime("%A") == "Tuesday"]
    assert all("threshold run" in s.reason.text for s in evenings)
    for week in plan.weeks:
        in_it = [s for s in heavy if monday_of(s.day) == week.monday]
        assert [s.start.strftime("%A") for s in in_it] in ([], ["Tuesday"], ["Tuesday", "Thursday"])


def test_once_known_heavy_work_stands_twice_a_week(plan: Plan) -> None:
    build = [week.monday for week in plan.weeks if week.phase is BlockPhase.BUILD]
    for monday in build:
        assert [s.load_class in HEAVY_CLASSES for s in in_week(plan, monday)] == [True, True]


def test_a_session_names_the_run_that_decided_it(plan: Plan) -> None:
    runs = {run.id for run in plan.runs}
    for session in plan.sessions:
        assert session.reason.run_id in runs or session.day > RACE.day
        assert session.reason.text.endswith(".")


def test_every_day_without_strength_says_why(plan: Plan) -> None:
    days = {MONDAY + timedelta(days=i) for i in range((RACE.day - MONDAY).days + 1 + 3 * 7)}
    assert days == set(plan.empty_days) | {s.day for s in plan.sessions}
    assert plan.empty_days[RACE.day].text == "Race day."


def test_cutback_weeks_lower_the_sets_but_not_the_rung() -> None:
    monday = MONDAY + timedelta(weeks=9)
    runs = tuple(
        replace(run, end=run.start + (run.end - run.start) * 0.7)
        if monday_of(run.day) == monday
        else run
        for run in THREE_RUNS
    )
    plan = make_plan(request_for(runs), LIBRARY)
    (week,) = [w for w in plan.weeks if w.monday == monday]
    assert week.cutback

    def sets(monday: date) -> int:
        return sum(dose.sets for s in in_week(plan, monday) for dose in s.doses)

    usual = sets(monday - timedelta(weeks=1))
    assert 0.4 * usual <= sets(monday) <= 0.65 * usual


def test_the_taper_only_goes_down(plan: Plan) -> None:
    weeks = [w for w in plan.weeks if w.phase is BlockPhase.TAPER]
    totals = [sum(d.sets for s in in_week(plan, w.monday) for d in s.doses) for w in weeks]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] <= 5
    heavy = {s.day for s in plan.sessions if s.load_class in HEAVY_CLASSES}
    assert (RACE.day - max(day for day in heavy if day < RACE.day)).days >= 10


def test_where_heavy_work_has_no_room_the_week_says_which_run_it_is() -> None:
    plan = make_plan(request_for(FIVE_RUNS), LIBRARY)
    first = plan.weeks[0]
    assert not any(s.load_class in HEAVY_CLASSES for s in in_week(plan, first.monday))
    (note,) = [n for n in first.notes if "instead of" in n.text]
    assert "Wednesday's easy run" in note.text
    assert note.needed_h == 24
    assert note.hours is not None
    assert note.hours < 24


def test_who_already_lifts_starts_heavy() -> None:
    told = dict.fromkeys(Family, MONDAY - timedelta(days=3))
    plan = make_plan(replace(request_for(FIVE_RUNS), accustomed=told), LIBRARY)
    first = [s for s in in_week(plan, MONDAY) if s.load_class in HEAVY_CLASSES]
    assert first
    assert not any(s.novel for s in first)


def test_unknown_rungs_are_tried_out_in_the_first_session_only() -> None:
    plan = make_plan(replace(request_for(), levels={}), LIBRARY)
    tryouts = [s.id for s in plan.sessions if any(d.tryout for d in s.doses)]
    assert tryouts == [plan.sessions[0].id]
    assert {d.hold_s for d in plan.sessions[0].doses if d.tryout} == {15}


def test_no_new_exercise_in_the_last_four_weeks() -> None:
    late = replace(request_for(), today=RACE.day - timedelta(days=20))
    plan = make_plan(late, LIBRARY)
    before = [s for s in plan.sessions if s.day < RACE.day]
    assert before
    assert all(s.load_class in (LoadClass.C0, LoadClass.C1) for s in before)
    assert any("would be new to you now" in n.text for w in plan.weeks for n in w.notes)


def test_planning_again_changes_nothing(plan: Plan) -> None:
    again = make_plan(replace(request_for(), previous=plan), LIBRARY)
    assert again.sessions == plan.sessions


def test_tomorrow_the_past_stands_and_the_rest_stays(plan: Plan) -> None:
    later = replace(request_for(), previous=plan, today=MONDAY + timedelta(days=30))
    again = make_plan(later, LIBRARY)
    starts = {s.id: s.start for s in plan.sessions}
    assert {s.id: s.start for s in again.sessions} == starts


def test_a_missed_session_is_never_caught_up(plan: Plan) -> None:
    sunday = MONDAY + timedelta(days=6)
    again = make_plan(replace(request_for(), previous=plan, today=sunday), LIBRARY)
    assert in_week(again, MONDAY) == in_week(plan, MONDAY)


def test_a_legal_pin_is_kept_and_an_illegal_one_refused_with_the_run(plan: Plan) -> None:
    session = in_week(plan, MONDAY + timedelta(weeks=5))[0]
    legal = datetime.combine(session.day, time(20, 30), MADRID)
    pinned = make_plan(replace(request_for(), pins={session.id: legal}), LIBRARY)
    kept = next(s for s in pinned.sessions if s.id == session.id)
    assert kept.start == legal
    assert kept.pinned

    dawn = datetime.combine(session.day, time(6), MADRID)
    refused = make_plan(replace(request_for(), pins={session.id: dawn}), LIBRARY)
    assert next(s for s in refused.sessions if s.id == session.id).start != dawn
    notes = [n.text for w in refused.weeks for n in w.notes]
    assert any("The time you chose" in text and "threshold" in text for text in notes)


def test_a_session_moved_past_its_neighbour_changes_places_with_it(plan: Plan) -> None:
    monday = MONDAY + timedelta(weeks=5)
    first, second = in_week(plan, monday)
    later = second.start + timedelta(days=1)
    pinned = make_plan(replace(request_for(), previous=plan, pins={first.id: later}), LIBRARY)
    week = in_week(pinned, monday)
    assert {s.id for s in week} == {first.id, second.id}
    assert next(s for s in week if s.id == first.id).start == later
    freed = make_plan(replace(request_for(), previous=pinned), LIBRARY)
    assert in_week(freed, monday) == in_week(plan, monday)


def test_a_session_done_out_of_turn_is_not_planned_twice(plan: Plan) -> None:
    monday = MONDAY + timedelta(weeks=5)
    _, second = in_week(plan, monday)
    done = replace(
        second, start=second.start - timedelta(days=3), end=second.end - timedelta(days=3)
    )
    others = tuple(s for s in plan.sessions if s.id != second.id)
    previous = replace(plan, sessions=tuple(sorted((*others, done), key=lambda s: s.start)))
    today = done.day + timedelta(days=1)
    again = make_plan(
        replace(request_for(), previous=previous, today=today, done={second.id: done.start}),
        LIBRARY,
    )
    ids = [s.id for s in in_week(again, monday)]
    assert len(ids) == len(set(ids)) <= 2


def test_no_free_hour_is_said_not_hidden() -> None:
    busy = Availability({6: (Window(time(7), time(9)),)})
    plan = make_plan(replace(request_for(), availability=busy), LIBRARY)
    assert [s for s in plan.sessions if s.day < RACE.day] == []
    texts = [[n.text for n in w.notes] for w in plan.weeks if w.weeks_to_race >= 0]
    assert all(any("No session fits into your free" in text for text in week) for week in texts)
    assert plan.empty_days[MONDAY].text == "You have no time for strength on Mondays."


def test_one_session_a_week_is_honoured_and_said() -> None:
    plan = make_plan(replace(request_for(), sessions_per_week=1), LIBRARY)
    assert {len(in_week(plan, week.monday)) for week in plan.weeks} == {1}
    assert "as you wish" in plan.weeks[0].notes[0].text


def test_nothing_is_planned_into_hours_that_are_over(plan: Plan) -> None:
    first = plan.sessions[0]
    late = first.start + timedelta(hours=4)
    request = replace(request_for(), today=first.day, not_before=late)
    assert all(s.start >= late for s in make_plan(request, LIBRARY).sessions)
    standing = make_plan(replace(request, previous=plan), LIBRARY).sessions[0]
    assert standing == first


def test_a_session_done_on_another_day_stands_there_and_counts_once(plan: Plan) -> None:
    first = plan.sessions[0]
    begun = first.start + timedelta(days=1)
    request = replace(
        request_for(),
        previous=plan,
        today=begun.date() + timedelta(days=1),
        done={first.id: begun},
        exposures={dose.exercise_id: (begun.date(),) for dose in first.doses},
    )
    again = make_plan(request, LIBRARY)
    moved = next(s for s in again.sessions if s.id == first.id)
    assert moved.start == begun
    assert moved.minutes == first.minutes


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (RACE.day + timedelta(days=22), "is over"),
        (date(2026, 1, 1), "weeks away"),
        (RACE.day - timedelta(days=211), "31 weeks away; a block is at most 30"),
    ],
)
def test_a_race_that_cannot_be_planned_for(today: date, words: str) -> None:
    with pytest.raises(NoPlan, match=words):
        make_plan(replace(request_for(), today=today), LIBRARY)


@slow
@given(requests(max_weeks=6))
def test_any_block(request: PlanRequest) -> None:
    plan = make_plan(request, LIBRARY)
    ids = Counter(s.id for s in plan.sessions)
    assert set(ids.values()) <= {1}
    per_day = Counter(s.day for s in plan.sessions)
    assert set(per_day.values()) <= {1}
    for session in plan.sessions:
        _check_session(session, request)
    assert make_plan(request, LIBRARY) == plan
    assert make_plan(replace(request, previous=plan), LIBRARY).sessions == plan.sessions


def _check_session(session: Session, request: PlanRequest) -> None:
    windows = request.availability.windows_on(session.day)
    fits = [w for w in windows if w.start <= session.start.time() and session.end.time() <= w.end]
    assert fits
    assert session.minutes <= request.minutes
    assert request.today <= session.day != request.race.day
    assert session.doses
    assert session_seconds(session.doses) == total_seconds(session_steps(LIBRARY, session.doses))
    for dose in session.doses:
        exercise = LIBRARY[dose.exercise_id]
        assert exercise.possible_with(request.equipment)
        assert (dose.hold_s is None) != (dose.reps is None)
        assert 1 <= dose.sets <= exercise.prescription.sets[1]


@slow
@given(requests(max_weeks=5), st.data())
def test_equipment_more_never_plans_less(request: PlanRequest, data: st.DataObject) -> None:
    more = replace(request, equipment=frozenset(Equipment))
    assert len(make_plan(more, LIBRARY).sessions) >= len(make_plan(request, LIBRARY).sessions)
