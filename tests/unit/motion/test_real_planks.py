"""Planks of real people: landmarks that others published, each frame with what a person called it.

The bands for planks were chosen with all of these in view: this shows that they fit these people,
not that they will fit others.
"""

import csv
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.judge import judge_frames
from hamstrong.motion.landmarks import Frame, Landmark
from hamstrong.motion.report import Report
from tests.unit.motion.figures import Points

SHARED = Path(os.environ.get("HAMSTRONG_SHARED", Path(__file__).parents[4] / "shared"))
REAL = SHARED / "data" / "landmarks" / "exercise-correction"
CLIPS = sorted((REAL / "plank_clips_early").glob("*.csv"))
STILLS = sorted((REAL / "plank").glob("*.csv"))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not REAL.exists(), reason="the field data is not beside this checkout"),
]

PLANK = load_library()["plank"]
WIDTH, HEIGHT = 1280, 720
"""The files hold shares of the picture; its shape is not told, and this one is usual."""
FPS = 10
CORRECT = "C"
EVERY = 25


def rows(file: Path) -> Iterator[tuple[str, Points]]:
    """Label and landmarks of each frame."""
    names = {
        mark: mark.name.lower().replace("toe", "foot_index")
        for mark in Landmark
        if "EAR" not in mark.name
    }
    with file.open(newline="") as lines:
        for row in csv.DictReader(lines):
            points = np.zeros((33, 4), np.float32)
            for mark, name in names.items():
                x, y, z, seen = (float(row[f"{name}_{axis}"]) for axis in "xyzv")
                points[mark] = x * WIDTH, y * HEIGHT, z * WIDTH, seen
            yield row["label"], points


def judge(film: list[Points]) -> Report:
    frames = [Frame(n / FPS, points, WIDTH, HEIGHT) for n, points in enumerate(film)]
    return judge_frames(PLANK, Side.BOTH, frames)


def valid_s(report: Report) -> float:
    return sum(hold.valid_s for hold in report.holds)


@pytest.mark.parametrize("file", CLIPS, ids=lambda file: file.stem)
def test_clips_of_correct_planks_count_and_of_low_ones_do_not(file: Path) -> None:
    labels, film = zip(*rows(file), strict=True)
    report = judge(list(film))
    if set(labels) == {CORRECT}:
        assert valid_s(report) >= report.watched_s - 0.6
    else:
        assert valid_s(report) == 0
        assert any(hold.lost_s for hold in report.holds)


def test_stills_are_called_as_people_called_them() -> None:
    """A still that stays for three seconds; correct ones count, low and high ones do not."""
    right: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    for file in STILLS:
        for label, points in list(rows(file))[::EVERY]:
            good = valid_s(judge([points] * (3 * FPS))) > 2
            all_of[label] += 1
            right[label] += good is (label == CORRECT)
    assert min(all_of.values()) >= 80
    shares = {label: right[label] / count for label, count in all_of.items()}
    assert min(shares.values()) >= 0.95, shares
