"""A square of a frame, turned as the person in it lies, and the pixels in it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
"""(height, width, 4): red, green, blue and a byte of padding, rows without gaps."""

Points = NDArray[np.float32]

MARGIN = 1.25
"""Side of the region as a multiple of the circle around the whole body (MediaPipe's pose graph)."""

FINER = 2
"""Points sampled per pixel and axis, then averaged: two cost half of what a bilinear warp does in
Pillow, with the same errors (measured, docs/decisions/0007)."""


@dataclass(frozen=True, slots=True)
class Region:
    """A square: centre and side in pixels, `turn` in radians, clockwise as seen on a screen."""

    x: float
    y: float
    side: float
    turn: float = 0.0

    @classmethod
    def whole(cls, width: int, height: int) -> "Region":
        """The smallest square around a whole frame of this many pixels."""
        return cls(width / 2, height / 2, max(width, height))

    @classmethod
    def around(cls, hips: Points, edge: Points) -> "Region":
        """The square around a body: mid-hip, and the point above the head on its circle.

        Both are (2,) in pixels. The square is turned so that the head is at its top.
        """
        x, y = float(edge[0] - hips[0]), float(edge[1] - hips[1])
        turn = math.remainder(math.atan2(x, -y), math.tau)
        return cls(float(hips[0]), float(hips[1]), 2 * math.hypot(x, y) * MARGIN, turn)

    def axes(self, cells: int) -> Points:
        """(2, 2): from steps of a grid of `cells` a side, in this square, to pixels."""
        step = self.side / cells
        cos, sin = math.cos(self.turn) * step, math.sin(self.turn) * step
        return np.array([[cos, -sin], [sin, cos]], np.float32)

    def to_frame(self, points: Points, cells: int) -> Points:
        """Points (n, 2) in cells of a grid laid over this square, in pixels of the frame."""
        centred = points - np.float32(cells / 2)
        moved = centred @ self.axes(cells).T + np.array([self.x, self.y], np.float32)
        return np.asarray(moved, np.float32)

    def cut(self, pixels: Pixels, cells: int) -> Pixels:
        """(cells, cells, 3): the square as a picture of its own, black beyond the frame."""
        height, width = pixels.shape[:2]
        picture = Image.frombuffer("RGBX", (width, height), pixels, "raw", "RGBX", 0, 1)
        fine = cells * FINER
        axes = self.axes(fine)
        corner = np.array([self.x, self.y]) - axes @ np.full(2, fine / 2)
        turned = picture.transform(
            (fine, fine),
            Image.Transform.AFFINE,
            (*map(float, axes[0]), float(corner[0]), *map(float, axes[1]), float(corner[1])),
            Image.Resampling.NEAREST,
        )
        return np.asarray(turned.reduce(FINER).convert("RGB"))
