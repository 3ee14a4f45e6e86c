"""What a body can rest on or run into: the floor and boxes, by signed distance, metres."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from hamstrong_studio.rig import Floats

FAR: Final = 1.6
"""Half of the width of things that fill the picture's depth."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright box from its lowest to its highest corner."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]

    def distance(self, points: Floats) -> Floats:
        """Signed distance of points (..., 3), negative inside."""
        low, high = np.array(self.low), np.array(self.high)
        outside = np.abs(points - (low + high) / 2) - (high - low) / 2
        beyond = np.linalg.norm(np.maximum(outside, 0), axis=-1)
        made: Floats = beyond + np.minimum(outside.max(axis=-1), 0)
        return made


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where things are.

    Attributes:
        tops: Height of the surface that a contact names, metres.
        walls: x of an upright surface and the side on which it stands (-1, +1), by name.
        solids: Boxes that nothing may enter.
    """

    tops: dict[str, float] = field(default_factory=lambda: {"floor": 0.0})
    walls: dict[str, tuple[float, int]] = field(default_factory=dict)
    solids: tuple[Box, ...] = ()

    def gap(self, points: Floats, on: str) -> Floats:
        """Distance of points (..., 3) from the surface of a contact, negative inside."""
        if on in self.walls:
            x, side = self.walls[on]
            made: Floats = side * (x - points[..., 0])
            return made
        above: Floats = points[..., 2] - self.tops[on]
        return above

    def clearance(self, points: Floats) -> Floats:
        """Distance of points (..., 3) from everything solid, negative inside."""
        nearest = points[..., 2] - 0.0
        for x, side in self.walls.values():
            nearest = np.minimum(nearest, side * (x - points[..., 0]))
        for box in self.solids:
            nearest = np.minimum(nearest, box.distance(points))
        made: Floats = nearest
        return made
