"""What the body wears or holds: hair tied up, bands, pillow, weights, pack, slider, stick, cord."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from scipy.spatial import ConvexHull

from hamstrong.exercises.figures.spec import Prop
from hamstrong_studio.bodies import colour
from hamstrong_studio.hands import hand_axes
from hamstrong_studio.rig import Floats, Rig, skin, vertex_normals
from hamstrong_studio.room import Mesh, cylinder, rounded_box
from hamstrong_studio.scene import Model
from hamstrong_studio.stage import Acted, Stand

BAND_M: Final = 0.025
"""Half the width of a loop band."""
_BONES: Final = {
    "thigh": ("upperleg01", "lowerleg01"), "shank": ("lowerleg01", "foot"),
    "foot": ("foot", "toe2-1"), "toes": ("toe2-1", "toe2-3"),
    "upper_arm": ("upperarm01", "lowerarm01"), "forearm": ("lowerarm01", "wrist"),
    "hand": ("wrist", "finger3-1"), "pelvis": ("root", "spine03"), "thorax": ("spine03", "neck01"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """A body in one pose, to hang things on."""

    acted: Acted
    model: Model
    values: Floats
    moves: Floats
    points: Floats

    def at(self, bone: str) -> Floats:
        """World place of a bone's head."""
        return self.carry(bone, self.rig.head(bone))

    def carry(self, bone: str, point: Floats) -> Floats:
        """World place of a rest point that goes with a bone."""
        move = self.moves[self.rig.index[bone]]
        made: Floats = move[:, :3] @ point + move[:, 3]
        return made

    def turn(self, bone: str) -> Floats:
        """World rotation of a bone since rest."""
        made: Floats = self.moves[self.rig.index[bone], :, :3]
        return made

    @property
    def rig(self) -> Rig:
        """The body."""
        return self.model.rig

    def ends(self, segment: str, side: str) -> tuple[Floats, Floats]:
        """World start and end of a segment."""
        mark = "L" if side == "left" else "R"
        first, last = (
            name if segment in ("pelvis", "thorax") else f"{name}.{mark}"
            for name in _BONES[segment]
        )
        return self.at(first), self.at(last)


def worn(acted: Acted, model: Model, values: Floats) -> list[Mesh]:
    """Everything that goes with the body in a pose."""
    poser = model.solver.poser
    few = poser.few(values[None])
    points = skin(model.look.points, poser.weights, few)[0]
    posed = Posed(acted, model, values, few[0][poser.leader], points)
    made = _bun(posed)
    for prop in acted.task.figure.props:
        if prop.kind in _MAKERS:
            made += _MAKERS[prop.kind](posed, prop)
    for stand in acted.stands:
        if stand.prop.kind == "cord":
            made += _cord(posed, stand)
        if stand.prop.kind == "pillow":
            made += _rest_pillow(posed, stand)
    return made


def _sides(posed: Posed, prop: Prop) -> tuple[str, ...]:
    """Sides of the body that have the prop: both where the far limb follows the near one."""
    return posed.acted.task.holds(prop)


def _placed(mesh: Mesh, at: Floats, axes: Floats) -> Mesh:
    """A mesh turned so that its x, y, z lie along the rows of `axes`, and moved."""
    return Mesh(mesh.points @ axes + at, mesh.normals @ axes, mesh.faces, mesh.paint, own=mesh.own)


def _frame(first: Floats, second: Floats) -> Floats:
    """Rows: the first direction, the second squared to it, and their cross product."""
    x = first / np.linalg.norm(first)
    y = second - x * (second @ x)
    y /= np.linalg.norm(y)
    return np.array([x, y, np.cross(x, y)])


