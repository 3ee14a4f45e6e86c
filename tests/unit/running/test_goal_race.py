"""The goal race stands among the runs exactly once, where `Race` is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hamstrong.running.goal_race import GOAL_RACE_ID, following, is_goal_race, with_goal_race
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, Race, Run, RunType

RACE = Race(datetime(2027, 4, 18, 9, tzinfo=UTC), name="Spring")
DAY = timedelta(days=1)


def a_run(
    days: int = 0, distance_m: float | None = MARATHON_M, kind: RunType = RunType.RACE
) -> Run:
    start = datetime(2027, 4, 18, 8, tzinfo=UTC) + days * DAY
    end = start + timedelta(hours=4)
    return Run(f"r{days}", start, end, kind, True, "Marathon", distance_m, source="plan")


@pytest.mark.parametrize(
    ("run", "is_goal"),
    [
        (a_run(), True),
        (a_run(distance_m=None), True),
        (a_run(distance_m=HALF_MARATHON_M), True),
        (a_run(kind=RunType.EASY), False),
        (a_run(-1), True),
        (a_run(1, 41_000), True),
        (a_run(-1, 5_000), False),
        (a_run(-1, None), False),
        (a_run(-2), False),
    ],
)
def test_which_entry_is_the_goal_race(run: Run, is_goal: bool) -> None:
    assert is_goal_race(run, RACE) is is_goal


def test_the_race_is_added_where_no_entry_has_it() -> None:
    easy = a_run(-3, 8_000, RunType.EASY)
    runs = with_goal_race((easy,), RACE)
    assert runs[0] == easy
    race = runs[1]
    assert (race.id, race.start, race.title, race.key) == (GOAL_RACE_ID, RACE.start, "Spring", True)
    assert 210 < race.minutes < 230, "a marathon near 3:40 when nothing is known"
    assert with_goal_race(runs, RACE) == runs


def test_the_race_stands_once_however_many_entries_have_it() -> None:
    runs = with_goal_race((a_run(-1), a_run(), a_run(-14, HALF_MARATHON_M)), replace(RACE, name=""))
    assert [(run.type, run.start) for run in runs] == [
        (RunType.RACE, a_run(-14).start),
        (RunType.RACE, RACE.start),
    ]
    assert (runs[1].title, runs[1].minutes) == ("Marathon", 240)


def test_an_entry_of_another_distance_does_not_give_its_length() -> None:
    half = with_goal_race((a_run(),), replace(RACE, distance_m=HALF_MARATHON_M))[0]
    assert (half.distance_m, half.minutes < 120) == (HALF_MARATHON_M, True)


def test_no_runs_stay_no_runs() -> None:
    assert with_goal_race((), RACE) == ()


def test_an_entry_follows_its_race() -> None:
    later = Race(RACE.start + 7 * DAY, HALF_MARATHON_M)
    run = following(a_run(), RACE, later)
    assert (run.id, run.start, run.minutes) == ("r0", later.start, 120)
    assert run.distance_m == HALF_MARATHON_M
