"""What was judged is kept, small, and judges to the same again."""

import random
import zlib
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.judge.bodies import EXERCISES
from hamstrong.coach import kept_frames
from hamstrong.coach.kept_frames import (
    ROWS,
    FrameLog,
    frames_document,
    frames_from_document,
    unpack_frames,
)
from hamstrong.errors import BadFile
from hamstrong.exercises.dose import Side
from hamstrong.motion.document import report_document
from hamstrong.motion.judge import judge_frames
from hamstrong.motion.landmarks import COLUMNS, LANDMARKS, Frame, Landmarks
from tests.unit.motion.clips import clip

NAMES = sorted(EXERCISES)


def landmarks(numbers: list[float]) -> Landmarks:
    return memoryview(array("f", numbers)).cast("B").cast("f", (LANDMARKS, COLUMNS))


def body(seed: int) -> Landmarks:
    rng = random.Random(seed)
    return landmarks([rng.uniform(-3000, 9000) for _ in range(LANDMARKS * COLUMNS)])


frames = st.lists(
    st.tuples(st.integers(0, 10**8), st.none() | st.integers(0, 9999)), max_size=8
).map(
    lambda told: [
        Frame(ms / 977, None if seed is None else body(seed), 1280, 720) for ms, seed in told
    ]
)


def rows(frame: Frame) -> object:
    return frame.points and frame.points.tolist()


@given(frames)
def test_what_is_read_is_what_was_judged(given: list[Frame]) -> None:
    log = FrameLog()
    judged = [log.keep(frame) for frame in given]
    read = unpack_frames(log.packed())
    assert [(f.time_s, rows(f), f.width, f.height) for f in read] == [
        (f.time_s, rows(f), f.width, f.height) for f in judged
    ]
    assert [rows(FrameLog().keep(frame)) for frame in read] == [rows(frame) for frame in judged]


@pytest.mark.parametrize("name", NAMES)
def test_a_kept_set_is_judged_to_the_same_report(name: str) -> None:
    case, log = clip(name), FrameLog()
    judged = judge_frames(case.spec, Side.RIGHT, [log.keep(frame) for frame in case.frames()])
    again = judge_frames(case.spec, Side.RIGHT, unpack_frames(log.packed()))
    assert report_document(again) == report_document(judged)
    assert judged.holds


@pytest.mark.parametrize("name", NAMES)
def test_rounding_moves_no_hold(name: str) -> None:
    case, log = clip(name), FrameLog()
    rounded = judge_frames(case.spec, Side.RIGHT, [log.keep(frame) for frame in case.frames()])
    for one, other in zip(rounded.holds, case.judged().holds, strict=True):
        assert one.valid_s == pytest.approx(other.valid_s, abs=0.15)


@pytest.mark.parametrize("name", NAMES)
def test_some_thirty_bytes_a_frame_are_kept(name: str) -> None:
    log = FrameLog()
    count = len([log.keep(frame) for frame in clip(name).frames()])
    assert len(log.packed()) / count < 45


def test_rounding_takes_a_third_of_a_pixel_at_most() -> None:
    frame = Frame(0.0, landmarks([100.1 + n for n in range(LANDMARKS * COLUMNS)]), 2560, 1440)
    kept = FrameLog().keep(frame)
    assert frame.points is not None
    assert kept.points is not None
    for row in ROWS:
        x, y, _, _ = kept.points.tolist()[row]
        assert (x, y) == pytest.approx(frame.points.tolist()[row][:2], abs=0.32)


def test_a_turned_phone_is_judged_and_not_kept() -> None:
    log = FrameLog()
    log.keep(Frame(0.0, body(1), 640, 480))
    turned = log.keep(Frame(0.1, body(2), 480, 640))
    assert (turned.width, turned.height) == (480, 640)
    assert log.packed() == b""


def test_what_is_too_long_is_judged_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_frames, "MOST_FRAMES", 3)
    log = FrameLog()
    kept = [log.keep(Frame(n / 10, None, 640, 480)) for n in range(4)]
    assert [frame.time_s for frame in kept] == [0.0, 0.1, 0.2, 0.3]
    assert log.packed() == b""


def test_a_landmark_that_is_no_number_is_nobody() -> None:
    for wrong in (float("nan"), float("inf")):
        frame = Frame(0.0, landmarks([wrong] * LANDMARKS * COLUMNS), 640, 480)
        assert FrameLog().keep(frame).points is None


def test_nothing_is_kept_of_nothing() -> None:
    assert FrameLog().packed() == b""
    assert unpack_frames(b"") == ()
    assert frames_document(b"") is None


@given(st.binary(min_size=1, max_size=60))
def test_other_bytes_are_refused(data: bytes) -> None:
    for made in (data, zlib.compress(data), zlib.compress(b'{"frames": 1}\n' + data)):
        with pytest.raises(BadFile):
            unpack_frames(made)


@pytest.mark.parametrize(
    "document", [None, 3, {}, {"version": "other"}, {"version": "hamstrong-frames/1", "packed": 7}]
)
def test_other_documents_are_refused(document: object) -> None:
    with pytest.raises(BadFile):
        frames_from_document(document)


def test_what_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(BadFile):
        unpack_frames(zlib.compress(b" " * 50_000_000))
