"""The six rendered clips: landmarks as the eyes saw them, and the truth about each frame."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.judge.bodies import EXERCISES
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Exercise
from hamstrong.motion.judge import judge_frames
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import Report

DATA = Path(__file__).parent / "data" / "clips.npz"
WIDTH, HEIGHT = 640, 480
UP = 0.8

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip: `points` is (frames, 33, 4); truth as in the README beside the data."""

    name: str
    times_s: Array
    points: npt.NDArray[np.float32]
    level: Array
    hip_angle_deg: Array
    hip_height: Array

    @property
    def spec(self) -> Exercise:
        return load_library()[EXERCISES[self.name]]

    def frames(self) -> list[Frame]:
        return [
            Frame(float(time_s), points, WIDTH, HEIGHT)
            for time_s, points in zip(self.times_s, self.points, strict=True)
        ]

    def judged(self) -> Report:
        return judge_frames(self.spec, Side.RIGHT, self.frames())

    def seconds(self, frames: npt.NDArray[np.bool_]) -> float:
        """Each frame stands for the time since the one before it."""
        return float(np.diff(self.times_s, prepend=0.0)[frames].sum())

    def up(self) -> npt.NDArray[np.bool_]:
        return self.level >= UP

    def within(self, report: Report) -> npt.NDArray[np.bool_]:
        """Which frames lie in a judged hold."""
        inside = np.zeros(len(self.times_s), bool)
        for hold in report.holds:
            after = self.times_s > hold.start_s + 1e-4
            inside |= after & (self.times_s <= hold.end_s + 1e-4)
        return inside


@cache
def clip(name: str) -> Clip:
    """A clip by its name."""
    with np.load(DATA) as data:
        times_s = data[f"{name}_time_s"].astype(np.float64)
        points = np.zeros((len(times_s), 33, 4), np.float32)
        rows = data["rows"]
        points[:, rows, :2] = np.cumsum(data[f"{name}_xy"].astype(np.int32), axis=0) / 32
        points[:, rows, 2] = np.cumsum(data[f"{name}_z"].astype(np.int32), axis=0)
        points[:, rows, 3] = data[f"{name}_visibility"] / 255
        truth = [
            data[f"{name}_{what}"].astype(np.float64)
            for what in ("level", "hip_angle_deg", "hip_height")
        ]
    return Clip(name, times_s, points, *truth)
