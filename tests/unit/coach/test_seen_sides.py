"""Left and right as cameras saw them: mostly not distinguishable, and never a risk."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from hamstrong.coach.record_events import record_events
from hamstrong.coach.run_job import run_job
from hamstrong.coach.seen import SetUpOf, Watched
from hamstrong.coach.seen_progress import (
    SeenResult,
    SidesAnswer,
    ahead_percent,
    seen_progress,
    sides_of,
)
from hamstrong.coach.show_seen import Difference, compare_seen, difference, list_seen
from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.motion.report import Measure
from hamstrong.planning.body.sides import SideTest
from tests.unit.coach.clip_desk import EXERCISE, ClipDesk
from tests.unit.coach.desk import MONDAY

FIRST = date(2026, 9, 7)


def result(day: int, side: Side, value: float, *, clocked: bool = False) -> SeenResult:
    when = FIRST + timedelta(days=day)
    return SeenResult(str(uuid4()), when, side, value, 0.8, True, clocked, Watched.LIVE, SetUpOf())


def pairs(values: Iterable[tuple[int, float, float]], **more: Any) -> list[SeenResult]:
    return [
        one
        for day, left, right in values
        for one in (result(day, Side.LEFT, left, **more), result(day, Side.RIGHT, right, **more))
    ]


def test_one_large_difference_says_nothing() -> None:
    sides = sides_of(pairs([(0, 40, 20)]), timed=True)
    assert sides.answer is SidesAnswer.TOO_FEW
    assert sides.percent == -50


def test_a_difference_that_lasts_beyond_noise_is_told_with_its_side() -> None:
    seen = pairs([(0, 40, 30), (7, 41, 31), (14, 39, 30), (21, 42, 31)])
    sides = sides_of(seen, timed=True)
    assert sides.answer is SidesAnswer.DIFFER
    assert sides.weaker is Side.RIGHT
    assert sides.own
    assert sides.percent == pytest.approx(-24.7, abs=0.5)


def test_the_same_within_two_weeks_is_too_early() -> None:
    seen = pairs([(0, 40, 30), (4, 41, 31), (8, 39, 30), (12, 42, 31)])
    assert sides_of(seen, timed=True).answer is SidesAnswer.TOO_FEW


def test_less_than_fifteen_percent_is_not_distinguishable() -> None:
    seen = pairs([(0, 40, 36), (7, 40, 36), (14, 40, 36), (21, 40, 36)])
    sides = sides_of(seen, timed=True)
    assert sides.answer is SidesAnswer.NOT_DISTINGUISHABLE
    assert sides.weaker is None


def test_a_difference_within_ones_own_noise_is_not_distinguishable() -> None:
    seen = pairs([(0, 40, 30), (7, 22, 38), (14, 44, 30), (21, 25, 20), (28, 40, 28)])
    sides = sides_of(seen, timed=True)
    assert sides.own
    assert sides.noise > 15
    assert sides.answer is SidesAnswer.NOT_DISTINGUISHABLE


def test_a_side_that_the_clock_ended_may_have_had_more_in_it() -> None:
    seen = []
    for day in (0, 7, 14, 21):
        seen += [result(day, Side.LEFT, 40), result(day, Side.RIGHT, 30, clocked=True)]
    sides = sides_of(seen, timed=True)
    assert (sides.answer, sides.pairs) == (SidesAnswer.TOO_FEW, 0)


def test_the_clock_may_end_the_side_that_is_ahead() -> None:
    seen = []
    for day in (0, 7, 14, 21):
        seen += [result(day, Side.LEFT, 45, clocked=True), result(day, Side.RIGHT, 30)]
    assert sides_of(seen, timed=True).answer is SidesAnswer.DIFFER


@pytest.mark.parametrize("spread", [2.0, 5.0])
def test_equal_sides_are_hardly_ever_called_different(spread: float) -> None:
    rng = random.Random(3)
    called = 0
    for _ in range(400):
        seen = pairs((7 * n, rng.gauss(30, spread), rng.gauss(30, spread)) for n in range(8))
        called += sides_of(seen, timed=True).answer is SidesAnswer.DIFFER
    assert called <= 4


def test_percent_is_of_the_better_side() -> None:
    assert ahead_percent(SideTest(FIRST, 20.0, 25.0, 1.0)) == 20.0
    assert ahead_percent(SideTest(FIRST, 0.0, 0.0, 1.0)) == 0.0


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (Measure(170, 6), Measure(176, 6), Difference.NOT_DISTINGUISHABLE),
        (Measure(160, 6), Measure(176, 6), Difference.MORE),
        (Measure(176, 6), Measure(160, 6), Difference.LESS),
        (None, Measure(160, 6), Difference.UNKNOWN),
    ],
)
def test_two_numbers_differ_by_more_than_both_may_be_off(
    before: Measure | None, after: Measure, said: Difference
) -> None:
    assert difference(before, after) is said


@pytest.fixture
def desk(tmp_path: Path) -> ClipDesk:
    return ClipDesk(tmp_path)


def judged(desk: ClipDesk, film: str, **wish: Any) -> str:
    job = desk.send(film, **wish)
    run_job(desk.job_desk, job.id)
    return job.id


def test_only_what_was_set_up_alike_is_put_together(desk: ClipDesk) -> None:
    for cm in (40, 45, 40):
        judged(desk, "half", protocol=SetUpOf(support_cm=cm))
    view = seen_progress(desk.ports, desk.athlete.id, exercise_id=EXERCISE)
    assert sorted((g.protocol.support_cm, len(g.summaries)) for g in view.groups) == [
        (40, 1),
        (45, 1),
    ]
    assert view.unit == "s"


def test_two_set_ups_are_laid_side_by_side_and_told_nothing_of(desk: ClipDesk) -> None:
    one = judged(desk, "half", protocol=SetUpOf(support_cm=40))
    other = judged(desk, "steady", protocol=SetUpOf(support_cm=50))
    same = judged(desk, "steady", protocol=SetUpOf(support_cm=40))
    apart = compare_seen(desk.ports, desk.athlete.id, one=one, other=other)
    assert not apart.alike
    assert {row.difference for row in apart.rows} == {Difference.UNKNOWN}
    alike = compare_seen(desk.ports, desk.athlete.id, one=one, other=same)
    valid = next(row for row in alike.rows if row.name == "valid")
    assert valid.difference in (Difference.MORE, Difference.LESS)
    assert "hip-angle" in {row.name for row in alike.rows}


def test_different_exercises_are_not_compared(desk: ClipDesk) -> None:
    one = judged(desk, "half")
    other = judged(desk, "longlever", exercise_id="hb_support_1l_long")
    for pair in ((one, other), (one, one)):
        with pytest.raises(BadInput):
            compare_seen(desk.ports, desk.athlete.id, one=pair[0], other=pair[1])


def test_a_set_that_did_all_that_was_planned_was_ended_by_the_clock(desk: ClipDesk) -> None:
    seen_id = judged(desk, "half")
    view = seen_progress(desk.ports, desk.athlete.id, exercise_id=EXERCISE)
    assert not view.groups[0].summaries[0].best.clocked
    data = {
        "session_id": "s",
        "exercise_id": EXERCISE,
        "side": "right",
        "set_number": 1,
        "hold_s": 12,
        "planned": 12,
        "judged": {"by": "camera", "valid_s": 11.8, "seen": seen_id},
    }
    event = {"id": str(uuid4()), "kind": "set", "at": f"{MONDAY}T08:00+01:00", "data": data}
    assert record_events(desk.ports, desk.athlete.id, events=[event]).refused == ()
    view = seen_progress(desk.ports, desk.athlete.id, exercise_id=EXERCISE)
    assert view.groups[0].summaries[0].best.clocked


def test_the_list_has_what_was_seen_and_what_is_in_the_works(desk: ClipDesk) -> None:
    judged(desk, "half")
    waiting = desk.send("steady")
    seen = list_seen(desk.ports, desk.athlete.id)
    assert [job.id for job in seen.jobs] == [waiting.id]
    ((line,),) = (group.lines for group in seen.exercises)
    assert line.result is not None
    assert line.seen.trace == b""
    assert replace(line.result, seen_id="") != line.result
