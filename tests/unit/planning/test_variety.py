"""Lives as people have them, one example each: planned, and judged by the independent checker."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.errors import NoPlan
from hamstrong.exercises.schema import Equipment, Family, LoadClass
from hamstrong.planning.constants.returns import POST_RACE_MINUTES, POST_RACE_WEEKS
from hamstrong.planning.dose.limits import HOPS
from hamstrong.planning.model import (
    Absence,
    AbsenceKind,
    Availability,
    BlockPhase,
    Plan,
    PlanRequest,
    Venue,
    Window,
)
from hamstrong.planning.planner import make_plan
from hamstrong.planning.weeks import monday_of
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, Race, Run, RunType
from tests.checker.bridge import breaches_in
from tests.unit.planning.blocks import requests
from tests.unit.planning.test_planner import (
    FIVE_RUNS,
    LIBRARY,
    MADRID,
    MONDAY,
    RACE,
    THREE_RUNS,
    block_runs,
    in_week,
    request_for,
    slow,
)

EVENING = Window(time(17, 30), time(21))


def planned(request: PlanRequest) -> Plan:
    """The plan, judged legal by whoever knows only the tables and the request."""
    plan = make_plan(request, LIBRARY)
    assert [str(breach) for breach in breaches_in(plan, request, LIBRARY)] == []
    return plan


def race_run(day: date, distance_m: float, hours: float) -> Run:
    start = datetime.combine(day, time(10), MADRID)
    end = start + timedelta(hours=hours)
    return Run(f"race {day}", start, end, RunType.RACE, True, "Race", distance_m)


def with_race(runs: tuple[Run, ...], race: Run) -> tuple[Run, ...]:
    """The race in place of that day's run."""
    others = [run for run in runs if run.day != race.day]
    return tuple(sorted((*others, race), key=lambda run: run.start))


def weeks_to_go(plan: Plan) -> list[int]:
    return [len(in_week(plan, week.monday)) for week in plan.weeks if week.weeks_to_race >= 0]


def test_a_tune_up_race() -> None:
    day = MONDAY + timedelta(weeks=10, days=6)
    plan = planned(request_for(with_race(FIVE_RUNS, race_run(day, HALF_MARATHON_M, 2))))
    assert day not in {s.day for s in plan.sessions}
    after = [s for s in plan.sessions if 0 < (s.day - day).days <= 7]
    assert not any(LIBRARY[d.exercise_id].load_class in HOPS for s in after for d in s.doses)


def test_two_races_of_the_goal_distance_in_a_block() -> None:
    day = MONDAY + timedelta(weeks=8, days=6)
    plan = planned(request_for(with_race(FIVE_RUNS, race_run(day, MARATHON_M, 4))))
    near = [s for s in plan.sessions if abs((s.day - day).days) <= 6]
    assert all(s.load_class in (LoadClass.C0, LoadClass.C1, LoadClass.C2) for s in near)
    assert sum(weeks_to_go(plan)) > 20


def test_days_with_two_runs() -> None:
    seconds = block_runs({1: (RunType.EASY, 30), 3: (RunType.EASY, 30)})
    later = [
        replace(
            run,
            id=f"{run.id} again",
            start=run.start + timedelta(hours=9),
            end=run.end + timedelta(hours=9),
        )
        for run in seconds
        if run.type is RunType.EASY
    ]
    runs = tuple(sorted((*FIVE_RUNS, *later), key=lambda run: run.start))
    plan = planned(request_for(runs))
    assert sum(weeks_to_go(plan)) >= 30


def test_seven_runs_a_week() -> None:
    days = dict.fromkeys(range(7), (RunType.EASY, 45))
    plan = planned(
        request_for(block_runs({**days, 2: (RunType.INTERVAL, 60), 6: (RunType.LONG, 120)}))
    )
    assert sum(weeks_to_go(plan)) >= 30


