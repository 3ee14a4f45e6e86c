"""Holds of drawn bodies: the clock, the criteria, dropouts."""

import math

import pytest

from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion
from hamstrong.exercises.library import load_library
from hamstrong.motion.constants import SEEN_BENT_DEG
from hamstrong.motion.judge import judge_frames
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import JudgedHold, Report
from tests.unit.motion.figures import bridge, bridging, film, plank, profile, squat

BRIDGE = load_library()["hb_support_1l_mid"]
PLANK = load_library()["plank"]
HOLD = ((0, 0), (3.5, 0), (4.5, 1), (16, 1), (17, 0), (19, 0))
FRAME_S = 0.05


def judge(frames: list[Frame]) -> Report:
    return judge_frames(BRIDGE, Side.RIGHT, frames)


def only(report: Report) -> JudgedHold:
    (hold,) = report.holds
    return hold


def without(frames: list[Frame], start_s: float, end_s: float) -> list[Frame]:
    """Nobody is seen between these times."""
    return [
        Frame(f.time_s, None, f.width, f.height) if start_s < f.time_s <= end_s else f
        for f in frames
    ]


def test_a_good_hold_is_valid_from_start_to_end() -> None:
    hold = only(judge(film(bridging(*HOLD), 19)))
    assert hold.start_s == pytest.approx(4.3, abs=0.1)
    assert hold.end_s == pytest.approx(16.2, abs=0.1)
    assert hold.valid_s == pytest.approx(hold.total_s)
    assert not hold.lost_s
    assert not hold.faults


@pytest.mark.parametrize("fps", [8, 12.5, 30, 60])
def test_the_rate_of_pictures_does_not_matter(fps: float) -> None:
    hold = only(judge(film(bridging(*HOLD), 19, fps=fps)))
    assert hold.valid_s == pytest.approx(11.9, abs=2.5 / fps)
    assert hold.abstained_s == 0


def test_two_pictures_a_second_are_too_few_to_judge() -> None:
    assert judge(film(bridging(*HOLD), 19, fps=2)).holds == ()


def test_what_is_measured_is_what_was_drawn() -> None:
    hold = only(judge(film(bridging(*HOLD), 19)))
    assert hold.hip_angle_deg is not None
    assert hold.hip_height is not None
    # Drawn joints are where they are; the eyes see them a little bent, and that is taken off.
    assert hold.hip_angle_deg.value == pytest.approx(180 + SEEN_BENT_DEG, abs=1)
    assert hold.hip_height.value == pytest.approx(0.448, abs=0.01)
    assert hold.drift_deg_10s == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize("lost_s", [0.5, 1.0, 2.0])
def test_a_dip_is_lost_to_up_and_the_hold_goes_on(lost_s: float) -> None:
    ends = 8 + lost_s
    dip = ((8, 1), (8.01, 0.6), (ends, 0.6), (ends + 0.01, 1))
    hold = only(judge(film(bridging(*HOLD[:3], *dip, *HOLD[3:]), 19)))
    assert hold.lost_s[Criterion.UP] == pytest.approx(lost_s, abs=3 * FRAME_S)
    assert hold.valid_s == pytest.approx(11.9 - lost_s, abs=0.25)
    assert Criterion.UP in [fault.criterion for fault in hold.faults]


def test_a_twitch_shorter_than_the_dwell_costs_nothing() -> None:
    dip = ((8, 1), (8.01, 0.6), (8.19, 0.6), (8.2, 1))
    hold = only(judge(film(bridging(*HOLD[:3], *dip, *HOLD[3:]), 19)))
    assert not hold.lost_s


def test_hips_down_end_the_hold_and_the_next_lift_begins_another() -> None:
    lifts = ((4.5, 1), (9, 1), (10, 0), (12, 0), (13, 1), (17, 1), (18, 0), (19, 0))
    report = judge(film(bridging((0, 0), (3.5, 0), *lifts), 19))
    assert [round(hold.start_s) for hold in report.holds] == [4, 13]


def test_too_low_for_three_seconds_ends_the_hold() -> None:
    low = ((8, 1), (8.2, 0.6), (15, 0.6), (16, 0), (19, 0))
    hold = only(judge(film(bridging(*HOLD[:3], *low), 19)))
    assert hold.end_s == pytest.approx(8.1, abs=0.1)
    assert hold.faults[-1].ended_hold


def test_half_a_lift_is_no_hold() -> None:
    assert judge(film(bridging((0, 0), (3.5, 0), (4.5, 0.5), (14, 0.5), (15, 0)), 16)).holds == ()


@pytest.mark.parametrize(("knee_deg", "named"), [(45, ()), (80, (Criterion.LEVER,))])
def test_the_lever_of_the_rung_is_asked_for(knee_deg: float, named: tuple[Criterion, ...]) -> None:
    hold = only(judge(film(bridging(*HOLD, knee_deg=knee_deg), 19)))
    assert tuple(hold.lost_s) == named


