"""Which side of a side plank is down, told from the shoulders and checked against the plan."""

import math

import numpy as np
import pytest

from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.judge import JudgeOptions, judge_frames
from hamstrong.motion.landmarks import LANDMARKS, Frame, Landmark
from hamstrong.motion.report import FramingKind, Report
from hamstrong.motion.view import View
from tests.unit.motion.figures import Points

TORSO_PX, HZ = 100.0, 15
ALONG = {
    "shoulder": 0.0,
    "elbow": 0.05,
    "hip": 1.0,
    "knee": 1.8,
    "ankle": 2.6,
    "heel": 2.7,
    "toe": 2.7,
}
"""Along the body from the shoulders on, torso lengths."""


def leaning(lower: Side, *, apart: float = 0.65) -> Points:
    """A straight side plank from the front, rising by 20 degrees to the head, on the elbow of one
    side; the shoulders lie `apart` torso lengths over one another, everything else half as far."""
    rows = np.tile(np.array([320.0, 240.0, 0.0, 1.0], np.float32), (LANDMARKS, 1))
    for name, far in ALONG.items():
        x = 150 + TORSO_PX * far * math.cos(math.radians(20))
        y = 200 + TORSO_PX * far * math.sin(math.radians(20))
        half = TORSO_PX * apart * (0.5 if name == "shoulder" else 0.25)
        for side in (Side.LEFT, Side.RIGHT):
            rows[Landmark[f"{side.name}_{name.upper()}"], :2] = [
                x,
                y + (half if side is lower else -half),
            ]
    return rows


def judged(lower: Side, asked: Side) -> Report:
    frames = [Frame(n / HZ, leaning(lower), 640, 480) for n in range(1, 8 * HZ)]
    options = JudgeOptions(cues=False)
    return judge_frames(load_library()["sp_feet"], asked, frames, options=options)


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_the_planned_side_is_judged(side: Side) -> None:
    (hold,) = judged(side, side).holds
    assert hold.valid_s > 6
    assert hold.side is side


@pytest.mark.parametrize(("lower", "asked"), [(Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.LEFT)])
def test_the_other_side_is_said_and_never_counted(lower: Side, asked: Side) -> None:
    report = judged(lower, asked)
    assert report.holds == ()
    assert {finding.kind for finding in report.framing} == {FramingKind.OTHER_SIDE_DOWN}
    assert report.framing[0].sentence.startswith("Turn over")


def test_level_shoulders_tell_nothing() -> None:
    view = View()
    view.feed(0.0, leaning(Side.LEFT, apart=0.2).tolist())
    assert view.lower is None
