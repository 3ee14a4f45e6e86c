"""The trace of a hold: small, and what it was when it is read again."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.judge.bodies import EXERCISES
from hamstrong.coach.trace import (
    AROUND_S,
    EMPTY,
    MOST_POINTS,
    ROWS,
    TRACE_HZ,
    Moment,
    Trace,
    TraceRecorder,
    pack,
    trace_document,
    unpack,
)
from hamstrong.errors import BadFile
from hamstrong.exercises.dose import Side
from hamstrong.motion.judge import Judge
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import Measure, Report, Stage, State
from tests.unit.motion.clips import clip

HOLDS_A_MONTH = 300
"""Three sessions a week with a dozen judged exercises' sides and sets in each, and some more."""


def recorded(name: str) -> tuple[Report, Trace]:
    film = clip(name)
    judge, recorder = Judge(film.spec, Side.RIGHT), TraceRecorder()
    for frame in film.frames():
        recorder.add(frame, judge.feed(frame))
    return judge.finish(), recorder.trace()


measures = st.none() | st.builds(
    Measure, st.floats(-100, 250, width=32), st.floats(0, 40, width=32)
)
small_measures = st.none() | st.builds(
    Measure, st.floats(-3, 3, width=32), st.floats(0, 1, width=32)
)


def body(seed: int) -> tuple[tuple[float, float, float], ...]:
    rng = random.Random(seed)
    return tuple((rng.uniform(-600, 1900), rng.uniform(-400, 900), rng.random()) for _ in ROWS)


bodies = st.none() | st.integers(0, 10_000).map(body)


@st.composite
def traces(draw: st.DrawFn) -> Trace:
    steps = draw(st.lists(st.integers(1, 2000), max_size=12))
    moments, time_ms = [], draw(st.integers(0, 3_600_000))
    for step in steps:
        time_ms += step
        moments.append(Moment(time_ms / 1000, draw(bodies), draw(measures), draw(small_measures)))
    return Trace(1280, 720, tuple(moments))


@given(traces())
def test_what_is_read_is_what_was_written(trace: Trace) -> None:
    back = unpack(pack(trace))
    assert (back.width, back.height) == (1280, 720)
    assert [m.time_s for m in back.moments] == [m.time_s for m in trace.moments]
    for before, after in zip(trace.moments, back.moments, strict=True):
        assert (before.points is None) == (after.points is None)
        for one, other in zip(before.points or (), after.points or (), strict=True):
            assert other == pytest.approx(one, abs=0.2)
        for was, now, off in (
            (before.angle_deg, after.angle_deg, 0.06),
            (before.height, after.height, 0.0006),
        ):
            if was is None or now is None:
                assert was is now
            else:
                assert now.value == pytest.approx(was.value, abs=off)
                assert now.plus_minus == pytest.approx(was.plus_minus, abs=off)


@pytest.mark.parametrize("name", EXERCISES)
def test_a_hold_takes_few_bytes(name: str) -> None:
    report, trace = recorded(name)
    held_s = sum(hold.total_s for hold in report.holds)
    size = len(pack(trace))
    assert size < 700 * held_s
    assert HOLDS_A_MONTH * 30 * size / held_s < 5_000_000


def test_a_trace_goes_from_before_a_hold_to_after_it() -> None:
    report, trace = recorded("steady")
    (hold,) = report.holds
    times = [moment.time_s for moment in trace.moments]
    assert times[0] <= hold.start_s - 2
    assert times[-1] >= hold.end_s
    assert times == sorted(set(times))
    rate = (len(times) - 1) / (times[-1] - times[0])
    assert rate == pytest.approx(TRACE_HZ, rel=0.3)


def test_what_is_far_from_any_hold_is_not_kept() -> None:
    recorder = TraceRecorder()
    for number in range(3000):
        stage = Stage.ACTIVE if 1000 <= number < 1300 else Stage.READY
        time_s = number / 30
        recorder.add(Frame(time_s, None, 640, 480), State(time_s, stage))
    times = [moment.time_s for moment in recorder.trace().moments]
    assert times[0] >= 1000 / 30 - AROUND_S - 0.2
    assert times[-1] <= 1300 / 30 + AROUND_S + 0.2


def test_an_endless_hold_fills_no_memory() -> None:
    recorder = TraceRecorder()
    for number in range(MOST_POINTS + 500):
        time_s = number / 5
        recorder.add(Frame(time_s, None, 640, 480), State(time_s, Stage.ACTIVE))
    assert len(recorder.trace().moments) <= MOST_POINTS + 40


def test_numbers_belong_to_the_body_that_they_were_read_off() -> None:
    """The judge speaks of the frame two before the one that it was fed."""
    recorder = TraceRecorder()
    for number in range(40):
        time_s = number / 10
        state = State(time_s, Stage.ACTIVE, hip_angle_deg=Measure(100 + number - 2, 5))
        recorder.add(Frame(time_s, None, 640, 480), state)
    for moment in recorder.trace().moments:
        assert moment.angle_deg is not None
        assert moment.angle_deg.value == pytest.approx(100 + 10 * moment.time_s)


def test_what_is_no_trace_is_refused() -> None:
    assert unpack(b"") == EMPTY
    whole = pack(replace(EMPTY, width=640, height=480))
    for bytes_ in (b"nothing", whole[:-4], b"\x00" * 40):
        with pytest.raises(BadFile):
            unpack(bytes_)


def test_the_document_names_its_landmarks() -> None:
    _, trace = recorded("half")
    document = trace_document(trace)
    assert document["version"] == "hamstrong-trace/1"
    assert len(document["landmarks"]) == len(ROWS)
    assert "left_hip" in document["landmarks"]
    assert all(m["points"] is None or len(m["points"]) == len(ROWS) for m in document["moments"])