def test_a_lost_lever_ends_the_hold_by_the_rule_of_three_seconds() -> None:
    knee, level = profile((0, 45), (8, 45), (8.2, 67), (19, 67)), profile(*HOLD)
    hold = only(judge(film(lambda t: bridge(level(t), knee_deg=knee(t)), 19)))
    assert hold.valid_s == pytest.approx(3.75, abs=0.2)
    assert hold.lost_s[Criterion.LEVER] == pytest.approx(3.0, abs=3 * FRAME_S)
    assert [fault.name for fault in hold.faults if fault.ended_hold] == ["Knee leaves its angle"]


def test_an_arched_back_is_lost_to_the_line() -> None:
    arch = profile((0, 0), (8, 0), (8.2, 14), (10, 14), (10.2, 0), (20, 0))
    level = profile(*HOLD)
    frames = film(lambda t: bridge(level(t), arch_deg=arch(t)), 19)
    hold = only(judge(frames))
    assert hold.lost_s == {Criterion.LINE: pytest.approx(2.0, abs=0.25)}
    assert "Back arches" in {fault.name for fault in hold.faults}


def test_growing_shake_is_told_and_a_still_hold_is_not() -> None:
    level = profile(*HOLD)

    def shaking(time_s: float) -> dict[str, tuple[float, float]]:
        shake = 0.15 if time_s > 9 and round(time_s * 20) % 12 < 6 else 0.0
        return bridge(level(time_s) - shake)

    assert Criterion.STILL in only(judge(film(shaking, 16))).lost_s
    assert Criterion.STILL not in only(judge(film(bridging(*HOLD), 16))).lost_s


def test_a_short_dropout_keeps_the_state() -> None:
    hold = only(judge(without(film(bridging(*HOLD), 19), 8.0, 8.25)))
    assert hold.abstained_s == 0
    assert hold.valid_s == pytest.approx(11.9, abs=0.2)


@pytest.mark.parametrize("dark_s", [0.5, 1.0, 3.0])
def test_a_long_dropout_is_abstained_and_never_valid(dark_s: float) -> None:
    hold = only(judge(without(film(bridging(*HOLD), 19), 8.0, 8.0 + dark_s)))
    assert hold.abstained_s == pytest.approx(dark_s, abs=2 * FRAME_S)
    assert hold.valid_s == pytest.approx(hold.total_s - hold.abstained_s)


def test_frames_that_never_came_are_abstained_too() -> None:
    frames = [f for f in film(bridging(*HOLD), 19) if not 8.0 < f.time_s < 9.0]
    report = judge(frames)
    assert only(report).abstained_s == pytest.approx(1.0, abs=2 * FRAME_S)
    assert report.seen_s == pytest.approx(18.0, abs=2 * FRAME_S)


def test_gone_for_long_ends_the_hold_where_sight_was_lost() -> None:
    hold = only(judge(without(film(bridging(*HOLD), 19), 8.0, 19)))
    assert hold.end_s == pytest.approx(8.0, abs=2 * FRAME_S)
    assert hold.abstained_s == 0


def test_a_later_start_than_the_film_needs_a_rest_first() -> None:
    """Hips that are up from the first frame were never measured down: no seconds count."""
    report = judge(film(bridging((0, 1), (10, 1), (11, 0), (15, 0)), 15))
    assert report.holds == ()


@pytest.mark.parametrize(("sag_deg", "good"), [(-9, True), (-20, True), (18, False), (-45, False)])
def test_planks_in_line_count(sag_deg: float, good: bool) -> None:
    report = judge_frames(PLANK, Side.BOTH, film(lambda _: plank(sag_deg), 8))
    assert (sum(hold.valid_s for hold in report.holds) > 6) is good


@pytest.mark.parametrize(("turned_deg", "counts"), [(0, True), (-20, False), (45, False)])
def test_a_plank_lies_along_the_floor(turned_deg: float, counts: bool) -> None:
    turn = math.radians(turned_deg)
    cos, sin = math.cos(turn), math.sin(turn)
    joints = {name: (x * cos + z * sin, z * cos - x * sin) for name, (x, z) in plank().items()}
    report = judge_frames(PLANK, Side.BOTH, film(lambda _: joints, 5))
    assert bool(report.holds) is counts


def test_one_quick_dip_is_no_shaking() -> None:
    dip = ((0, 0), (3.5, 0), (4.5, 1), (9, 1), (9.2, 0.83), (11, 0.83), (11.2, 1), (19, 1))
    assert Criterion.STILL not in only(judge(film(bridging(*dip), 19))).lost_s


def test_lying_flat_or_face_up_is_no_plank() -> None:
    for joints in (plank(0, propped=0.05), plank(-9, toes_down=False)):
        poses = [joints] * 8
        report = judge_frames(PLANK, Side.BOTH, film(lambda t, p=poses: p[0], 8))  # type: ignore[misc]
        assert report.holds == ()


def test_a_wall_sit_begins_when_thighs_are_level_and_ends_when_one_stands() -> None:
    knee = profile((0, 5), (2, 5), (4, 90), (14, 90), (15, 5), (17, 5))
    spec = load_library()["wall_sit"]
    hold = only(judge_frames(spec, Side.BOTH, film(lambda t: squat(knee(t)), 17)))
    assert hold.valid_s == pytest.approx(11, abs=1)
