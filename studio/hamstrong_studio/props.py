"""What the body wears or holds: hair tied up, bands, pillow, weights, pack, slider, stick."""

from collections.abc import Callable
from typing import Final

import numpy as np

from hamstrong.exercises.figures.spec import Prop
from hamstrong_studio.bands import bands, rope
from hamstrong_studio.bodies import colour
from hamstrong_studio.posed import Posed, frame, placed, pose
from hamstrong_studio.rig import Floats, vertex_normals
from hamstrong_studio.room import Mesh, cylinder, rounded_box
from hamstrong_studio.scene import Model
from hamstrong_studio.skeleton import INDEX
from hamstrong_studio.stage import TOWEL_M, Acted, Stand

STICK_M: Final = 0.013
TOWEL_HALF: Final = 0.16
"""How far a folded towel reaches along the thigh to either side, as a share of it."""
TOWEL_ASIDE: Final = -0.3
"""How far its edges hang down beside the thigh: where skin faces the front less than this."""
UPWARD: Final = np.array([0.0, 0.0, 1.0])
TOGETHER_M: Final = 0.24
"""Fists nearer than this hold one weight between them."""
PUSHED_M: Final = 0.06
"""How far thighs at a right angle push a pack towards the belly (judgement, from looking)."""


def worn(acted: Acted, model: Model, values: Floats) -> list[Mesh]:
    """Everything that goes with the body in a pose."""
    posed = pose(acted, model, values)
    made = _bun(posed)
    for prop in acted.task.figure.props:
        if prop.kind in _MAKERS:
            made += _MAKERS[prop.kind](posed, prop)
    for band in bands(posed):
        made += band.meshes
    made += rope(posed)
    for stand in acted.stands:
        if stand.prop.kind == "pillow":
            made += _rest_pillow(posed, stand)
    return made


def _bun(posed: Posed) -> list[Mesh]:
    """Tied-up hair at the crown."""
    rig = posed.rig
    if not rig.person.bun:
        return []
    eye = (rig.head("eye.L") + rig.head("eye.R")) / 2
    middle = eye + np.array([0.0, 0.125, 0.125]) * rig.person.stature_m / 1.68
    ball = rounded_box((-0.034,) * 3, (0.034,) * 3, 0.034, "bun")
    made = placed(ball, posed.carry("head", middle), posed.turn("head").T)
    return [Mesh(made.points, made.normals, made.faces, "bun", own=colour(rig.person.hair))]


def _dumbbells(posed: Posed, prop: Prop) -> list[Mesh]:
    """One in every closed hand, one between hands that meet, or one lying across a thigh."""
    sides = posed.sides(prop)
    if prop.segment != "hand":
        return [mesh for side in sides for mesh in _dumbbell_on(posed, prop, side)]
    grips = [posed.grip(side) for side in sides]
    if len(grips) == 2 and np.linalg.norm(grips[0][0] - grips[1][0]) < TOGETHER_M:
        upright = posed.turn("spine01")[:, 2]
        return _dumbbell((grips[0][0] + grips[1][0]) / 2, upright)
    return [mesh for at, axis in grips for mesh in _dumbbell(at, axis)]


def _dumbbell_on(posed: Posed, prop: Prop, side: str) -> list[Mesh]:
    start, end = posed.ends(prop.segment, side)
    mark = "L" if side == "left" else "R"
    front = -posed.turn(f"upperleg02.{mark}")[:, 1]
    unit = posed.rig.person.stature_m / 1.68
    at = start + prop.along * (end - start) + 0.12 * unit * front
    return _dumbbell(at + _raised(posed) * UPWARD, np.array([0.0, 1.0, 0.0]))


def _raised(posed: Posed) -> float:
    """How far hands that steady a weight have lifted it above where it lies in the work, metres."""
    work = pose(posed.acted, posed.model, posed.acted.poses[-1].values)
    heights = [
        np.mean([body.grip(side)[0][2] for side in ("left", "right")]) for body in (posed, work)
    ]
    return max(float(heights[0] - heights[1]), 0.0)


def _dumbbell(at: Floats, axis: Floats) -> list[Mesh]:
    made = [cylinder(at - 0.07 * axis, at + 0.07 * axis, 0.014, "iron")]
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
    return [placed(ball, np.mean(middles, axis=0), frame(across, legs))]


def _rest_pillow(posed: Posed, stand: Stand) -> list[Mesh]:
    """Under the head, or between a knee and the wall."""
    if stand.prop.zone == "head":
        at = posed.acted.middle("head", posed.values)
        high = max(at[2] - 0.055, 0.05)
        ball = rounded_box((-0.17, -0.26, 0.0), (0.17, 0.26, high), 0.4 * high, "pillow")
        return [placed(ball, np.array([at[0], at[1], 0.0]), np.eye(3))]
    walls = [s for s in posed.acted.stands if s.prop.kind == "wall"]
    mark = "L" if posed.acted.task.side("near") == "left" else "R"
    knee = posed.at(f"lowerleg01.{mark}")
    edge = walls[0].x if walls else stand.x + stand.reach * 0.09
    half = max(abs(edge - knee[0]) - 0.035, 0.05) / 2
    ball = rounded_box((-half, -0.13, -0.13), (half, 0.13, 0.13), 0.045, "pillow")
    at = np.array([edge - stand.reach * half, knee[1], knee[2]])
    return [placed(ball, at, np.eye(3))]


