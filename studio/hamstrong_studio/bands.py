"""What is stretched: loops round both legs, long bands from a post, a strap, a skipping rope."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from scipy.spatial import ConvexHull

from hamstrong.exercises.figures.spec import Prop
from hamstrong_studio.posed import Posed
from hamstrong_studio.rig import Floats
from hamstrong_studio.room import Mesh, cylinder
from hamstrong_studio.stage import Stand

WIDE_M: Final = 0.025
"""Half the width of a loop band."""
NARROW_M: Final = 0.012
"""The same where a long band or a strap goes round something."""
OFF_M: Final = 0.009
"""How far a band lies over the skin that it holds: it is cloth and rubber thick."""
CORD_M: Final = 0.009
STEPS: Final = 96


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """One stretched band in one pose.

    Attributes:
        line: Its middle line, (n, 3), metres; a loop ends where it begins.
        holds: Points of everything that it must reach: skin of a limb, a fist, a post.
        meshes: How it is drawn.
    """

    line: Floats
    holds: tuple[Floats, ...]
    meshes: tuple[Mesh, ...]

    @property
    def loop(self) -> bool:
        """Whether it goes round something and ends where it begins."""
        return bool(np.array_equal(self.line[0], self.line[-1]))

    @property
    def length_m(self) -> float:
        """How long it is drawn, metres."""
        return float(np.linalg.norm(np.diff(self.line, axis=0), axis=1).sum())

    @property
    def gaps_m(self) -> tuple[float, ...]:
        """How far it is from each thing that it holds, metres, beyond its own thickness."""
        fine = np.vstack([np.linspace(a, b, 9) for a, b in pairwise(self.line)])
        return tuple(
            max(float(np.linalg.norm(fine[:, None] - points[None], axis=2).min()) - OFF_M, 0.0)
            for points in self.holds
        )


def bands(posed: Posed) -> list[Band]:
    """Every stretched band of an exercise, in the order of its props."""
    made = []
    for prop in posed.acted.task.figure.props:
        if prop.kind == "band" or (prop.kind == "strap" and prop.segment == "foot"):
            made.append(_round(posed, ("left", "right"), prop, WIDE_M))
        elif prop.kind == "strap":
            made.append(_strap(posed, prop))
    made += [_cord(posed, stand) for stand in posed.acted.stands if stand.prop.kind == "cord"]
    return made


def rope(posed: Posed) -> list[Mesh]:
    """A skipping rope from hand to hand, under the feet; it swings and is never taut."""
    props = [p for p in posed.acted.task.figure.props if p.kind == "rope"]
    if not props:
        return []
    ends = [posed.ends("hand", side)[1] for side in ("left", "right")]
    middle, half = (ends[0] + ends[1]) / 2, (ends[0] - ends[1]) / 2
    low = -(middle[2] - 0.012)
    turn = np.linspace(0, np.pi, 21)
    ahead = 0.1 * (1 if props[0].side == "right" else -1)
    line = (
        middle
        + np.cos(turn)[:, None] * half
        + np.sin(turn)[:, None] * np.array([0.0, 0.0, low])
        + np.sin(turn)[:, None] ** 2 * np.array([ahead, 0.0, 0.0])
    )
    return [cylinder(a, b, 0.006, "band") for a, b in pairwise(line)]


def _cord(posed: Posed, stand: Stand) -> Band:
    """A long band from its post to a fist, or to a loop round the trunk or both legs."""
    prop = stand.prop
    post = np.array([stand.x, stand.y, stand.top])
    if prop.segment in ("hand", "forearm", "upper_arm"):
        side = posed.acted.task.side(prop.limb)
        end, _ = posed.grip(side)
        mark = "L" if side == "left" else "R"
        fist = posed.rig.weight_of(f"wrist.{mark}", "finger", "metacarpal") > 0.5
        fist &= (posed.rig.points[:, 0] > 0) == (side == "left")
        held, loops = posed.points[fist], []
    else:
        loop = (
            _round_trunk(posed, prop)
            if prop.segment in ("thorax", "pelvis")
            else _round(posed, posed.sides(prop), prop, NARROW_M)
        )
        end = loop.line[np.linalg.norm(loop.line - post, axis=1).argmin()]
        held, loops = np.vstack(loop.holds), list(loop.meshes)
    meshes = (cylinder(post, end, CORD_M, "band"), *loops)
    return Band(np.array([post, end]), (post[None], held), meshes)


def _strap(posed: Posed, prop: Prop) -> Band:
    """Behind the hips and round the ball of one foot."""
    side = posed.acted.task.side(prop.limb)
    mark = "L" if side == "left" else "R"
    rig = posed.rig
    ball = rig.weight_of(f"toe2-1.{mark}", f"toe3-1.{mark}", f"toe1-1.{mark}") > 0.3
    ball |= rig.weight_of(f"foot.{mark}") > 0.6
    toe = posed.at(f"toe2-1.{mark}")
    ball &= np.linalg.norm(posed.points - toe, axis=1) < 0.055
    low, high = posed.ends("pelvis", side)
    hips = low + 0.5 * (high - low)
    over = np.array([0.0, 1.0, 0.0])
    across = (toe - hips) / np.linalg.norm(toe - hips)
    normal = np.cross(across, over)
    belt = rig.weight_of("root", "pelvis", "spine05", "upperleg01") > 0.6
    belt &= np.abs((posed.points - hips) @ normal) < 0.02
    return _belt([posed.points[belt], posed.points[ball]], hips, across, NARROW_M, normal)


def _round_trunk(posed: Posed, prop: Prop) -> Band:
    """Round the chest below the arms, or round the hips."""
    start, end = posed.ends(prop.segment, "left")
    way = (end - start) / np.linalg.norm(end - start)
    at = start + prop.along * (end - start)
    mine = posed.rig.weight_of("spine", "root", "pelvis", "breast") > 0.7
    mine &= np.abs((posed.points - at) @ way) < 0.025
    across = posed.turn("spine02")[:, 0]
    return _belt([posed.points[mine]], at, across - way * (across @ way), NARROW_M, way)


def _round(posed: Posed, sides: tuple[str, ...], prop: Prop, half: float) -> Band:
    """Round one limb or both, taut between their outer sides."""
    rings, ways, ends = [], [], []
    for side in sides:
        start, end = posed.ends(prop.segment, side)
        way = end - start
        share = (posed.points - start) @ way / (way @ way)
        aside = np.linalg.norm(posed.points - start - share[:, None] * way, axis=1)
        own = posed.rig.weight_of("upperleg", "lowerleg", "foot", "toe") > 0.6
        own &= (posed.rig.points[:, 0] > 0) == (side == "left")
        own &= aside < 0.16
        limit = 0.03 / float(np.linalg.norm(way))
        rings.append(posed.points[own & (np.abs(share - prop.along) < max(limit, 0.075))])
        ways.append(way / np.linalg.norm(way))
        ends.append(start + prop.along * way)
    legs = np.sum(ways, axis=0)
    across = ends[0] - ends[-1] if len(sides) > 1 else np.cross(legs, [1.0, 0.0, 0.2])
    # Legs that point apart are held at their own places: the band lies aslant between them.
    normal = legs - across * (legs @ across) / (across @ across)
    return _belt(rings, np.mean(ends, axis=0), across, half, normal)


def _belt(rings: list[Floats], centre: Floats, across: Floats, half: float, normal: Floats) -> Band:
    """A strip round the hull of some rings of skin, in the plane square to a direction."""
    normal = normal / np.linalg.norm(normal)
    across = across / np.linalg.norm(across)
    over = np.cross(normal, across)
    every = np.vstack(rings)
    flat = np.column_stack([(every - centre) @ across, (every - centre) @ over])
    line, out = _even(flat[ConvexHull(flat).vertices])
    middle = centre + line[:, :1] * across + line[:, 1:] * over
    normals = out[:, :1] * across + out[:, 1:] * over
    rows = np.vstack([middle - half * normal, middle + half * normal])
    n = len(middle)
    i = np.arange(n)
    j = (i + 1) % n
    faces = np.concatenate([np.column_stack([i, j, j + n]), np.column_stack([i, j + n, i + n])])
    mesh = Mesh(rows, np.vstack([normals, normals]), faces, "band")
    return Band(np.vstack([middle, middle[:1]]), tuple(rings), (mesh,))


def _even(hull: Floats) -> tuple[Floats, Floats]:
    """Points along a closed flat outline, a little outside of it, and their way out."""
    closed = np.vstack([hull, hull[:1]])
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    even = np.linspace(0, length[-1], STEPS + 1)[:-1]
    line = np.column_stack([np.interp(even, length, closed[:, k]) for k in (0, 1)])
    out = line - line.mean(axis=0)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    return line + OFF_M * out, out
