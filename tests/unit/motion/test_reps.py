"""Reps of drawn bodies: counted when full, told when short or hurried."""

import pytest

from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Exercise
from hamstrong.motion.judge import Judge, judge_frames
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import JudgedRep
from tests.unit.motion.figures import bridging, film, profile, squat

SQUAT = load_library()["goblet_squat"]
TEST = load_library()["t_slhb"]
STAND, DEEP, SHALLOW = 5.0, 120.0, 85.0


def squatting(*turns: tuple[float, float]) -> list[Frame]:
    knee = profile(*turns)
    return film(lambda t: squat(knee(t), lean_deg=20 * knee(t) / DEEP), turns[-1][0])


def reps(frames: list[Frame], spec: Exercise = SQUAT) -> tuple[JudgedRep, ...]:
    side = Side.RIGHT if spec.one_sided else Side.BOTH
    return judge_frames(spec, side, frames).reps


def test_full_and_slow_squats_count() -> None:
    up_and_down = [(0.0, STAND), (2.0, STAND)]
    for start_s in (2.0, 8.0, 14.0):
        up_and_down += [(start_s + 3, DEEP), (start_s + 4, DEEP), (start_s + 5.5, STAND)]
    done = reps(squatting(*up_and_down, (22, STAND)))
    assert [(rep.full, rep.lost) for rep in done] == [(True, ())] * 3


@pytest.mark.parametrize(
    ("turns", "lost"),
    [
        (((5, SHALLOW), (6, SHALLOW), (8, STAND)), (Criterion.RANGE,)),
        (((2.8, DEEP), (3.6, STAND)), (Criterion.TEMPO,)),
    ],
)
def test_short_and_hurried_squats_are_told(
    turns: tuple[tuple[float, float], ...], lost: tuple[Criterion, ...]
) -> None:
    frames = squatting((0, STAND), (2, STAND), *turns, (10, STAND))
    (rep,) = reps(frames)
    assert rep.lost == lost
    judge = Judge(SQUAT, Side.BOTH)
    states = [judge.feed(frame) for frame in frames]
    assert states[-1].reps == 0
    assert [state.say for state in states if state.say] == [
        "A little deeper." if Criterion.RANGE in lost else "Slower down."
    ]


def test_standing_still_makes_no_reps() -> None:
    assert reps(squatting((0, STAND), (8, STAND + 10), (16, STAND))) == ()


def test_a_rep_that_was_not_seen_whole_is_none() -> None:
    turns = ((0, STAND), (2, STAND), (5, DEEP), (6, DEEP), (7.5, STAND), (9, STAND))
    frames = [f for f in squatting(*turns) if not 4.0 < f.time_s < 6.5]
    assert reps(frames) == ()


def test_bridges_to_failure_count_while_they_are_full() -> None:
    heights = [(0.0, 0.0), (3.5, 0.0)]
    for number, top in enumerate((1, 1, 1, 0.6)):
        start_s = 3.5 + 3 * number
        heights += [(start_s + 1, top), (start_s + 3, 0)]
    done = reps(film(bridging(*heights, (17, 0), knee_deg=45), 17), TEST)
    assert [rep.full for rep in done] == [True, True, True, False]
    assert done[0].reached.value == pytest.approx(1.0, abs=0.1)