def _bun(posed: Posed) -> list[Mesh]:
    """Tied-up hair at the crown."""
    rig = posed.rig
    if not rig.person.bun:
        return []
    eye = (rig.head("eye.L") + rig.head("eye.R")) / 2
    middle = eye + np.array([0.0, 0.125, 0.125]) * rig.person.stature_m / 1.68
    ball = rounded_box((-0.034,) * 3, (0.034,) * 3, 0.034, "bun")
    made = _placed(ball, posed.carry("head", middle), posed.turn("head").T)
    return [Mesh(made.points, made.normals, made.faces, "bun", own=colour(rig.person.hair))]


def _dumbbells(posed: Posed, prop: Prop) -> list[Mesh]:
    """One in every closed hand, or lying across a thigh."""
    made = []
    unit = posed.rig.person.stature_m / 1.68
    for side in _sides(posed, prop):
        mark = "L" if side == "left" else "R"
        if prop.segment == "hand":
            across, along, palm = hand_axes(posed.rig, mark)
            rest = posed.rig.head(f"wrist.{mark}") + unit * (0.076 * along + 0.024 * palm)
            at, axis = posed.carry(f"wrist.{mark}", rest), posed.turn(f"wrist.{mark}") @ across
        else:
            start, end = posed.ends(prop.segment, side)
            front = -posed.turn(f"upperleg02.{mark}")[:, 1]
            at, axis = (
                start + prop.along * (end - start) + 0.12 * unit * front,
                np.array([0, 1.0, 0]),
            )
        made += [cylinder(at - 0.07 * axis, at + 0.07 * axis, 0.014, "iron")]
        for sign in (-1, 1):
            a, b = at + sign * 0.068 * axis, at + sign * 0.128 * axis
            made.append(cylinder(a, b, 0.05, "iron"))
    return made


def _pillow(posed: Posed, prop: Prop) -> list[Mesh]:
    """Between the knees, as thick as the room between them."""
    if prop.zone:
        return []
    if prop.segment in ("hand", "shank"):
        return _held_pillow(posed, prop)
    ends = [posed.ends(prop.segment, side) for side in ("left", "right")]
    middles = [a + prop.along * (b - a) for a, b in ends]
    legs = sum((b - a for a, b in ends), np.zeros(3))
    across = middles[0] - middles[1]
    near = np.linalg.norm(posed.points - np.mean(middles, axis=0), axis=1) < 0.16
    aside = (posed.points[near] - np.mean(middles, axis=0)) @ (across / np.linalg.norm(across))
    gap = min(
        float(np.quantile(aside[aside > 0], 0.05)), float(np.quantile(-aside[aside < 0], 0.05))
    )
    half = max(gap + 0.012, 0.03)
    ball = rounded_box((-half, -0.11, -0.08), (half, 0.11, 0.08), 0.045, "pillow")
    return [_placed(ball, np.mean(middles, axis=0), _frame(across, legs))]


def _rest_pillow(posed: Posed, stand: Stand) -> list[Mesh]:
    """Under the head, or between a knee and the wall."""
    if stand.prop.zone == "head":
        at = posed.acted.middle("head", posed.values)
        high = max(at[2] - 0.055, 0.05)
        ball = rounded_box((-0.15, -0.2, 0.0), (0.15, 0.2, high), 0.045, "pillow")
        return [_placed(ball, np.array([at[0], at[1], 0.0]), np.eye(3))]
    walls = [s for s in posed.acted.stands if s.prop.kind == "wall"]
    mark = "L" if posed.acted.task.side("near") == "left" else "R"
    knee = posed.at(f"lowerleg01.{mark}")
    edge = walls[0].x if walls else stand.x + stand.reach * 0.09
    half = max(abs(edge - knee[0]) - 0.035, 0.05) / 2
    ball = rounded_box((-half, -0.13, -0.13), (half, 0.13, 0.13), 0.045, "pillow")
    at = np.array([edge - stand.reach * half, knee[1], knee[2]])
    return [_placed(ball, at, np.eye(3))]


