"""Fingers: relaxed, or closed round a handle; bent once in the rest pose, then led by the wrist."""

from dataclasses import replace
from functools import cache
from typing import Final

import numpy as np

from hamstrong_studio.rig import Floats, Rig, load_rig, skin

# Degrees at the three joints of a finger from knuckle to tip (judgement, from looking at hands).
RELAXED: Final = (14.0, 20.0, 12.0)
CLOSED: Final = (62.0, 78.0, 45.0)
THUMB_RELAXED: Final = (6.0, 8.0, 8.0)
THUMB_CLOSED: Final = (26.0, 34.0, 40.0)
GATHER: Final = {2: 5.0, 3: 1.0, 4: -4.0, 5: -9.0}
"""How far fingers of a relaxed hand turn towards the middle one."""


@cache
def rig_with_hands(body: str, closed: frozenset[str], relaxed: frozenset[str]) -> Rig:
    """A body whose hands are closed or relaxed on the sides named, else flat."""
    rig = load_rig(body)
    moves = np.zeros((len(rig.parents), 3, 4))
    moves[:] = np.eye(3, 4)
    for side, mark in (("left", "L"), ("right", "R")):
        if side in closed | relaxed:
            _bend_hand(rig, moves, mark, closed=side in closed)
    return replace(rig, points=skin(rig.points, rig.weights, moves[None])[0])


def hand_axes(rig: Rig, mark: str) -> tuple[Floats, Floats, Floats]:
    """Of a hand at rest: from index to little finger, towards the fingertips, out of the palm."""
    across = rig.head(f"finger5-1.{mark}") - rig.head(f"finger2-1.{mark}")
    along = rig.head(f"finger3-1.{mark}") - rig.head(f"wrist.{mark}")
    across, along = across / np.linalg.norm(across), along / np.linalg.norm(along)
    palm = np.cross(across, along) * (1 if mark == "L" else -1)
    return across, along, palm / np.linalg.norm(palm)


def _bend_hand(rig: Rig, moves: Floats, mark: str, *, closed: bool) -> None:
    across, _, palm = hand_axes(rig, mark)
    sign = 1.0 if mark == "L" else -1.0
    for finger in range(1, 6):
        bends = CLOSED if closed else RELAXED
        axis = sign * across
        if finger == 1:
            bends = THUMB_CLOSED if closed else THUMB_RELAXED
            start, end = rig.head(f"finger1-1.{mark}"), rig.head(f"finger1-3.{mark}")
            axis = np.cross(end - start, palm + 0.9 * across)
            axis /= np.linalg.norm(axis)
        turn = np.eye(3)
        if finger in GATHER:
            turn = _about(palm, sign * GATHER[finger])
        before: Floats | None = None
        for joint, bend in enumerate(bends, 1):
            number = rig.index[f"finger{finger}-{joint}.{mark}"]
            turn = turn @ _about(axis, bend)
            head = rig.heads[number]
            at = head if before is None else before[:, :3] @ head + before[:, 3]
            before = np.column_stack([turn, at - turn @ head])
            moves[number] = before


def _about(axis: Floats, degrees: float) -> Floats:
    x, y, z = axis
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    made: Floats = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * (cross @ cross)
    return made
