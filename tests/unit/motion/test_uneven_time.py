"""Clocks that stall, repeat, jump back and run unevenly: nothing is judged that was not there."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstrong.coach.judge_live import LiveJudging, LiveWish
from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.hip_judge import HipJudge
from hamstrong.motion.judge import Judge, judge_frames
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import Report
from tests.unit.motion.figures import HEIGHT, WIDTH, bridging, seen
from tests.unit.motion.hip_films import Hips, course, film

LIBRARY = load_library()
BRIDGE = LIBRARY["hb_support_1l_mid"]
POSE = bridging((0, 0), (3.5, 0), (4.5, 1), (11, 1), (12, 0), (14, 0))
END_S = 14.0
HELD_S = 6.9
HOLD = course((0, 0), (4, 0), (5.2, 27), (11, 27), (12, 0), (14, 0))
SAMPLES = film(Hips(HOLD), 14).samples
SOME = settings(max_examples=15, deadline=None)


def uneven(seed: int, *, repeats: float = 0.1) -> list[Frame]:
    """8 to 60 pictures a second by stretches, some twice under one time."""
    return list(_uneven(random.Random(seed), repeats))


def _uneven(chance: random.Random, repeats: float) -> Iterator[Frame]:
    time_s, until_s, rate = 0.0, 0.0, 30.0
    while time_s < END_S:
        if time_s >= until_s:
            until_s, rate = time_s + chance.uniform(0.3, 3), chance.uniform(8, 60)
        frame = Frame(time_s, seen(POSE(time_s)), WIDTH, HEIGHT)
        yield frame
        while chance.random() < repeats:
            yield frame
        time_s += chance.uniform(0.7, 1.3) / rate


def held_s(report: Report) -> float:
    for hold in report.holds:
        parts = hold.valid_s + sum(hold.lost_s.values()) + hold.abstained_s
        assert parts == pytest.approx(hold.total_s, abs=1e-6)
    return sum(hold.total_s for hold in report.holds)


@SOME
@given(seed=st.integers(0, 10_000))
def test_an_uneven_rate_changes_no_seconds(seed: int) -> None:
    report = judge_frames(BRIDGE, Side.RIGHT, uneven(seed))
    assert held_s(report) == pytest.approx(HELD_S, abs=0.35)


@SOME
@given(seed=st.integers(0, 10_000), sizes=st.lists(st.integers(1, 90), min_size=1, max_size=30))
def test_chunks_of_an_uneven_stream_do_not_matter(seed: int, sizes: list[int]) -> None:
    frames = uneven(seed, repeats=0.3)
    judge, rest = Judge(BRIDGE, Side.RIGHT), list(frames)
    for size in [*sizes, len(frames)]:
        for frame in rest[:size]:
            judge.feed(frame)
        rest = rest[size:]
    assert judge.finish() == judge_frames(BRIDGE, Side.RIGHT, frames)


@SOME
@given(at_s=st.floats(5, 10), stalls=st.integers(2, 200))
def test_a_clock_that_stalls_counts_nothing(at_s: float, stalls: int) -> None:
    """Frames go on under one time, and then the clock is where it ought to be."""
    frames = uneven(1, repeats=0)
    number = next(n for n, frame in enumerate(frames) if frame.time_s >= at_s)
    stalled = [replace(frames[number]) for _ in range(stalls)]
    frames[number:number] = stalled
    report = judge_frames(BRIDGE, Side.RIGHT, frames)
    assert held_s(report) == pytest.approx(HELD_S, abs=0.35)


@SOME
@given(at_s=st.floats(5, 10), gap_s=st.floats(0.4, 4.5))
def test_a_clock_that_leaps_is_not_believed(at_s: float, gap_s: float) -> None:
    """Nothing was seen in the seconds that it left out, so none of them is valid."""
    frames = uneven(2, repeats=0)
    late = [
        frame if frame.time_s < at_s else replace(frame, time_s=frame.time_s + gap_s)
        for frame in frames
    ]
    report = judge_frames(BRIDGE, Side.RIGHT, late)
    held_s(report)
    assert sum(hold.valid_s for hold in report.holds) <= HELD_S + 0.35
    assert sum(hold.abstained_s for hold in report.holds) == pytest.approx(gap_s, abs=0.35)


def test_the_judge_itself_takes_no_older_frame() -> None:
    judge = Judge(BRIDGE, Side.RIGHT)
    judge.feed(Frame(2.0, None, WIDTH, HEIGHT))
    with pytest.raises(BadInput):
        judge.feed(Frame(1.9, None, WIDTH, HEIGHT))


def answers(frames: list[Frame]) -> list[dict[str, Any]]:
    judging = LiveJudging(LIBRARY, LiveWish("a", BRIDGE.id, Side.RIGHT))
    return [judging.feed(frame) for frame in frames]


def live(frames: list[Frame]) -> LiveJudging:
    judging = LiveJudging(LIBRARY, LiveWish("a", BRIDGE.id, Side.RIGHT))
    for frame in frames:
        judging.feed(frame)
    return judging


@SOME
@given(seed=st.integers(0, 10_000), back_s=st.floats(0.05, 20))
def test_live_a_clock_that_jumps_back_counts_nothing_twice(seed: int, back_s: float) -> None:
    chance, straight = random.Random(seed), uneven(seed, repeats=0)
    jumping: list[Frame] = []
    for frame in straight:
        jumping.append(frame)
        if chance.random() < 0.1:
            older = replace(frame, time_s=frame.time_s - back_s)
            jumping += [older] * chance.randrange(1, 20)
    spoken = [bool(told["cue"]) for told in answers(jumping)]
    assert sum(spoken) == sum(bool(told["cue"]) for told in answers(straight))
    assert live(jumping).finish() == live(straight).finish()


@SOME
@given(seed=st.integers(0, 10_000))
def test_live_readings_in_any_bundles_are_worth_the_same(seed: int) -> None:
    chance = random.Random(seed)
    judging = LiveJudging(LIBRARY, LiveWish("a", BRIDGE.id, Side.RIGHT, by="hips"))
    rest = list(SAMPLES)
    while rest:
        size = chance.randrange(1, 30)
        bundle, rest = rest[:size], rest[size:]
        judging.feel([*bundle, *bundle[: chance.randrange(3)]])
    alone = HipJudge(BRIDGE, Side.RIGHT)
    for sample in SAMPLES:
        alone.feed(sample)
    (hold,) = alone.finish().holds
    judged = judging.finish()
    assert judged is not None
    assert judged["valid_s"] == pytest.approx(hold.valid_s, abs=0.01)