def _held_pillow(posed: Posed, prop: Prop) -> list[Mesh]:
    """In a palm, or on the back of the shins."""
    start, end = posed.ends(prop.segment, _sides(posed, prop)[0])
    at = start + prop.along * (end - start)
    if prop.segment == "hand":
        ball = rounded_box((-0.1, -0.12, -0.06), (0.1, 0.12, 0.06), 0.05, "pillow")
        return [_placed(ball, at + np.array([0.02, 0.0, -0.02]), np.eye(3))]
    at[1] = 0.0
    near = posed.points[np.abs(posed.points[:, 0] - at[0]) < 0.06]
    at[2] = float(near[:, 2].max()) - 0.05
    roll = rounded_box((-0.07, -0.26, -0.07), (0.07, 0.26, 0.07), 0.069, "pillow")
    return [_placed(roll, at + np.array([0.0, 0.0, 0.115]), np.eye(3))]


def _strap(posed: Posed, prop: Prop) -> list[Mesh]:
    """A band from a segment, or from the other foot, to the ball of the foot."""
    sides = ("left", "right") if prop.segment == "pelvis" else (posed.acted.task.side(prop.limb),)
    made = []
    for side in sides:
        ball = posed.acted.middle(f"{side}.ball", posed.values)
        if prop.segment == "foot":
            other = "left" if side == "right" else "right"
            made.append(
                cylinder(posed.acted.middle(f"{other}.ball", posed.values), ball, 0.011, "band")
            )
            continue
        start, end = posed.ends(prop.segment, side)
        at = start + prop.along * (end - start)
        if prop.segment == "pelvis":
            at[1] = ball[1]
        made.append(cylinder(at, ball, 0.011, "band"))
    return made


def _rope(posed: Posed, prop: Prop) -> list[Mesh]:
    """A skipping rope from hand to hand, under the feet."""
    ends = [posed.ends("hand", side)[1] for side in ("left", "right")]
    middle, half = (ends[0] + ends[1]) / 2, (ends[0] - ends[1]) / 2
    low = -(middle[2] - 0.012)
    turn = np.linspace(0, np.pi, 21)
    ahead = 0.1 * (1 if prop.side == "right" else -1)
    line = (
        middle
        + np.cos(turn)[:, None] * half
        + np.sin(turn)[:, None] * np.array([0.0, 0.0, low])
        + np.sin(turn)[:, None] ** 2 * np.array([ahead, 0.0, 0.0])
    )
    return [cylinder(a, b, 0.006, "band") for a, b in pairwise(line)]


def _barbell(posed: Posed) -> list[Mesh]:
    """Through both closed hands, a plate at either end."""
    hands = [posed.ends("hand", side) for side in ("left", "right")]
    at = np.mean([a + 0.85 * (b - a) for a, b in hands], axis=0)
    side = np.array([0.0, 1.0, 0.0])
    made = [cylinder(at - 0.72 * side, at + 0.72 * side, 0.014, "iron")]
    for sign in (-1, 1):
        made.append(cylinder(at + sign * 0.5 * side, at + sign * 0.545 * side, 0.19, "iron"))
        made.append(cylinder(at + sign * 0.545 * side, at + sign * 0.58 * side, 0.15, "iron"))
    return made


def _backpack(posed: Posed, prop: Prop) -> list[Mesh]:
    """On the back with straps over the shoulders, or on the hips."""
    if prop.segment == "thorax":
        bag = rounded_box((-0.15, -0.065, -0.24), (0.15, 0.085, 0.2), 0.05, "bag")
        pocket = rounded_box((-0.11, 0.07, -0.21), (0.11, 0.115, -0.02), 0.03, "bag")
        turn = posed.turn("spine02")
        back = posed.points[posed.rig.weight_of("spine01", "spine02", "spine03") > 0.6]
        spine = posed.at("spine02")
        deep = float(np.quantile((back - spine) @ turn[:, 1], 0.97))
        at = spine + turn[:, 1] * (deep + 0.062)
        return [_placed(part, at, turn.T) for part in (bag, pocket)] + _straps(posed)
    low, high = posed.ends(prop.segment, _sides(posed, prop)[0])
    front = -posed.turn("root")[:, 1]
    bag = rounded_box((-0.2, -0.14, -0.08), (0.2, 0.14, 0.08), 0.05, "bag")
    at = low + prop.along * (high - low)
    across = posed.turn("root")[:, 0]
    at = at - across * ((at - posed.at("root")) @ across) + front * 0.17
    return [_placed(bag, at, _frame(across, posed.turn("root")[:, 2]))]


