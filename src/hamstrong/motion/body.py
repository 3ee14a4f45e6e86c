"""One side of a body as a few points, and which rows of the landmarks they come from."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from hamstrong.exercises.judging import Part
from hamstrong.motion.landmarks import Landmark

Row = Sequence[float]

PARTS = tuple(Part)

LEFT_ROWS = (
    Landmark.LEFT_SHOULDER.value,
    Landmark.LEFT_ELBOW.value,
    Landmark.LEFT_HIP.value,
    Landmark.LEFT_KNEE.value,
    Landmark.LEFT_ANKLE.value,
    Landmark.LEFT_HEEL.value,
    Landmark.LEFT_TOE.value,
)
RIGHT_ROWS = tuple(row + 1 for row in LEFT_ROWS)


class Body(NamedTuple):
    """Points of the nearer side, or of the middle, in pixels; y goes up.

    s shoulder, e elbow, h hip, k knee, a ankle, l heel, t toe. A part that the exercise does
    not need may be anywhere.
    """

    sx: float
    sy: float
    ex: float
    ey: float
    hx: float
    hy: float
    kx: float
    ky: float
    ax: float
    ay: float
    lx: float
    ly: float
    tx: float
    ty: float

    @property
    def torso(self) -> float:
        """Shoulder to hip, pixels."""
        return math.hypot(self.sx - self.hx, self.sy - self.hy)

    @property
    def thigh(self) -> float:
        """Hip to knee, pixels."""
        return math.hypot(self.hx - self.kx, self.hy - self.ky)

    @property
    def shank(self) -> float:
        """Knee to ankle, pixels."""
        return math.hypot(self.kx - self.ax, self.ky - self.ay)

    @property
    def foot(self) -> float:
        """Heel to toe, pixels."""
        return math.hypot(self.lx - self.tx, self.ly - self.ty)

    @property
    def rise(self) -> float:
        """Height of the hip over the shoulder, pixels."""
        return self.hy - self.sy

    @property
    def bridge_line(self) -> float:
        """Height over the shoulder, at the hip, of the line from shoulder to knee, pixels."""
        reach = self.kx - self.sx
        if abs(reach) < 1e-9:
            return 0.0
        return (self.hx - self.sx) / reach * (self.ky - self.sy)


LEGS = slice(6, 14)
"""Where knee, ankle, heel and toe stand in a body's numbers."""


def side_points(rows: Sequence[Row], numbers: Sequence[int]) -> list[float]:
    """A body's numbers from the rows of one side, pixels, y up."""
    points: list[float] = []
    for number in numbers:
        row = rows[number]
        points.append(row[0])
        points.append(-row[1])
    return points


def middle_points(rows: Sequence[Row]) -> list[float]:
    """A body's numbers halfway between left and right, pixels, y up."""
    left, right = side_points(rows, LEFT_ROWS), side_points(rows, RIGHT_ROWS)
    return [(a + b) / 2 for a, b in zip(left, right, strict=True)]


def turned(points: list[float], angle_deg: float) -> list[float]:
    """The points turned counter-clockwise by so many degrees about the picture's corner."""
    if not angle_deg:
        return points
    cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    turn: list[float] = []
    for x, y in zip(points[::2], points[1::2], strict=True):
        turn += [x * cos - y * sin, x * sin + y * cos]
    return turn
