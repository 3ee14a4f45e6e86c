"""The framing gate and the set-up: what cannot be judged is refused, with one instruction."""

from dataclasses import replace

import numpy as np
import pytest

from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Exercise
from hamstrong.motion.judge import Judge, JudgeOptions, judge_frames
from hamstrong.motion.landmarks import Frame, Landmark
from hamstrong.motion.report import FramingKind, Report, Stage, Verdict
from tests.unit.motion.figures import (
    SIDE,
    Camera,
    Points,
    bridge,
    bridging,
    film,
    plank,
    profile,
    seen,
    squat,
)

BRIDGE = load_library()["hb_support_1l_mid"]
HOLD = ((0, 0), (3.5, 0), (4.5, 1), (12, 1), (13, 0), (15, 0))


def judged(camera: Camera, spec: Exercise = BRIDGE, side: Side = Side.RIGHT) -> Report:
    return judge_frames(spec, side, film(bridging(*HOLD), 15, camera=camera))


def kinds(report: Report) -> set[FramingKind]:
    return {finding.kind for finding in report.framing}


@pytest.mark.parametrize("off_deg", [-17, -10, 10, 17])
def test_near_the_side_is_trusted(off_deg: float) -> None:
    (hold,) = judged(Camera(off_deg=off_deg)).holds
    assert hold.trusted
    assert hold.valid_s == pytest.approx(7.9, abs=0.3)


@pytest.mark.parametrize("off_deg", [-35, 35])
def test_an_oblique_view_is_judged_with_low_trust_and_wider_numbers(off_deg: float) -> None:
    (square,), (oblique,) = judged(SIDE).holds, judged(Camera(off_deg=off_deg)).holds
    assert not oblique.trusted
    assert oblique.valid_s == pytest.approx(square.valid_s, abs=0.3)
    assert square.hip_angle_deg is not None
    assert oblique.hip_angle_deg is not None
    assert oblique.hip_angle_deg.plus_minus > square.hip_angle_deg.plus_minus


@pytest.mark.parametrize("off_deg", [60, -60, 85])
def test_from_the_ends_of_the_body_nothing_is_judged(off_deg: float) -> None:
    report = judged(Camera(off_deg=off_deg, right_px=320))
    assert report.holds == ()
    assert FramingKind.OBLIQUE in kinds(report)


def test_the_working_side_must_be_nearer() -> None:
    report = judged(SIDE, side=Side.LEFT)
    assert report.holds == ()
    assert kinds(report) == {FramingKind.WRONG_SIDE}


@pytest.mark.parametrize(
    ("camera", "kind"),
    [
        (Camera(right_px=450), FramingKind.CUT_OFF),
        (Camera(far=3.0), FramingKind.TOO_FAR),
        (Camera(visibility=0.3), FramingKind.UNCLEAR),
    ],
)
def test_a_bad_picture_says_what_is_wrong(camera: Camera, kind: FramingKind) -> None:
    report = judged(camera)
    assert report.holds == ()
    assert kinds(report) == {kind}
    assert report.seen_s == 0


@pytest.mark.parametrize(
    "joints",
    [
        squat(5),
        squat(90),
        plank(),
        plank(toes_down=False),
        {**bridge(0), "knee": (1.85, 0.2), "ankle": (2.7, 0.15)},
    ],
    ids=["standing", "squatting", "plank", "reverse plank", "lying flat"],
)
def test_other_positions_begin_no_bridge(joints: dict[str, tuple[float, float]]) -> None:
    report = judge_frames(BRIDGE, Side.RIGHT, film(lambda _: joints, 8))
    assert report.holds == ()
    assert kinds(report) == {FramingKind.POSITION}


