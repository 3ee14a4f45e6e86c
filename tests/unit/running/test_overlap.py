"""Two plans on the same days collide; the same plan read again does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hamstrong.running.model import Race, Run, RunPlan, RunType
from hamstrong.running.overlap import is_same_plan, overlap


def plan(name: str, first_day: int, days: int) -> RunPlan:
    start = datetime(2027, 1, 1, 7, tzinfo=UTC) + timedelta(days=first_day)
    runs = tuple(
        Run(
            id=f"{name}-{number}",
            start=start + timedelta(days=number),
            end=start + timedelta(days=number, hours=1),
            type=RunType.EASY,
            key=False,
            title="Easy",
        )
        for number in range(days)
    )
    return RunPlan(name=name, runs=runs)


def test_plans_one_after_the_other_fit() -> None:
    assert overlap(plan("winter", 0, 10), plan("spring", 10, 10)) is None


def test_days_in_both_plans_are_named() -> None:
    conflict = overlap(plan("winter", 0, 10), plan("spring", 8, 10))
    assert conflict is not None
    assert conflict.message == (
        "spring and winter both have runs on 2 days (9 Jan, 10 Jan); "
        "replace the old plan, or choose one that begins after it."
    )
    assert conflict.place == "spring"


def test_many_days_are_counted() -> None:
    conflict = overlap(plan("winter", 0, 10), plan("spring", 0, 10))
    assert conflict is not None
    assert "(1 Jan, 2 Jan, 3 Jan, 4 Jan and 6 more)" in conflict.message


def test_the_same_plan_read_again_is_no_conflict() -> None:
    assert overlap(plan("spring", 0, 10), plan("spring", 0, 12)) is None


def test_one_run_in_common_does_not_make_two_plans_one() -> None:
    winter, spring = plan("winter", 0, 10), plan("spring", 10, 10)
    with_one = replace(spring, runs=(winter.runs[9], *spring.runs))
    assert not is_same_plan(winter, with_one)
    assert overlap(winter, with_one) is not None, "the run in common is on one day in both"
    elsewhere = replace(winter.runs[9], start=spring.runs[9].start + timedelta(days=3))
    conflict = overlap(winter, replace(spring, runs=(*spring.runs, elsewhere)))
    assert conflict is not None, "one run cannot stand on two days"


def test_most_runs_in_common_are_the_same_plan_under_another_name() -> None:
    winter = plan("winter", 0, 10)
    assert is_same_plan(winter, replace(winter, name="winter (1)", runs=winter.runs[4:]))
    assert not is_same_plan(winter, replace(winter, name="other", runs=winter.runs[5:]))


def test_the_goal_race_in_both_plans_is_no_conflict() -> None:
    winter, spring = plan("winter", 0, 10), plan("spring", 10, 10)
    last = replace(spring.runs[-1], type=RunType.RACE, distance_m=42_195.0)
    both = replace(winter, runs=(*winter.runs, replace(last, id="winter-race")))
    with_race = replace(spring, runs=(*spring.runs[:-1], last))
    assert overlap(both, with_race, Race(last.start)) is None
    assert overlap(both, with_race) is not None
