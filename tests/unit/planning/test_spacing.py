from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.spacing import RunBefore, RunColumn
from hamstrong.planning.spacing import (
    Work,
    before_of,
    column_of,
    is_clear,
    margins,
    session_gap_h,
    with_race,
)
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, Race, Run, RunType

MADRID = ZoneInfo("Europe/Madrid")
RACE = Race(datetime(2027, 4, 18, 9, tzinfo=MADRID), MARATHON_M)


def run(start: datetime, run_type: RunType, *, minutes: int = 60, key: bool = False) -> Run:
    return Run("r", start, start + timedelta(minutes=minutes), run_type, key, run_type.value)


def at(day: int, hour: int) -> datetime:
    return datetime(2027, 3, day, hour, tzinfo=MADRID)


def work(start: datetime, load_class: LoadClass, *, novel: bool = False) -> Work:
    return Work(start, start + timedelta(minutes=30), load_class, novel)


@pytest.mark.parametrize(
    ("run_type", "minutes", "key", "column"),
    [
        (RunType.EASY, 60, False, RunColumn.EASY),
        (RunType.EASY, 95, False, RunColumn.LONG),
        (RunType.EASY, 60, True, RunColumn.QUALITY),
        (RunType.MEDIUM_LONG, 80, False, RunColumn.EASY),
        (RunType.THRESHOLD, 60, True, RunColumn.QUALITY),
        (RunType.REPETITION, 40, False, RunColumn.QUALITY),
        (RunType.MARATHON_PACE, 70, True, RunColumn.LONG),
        (RunType.LONG, 70, True, RunColumn.LONG),
        (RunType.RACE, 90, True, RunColumn.TUNE_UP),
    ],
)
def test_a_run_counts_for_the_strength_before_it_as(
    run_type: RunType, minutes: int, key: bool, column: RunColumn
) -> None:
    assert column_of(run(at(3, 7), run_type, minutes=minutes, key=key), RACE) is column


def test_the_race_of_the_block_is_the_goal_race() -> None:
    assert column_of(run(RACE.start, RunType.RACE), RACE) is RunColumn.GOAL


def test_a_marathon_costs_more_afterwards_than_a_tune_up() -> None:
    tune_up = Run("h", at(3, 9), at(3, 11), RunType.RACE, True, "Half", HALF_MARATHON_M)
    marathon = Run("m", at(3, 9), at(3, 13), RunType.RACE, True, "Marathon", MARATHON_M)
    assert before_of(tune_up) is RunBefore.TUNE_UP
    assert before_of(marathon) is RunBefore.MARATHON


def test_a_medium_long_run_that_matters_counts_as_long() -> None:
    key = run(at(3, 7), RunType.MEDIUM_LONG, minutes=75, key=True)
    assert column_of(key, RACE) is RunColumn.LONG
    assert before_of(key) is RunBefore.LONG
    plain = run(at(3, 7), RunType.MEDIUM_LONG, minutes=75)
    assert before_of(plain) is RunBefore.QUALITY


def test_the_race_is_among_the_runs_whatever_their_plan_says() -> None:
    easy = run(at(3, 7), RunType.EASY)
    (_, added) = with_race([easy], RACE)
    assert (added.start, added.type, added.distance_m) == (RACE.start, RunType.RACE, MARATHON_M)
    unmeasured = Run("r", RACE.start, RACE.start + timedelta(hours=4), RunType.RACE, True, "Race")
    assert with_race([easy, unmeasured], RACE) == (easy, replace(unmeasured, distance_m=MARATHON_M))


@pytest.mark.parametrize(
    ("load_class", "novel", "hours_before_threshold", "legal"),
    [
        (LoadClass.C0, False, 0.5, True),
        (LoadClass.C1, False, 1.5, False),
        (LoadClass.C1, False, 2, True),
        (LoadClass.C2, False, 11, False),
        (LoadClass.C2, False, 12, True),
        (LoadClass.C4, False, 23, False),
        (LoadClass.C4, False, 24, True),
        (LoadClass.C4, True, 47, False),
        (LoadClass.C4, True, 48, True),
        (LoadClass.C5, False, 35, False),
        (LoadClass.C5, False, 36, True),
    ],
)
def test_hours_before_a_threshold_run(
    load_class: LoadClass, novel: bool, hours_before_threshold: float, legal: bool
) -> None:
    threshold = run(at(10, 18), RunType.THRESHOLD, key=True)
    end = threshold.start - timedelta(hours=hours_before_threshold)
    session = Work(end - timedelta(minutes=30), end, load_class, novel)
    (margin,) = margins(session, [threshold], RACE)
    assert margin.legal is legal


