"""Holds judged by the phone on the hips, alone and beside a camera."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion
from hamstrong.exercises.library import load_library
from hamstrong.motion.hip_judge import HipJudge
from hamstrong.motion.hip_sensor import HipSample
from hamstrong.motion.judge import Judge, judge_frames
from hamstrong.motion.report import FramingKind, Report, Stage, State, Verdict
from tests.unit.motion.clips import clip
from tests.unit.motion.hip_films import Course, Film, Hips, Phone, course, film, flat

LIBRARY = load_library()
BRIDGE = LIBRARY["hb_support_1l_mid"]
TOP_DEG = 27.0
HOLD = course((0, 0), (4, 0), (5.2, TOP_DEG), (16, TOP_DEG), (17, 0), (20, 0))
SECONDS = 20
SOME = settings(max_examples=10, deadline=None)


def judged(told: Film) -> tuple[Report, list[State]]:
    judge = HipJudge(BRIDGE, Side.RIGHT)
    states = [judge.feed(sample) for sample in told.samples]
    return judge.finish(), states


def said(states: list[State]) -> list[str]:
    return [state.say for state in states if state.say is not None]


@pytest.mark.parametrize("hz", [20, 60, 100])
def test_a_hold_has_its_seconds(hz: float) -> None:
    told = film(Hips(HOLD), SECONDS, hz=hz)
    report, states = judged(told)
    (hold,) = report.holds
    assert hold.valid_s == pytest.approx(told.up_s(TOP_DEG), abs=0.15)
    assert said(states) == ["Ready"]
    assert hold.pelvis_roll_deg is not None
    assert hold.pelvis_roll_deg.value == pytest.approx(0, abs=0.5)
    assert hold.hip_angle_deg is None


def test_what_the_hips_do_not_tell_is_not_visible() -> None:
    report, states = judged(film(Hips(HOLD), SECONDS))
    assert set(report.not_visible) == {Criterion.LINE, Criterion.LEVER}
    up = next(state for state in states if state.time_s > 10)
    assert up.verdicts[Criterion.LEVEL] is Verdict.GOOD
    assert up.verdicts[Criterion.LINE] is Verdict.NOT_VISIBLE


@pytest.mark.parametrize(("roll_deg", "cue"), [(14, "Right hip up."), (-14, "Left hip up.")])
def test_a_pelvis_that_drops_is_called_by_its_side(roll_deg: float, cue: str) -> None:
    drop = course((8, 0), (8.8, roll_deg), (10, roll_deg), (10.8, 0))
    report, states = judged(film(Hips(HOLD, drop), SECONDS))
    (hold,) = report.holds
    assert hold.lost_s == {Criterion.LEVEL: pytest.approx(1.8, abs=0.5)}
    assert [fault.name for fault in hold.faults] == ["Pelvis not level"]
    assert said(states) == ["Ready", cue]


def test_a_pelvis_that_drops_a_little_is_not() -> None:
    report, _ = judged(film(Hips(HOLD, course((8, 0), (9, 7))), SECONDS))
    assert report.holds[0].lost_s == {}


def test_a_slow_sag_ends_where_four_fifths_are_passed() -> None:
    sag = course((0, 0), (4, 0), (5.2, TOP_DEG), (8, TOP_DEG), (18, 12), (19, 0))
    told = film(Hips(sag), SECONDS)
    report, states = judged(told)
    assert report.holds[0].valid_s == pytest.approx(told.up_s(TOP_DEG), abs=0.3)
    assert "Hips up." in said(states)


def test_growing_shake_is_told() -> None:
    shaking: Course = lambda t: HOLD(t) + (3 * math.sin(12 * t) if 10 < t < 16 else 0)  # noqa: E731
    report, _ = judged(film(Hips(shaking), SECONDS))
    assert Criterion.STILL in report.holds[0].lost_s


def test_seconds_after_a_slip_are_neither_valid_nor_lost() -> None:
    slips = (flat, course((10, 0), (10.2, 16)), flat)
    report, states = judged(film(Hips(HOLD), SECONDS, phone=Phone(slips=slips)))
    (hold,) = report.holds
    assert hold.end_s == pytest.approx(10.1, abs=0.2)
    assert hold.lost_s == {}
    assert FramingKind.PHONE_SLIPPED in {finding.kind for finding in report.framing}
    assert "The phone has slipped: come down and lie still." in said(states)


def test_stages_follow_each_other() -> None:
    _, states = judged(film(Hips(HOLD), SECONDS))
    order = list(dict.fromkeys(state.stage for state in states))
    assert order == [Stage.SET_UP, Stage.READY, Stage.ACTIVE]


@pytest.mark.parametrize("exercise_id", ["plank", "wall_sit", "sp_feet", "hb_march"])
def test_where_no_phone_can_lie_none_judges(exercise_id: str) -> None:
    spec = LIBRARY[exercise_id]
    with pytest.raises(BadInput):
        HipJudge(spec, Side.RIGHT if spec.one_sided else Side.BOTH)


@SOME
@given(seed=st.integers(0, 99), kept=st.floats(0.15, 1))
def test_dropped_readings_make_no_seconds(seed: int, kept: float) -> None:
    chance = random.Random(seed)
    whole = film(Hips(HOLD), SECONDS, hz=30)
    judge = HipJudge(BRIDGE, Side.RIGHT)
    for sample in whole.samples:
        if chance.random() < kept:
            judge.feed(sample)
    report = judge.finish()
    assert sum(hold.valid_s for hold in report.holds) <= whole.up_s(TOP_DEG) + 0.5
    for hold in report.holds:
        parts = hold.valid_s + sum(hold.lost_s.values()) + hold.abstained_s
        assert parts == pytest.approx(hold.total_s, abs=1e-6)


def with_camera(roll: Course, phone: Phone | None = None) -> tuple[Report, list[State]]:
    """The steady clip, whose hips are up from 4.5 to 27.5 s, and a phone on the same clock."""
    case = clip("steady")
    lift = course((0, 0), (3.5, 0), (4.5, TOP_DEG), (27.4, TOP_DEG), (28.2, 0))
    samples: list[HipSample] = film(Hips(lift, roll), 30, phone=phone).samples
    judge = Judge(case.spec, Side.RIGHT)
    states = []
    for frame in case.frames():
        while samples and samples[0].time_s <= frame.time_s:
            judge.feed_hips(samples.pop(0))
        states.append(judge.feed(frame))
    return judge.finish(), states


def test_beside_a_camera_the_phone_answers_for_the_level() -> None:
    report, states = with_camera(course((12, 0), (13, 15), (14.4, 15), (15.4, 0)))
    (hold,) = report.holds
    assert report.not_visible == ()
    assert hold.lost_s == {Criterion.LEVEL: pytest.approx(2.2, abs=0.6)}
    assert hold.hip_angle_deg is not None
    assert hold.pelvis_roll_deg is not None
    assert states[-60].verdicts[Criterion.LEVEL] is Verdict.GOOD
    assert "Right hip up." in said(states)


def test_a_level_pelvis_changes_nothing_that_the_camera_saw() -> None:
    report, _ = with_camera(flat)
    alone = clip("steady").judged()
    assert report.holds[0].valid_s == alone.holds[0].valid_s
    assert alone.not_visible == (Criterion.LEVEL,)
    assert alone.holds[0].pelvis_roll_deg is None


def test_where_the_phone_slips_the_camera_goes_on_and_level_is_not_visible() -> None:
    slips = (flat, course((12, 0), (12.2, 16)), flat)
    report, states = with_camera(flat, Phone(slips=slips))
    assert report.holds[0].valid_s == clip("steady").judged().holds[0].valid_s
    late = next(state for state in states if state.time_s > 20)
    assert late.verdicts[Criterion.LEVEL] is Verdict.NOT_VISIBLE


def test_no_hips_are_felt_in_other_exercises() -> None:
    judge = Judge(LIBRARY["plank"], Side.BOTH)
    with pytest.raises(BadInput):
        judge.feed_hips(HipSample(0.0, (0.0, 0.0, 9.8), None))
    assert judge_frames(LIBRARY["plank"], Side.BOTH, []).not_visible == ()
