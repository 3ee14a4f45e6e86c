"""What the benchmark judges: landmarks over time, and the truth about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hamstrong.exercises.dose import Side
from hamstrong.motion.landmarks import Frame

Array = NDArray[np.float64]
Points = NDArray[np.float32]

UP_LEVEL = 0.8
"""True up: the trunk at this share of its angle in a straight bridge, or higher."""


class Kind(StrEnum):
    """Where a film comes from; docs/judging-benchmark.md tells what each can show."""

    RENDERED = "rendered"
    MIRRORED = "mirrored"
    REORDERED = "reordered"
    PROJECTED = "projected"
    PLANKS = "planks"
    PHOTOS = "photos"
    CLIPS = "clips"


class View(StrEnum):
    """How square the camera stands, by the degrees off the side: up to 20, 45, and beyond.

    `unusual`: square, but higher or more tilted than is recommended; no limit is set for it.
    """

    RECOMMENDED = "recommended"
    UNUSUAL = "unusual"
    OBLIQUE = "oblique"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """Of every frame: share of the straight bridge, degrees at the near hip (180 straight), and
    rise of the near hip over rest in torso lengths."""

    level: Array
    hip_angle_deg: Array
    hip_height: Array

    @property
    def up(self) -> NDArray[np.bool_]:
        """Frames in which the hips are up."""
        return self.level >= UP_LEVEL

    def picked(self, order: NDArray[np.int64]) -> "Truth":
        """The truth of these frames, in this order."""
        return Truth(self.level[order], self.hip_angle_deg[order], self.hip_height[order])


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """One film as the judge gets it.

    Attributes:
        name: Unlike that of any other film.
        kind: Where it comes from.
        exercise_id: That it is judged as.
        side: The working side.
        size: Width and height of the picture, pixels.
        times_s: Seconds of each frame.
        points: (33, 4) of each frame, None where nobody was seen.
        view: How square the camera stands.
        conditions: What was varied, by the name of the condition.
        truth: None where none is known.
        may_hold: Whether a hold in it is right; None where the truth says so.
    """

    name: str
    kind: Kind
    exercise_id: str
    side: Side
    size: tuple[int, int]
    times_s: Array
    points: Sequence[Points | None]
    view: View = View.RECOMMENDED
    conditions: Mapping[str, str] | None = None
    truth: Truth | None = None
    may_hold: bool | None = None

    def frames(self) -> Iterator[Frame]:
        """The frames, in order of time."""
        width, height = self.size
        for time_s, points in zip(self.times_s, self.points, strict=True):
            yield Frame(float(time_s), points, width, height)


def view_of(off_deg: float) -> View:
    """By the degrees between the camera and a view square from the side."""
    if off_deg <= 20:
        return View.RECOMMENDED
    return View.OBLIQUE if off_deg <= 45 else View.OUTSIDE


def spans(times_s: Array, inside: NDArray[Any]) -> list[tuple[float, float]]:
    """Stretches of frames: each frame stands for the time since the one before it, seconds."""
    found: list[tuple[float, float]] = []
    since: float | None = None
    before = 0.0
    for time_s, is_in in zip(times_s.tolist(), inside.tolist(), strict=True):
        if is_in and since is None:
            since = before
        elif not is_in and since is not None:
            found.append((since, before))
            since = None
        before = time_s
    return found if since is None else [*found, (since, before)]