def test_two_runs_a_week() -> None:
    plan = planned(request_for(block_runs({2: (RunType.EASY, 45), 6: (RunType.LONG, 90)})))
    assert weeks_to_go(plan)[:-1] == [2] * 17


def test_night_shifts() -> None:
    """Awake in the afternoon in one week, at dawn in the next; no weekday is like the other."""
    dates = {}
    for n in range(18 * 7):
        day = MONDAY + timedelta(days=n)
        if day.weekday() < 5:
            opens = time(14) if (n // 7) % 2 else time(0, 30)
            dates[day] = (Window(opens, time(opens.hour + 2)),)
    request = replace(request_for(THREE_RUNS), availability=Availability({}, dates=dates))
    plan = planned(request)
    hours = {s.start.hour for s in plan.sessions}
    assert hours & {0, 1}
    assert hours & {14, 15}


@pytest.mark.parametrize("kind", AbsenceKind)
def test_a_week_away(kind: AbsenceKind) -> None:
    first = MONDAY + timedelta(weeks=6)
    lost = Absence("a", first, first + timedelta(days=6), kind)
    request = replace(
        request_for(), absences=(lost,), venues={Venue.TRAVELLING: frozenset({Equipment.LOOP_BAND})}
    )
    plan = planned(request)
    within = in_week(plan, first)
    if kind is AbsenceKind.TRAVELLING:
        assert {s.venue for s in within} == {Venue.TRAVELLING}
        needs = (LIBRARY[d.exercise_id] for s in within for d in s.doses)
        assert all(e.possible_with(frozenset({Equipment.LOOP_BAND})) for e in needs)
    else:
        assert within == []
        assert kind.value in plan.empty_days[first].text.lower()
    (week,) = [w for w in plan.weeks if w.monday == first]
    assert kind.value in " ".join(n.text for n in week.notes).lower()


def test_each_place_has_its_own_kit() -> None:
    gym = frozenset({Equipment.GYM, Equipment.LOAD, Equipment.SUPPORT, Equipment.STEP})
    days = {
        1: (Window(time(17, 30), time(21), Venue.GYM),),
        4: (EVENING,),
    }
    request = replace(
        request_for(),
        equipment=frozenset(),
        venues={Venue.GYM: gym},
        availability=Availability(days),
    )
    plan = planned(request)
    by_venue = {s.venue for s in plan.sessions}
    assert by_venue == {Venue.HOME, Venue.GYM}
    for session in plan.sessions:
        assert session.venue is (Venue.GYM if session.start.weekday() == 1 else Venue.HOME)


# After the race


def after_race(plan: Plan) -> dict[int, LoadClass]:
    """Days after the race and the class of each session there."""
    late = [s for s in plan.sessions if s.day > plan.race.day]
    return {(s.day - plan.race.day).days: s.load_class for s in late}


@pytest.mark.parametrize("listed", [True, False])
def test_strength_comes_back_slowly_after_a_marathon(listed: bool) -> None:
    runs = FIVE_RUNS if listed else FIVE_RUNS[:-1]
    plan = planned(request_for(runs))
    classes = after_race(plan)
    assert len(classes) == POST_RACE_WEEKS
    assert min(classes) >= 5
    heavy = {LoadClass.C3, LoadClass.C4, LoadClass.C5, LoadClass.P1, LoadClass.P2}
    assert not any(day < 14 and load_class in heavy for day, load_class in classes.items())
    weeks = [w for w in plan.weeks if w.weeks_to_race < 0]
    assert {week.phase for week in weeks} == {BlockPhase.RECOVERY}
    minutes = [s.minutes for s in plan.sessions if s.day > RACE.day]
    assert all(m <= most for m, most in zip(minutes, POST_RACE_MINUTES, strict=True))
    assert minutes[0] < min(minutes[1:])
    sets = [sum(d.sets for d in s.doses) for s in plan.sessions if s.day > RACE.day]
    assert sets[0] < sets[-1]


def test_a_shorter_race_lets_strength_back_sooner() -> None:
    race = Race(RACE.start, 10_000.0)
    runs = with_race(THREE_RUNS, race_run(RACE.day, 10_000.0, 1))
    classes = after_race(planned(replace(request_for(runs), race=race)))
    assert max(classes) <= 14
    assert {LoadClass.C4, LoadClass.C5} & set(classes.values())


def test_planning_goes_on_in_the_weeks_after_the_race() -> None:
    before = planned(request_for())
    today = RACE.day + timedelta(days=9)
    again = planned(replace(request_for(), today=today, previous=before))
    assert {s.id for s in again.sessions if s.day >= today} == {
        s.id for s in before.sessions if s.day >= today
    }
    with pytest.raises(NoPlan, match="is over"):
        make_plan(replace(request_for(), today=RACE.day + timedelta(days=22)), LIBRARY)


# Odd input


def test_a_window_that_ends_before_it_begins_is_no_window() -> None:
    odd = Availability(dict.fromkeys(range(7), (Window(time(21), time(6)),)))
    plan = planned(replace(request_for(), availability=odd))
    assert plan.sessions == ()
    assert any("fits into your free" in n.text for n in plan.weeks[0].notes)


def test_no_window_at_all() -> None:
    plan = planned(replace(request_for(), availability=Availability({})))
    assert plan.sessions == ()
    assert plan.empty_days[MONDAY].text == "You have no time for strength on Mondays."


def test_the_race_is_today() -> None:
    plan = planned(replace(request_for(), today=RACE.day))
    assert plan.empty_days[RACE.day].text == "Race day."
    assert all(s.day > RACE.day for s in plan.sessions)


@pytest.mark.parametrize("days", [1, 6, 13, 20])
def test_a_short_block_is_planned_and_said_to_be_short(days: int) -> None:
    today = RACE.day - timedelta(days=days)
    runs = tuple(run for run in THREE_RUNS if run.day >= today)
    late = replace(request_for(runs), today=today)
    said = [note.text for note in planned(late).weeks[0].notes]
    assert said[0].endswith(" is too short to build strength: it lets you get to know it.")
    assert any("what is hard would be new to you now" in text for text in said)
    known = replace(late, accustomed=dict.fromkeys(Family, today))
    assert planned(known).weeks[0].notes[0].text.endswith("strength is kept rather than built.")


def test_ten_thousand_runs_are_quick() -> None:
    """Years of a log before the block; the block itself is as ever."""
    usual = make_plan(request_for(), LIBRARY)
    early = [
        Run(f"old {n}", start, start + timedelta(minutes=40), RunType.EASY, False, "Old")
        for n in range(10_000)
        for start in [datetime.combine(MONDAY - timedelta(days=400 + n), time(7), MADRID)]
    ]
    request = request_for((*reversed(early), *THREE_RUNS))
    began = process_time()
    plan = make_plan(request, LIBRARY)
    assert process_time() - began < 3
    assert len(plan.weeks) <= 30 + 1 + POST_RACE_WEEKS
    assert [s.day for s in plan.sessions if s.day < RACE.day]
    assert len(plan.sessions) == len(usual.sessions)


# Properties


@slow
@given(requests(max_weeks=6), st.integers(0, 40), st.integers(0, 3))
def test_what_was_missed_is_never_caught_up(request: PlanRequest, days: int, done: int) -> None:
    """However the days pass, no week carries more sessions than when it was first planned."""
    plan = make_plan(request, LIBRARY)
    later = min(request.today + timedelta(days=days), request.race.day)
    begun = {s.id: s.start for s in plan.sessions[:done] if s.day < later}
    again = make_plan(replace(request, today=later, previous=plan, done=begun), LIBRARY)
    for week in again.weeks:
        before = [s for s in plan.sessions if monday_of(s.day) == week.monday]
        assert len(in_week(again, week.monday)) <= len(before)
        assert all(s.id.startswith(f"{week.monday}-") for s in in_week(again, week.monday))
