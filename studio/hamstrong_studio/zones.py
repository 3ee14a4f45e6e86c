"""Which part of a body's mesh each contact zone of the exercise specs means."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hamstrong_studio.rig import Ints, Rig

Mask = NDArray[np.bool_]

MOST_POINTS: Final = 70
ON_THIGH: Final = 0.4
"""Where a hand lies on the thigh, as a share of the way from hip to knee (judgement)."""
ARM: Final = ("elbow", "forearm", "hand", "fingers")
_MARK: Final = {"left": "L", "right": "R"}


@dataclass(frozen=True, slots=True)
class Zone:
    """Parts that must each touch, as vertex numbers: a foot touches with heel and ball."""

    parts: tuple[Ints, ...]

    @property
    def points(self) -> Ints:
        """All vertices of the zone."""
        return np.concatenate(self.parts)


@cache
def zone(rig: Rig, name: str) -> Zone:
    """The zone `head`, `back`, `seat` or, for instance, `left.heel`."""
    side, _, part = name.rpartition(".")
    if not side:
        return Zone(tuple(thin(mask) for mask in _middle(rig, part)))
    masks = _arm(rig, part, _MARK[side]) if part in ARM else None
    masks = masks or _leg(rig, part, _MARK[side])
    return Zone(tuple(thin(mask) for mask in masks))


def thin(mask: Mask | Ints, most: int = MOST_POINTS) -> Ints:
    """Numbers of the chosen vertices, evenly thinned."""
    chosen = np.flatnonzero(mask)
    step = max(1, len(chosen) // most)
    return chosen[::step]


def _middle(rig: Rig, part: str) -> list[Mask]:
    x, y = rig.points[:, 0], rig.points[:, 1]
    if part == "head":
        return [(rig.weight_of("head") > 0.7) & (y > rig.head("head")[1] + 0.02)]
    if part == "back":
        blades = (rig.weight_of("spine01", "spine02", "clavicle", "shoulder01") > 0.6) & (y > 0)
        blades &= rig.points[:, 2] > rig.head("spine01")[2] - 0.02
        return [blades & (x > 0), blades & (x < 0)]
    hip = rig.head("upperleg01.L")[2]
    low = rig.points[:, 2] < hip + 0.1
    seat = (rig.weight_of("root", "pelvis", "upperleg01", "spine05") > 0.6) & low
    return [seat]


def _leg(rig: Rig, part: str, mark: str) -> list[Mask]:
    ankle, toe = rig.head(f"foot.{mark}"), rig.head(f"toe2-1.{mark}")
    foot = rig.weight_of(f"foot.{mark}", f"toe1-1.{mark}") > 0.5
    along = (rig.points - ankle) @ ((toe - ankle) / np.linalg.norm(toe - ankle))
    heel = foot & (along < 0.1 * np.linalg.norm(toe - ankle))
    if part == "heel":
        return [heel]
    toes = rig.weight_of(*(f"toe{n}-{k}.{mark}" for n in range(1, 6) for k in (1, 2, 3))) > 0.6
    ball = foot & ~toes & (along > 0.75 * np.linalg.norm(toe - ankle))
    if part == "ball":
        return [ball | toes]
    if part == "toes":
        return [toes]
    if part == "foot":
        return [heel, ball]
    knee = rig.head(f"lowerleg01.{mark}")
    leg = rig.weight_of(f"upperleg02.{mark}", f"lowerleg01.{mark}") > 0.7
    if part == "thigh":
        hip = rig.head(f"upperleg01.{mark}")
        share = (rig.points - hip) @ (knee - hip) / ((knee - hip) @ (knee - hip))
        thigh = rig.weight_of(f"upperleg01.{mark}", f"upperleg02.{mark}") > 0.7
        return [thigh & (share > 0.35) & (share < 0.85)]
    near_knee = leg & (np.linalg.norm(rig.points - knee, axis=1) < 0.075)
    if part == "knee":
        return [near_knee]
    return [rig.weight_of(f"lowerleg01.{mark}", f"lowerleg02.{mark}") > 0.7]


def _arm(rig: Rig, part: str, mark: str) -> list[Mask]:
    elbow, wrist = rig.head(f"lowerarm01.{mark}"), rig.head(f"wrist.{mark}")
    arm = rig.weight_of(f"upperarm02.{mark}", f"lowerarm01.{mark}") > 0.7
    tip = arm & (np.linalg.norm(rig.points - elbow, axis=1) < 0.06)
    if part == "elbow":
        return [tip]
    hand = rig.weight_of(f"wrist.{mark}", "finger", "metacarpal") > 0.5
    hand &= np.sign(rig.points[:, 0]) == np.sign(wrist[0])
    along = (rig.points - wrist) @ (wrist - elbow) / np.linalg.norm(wrist - elbow)
    fingers = hand & (along > 0.08)
    if part in ("hand", "fingers"):
        return [hand & (along < 0.05), fingers] if part == "hand" else [fingers]
    fore = rig.weight_of(f"lowerarm02.{mark}", f"wrist.{mark}") > 0.5
    return [tip, fore & (along < 0.0) & (along > -0.07)]


def palm(rig: Rig, side: str) -> Ints:
    """The palm's skin, as vertex numbers."""
    mark = _MARK[side]
    wrist, knuckle = rig.head(f"wrist.{mark}"), rig.head(f"finger3-1.{mark}")
    middle = (wrist + knuckle) / 2
    across = rig.head(f"metacarpal1.{mark}") - rig.head(f"metacarpal4.{mark}")
    outward = np.cross(across, knuckle - wrist) * (1 if side == "left" else -1)
    outward /= np.linalg.norm(outward)
    off = rig.points - middle
    near = (np.linalg.norm(off, axis=1) < 0.05) & (off @ outward < -0.004)
    return thin(near & (rig.weight_of(f"wrist.{mark}", "metacarpal") > 0.5))


