"""What is true of every film: sums, chunks, and indifference to place, size, side and hour."""

import math
import random
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.judge.bodies import EXERCISES
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.judge import Judge, JudgeOptions, judge_frames
from hamstrong.motion.landmarks import Frame, Landmark
from hamstrong.motion.report import Report
from tests.unit.motion.clips import clip
from tests.unit.motion.figures import bridging, film

BRIDGE = load_library()["hb_support_1l_mid"]
CORNERS = ((0, 0), (3, 0), (4, 1), (9, 1), (9.4, 0.55), (10.4, 0.55), (10.8, 1), (13, 1), (14, 0))
FRAME_S = 1 / 15
FILM = film(bridging(*CORNERS, (15, 0)), 15, fps=15)
SOME = settings(max_examples=25, deadline=None)


def judge(frames: Iterable[Frame], side: Side = Side.RIGHT) -> Report:
    return judge_frames(BRIDGE, side, frames)


def add_up(report: Report) -> None:
    for hold in report.holds:
        parts = hold.valid_s + sum(hold.lost_s.values()) + hold.abstained_s
        assert parts == pytest.approx(hold.total_s, abs=1e-6)
        assert hold.total_s == pytest.approx(hold.end_s - hold.start_s, abs=1e-6)
        assert min(hold.valid_s, hold.abstained_s, *hold.lost_s.values(), 0) >= 0
    ends = [0.0, *(time for hold in report.holds for time in (hold.start_s, hold.end_s))]
    assert ends == sorted(ends)


def alike(one: Report, other: Report, *, later_s: float = 0.0) -> None:
    """The same holds, but for a frame that lies on an edge."""
    assert len(one.holds) == len(other.holds)
    for a, b in zip(one.holds, other.holds, strict=True):
        assert b.start_s == pytest.approx(a.start_s + later_s, abs=1.1 * FRAME_S)
        assert b.valid_s == pytest.approx(a.valid_s, abs=2.2 * FRAME_S)
        assert set(a.lost_s) == set(b.lost_s)
        assert a.hip_angle_deg is not None
        assert b.hip_angle_deg is not None
        assert b.hip_angle_deg.value == pytest.approx(a.hip_angle_deg.value, abs=0.2)


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_parts_add_up_on_the_clips(name: str) -> None:
    add_up(clip(name).judged())


@SOME
@given(sizes=st.lists(st.integers(1, 60), min_size=1, max_size=40))
def test_chunks_do_not_matter(sizes: list[int]) -> None:
    chunked, rest = Judge(BRIDGE, Side.RIGHT), list(FILM)
    for size in sizes:
        for frame in rest[:size]:
            chunked.feed(frame)
        rest = rest[size:]
    for frame in rest:
        chunked.feed(frame)
    assert chunked.finish() == judge(iter(FILM))
    assert chunked.finish() is chunked.finish()


def test_what_is_said_changes_nothing_that_is_judged() -> None:
    silent = judge_frames(BRIDGE, Side.RIGHT, FILM, options=JudgeOptions(cues=False))
    counted = judge_frames(BRIDGE, Side.RIGHT, FILM, options=JudgeOptions(target_s=5))
    assert silent == counted


@SOME
@given(later_s=st.floats(0, 100_000))
def test_the_hour_does_not_matter(later_s: float) -> None:
    later = [replace(frame, time_s=frame.time_s + later_s) for frame in FILM]
    alike(judge(FILM), judge(later), later_s=later_s)


@SOME
@given(scale=st.floats(0.5, 6))
def test_resolution_does_not_matter(scale: float) -> None:
    larger = []
    for frame in FILM:
        points = np.array(frame.points)
        points[:, :3] *= scale
        size = math.ceil(frame.width * scale), math.ceil(frame.height * scale)
        larger.append(Frame(frame.time_s, points, *size))
    alike(judge(FILM), judge(larger))


