"""Limbs against trunk and each other: how deep one skin is under another."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from hamstrong_studio.rig import Floats, Ints, Rig, vertex_normals

REACH_M: Final = 0.05
CUBE_M: Final = 0.015
WATCHED: Final = 80
_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "trunk": ("spine", "root", "pelvis", "clavicle", "shoulder01", "neck01"),
    "head": ("head", "neck03"),
    "left arm": ("lowerarm01.L", "lowerarm02.L", "wrist.L"),
    "right arm": ("lowerarm01.R", "lowerarm02.R", "wrist.R"),
    "left leg": ("upperleg02.L", "lowerleg01.L", "lowerleg02.L", "foot.L"),
    "right leg": ("upperleg02.R", "lowerleg01.R", "lowerleg02.R", "foot.R"),
}
_AGAINST: Final = (
    ("left arm", "trunk"), ("right arm", "trunk"), ("left arm", "head"), ("right arm", "head"),
    ("left arm", "right arm"),
    ("left leg", "right leg"), ("left arm", "left leg"), ("right arm", "right leg"),
)  # fmt: skip


@cache
def _parts(rig: Rig) -> dict[str, Ints]:
    made = {}
    for name, bones in _PARTS.items():
        chosen = rig.weight_of(*bones) > 0.75
        if name.endswith("arm"):
            mark = "L" if name.startswith("left") else "R"
            fingers = rig.weight_of("finger", "metacarpal") > 0.5
            chosen |= fingers & ((rig.points[:, 0] > 0) == (mark == "L"))
        if name.endswith("leg"):
            sign = 1 if name.startswith("left") else -1
            chosen &= sign * rig.points[:, 0] > 0.02
        made[name] = np.flatnonzero(chosen)
    return made


@cache
def _corners(rig: Rig) -> Ints:
    """Of every vertex the two other corners of one of its triangles, in turning order."""
    made = np.zeros((len(rig.points), 2), dtype=np.int64)
    for k in range(3):
        made[rig.faces[:, k]] = rig.faces[:, [(k + 1) % 3, (k + 2) % 3]]
    return made


@dataclass(frozen=True, slots=True)
class Nearness:
    """For vertices of one part the nearest skin of another, in one pose."""

    points: Ints
    nearest: Ints
    depth: Floats


def nearness(rig: Rig, moved: Floats) -> list[Nearness]:
    """Every pair of parts in a posed body, (vertices, 3); depth is negative inside, metres.

    A vertex whose nearest skin is beside it rather than under it is outside for sure.
    """
    normals = vertex_normals(moved, rig.faces)
    parts = _parts(rig)
    made = []
    for a, b in _AGAINST:
        apart, number = cKDTree(moved[parts[b]]).query(
            moved[parts[a]], distance_upper_bound=REACH_M
        )
        close = np.isfinite(apart)
        one, two = parts[a][close], parts[b][number[close]]
        depth = ((moved[one] - moved[two]) * normals[two]).sum(axis=1)
        beside = np.abs(depth) < 0.5 * apart[close]
        made.append(Nearness(one, two, np.where(beside, apart[close], depth)))
    return made


class Pairs:
    """Signed gaps between parts of the body, for the points that come near."""

    def __init__(self, rig: Rig) -> None:
        self._rig = rig
        self.watched: Ints = np.zeros(0, dtype=np.int64)

    def look(self, moved: Floats) -> None:
        """Watch the points that are nearest to another part in this pose, (vertices, 3)."""
        one: list[Ints] = [np.zeros(0, dtype=np.int64)]
        two: list[Ints] = [np.zeros(0, dtype=np.int64)]
        for pair in nearness(self._rig, moved):
            chosen = nearest_of_cubes(moved[pair.points], pair.depth)[:WATCHED]
            one.append(pair.points[chosen])
            two.append(pair.nearest[chosen])
        first, second = np.concatenate(one), np.concatenate(two)
        corners = _corners(self._rig)[second]
        self.watched = np.concatenate([first, second, corners[:, 0], corners[:, 1]])

    def gaps(self, moved: Floats) -> Floats:
        """Signed distances of what is watched, negative inside, (batch, gaps), metres.

        Args:
            moved: The vertices of `watched`, posed, (batch, 4 * gaps, 3).
        """
        points, near, second, third = np.split(moved, 4, axis=1)
        outward = np.cross(second - near, third - near)
        outward /= np.maximum(np.linalg.norm(outward, axis=2, keepdims=True), 1e-12)
        off = points - near
        made: Floats = (off * outward).sum(axis=2)
        return made


def nearest_of_cubes(points: Floats, gap: Floats) -> Ints:
    """Numbers of the points with the least gap in every small cube, least first."""
    order = np.argsort(gap, kind="stable")
    cubes = np.floor(points[order] / CUBE_M).astype(np.int64)
    _, first = np.unique(cubes, axis=0, return_index=True)
    return order[np.sort(first)]
