"""Lying as another hold asks: said before the hold where it can be foreseen, no fault within it."""

import pytest

from benchmarks.judge.bodies import EXERCISES
from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion
from hamstrong.exercises.library import load_library
from hamstrong.motion.gauges import Baseline
from hamstrong.motion.judge import Judge, JudgeOptions
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import Report
from hamstrong.motion.wrong_set_up import Sibling, foreseen_knee
from tests.unit.motion.clips import clip
from tests.unit.motion.figures import bridge, bridging, film, profile

LIBRARY = load_library()
BENT = LIBRARY["hb_support_1l_bent"]
HOLD = ((0, 0), (3.5, 0), (4.5, 1), (16, 1), (17, 0), (19, 0))
STRAIGHTER = "The knee is straighter than this hold asks: come closer to the support."
MID = Sibling(28, 62, "It is the mid lever.")
LONG = Sibling(8, 42, "It is the long lever.")
UP_S = 4.3


def judged(
    frames: list[Frame], *siblings: Sibling, exercise_id: str = BENT.id
) -> tuple[Report, list[tuple[float, str]]]:
    """The report, and what was said when."""
    options = JudgeOptions(siblings=siblings)
    judge = Judge(LIBRARY[exercise_id], Side.RIGHT, options=options)
    states = [judge.feed(frame) for frame in frames]
    return judge.finish(), [(state.time_s, state.say) for state in states if state.say is not None]


def test_a_straight_knee_is_foreseen_at_rest_and_said_before_the_hold() -> None:
    _, said = judged(film(bridging(*HOLD, knee_deg=30), 19), MID, LONG)
    assert said[0][0] < UP_S - 0.5
    assert said[0][1] == f"{STRAIGHTER} {LONG.sentence}"


def test_it_is_a_finding_of_the_set_up_and_no_fault_of_the_hold() -> None:
    report, said = judged(film(bridging(*HOLD, knee_deg=45), 19), MID, LONG)
    (hold,) = report.holds
    assert [fault.name for fault in hold.faults] == []
    assert hold.lost_s == {Criterion.LEVER: pytest.approx(hold.total_s)}
    assert hold.total_s == pytest.approx(11.9, abs=0.2)
    (finding,) = report.set_up
    assert finding.sentence == f"{STRAIGHTER} {MID.sentence}"
    assert finding.value.value == pytest.approx(45, abs=finding.value.plus_minus)
    assert not finding.foreseen
    assert [words for _, words in said if words == BENT.judge.checks[2].cue_low] == []  # type: ignore[union-attr]


def test_what_is_not_foreseen_is_said_once_in_the_hold() -> None:
    report, said = judged(film(bridging(*HOLD, knee_deg=52), 19))
    told = [time_s for time_s, words in said if words == STRAIGHTER]
    assert len(told) == 1
    assert told[0] < UP_S + 3.5
    assert len(report.set_up) == 1


def test_without_a_sibling_that_fits_the_advice_stands_alone() -> None:
    report, _ = judged(film(bridging(*HOLD, knee_deg=45), 19), LONG)
    assert [finding.sentence for finding in report.set_up] == [STRAIGHTER]


@pytest.mark.parametrize("knee_deg", [70, 80, 90])
def test_the_right_set_up_is_not_spoken_of(knee_deg: float) -> None:
    report, said = judged(film(bridging(*HOLD, knee_deg=knee_deg), 19), MID)
    assert report.set_up == ()
    assert [words for _, words in said] == ["Ready"]
    assert report.holds[0].valid_s == pytest.approx(11.9, abs=0.2)


def test_a_knee_that_leaves_a_right_set_up_is_a_fault() -> None:
    knee, level = profile((0, 75), (8, 75), (9, 50), (19, 50)), profile(*HOLD)
    report, _ = judged(film(lambda t: bridge(level(t), knee_deg=knee(t)), 19), MID)
    assert report.set_up == ()
    assert {fault.name for fault in report.holds[0].faults} == {"Knee creeps straight"}


def test_who_lies_down_anew_is_told_that_it_is_right_now() -> None:
    lifts = ((0, 0), (5, 0), (10, 0), (12, 0))
    knee, level = profile((0, 30), (4, 30), (5, 80), (12, 80)), profile(*lifts)
    _, said = judged(film(lambda t: bridge(level(t), knee_deg=knee(t)), 12))
    assert [words for _, words in said] == [STRAIGHTER, "Ready"]


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_nobody_in_the_clips_lies_wrong(name: str) -> None:
    assert clip(name).judged().set_up == ()


def test_the_knee_follows_from_three_lengths() -> None:
    """Heel and shoulder two apart, line and shank of two and two: sixty degrees between them."""
    baseline = Baseline(
        torso=1.2, thigh=0.8, shank=2.0, foot=0.3, rise=0.0, share=0.0, heel=0.0, noise=0.0,
        anchors=(0.0, 0.0, 2.0, 0.0), yaw_deg=0.0, rested=True,
    )  # fmt: skip
    assert foreseen_knee(baseline) == pytest.approx(120)
