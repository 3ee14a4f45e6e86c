"""The examples: one fictional block in three formats, read alike and without a note."""

from collections import Counter
from datetime import date

import pytest

from hamstrong.running.model import Run, RunPlan, RunType
from tests.files.plan_files import EXAMPLES, RACE_DAY, read

SUFFIXES = ("ics", "yaml", "csv")


def example(suffix: str) -> RunPlan:
    name = f"spring-marathon.{suffix}"
    return read((EXAMPLES / name).read_bytes(), name=name)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_it_reads_without_a_note(suffix: str) -> None:
    plan = example(suffix)
    assert plan.notes == ()
    assert (plan.runs[0].day, plan.runs[-1].day) == (date(2026, 12, 15), RACE_DAY)
    assert plan == example(suffix)


def test_the_three_formats_say_the_same() -> None:
    told = [
        [(run.day, run.type, run.key, hectometres(run)) for run in example(suffix).runs]
        for suffix in SUFFIXES
    ]
    assert told[0] == told[1] == told[2]


def hectometres(run: Run) -> int:
    """A calendar says "half marathon" where a table has to say 21.1."""
    return round((run.distance_m or 0) / 100)


def test_it_is_the_block_the_readme_speaks_of() -> None:
    plan = example("ics")
    weeks: Counter[int] = Counter()
    for run in plan.runs[:-1]:
        weeks[(run.day - date(2026, 12, 14)).days // 7] += int(run.distance_m or 0)
    assert len(weeks) == 18
    assert all(41_000 <= metres <= 65_000 for week, metres in weeks.items() if week < 17)
    assert all(weeks[cutback] < weeks[cutback - 1] * 0.8 for cutback in (3, 7, 11))
    tune_up = next(run.day for run in plan.runs if run.type is RunType.RACE)
    assert (RACE_DAY - tune_up).days == 35


def test_every_week_has_a_long_run_and_at_most_two_faster_ones() -> None:
    by_week: dict[int, Counter[RunType]] = {}
    for run in example("ics").runs:
        week = (run.day - date(2026, 12, 14)).days // 7
        by_week.setdefault(week, Counter())[run.type] += run.key
    for week, types in by_week.items():
        ends = types[RunType.LONG] + types[RunType.RACE] + types[RunType.MARATHON_PACE]
        assert ends == (2 if week == 17 else 1), week
        assert types[RunType.THRESHOLD] + types[RunType.INTERVAL] + types[RunType.REPETITION] <= 1