@SOME
@given(right=st.floats(-60, 150), down=st.floats(-120, 40))
def test_the_place_in_the_picture_does_not_matter(right: float, down: float) -> None:
    moved = []
    for frame in FILM:
        points = np.array(frame.points)
        points[:, :2] += (right, down)
        moved.append(replace(frame, points=points))
    alike(judge(FILM), judge(moved))


def mirrored(frame: Frame) -> Frame:
    points = np.array(frame.points)
    points[:, 0] = frame.width - points[:, 0]
    for left in Landmark:
        if left.name.startswith("LEFT_"):
            points[[left, left + 1]] = points[[left + 1, left]]
    return replace(frame, points=points)


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_left_and_right_are_judged_alike(name: str) -> None:
    case = clip(name)
    other = judge_frames(case.spec, Side.LEFT, [mirrored(frame) for frame in case.frames()])
    alike(case.judged(), other)


@SOME
@given(seed=st.integers(0, 10_000), kept=st.floats(0.05, 1))
def test_dropped_frames_never_make_seconds(seed: int, kept: float) -> None:
    chance = random.Random(seed)
    frames = [frame for frame in FILM if chance.random() < kept]
    report = judge(frames)
    add_up(report)
    valid_s = sum(hold.valid_s for hold in report.holds)
    assert valid_s <= report.watched_s + 1e-6
    assert valid_s <= sum(hold.valid_s for hold in judge(FILM).holds) + 0.35


@SOME
@given(start_s=st.floats(0, 14), dark_s=st.floats(0.4, 14))
def test_unseen_seconds_are_never_valid(start_s: float, dark_s: float) -> None:
    dark = [
        replace(frame, points=None) if start_s <= frame.time_s <= start_s + dark_s else frame
        for frame in FILM
    ]
    report = judge(dark)
    add_up(report)
    seen_s = report.watched_s - min(dark_s, 15 - start_s) + 4 * FRAME_S
    assert sum(hold.valid_s for hold in report.holds) <= seen_s


@SOME
@given(seed=st.integers(0, 10_000), noise=st.sampled_from([1.0, 30.0, 1e4, float("nan")]))
def test_any_landmarks_are_survived(seed: int, noise: float) -> None:
    chance = np.random.default_rng(seed)
    frames = []
    for number in range(200):
        points = np.array(FILM[number % len(FILM)].points)
        if chance.random() < 0.4:
            points += chance.normal(size=points.shape).astype(np.float32) * np.float32(noise)
        hidden = chance.random() < 0.2
        frames.append(Frame(number / 15, None if hidden else points, 640, 480))
    report = judge(frames)
    add_up(report)
    numbers = [hold.hip_angle_deg.value for hold in report.holds if hold.hip_angle_deg]
    assert all(map(math.isfinite, numbers))


def worn(seed: int) -> list[Frame]:
    """Jitter of 3 %, outliers in 5 % of frames, half a second dark."""
    chance = np.random.default_rng(seed)
    frames = []
    for frame in clip("steady").frames():
        points = np.array(frame.points)
        points[:, :2] += chance.normal(scale=3.0, size=(33, 2)).astype(np.float32)
        if chance.random() < 0.05:
            points[:, :2] += chance.normal(scale=60.0, size=(33, 2)).astype(np.float32)
        hidden = 12 < frame.time_s < 12.5
        frames.append(replace(frame, points=None if hidden else points))
    return frames


def test_bad_pictures_cost_little_and_give_nothing() -> None:
    errors = []
    for seed in (*range(8), 107):
        report = judge_frames(clip("steady").spec, Side.RIGHT, worn(seed))
        add_up(report)
        errors.append(sum(hold.valid_s + hold.abstained_s for hold in report.holds) - 23.0)
    assert max(errors) <= 0.3
    assert np.mean(errors) >= -0.9, errors
    assert sorted(errors)[len(errors) // 2] >= -0.5
