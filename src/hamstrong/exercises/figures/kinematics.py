"""From joint angles to placed segments: planar forward kinematics with out-of-plane turns."""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Final

from hamstrong.exercises.figures.body import (
    HALF_HIPS,
    HALF_SHOULDERS,
    LENGTHS,
    NECK_BASE,
    SHOULDER_DROP,
    TOE_JOINT,
    ZONES,
    samples,
)
from hamstrong.exercises.figures.shapes import Outline, Point
from hamstrong.exercises.figures.spec import View

# Seen from the side, the far limbs are drawn a little ahead so that both can be told apart.
FAR_SHIFT: Final = (0.022, 0.0)
STRAIGHT: Final = 180.0
NECK_BACK: Final = -0.012  # the neck leaves the chest behind its middle

Angles = dict[str, float]
"""Flat pose: `x`, `y`, `trunk`, `spine`, `neck`, `near.hip`, `far.foot_deg`, `near.thigh/depth`."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment in the picture plane.

    Attributes:
        segment: Name of the outline, for instance `thigh`.
        x: Of the proximal joint, stature, to the right.
        y: Of the proximal joint, stature, up from the floor.
        deg: Direction from the proximal joint, 0 right, 90 up.
        squash: Apparent length over true length, 0-1.
        turn: +1 if the front of the segment lies to the left of its direction, else -1.
    """

    segment: str
    x: float
    y: float
    deg: float
    squash: float = 1.0
    turn: int = 1

    def at(self, u: float, v: float) -> Point:
        """The picture point of local (u, v), stature."""
        c, s = cos(radians(self.deg)), sin(radians(self.deg))
        along, across = u * self.squash, v * self.turn
        return (self.x + along * c - across * s, self.y + along * s + across * c)

    def outline(self, view: View) -> Outline:
        """The drawn outline in the picture, as points."""
        return tuple(self.at(u, v) for u, v in samples(view, self.segment))


Body = dict[str, Placed]


def _place_leg(angles: Angles, side: str, *, view: View, root: Point, trunk: float) -> Body:
    sign = 1 if view == "side" or side == "near" else -1
    joint = {name: angles[f"{side}.{name}"] for name in ("hip", "knee", "ankle", "toes")}
    thigh = angles.get(f"{side}.thigh_deg", trunk + 180 + sign * (STRAIGHT - joint["hip"]))
    shank = angles.get(f"{side}.shank_deg", thigh - sign * (STRAIGHT - joint["knee"]))
    foot = angles.get(f"{side}.foot_deg", shank + sign * (STRAIGHT - joint["ankle"]))
    legs: Body = {}
    at = root
    for segment, deg in (("thigh", thigh), ("shank", shank), ("foot", foot)):
        squash = cos(radians(angles.get(f"{side}.{segment}/depth", 0.0)))
        legs[f"{side}.{segment}"] = Placed(segment, *at, deg, squash, sign)
        if segment != "foot":
            at = legs[f"{side}.{segment}"].at(LENGTHS[segment], 0)
    if view == "side":
        toes = angles.get(f"{side}.toes_deg", foot + (STRAIGHT - joint["toes"]))
        at = legs[f"{side}.foot"].at(*TOE_JOINT)
        legs[f"{side}.toes"] = Placed("toes", *at, toes)
    return legs


def _place_arm(angles: Angles, side: str, *, view: View, root: Point, chest: float) -> Body:
    sign = 1 if view == "side" or side == "near" else -1
    # Seen from the side the elbow bends forward, seen from the front it bends inward.
    bend = 1 if view == "side" else -sign
    joint = {name: angles[f"{side}.{name}"] for name in ("shoulder", "elbow", "wrist")}
    upper = angles.get(f"{side}.upper_arm_deg", chest + 180 + sign * joint["shoulder"])
    fore = angles.get(f"{side}.forearm_deg", upper + bend * (STRAIGHT - joint["elbow"]))
    hand = angles.get(f"{side}.hand_deg", fore + bend * (STRAIGHT - joint["wrist"]))
    arm: Body = {}
    at = root
    for segment, deg in (("upper_arm", upper), ("forearm", fore), ("hand", hand)):
        squash = cos(radians(angles.get(f"{side}.{segment}/depth", 0.0)))
        arm[f"{side}.{segment}"] = Placed(segment, *at, deg, squash, sign)
        at = arm[f"{side}.{segment}"].at(LENGTHS[segment], 0)
    return arm


def place(angles: Angles, view: View) -> Body:
    """Place every segment of the body.

    Args:
        angles: A complete flat pose, degrees; `x` and `y` of the hip in stature.
        view: Seen from the side or from the front.

    Returns:
        Segments by name, `pelvis`, `thorax`, `head`, `near.thigh`, ...
    """
    trunk = angles["trunk"]
    chest = trunk - (STRAIGHT - angles["spine"])
    pelvis = Placed("pelvis", angles["x"], angles["y"], trunk, turn=-1)
    thorax = Placed("thorax", *pelvis.at(LENGTHS["pelvis"], 0), chest, turn=-1)
    head_deg = chest - (STRAIGHT - angles["neck"])
    # The neck takes half of the bend, so that it curves.
    root = thorax.at(NECK_BASE, NECK_BACK if view == "side" else 0)
    neck = Placed("neck", *root, (chest + head_deg) / 2, turn=-1)
    head = Placed("head", *neck.at(LENGTHS["neck"], 0), head_deg, turn=-1)
    body: Body = {"pelvis": pelvis, "thorax": thorax, "neck": neck, "head": head}
    for side, half in (("near", 1), ("far", -1)):
        hip = pelvis.at(0, half * HALF_HIPS if view == "front" else 0)
        shoulder = thorax.at(LENGTHS["thorax"], 0)
        if view == "front":
            shoulder = thorax.at(LENGTHS["thorax"] - SHOULDER_DROP, half * HALF_SHOULDERS)
        if view == "side" and side == "far":
            hip = (hip[0] + FAR_SHIFT[0], hip[1] + FAR_SHIFT[1])
            shoulder = (shoulder[0] + FAR_SHIFT[0], shoulder[1] + FAR_SHIFT[1])
        body |= _place_leg(angles, side, view=view, root=hip, trunk=trunk)
        body |= _place_arm(angles, side, view=view, root=shoulder, chest=chest)
    return body


def zone_points(body: Body, zone: str, view: View) -> Outline:
    """The outline points of a contact zone such as `near.heel`, in the picture."""
    side, _, name = zone.rpartition(".")
    points: list[Point] = []
    for segment, low, high in ZONES[name]:
        placed = body[f"{side}.{segment}" if side else segment]
        points += [placed.at(u, v) for u, v in samples(view, placed.segment) if low <= u <= high]
    return tuple(points)


def bounds(body: Body, view: View) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the drawn body, as a fraction of stature."""
    points = [p for placed in body.values() for p in placed.outline(view)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))
