"""Limbs against trunk and each other: how deep one skin is under another."""

from functools import cache
from typing import Final

import numpy as np

from hamstrong_studio.rig import Floats, Ints, Rig
from hamstrong_studio.zones import thin

REACH_M: Final = 0.09
WATCHED: Final = 30
_PARTS: Final[dict[str, tuple[tuple[str, ...], int]]] = {
    "trunk": (("spine", "root", "pelvis", "neck", "head"), 600),
    "left arm": (("lowerarm01.L", "lowerarm02.L", "wrist.L"), 150),
    "right arm": (("lowerarm01.R", "lowerarm02.R", "wrist.R"), 150),
    "left leg": (("upperleg02.L", "lowerleg01.L", "lowerleg02.L", "foot.L"), 300),
    "right leg": (("upperleg02.R", "lowerleg01.R", "lowerleg02.R", "foot.R"), 300),
}
_AGAINST: Final = (
    ("left arm", "trunk"), ("right arm", "trunk"), ("left arm", "right arm"),
    ("left leg", "right leg"), ("left arm", "left leg"), ("right arm", "right leg"),
)  # fmt: skip


@cache
def _parts(rig: Rig) -> dict[str, Ints]:
    made = {}
    for name, (bones, most) in _PARTS.items():
        chosen = rig.weight_of(*bones) > 0.75
        if name.endswith("arm"):
            mark = "L" if name.startswith("left") else "R"
            fingers = rig.weight_of("finger", "metacarpal") > 0.5
            chosen |= fingers & ((rig.points[:, 0] > 0) == (mark == "L"))
        if name.endswith("leg"):
            sign = 1 if name.startswith("left") else -1
            chosen &= sign * rig.points[:, 0] > 0.02
        made[name] = thin(chosen, most)
    return made


@cache
def _corners(rig: Rig) -> Ints:
    """Of every vertex the two other corners of one of its triangles, in turning order."""
    made = np.zeros((len(rig.points), 2), dtype=np.int64)
    for k in range(3):
        made[rig.faces[:, k]] = rig.faces[:, [(k + 1) % 3, (k + 2) % 3]]
    return made


class Pairs:
    """Signed gaps between parts of the body, for the points that come near.

    `points` are vertex numbers: the watched ones, then the second and third corner of a triangle
    at each, from which the posed outward direction follows.
    """

    def __init__(self, rig: Rig) -> None:
        parts = _parts(rig)
        self._spans: dict[str, tuple[int, int]] = {}
        start = 0
        for name, chosen in parts.items():
            self._spans[name] = (start, start + len(chosen))
            start += len(chosen)
        own = np.concatenate(list(parts.values()))
        corners = _corners(rig)[own]
        self._count = len(own)
        self.points = np.concatenate([own, corners[:, 0], corners[:, 1]])
        self.watched: Ints = np.zeros(0, dtype=np.int64)

    def look(self, moved: Floats, watched: int = WATCHED) -> None:
        """Watch the points that are near another part in this pose, (points, 3)."""
        first, second = [], []
        for a, b in _AGAINST:
            (a0, a1), (b0, b1) = self._spans[a], self._spans[b]
            apart = np.linalg.norm(moved[a0:a1, None] - moved[None, b0:b1], axis=2)
            least = apart.min(axis=1)
            chosen = np.argsort(least, kind="stable")[:watched]
            chosen = chosen[least[chosen] < REACH_M]
            first.append(chosen + a0)
            second.append(apart.argmin(axis=1)[chosen] + b0)
        n, one, two = self._count, np.concatenate(first), np.concatenate(second)
        self.watched = self.points[np.concatenate([one, two, two + n, two + 2 * n])]

    def gaps(self, moved: Floats) -> Floats:
        """Signed distances of what is watched, negative inside, (batch, gaps), metres.

        Args:
            moved: The vertices of `watched`, posed, (batch, 4 * gaps, 3).
        """
        points, near, second, third = np.split(moved, 4, axis=1)
        outward = np.cross(second - near, third - near)
        outward /= np.linalg.norm(outward, axis=2, keepdims=True)
        off = points - near
        depth = (off * outward).sum(axis=2)
        # Deep inside the nearest skin may be on the other side: no answer beyond arm's thickness.
        made: Floats = np.where(np.linalg.norm(off, axis=2) < REACH_M, depth, 0.0)
        return made