def test_who_sits_down_elsewhere_sits_on_no_wall() -> None:
    spec = load_library()["wall_sit"]
    knee = profile((0, 5), (4, 5), (5, 90), (12, 90))

    def sofa(time_s: float) -> Camera:
        return replace(SIDE, right_px=SIDE.right_px + min(120.0, max(0.0, (time_s - 3) * 120)))

    report = judge_frames(spec, Side.BOTH, film(lambda t: squat(knee(t)), 12, camera=sofa))
    assert report.holds == ()
    there = judge_frames(spec, Side.BOTH, film(lambda t: squat(knee(t)), 12))
    assert len(there.holds) == 1


def test_an_empty_room_holds_nobody() -> None:
    report = judge_frames(BRIDGE, Side.RIGHT, film(lambda _: None, 5))
    assert report.holds == ()
    assert kinds(report) == {FramingKind.NOBODY}
    assert report.seen_s == 0
    assert report.watched_s == 5


def test_a_moved_camera_asks_for_another_rest() -> None:
    def lens(time_s: float) -> Camera:
        return replace(SIDE, floor_px=SIDE.floor_px - (70 if time_s > 8 else 0))

    frames = film(bridging(*HOLD), 15, camera=lens)
    report = judge_frames(BRIDGE, Side.RIGHT, frames)
    assert FramingKind.CAMERA_MOVED in kinds(report)
    (hold,) = report.holds
    assert hold.end_s == pytest.approx(8.0, abs=0.1)


def test_after_a_moved_camera_a_rest_begins_the_next_hold() -> None:
    def lens(time_s: float) -> Camera:
        return replace(SIDE, floor_px=SIDE.floor_px - (70 if time_s > 8 else 0))

    lifts = ((3.5, 0), (4.5, 1), (9, 1), (10, 0), (14, 0), (15, 1), (20, 1), (21, 0))
    frames = film(bridging((0, 0), *lifts, (22, 0)), 22, camera=lens)
    first, second = judge_frames(BRIDGE, Side.RIGHT, frames).holds
    assert first.end_s == pytest.approx(8.0, abs=0.1)
    assert second.start_s == pytest.approx(14.8, abs=0.2)
    for hold in (first, second):
        assert hold.valid_s + hold.abstained_s == pytest.approx(hold.total_s)


def test_somebody_else_for_a_moment_is_left_out() -> None:
    frames = film(bridging(*HOLD), 15)
    other = seen(squat(5), Camera(right_px=300))
    for number in range(160, 172):
        frames[number] = replace(frames[number], points=other)
    report = judge_frames(BRIDGE, Side.RIGHT, frames)
    (hold,) = report.holds
    assert hold.abstained_s == pytest.approx(0.6, abs=0.15)
    assert FramingKind.OTHER_PERSON in kinds(report)


def test_the_nearer_leg_must_be_the_one_that_works() -> None:
    """The nearer leg goes up in line with the trunk, the further one carries."""
    frames = film(bridging(*HOLD), 15)
    for number in range(85, 260):
        points = np.array(frames[number].points)
        hip, shoulder = points[Landmark.RIGHT_HIP, :2], points[Landmark.RIGHT_SHOULDER, :2]
        for row, length in ((26, 0.85), (28, 1.5), (30, 1.55), (32, 1.6)):
            lifted = min(1.0, (number - 84) / 20)
            raised = hip + length * (hip - shoulder)
            points[row, :2] += lifted * (raised - points[row, :2])
        frames[number] = replace(frames[number], points=points)
    report = judge_frames(BRIDGE, Side.RIGHT, frames)
    assert FramingKind.WRONG_SIDE in kinds(report)
    assert sum(hold.valid_s for hold in report.holds) < 1


def test_legs_taken_for_each_other_are_swapped_back() -> None:
    frames = film(bridging(*HOLD), 15)
    for number in range(150, 158):
        frames[number] = replace(frames[number], points=_swapped(frames[number]))
    (hold,) = judge_frames(BRIDGE, Side.RIGHT, frames).holds
    assert hold.valid_s == pytest.approx(7.9, abs=0.3)
    assert not hold.faults


