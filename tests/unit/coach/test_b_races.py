"""Two races of one distance in a plan of runs: said with every way out, and one of them taken."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hamstrong.cli.errors import ways
from hamstrong.coach.b_races import with_b_races
from hamstrong.coach.import_runs import import_runs
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.runs import planned_runs
from hamstrong.errors import RaceElsewhere
from hamstrong.running.goal_race import B_RACE_DAYS
from hamstrong.running.model import MARATHON_M, Run, RunType
from tests.unit.coach.desk import MONDAY, RACE_DAY, Desk, month_of_runs, run_on

PLAN = month_of_runs()
RUNS = PLAN.runs[:-1]


def marathon(days_to_race: int) -> Run:
    race = run_on(RACE_DAY - timedelta(days=days_to_race), RunType.RACE, minutes=220)
    return replace(race, distance_m=MARATHON_M, title="City marathon")


def desk_with(*races: Run) -> tuple[Desk, str]:
    desk = Desk(reads=replace(PLAN, runs=tuple(sorted((*RUNS, *races), key=lambda r: r.start))))
    return desk, desk.athlete().id


def take_in(desk: Desk, athlete_id: str, *, keep: bool = False) -> tuple[str, ...]:
    file = RunFile("plan.csv", b"x", keep_races=keep)
    return import_runs(desk.ports, athlete_id, file=file).notes


def test_an_earlier_race_names_both_ways_and_what_each_gives() -> None:
    desk, athlete = desk_with(marathon(21))
    with pytest.raises(RaceElsewhere) as refused:
        take_in(desk, athlete)
    error = refused.value
    assert error.can_keep
    assert error.theirs == RACE_DAY - timedelta(days=21)
    assert "Keep both, and it becomes a B race on the way to yours" in error.message
    assert "Or give 20 Dec 2026: the block ends there" in error.message


def test_kept_it_is_a_race_of_the_block_and_said() -> None:
    desk, athlete = desk_with(marathon(21))
    notes = take_in(desk, athlete, keep=True)
    assert any("City marathon on 20 Dec 2026 stays in the block as a B race" in n for n in notes)
    races = [run for run in planned_runs(desk.ports, athlete) if run.type is RunType.RACE]
    assert [run.day for run in races] == [RACE_DAY - timedelta(days=21), RACE_DAY]


@pytest.mark.parametrize("days", [B_RACE_DAYS - 1, 1, -1, -13])
def test_a_race_close_by_is_a_wrong_date_and_no_second_race(days: int) -> None:
    desk, athlete = desk_with(marathon(days))
    with pytest.raises(RaceElsewhere, match="correct the race date") as refused:
        take_in(desk, athlete, keep=True)
    assert not refused.value.can_keep


def test_no_block_leads_to_a_race_that_is_over() -> None:
    desk, athlete = desk_with(marathon((RACE_DAY - MONDAY).days + 8))
    with pytest.raises(RaceElsewhere, match="which is over, and you gave") as refused:
        take_in(desk, athlete)
    assert ways(refused.value) == ("Both races: the same command with --keep-races",)


def test_a_race_long_after_the_goal_says_what_to_do() -> None:
    desk, athlete = desk_with(marathon(-28))
    with pytest.raises(RaceElsewhere, match="add the earlier one as a run of the block"):
        take_in(desk, athlete, keep=True)


def test_where_the_goal_is_in_the_plan_the_other_race_needs_no_word() -> None:
    desk, athlete = desk_with(marathon(21), marathon(0))
    assert take_in(desk, athlete) == PLAN.notes


def test_a_race_of_another_distance_is_a_tune_up() -> None:
    tune_up = replace(marathon(21), distance_m=10_000.0)
    plan = replace(PLAN, runs=(*RUNS, tune_up))
    desk, athlete = desk_with(tune_up)
    assert with_b_races(plan, desk.store.races.get(athlete), keep=False, today=MONDAY) is plan


def test_without_a_race_nothing_is_elsewhere() -> None:
    assert with_b_races(PLAN, None, keep=False, today=MONDAY) is PLAN