def _straps(posed: Posed) -> list[Mesh]:
    """Bands of skin over both shoulders, lifted off the shirt."""
    made = []
    rest = posed.model.look.points
    for sign in (-1.0, 1.0):
        shoulder = posed.rig.head("upperarm01.L")
        off = sign * rest[:, 0] - 0.52 * shoulder[0]
        low = posed.rig.head("spine02")[2] - 0.05
        mine = (
            (np.abs(off) < 0.024) & (rest[:, 2] > low) & (posed.rig.weight_of("head", "neck") < 0.4)
        )
        mine &= posed.rig.weight_of("upperarm", "lowerarm") < 0.5
        faces = posed.rig.faces[mine[posed.rig.faces].all(axis=1)]
        normals = vertex_normals(posed.points, posed.rig.faces)
        made.append(Mesh(posed.points + 0.009 * normals, normals, faces, "strap"))
    return made


def _plate(posed: Posed, prop: Prop) -> list[Mesh]:
    """A weight disc lying on the front of a segment; in the hands, a barbell."""
    if prop.segment == "hand":
        return _barbell(posed)
    side = _sides(posed, prop)[0]
    mark = "L" if side == "left" else "R"
    start, end = posed.ends(prop.segment, side)
    bone = {"pelvis": "root", "thorax": "spine02", "thigh": f"upperleg02.{mark}"}.get(
        prop.segment, f"wrist.{mark}"
    )
    front = -posed.turn(bone)[:, 1]
    at = start + prop.along * (end - start)
    near = posed.points[np.linalg.norm(posed.points - at, axis=1) < 0.2]
    out = float(((near - at) @ front).max())
    return [cylinder(at + (out - 0.004) * front, at + (out + 0.03) * front, 0.14, "iron")]


def _sliders(posed: Posed, prop: Prop) -> list[Mesh]:
    """A disc under the lowest part of the foot."""
    made = []
    for side in _sides(posed, prop):
        mark = "L" if side == "left" else "R"
        foot = posed.points[posed.rig.weight_of(f"foot.{mark}", f"toe1-1.{mark}") > 0.5]
        low = foot[foot[:, 2] < foot[:, 2].min() + 0.012].mean(axis=0)
        at = np.array([low[0], low[1], 0.0])
        made.append(cylinder(at - np.array([0.0, 0.0, 0.012]), at, 0.1, "iron"))
    return made


def _stick(posed: Posed, prop: Prop) -> list[Mesh]:
    """A broom handle along the back, or in a closed hand down to the floor."""
    if prop.segment == "thorax":
        spine = posed.turn("spine02")
        back = posed.points[posed.rig.weight_of("spine") > 0.6]
        low, high = posed.at("root"), posed.at("head")
        out = float(((back - low) @ spine[:, 1]).max()) + 0.012
        way = (high - low) / np.linalg.norm(high - low)
        start = low + out * spine[:, 1]
        return [cylinder(start - 0.15 * way, start + 0.95 * way, 0.013, "bench")]
    mark = "L" if _sides(posed, prop)[0] == "left" else "R"
    across, along, palm = hand_axes(posed.rig, mark)
    rest = posed.rig.head(f"wrist.{mark}") + 0.076 * along + 0.024 * palm
    at, axis = posed.carry(f"wrist.{mark}", rest), posed.turn(f"wrist.{mark}") @ across
    down = axis if axis[2] < 0 else -axis
    length = at[2] / max(-down[2], 0.3)
    return [cylinder(at - 0.35 * down, at + min(length, 1.2) * down, 0.013, "bench")]


