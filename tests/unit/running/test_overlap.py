"""Two plans on the same days collide; the same plan read again does not."""

from datetime import UTC, datetime, timedelta

from hamstrong.running.model import Run, RunPlan, RunType
from hamstrong.running.overlap import overlap


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