def behind_thigh(rig: Rig, thigh: str, hand: str) -> Ints:
    """Vertices behind a thigh, towards the side from which a hand comes."""
    mark = _MARK[thigh]
    hip, knee = rig.head(f"upperleg01.{mark}"), rig.head(f"lowerleg01.{mark}")
    aside = 0.045 if hand == "left" else -0.045
    aim = hip + 0.66 * (knee - hip) + np.array([aside, 0.2, 0.0])
    leg = rig.weight_of(f"upperleg01.{mark}", f"upperleg02.{mark}") > 0.8
    distance = np.where(leg, np.linalg.norm(rig.points - aim, axis=1), np.inf)
    return np.argsort(distance, kind="stable")[:12]


def on_thigh(rig: Rig, thigh: str) -> Ints:
    """Vertices on the front of a thigh, a little short of half way to the knee."""
    mark = _MARK[thigh]
    hip, knee = rig.head(f"upperleg01.{mark}"), rig.head(f"lowerleg01.{mark}")
    aim = hip + ON_THIGH * (knee - hip) + np.array([0.0, -0.2, 0.0])
    leg = rig.weight_of(f"upperleg01.{mark}", f"upperleg02.{mark}") > 0.8
    distance = np.where(leg, np.linalg.norm(rig.points - aim, axis=1), np.inf)
    return np.argsort(distance, kind="stable")[:12]


def spot(rig: Rig, place: str, side: str) -> Ints:
    """Vertices around a place of the trunk where a hand may rest."""
    sign = 1.0 if side == "left" else -1.0
    hip, shoulder = rig.head("upperleg01.L"), rig.head("upperarm01.L")
    torso = rig.weight_of("spine", "root", "pelvis", "clavicle", "shoulder01") > 0.8
    if place == "shoulder":
        aim = np.array([sign * 0.62 * shoulder[0], -0.2, shoulder[2] - 0.05])
    elif place == "pack":
        aim = np.array([sign * 0.11, -0.3, hip[2] + 0.09])
    else:
        aim = np.array([sign * 0.3, hip[1] - 0.03, hip[2] + 0.115])
    distance = np.where(torso, np.linalg.norm(rig.points - aim, axis=1), np.inf)
    return np.argsort(distance, kind="stable")[:12]