def _swapped(frame: Frame) -> Points:
    """The far leg is stretched out high; the model says it is the near one."""
    points = np.array(frame.points)
    left, right = Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE
    for offset in (0, 2, 4, 6):
        points[left + offset] = points[right + offset]
        points[right + offset, 1] -= 90
    return points


def test_a_tilted_camera_is_set_right_by_what_the_phone_says() -> None:
    turn = np.radians(-12)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    frames = []
    for frame in film(bridging(*HOLD), 15):
        points = np.array(frame.points)
        points[:, :2] = (points[:, :2] - (320, 240)) @ matrix.T + (320, 240)
        frames.append(replace(frame, points=points))
    options = JudgeOptions(camera_roll_deg=12)
    (level,) = judged(SIDE).holds
    (hold,) = judge_frames(BRIDGE, Side.RIGHT, frames, options=options).holds
    assert hold.hip_height is not None
    assert level.hip_height is not None
    assert hold.hip_height.value == pytest.approx(level.hip_height.value, abs=0.01)


def test_stages_follow_the_athlete() -> None:
    judge = Judge(BRIDGE, Side.RIGHT)
    stages = [judge.feed(frame).stage for frame in film(bridging(*HOLD), 15)]
    order = list(dict.fromkeys(stages))
    assert order == [Stage.SET_UP, Stage.READY, Stage.ACTIVE]
    assert stages[-1] is Stage.READY


def test_verdicts_say_what_is_good_lost_and_not_to_be_seen() -> None:
    judge = Judge(BRIDGE, Side.RIGHT)
    states = [judge.feed(frame) for frame in film(bridging(*HOLD), 15)]
    resting, holding = states[50].verdicts, states[200].verdicts
    assert {v for c, v in resting.items() if c is not Criterion.LEVEL} == {Verdict.UNSURE}
    assert holding == {
        Criterion.UP: Verdict.GOOD,
        Criterion.LINE: Verdict.GOOD,
        Criterion.LEVER: Verdict.GOOD,
        Criterion.STILL: Verdict.GOOD,
        Criterion.LEVEL: Verdict.NOT_VISIBLE,
    }


def test_the_timer_judges_nothing() -> None:
    spec = load_library()["foot_short"]
    judge = Judge(spec, Side.RIGHT if spec.one_sided else Side.BOTH)
    assert judge.feed(Frame(0, None, 640, 480)).stage is Stage.TIMER_ONLY
    assert not judge.finish().judged


def test_bytes_are_landmarks_too() -> None:
    frames = film(bridging(*HOLD), 15)
    views = [
        replace(f, points=memoryview(np.asarray(f.points).tobytes()).cast("B").cast("f", (33, 4)))
        for f in frames
    ]
    same = judge_frames(BRIDGE, Side.RIGHT, views)
    assert same == judge_frames(BRIDGE, Side.RIGHT, frames)


def test_wrong_sides_are_refused() -> None:
    with pytest.raises(BadInput, match="left or right; both came"):
        Judge(BRIDGE, Side.BOTH)
    with pytest.raises(BadInput, match="judged for both"):
        Judge(load_library()["plank"], Side.LEFT)


def test_wrong_frames_are_refused() -> None:
    judge = Judge(BRIDGE, Side.RIGHT)
    judge.feed(Frame(1.0, None, 640, 480))
    with pytest.raises(BadInput, match="order of time"):
        judge.feed(Frame(0.5, None, 640, 480))
    with pytest.raises(BadInput, match="order of time"):
        judge.feed(Frame(float("nan"), None, 640, 480))
    with pytest.raises(BadInput, match=r"shape \(33, 4\)"):
        judge.feed(Frame(2.0, np.zeros((17, 3), np.float32), 640, 480))
    judge.finish()
    with pytest.raises(BadInput, match="has finished"):
        judge.feed(Frame(3.0, None, 640, 480))