def test_heavy_work_waits_a_day_after_a_long_run_but_six_hours_after_intervals() -> None:
    long_run = run(at(7, 8), RunType.LONG, minutes=120, key=True)
    intervals = run(at(7, 8), RunType.INTERVAL, key=True)
    evening = work(at(7, 18), LoadClass.C4)
    assert not margins(evening, [long_run], RACE)[0].legal
    assert margins(evening, [intervals], RACE)[0].legal


def test_a_session_on_top_of_a_run_is_never_legal() -> None:
    (margin,) = margins(work(at(3, 7), LoadClass.C0), [run(at(3, 7), RunType.EASY)], RACE)
    assert margin.hours < 0
    assert not margin.legal


def test_the_night_the_clocks_change_counts_in_elapsed_hours() -> None:
    """At 02:00 on 28 March 2027 Madrid loses an hour: 20:00 to 08:00 is 11 h, not 12."""
    threshold = run(datetime(2027, 3, 28, 8, tzinfo=MADRID), RunType.THRESHOLD, key=True)
    session = Work(at(27, 19), at(27, 20), LoadClass.C2, False)
    (margin,) = margins(session, [threshold], RACE)
    assert margin.hours == pytest.approx(11)
    assert not margin.legal


def test_a_new_heavy_session_keeps_three_weeks_to_the_goal_race() -> None:
    race_run = run(RACE.start, RunType.RACE, minutes=240, key=True)
    for days, legal in ((20, False), (21.1, True)):
        end = RACE.start - timedelta(days=days)
        session = Work(end - timedelta(minutes=30), end, LoadClass.C4, True)
        assert margins(session, [race_run], RACE)[0].legal is legal


def test_preferred_hours_are_missed_by_a_share() -> None:
    threshold = run(at(10, 18), RunType.THRESHOLD, key=True)
    for hours, share in ((12, 1.0), (18, 0.5), (24, 0.0), (30, 0.0)):
        end = threshold.start - timedelta(hours=hours)
        session = Work(end - timedelta(minutes=30), end, LoadClass.C2, False)
        assert margins(session, [threshold], RACE)[0].shortfall == pytest.approx(share)


def test_two_heavy_sessions_need_two_days_and_two_hard_ones_one() -> None:
    assert session_gap_h(LoadClass.C4, LoadClass.C3) == 48
    assert session_gap_h(LoadClass.C2, LoadClass.C4) == 24
    assert session_gap_h(LoadClass.C1, LoadClass.C4) == 0


@given(st.integers(-180, 180), st.integers(10, 60))
def test_clear_means_a_quarter_of_an_hour_on_either_side(offset_min: int, length: int) -> None:
    easy = run(at(3, 12), RunType.EASY)
    start = easy.start + timedelta(minutes=offset_min)
    end = start + timedelta(minutes=length)
    apart = end + timedelta(minutes=15) <= easy.start or easy.end + timedelta(minutes=15) <= start
    assert is_clear(start, end, [easy]) is apart


@given(
    st.sampled_from(list(LoadClass)),
    st.booleans(),
    st.sampled_from([t for t in RunType if t.is_run]),
    st.integers(20, 200),
    st.floats(0, 600),
)
def test_more_hours_before_a_run_are_never_worse(
    load_class: LoadClass, novel: bool, run_type: RunType, minutes: int, hours: float
) -> None:
    later = run(at(28, 18), run_type, minutes=minutes, key=run_type.is_quality)
    end = later.start - timedelta(hours=hours)

    def legal(end: datetime) -> bool:
        session = Work(end - timedelta(minutes=30), end, load_class, novel)
        return all(m.legal for m in margins(session, [later], RACE))

    assert not legal(end) or legal(end - timedelta(hours=24))