def _held_pillow(posed: Posed, prop: Prop) -> list[Mesh]:
    """In a palm, or on the back of the shins as the roller of a frame."""
    start, end = posed.ends(prop.segment, posed.sides(prop)[0])
    at = start + prop.along * (end - start)
    if prop.segment == "hand":
        ball = rounded_box((-0.1, -0.12, -0.06), (0.1, 0.12, 0.06), 0.05, "pillow")
        return [placed(ball, at + np.array([0.02, 0.0, -0.02]), np.eye(3))]
    at[1] = 0.0
    near = posed.points[np.abs(posed.points[:, 0] - at[0]) < 0.06]
    at[2] = float(near[:, 2].max()) + 0.065
    roll = rounded_box((-0.07, -0.26, -0.07), (0.07, 0.26, 0.07), 0.069, "pillow")
    aside = np.array([0.0, 0.31, 0.0])
    axle = cylinder(at - aside, at + aside, 0.014, "iron")
    posts = [cylinder(end * (1, 1, 0), end, 0.018, "iron") for end in (at - aside, at + aside)]
    return [placed(roll, at, np.eye(3)), axle, *posts]


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
        return [placed(part, at, turn.T) for part in (bag, pocket)] + _straps(posed)
    low, high = posed.ends(prop.segment, posed.sides(prop)[0])
    front = -posed.turn("root")[:, 1]
    bag = rounded_box((-0.2, -0.14, -0.08), (0.2, 0.14, 0.08), 0.05, "bag")
    at = low + prop.along * (high - low) + _pushed(posed) * posed.turn("root")[:, 2]
    across = posed.turn("root")[:, 0]
    at = at - across * ((at - posed.at("root")) @ across) + front * 0.17
    return [placed(bag, at, frame(across, posed.turn("root")[:, 2]))]


def _pushed(posed: Posed) -> float:
    """How far two bent hips have pushed a pack out of their fold towards the belly, metres."""
    bent = min(float(posed.values[INDEX[f"{side}.hip.flexion"]]) for side in ("left", "right"))
    return PUSHED_M * min(max(bent, 0.0), 90.0) / 90.0


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


def _folded_towel(posed: Posed, prop: Prop) -> list[Mesh]:
    """A piece of skin on the front of a thigh, lifted by the towel's thickness."""
    if prop.zone:
        return []
    rig, mark = posed.rig, "L" if posed.sides(prop)[0] == "left" else "R"
    start, end = rig.head(f"upperleg01.{mark}"), rig.head(f"lowerleg01.{mark}")
    share = (rig.points - start) @ (end - start) / ((end - start) @ (end - start))
    front = -vertex_normals(rig.points, rig.faces)[:, 1] > TOWEL_ASIDE
    mine = (np.abs(share - prop.along) < TOWEL_HALF) & front
    mine &= rig.weight_of(f"upperleg01.{mark}", f"upperleg02.{mark}", f"lowerleg01.{mark}") > 0.6
    faces = rig.faces[mine[rig.faces].all(axis=1)]
    normals = vertex_normals(posed.points, rig.faces)
    return [Mesh(posed.points + TOWEL_M * normals, normals, faces, "towel")]


def _plate(posed: Posed, prop: Prop) -> list[Mesh]:
    """A weight disc lying on the front of a segment; in the hands, a barbell."""
    if prop.segment == "hand":
        return _barbell(posed)
    side = posed.sides(prop)[0]
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
    for side in posed.sides(prop):
        mark = "L" if side == "left" else "R"
        foot = posed.points[posed.rig.weight_of(f"foot.{mark}", f"toe1-1.{mark}") > 0.5]
        low = foot[foot[:, 2] < foot[:, 2].min() + 0.012].mean(axis=0)
        at = np.array([low[0], low[1], 0.0])
        made.append(cylinder(at - np.array([0.0, 0.0, 0.012]), at, 0.1, "iron"))
    return made


def along_back(posed: Posed) -> tuple[Floats, Floats]:
    """Start and direction of a stick that touches tailbone, upper back and head."""
    rig, low = posed.rig, posed.at("root")
    middle = np.abs(rig.points[:, 0]) < 0.03
    across = posed.turn("root")[:, 0]
    up = posed.at("head") - low
    out = posed.turn("spine02")[:, 1]
    out = out - up * (out @ up) / (up @ up)
    out /= np.linalg.norm(out)

    def hindmost(*bones: str) -> Floats:
        points = posed.points[middle & (rig.weight_of(*bones) > 0.6)]
        found = points[((points - low) @ out).argmax()]
        made: Floats = found - across * ((found - low) @ across)
        return made

    first, last = hindmost("root", "pelvis", "spine05"), hindmost("head")
    way = (last - first) / np.linalg.norm(last - first)
    side = np.cross(way, np.cross(out, way))
    over = max(float((hindmost("spine01", "spine02") - first) @ side), 0.0)
    return first + (over + STICK_M - 0.002) * side, way


def _stick(posed: Posed, prop: Prop) -> list[Mesh]:
    """A broom handle along the back, or in a closed hand down to the floor."""
    if prop.segment == "thorax":
        start, way = along_back(posed)
        return [cylinder(start - 0.16 * way, start + 0.78 * way, STICK_M, "bench")]
    at, axis = posed.grip(posed.sides(prop)[0])
    down = axis if axis[2] < 0 else -axis
    length = at[2] / max(-down[2], 0.3)
    return [cylinder(at - 0.35 * down, at + min(length, 1.2) * down, 0.013, "bench")]


_MAKERS: Final[dict[str, Callable[[Posed, Prop], list[Mesh]]]] = {
    "dumbbell": _dumbbells, "pillow": _pillow, "backpack": _backpack,
    "plate": _plate, "towel": _folded_towel, "slider": _sliders, "stick": _stick,
}  # fmt: skip