def _cord(posed: Posed, stand: Stand) -> list[Mesh]:
    """A long band from its post to a loop round the limb."""
    side = posed.acted.task.side(stand.prop.limb)
    start, end = posed.ends(stand.prop.segment, side)
    at = start + stand.prop.along * (end - start)
    post = np.array([stand.x, stand.y, stand.top])
    round_limb = stand.prop.segment in ("thigh", "shank", "foot")
    loop = _loop(posed, (side,), stand.prop) if round_limb else []
    return [cylinder(post, at, 0.009, "band"), *loop]


def _band(posed: Posed, prop: Prop) -> list[Mesh]:
    """A loop round both limbs, taut between their outer sides."""
    return _loop(posed, ("left", "right"), prop)


def _loop(posed: Posed, sides: tuple[str, ...], prop: Prop) -> list[Mesh]:
    """The hull of the limbs where a band sits, a little wider."""
    rings, ways, ends = [], np.zeros(3), []
    for side in sides:
        start, end = posed.ends(prop.segment, side)
        way = end - start
        share = (posed.points - start) @ way / (way @ way)
        aside = np.linalg.norm(posed.points - start - share[:, None] * way, axis=1)
        mark = "L" if side == "left" else "R"
        own = posed.rig.weight_of("upperleg", "lowerleg", "foot", "toe") > 0.6
        own &= (posed.rig.points[:, 0] > 0) == (mark == "L")
        own &= aside < 0.16
        limit = 0.03 / float(np.linalg.norm(way))
        rings.append(posed.points[own & (np.abs(share - prop.along) < max(limit, 0.075))])
        ways = ways + way / np.linalg.norm(way)
        ends.append(start + prop.along * way)
    legs = ways / np.linalg.norm(ways)
    first = ends[0] - ends[-1] if len(sides) > 1 else np.array([0.3, 1.0, 0.2])
    across = first - legs * (first @ legs)
    across /= np.linalg.norm(across)
    over = np.cross(legs, across)
    every = np.vstack(rings)
    centre = np.mean(ends, axis=0)
    flat = np.column_stack([(every - centre) @ across, (every - centre) @ over])
    hull = flat[ConvexHull(flat).vertices]
    return [_ribbon(hull, centre, (across, over, legs))]


def _ribbon(hull: Floats, centre: Floats, axes: tuple[Floats, Floats, Floats]) -> Mesh:
    """A strip along a closed flat outline."""
    closed = np.vstack([hull, hull[:1]])
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    even = np.linspace(0, length[-1], 97)[:-1]
    line = np.column_stack([np.interp(even, length, closed[:, k]) for k in (0, 1)])
    out = line - line.mean(axis=0)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    line = line + 0.009 * out
    across, over, legs = axes
    flat = centre + line[:, :1] * across + line[:, 1:] * over
    normals = out[:, :1] * across + out[:, 1:] * over
    rows = np.vstack([flat - BAND_M * legs, flat + BAND_M * legs])
    n = len(flat)
    i = np.arange(n)
    j = (i + 1) % n
    faces = np.concatenate([np.column_stack([i, j, j + n]), np.column_stack([i, j + n, i + n])])
    return Mesh(rows, np.vstack([normals, normals]), faces, "band")


_MAKERS: Final[dict[str, Callable[[Posed, Prop], list[Mesh]]]] = {
    "band": _band, "dumbbell": _dumbbells, "pillow": _pillow, "backpack": _backpack,
    "plate": _plate, "slider": _sliders, "stick": _stick, "strap": _strap, "rope": _rope,
}  # fmt: skip
