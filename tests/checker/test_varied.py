"""A sample of the two benchmarks in the suite: varied blocks, and lives that are planned again.

The whole of them are `benchmarks/bench_plan_legal.py` and `benchmarks/bench_plan_edits.py`.
"""

from collections.abc import Callable

import pytest

from benchmarks.bench_plan_edits import lived
from benchmarks.bench_plan_legal import judged
from benchmarks.varied_blocks import problem
from hamstrong.planning.model import PlanRequest

BLOCKS = 75
SEQUENCES = 7
ONCE_WRONG = (235, 449)
"""Lives that broke a rule: in 235 a session was skipped, in 449 an illness came, and a week got a
session more."""
EDITS = 10
CHUNK = 15


@pytest.mark.parametrize("first", range(0, BLOCKS, CHUNK))
def test_no_varied_block_breaks_a_hard_rule(first: int) -> None:
    verdicts = [judged(seed) for seed in range(first, first + CHUNK)]
    assert [(v.seed, v.breaches) for v in verdicts if v.breaches] == []
    assert sum(verdict.sessions for verdict in verdicts) > CHUNK


@pytest.mark.parametrize("seed", [*range(SEQUENCES), *ONCE_WRONG])
def test_no_life_breaks_a_hard_rule(seed: int) -> None:
    edits = lived(seed, edits=EDITS)
    assert [(edit.number, edit.kind, edit.breaches) for edit in edits if edit.breaches] == []
    assert edits


_KINDS: tuple[Callable[[PlanRequest], object], ...] = (
    lambda r: r.previous is not None and r.done,
    lambda r: not r.levels,
    lambda r: r.pins,
    lambda r: r.limits,
    lambda r: r.absences,
    lambda r: r.availability.dates and not r.availability.weekdays,
    lambda r: len(r.availability.weekdays) == 1,
    lambda r: sum(run.type.value == "race" for run in r.runs) > 2,
    lambda r: sum(run.distance_m == r.race.distance_m for run in r.runs) > 1,
    lambda r: len({run.day for run in r.runs}) < len(r.runs),
    lambda r: len({run.start.utcoffset() for run in r.runs}) > 1,
    lambda r: any(run.day > r.race.day for run in r.runs),
    lambda r: r.weaker and r.targets and r.exposures,
)


def test_a_number_is_a_problem() -> None:
    for seed in (0, 7, 23):
        assert problem(seed) == problem(seed)
    assert problem(0) != problem(1)


def test_problems_are_varied() -> None:
    """What the benchmark promises to hold is there, in the first three hundred."""
    requests = [problem(seed) for seed in range(300)]
    assert {len(_run_days(seed)) for seed in range(60)} >= {2, 3, 4, 5, 6, 7}
    assert {request.minutes for request in requests} == {10, 20, 30, 45}
    weeks = {(r.race.day - r.runs[0].day).days // 7 + 1 for r in requests}
    assert min(weeks) <= 4
    assert max(weeks) >= 25
    for is_there in _KINDS:
        assert 3 <= sum(bool(is_there(request)) for request in requests) < 300


def _run_days(seed: int) -> set[int]:
    """Weekdays on which the middle week of a block has a run."""
    runs = problem(seed).runs
    middle = runs[len(runs) // 2].day
    monday = middle.toordinal() - middle.weekday()
    return {r.day.weekday() for r in runs if monday <= r.day.toordinal() < monday + 7}
