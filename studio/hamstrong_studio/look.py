"""How the body looks: clothes, hair, face and working muscles as fields over the rest pose.

Every field is a signed distance or a share per vertex; the shader cuts it at a sharp edge, so
that a hem is smooth however coarse the mesh is. Lengths are metres unless a share is meant.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from hamstrong_studio.rig import Floats, Rig, vertex_normals

SHORTS_M: Final = 0.005
SHIRT_M: Final = 0.0065
HAIR_M: Final = 0.011
HEM: Final = 0.42
"""Where the shorts end, as a share of the thigh."""
SLEEVE: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A dressed body.

    Attributes:
        points: Rest positions with cloth and hair added, (vertices, 3).
        fields: Shorts, shirt, hair, lips, brow, eye, tint of the working muscles, skin warmth.
    """

    points: Floats
    fields: Floats


def _share(rig: Rig, start: str, end: str) -> Floats:
    """How far along a bone, 0 at its start."""
    a, b = rig.head(start), rig.head(end)
    made: Floats = (rig.points - a) @ (b - a) / ((b - a) @ (b - a))
    return made


@cache
def _masks(rig: Rig) -> dict[str, Floats]:
    z = rig.points[:, 2]
    hip = rig.head("upperleg01.L")[2]
    unit = rig.person.stature_m
    arm = rig.weight_of("upperarm", "lowerarm", "wrist", "finger", "metacarpal") > 0.5
    left = rig.points[:, 0] > 0
    thigh = np.where(
        left,
        _share(rig, "upperleg01.L", "lowerleg01.L"),
        _share(rig, "upperleg01.R", "lowerleg01.R"),
    )
    length = np.linalg.norm(rig.head("lowerleg01.L") - rig.head("upperleg01.L"))
    upper = np.where(
        left,
        _share(rig, "upperarm01.L", "lowerarm01.L"),
        _share(rig, "upperarm01.R", "lowerarm01.R"),
    )
    reach = np.linalg.norm(rig.head("lowerarm01.L") - rig.head("upperarm01.L"))
    waist = hip + 0.062 * unit
    neck = rig.head("neck01")
    collar = (neck[2] + 0.004 * unit) - z + 0.42 * (rig.points[:, 1] - neck[1])
    shorts = np.minimum(waist - z, (HEM - thigh) * length)
    shirt = np.minimum(z - (waist - 0.03 * unit), collar)
    sleeve = np.where(rig.weight_of("upperarm", "lowerarm", "wrist") > 0.25, upper, 0.0)
    shirt = np.minimum(shirt, (SLEEVE - sleeve) * reach)
    shirt = np.where(rig.weight_of("head", "neck03") > 0.5, -0.2, shirt)
    return {
        "shorts": np.where(arm, -0.2, shorts),
        "shirt": np.where(
            rig.weight_of("lowerarm", "wrist", "finger", "metacarpal") > 0.5, -0.2, shirt
        ),
        "thigh": thigh,
        "arm": arm.astype(float),
    }


def _ease(low: float, high: float, value: Floats) -> Floats:
    t = np.clip((value - low) / (high - low), 0, 1)
    made: Floats = t * t * (3 - 2 * t)
    return made


def _hair(rig: Rig) -> Floats:
    """Positive on the scalp: behind a line from the brow over the ear to the nape."""
    eye = (rig.head("eye.L") + rig.head("eye.R")) / 2
    unit = rig.person.stature_m / 1.68
    _, y, z = (rig.points - eye).T / unit
    head = rig.weight_of("head", "neck03") > 0.6
    front = (y - 0.004) * 0.72 + (z - 0.062) * 0.69
    above_ear = z - 0.012 + 0.55 * np.maximum(y - 0.085, 0) * 1.8
    behind = np.minimum(y - 0.062, above_ear)
    top = np.minimum(front, z - 0.03)
    made: Floats = np.where(head, np.maximum(np.minimum(front, behind), top), -0.1)
    return made


def _face(rig: Rig) -> tuple[Floats, Floats, Floats]:
    """Lips, brow and eye fields; positive inside."""
    unit = rig.person.stature_m / 1.68
    left, right = rig.head("eye.L"), rig.head("eye.R")
    x, y, z = (rig.points - (left + right) / 2).T / unit
    apart = abs(left[0] - right[0]) / 2 / unit
    front = (rig.weight_of("head") > 0.5) & (y < 0.012)
    brow = 1 - np.hypot(
        (np.abs(x) - apart) / 0.021, (z - 0.021 + 0.1 * (np.abs(x) - apart)) / 0.0042
    )
    lips = 1 - np.hypot(x / 0.024, (z + 0.0675) / 0.0085)
    eyes = rig.weight_of("eye") > 0.5
    gaze = np.hypot(np.abs(x) - apart, z)
    eye = np.where(eyes, np.where(gaze < 0.0066, 2.0, 1.0), 0.0)
    return (
        np.where(front, lips, -1.0) * 0.01,
        np.where(front, brow, -1.0) * 0.01,
        eye,
    )


def muscle(rig: Rig, name: str, side: str) -> Floats:
    """How much each vertex belongs to a working muscle, 0 to 1."""
    masks = _masks(rig)
    normals = vertex_normals(rig.points, rig.faces)
    back = _ease(-0.1, 0.5, normals[:, 1])
    front = _ease(-0.1, 0.5, -normals[:, 1])
    own = np.where((rig.points[:, 0] > 0) == (side == "left"), 1.0, 0.0)
    sign = 1 if side == "left" else -1
    outer = _ease(-0.1, 0.75, sign * normals[:, 0])
    thigh = masks["thigh"]
    mark = "L" if side == "left" else "R"
    leg = _ease(0.3, 0.7, rig.weight_of("upperleg", f"lowerleg01.{mark}"))
    shank = _share(rig, f"lowerleg01.{mark}", f"foot.{mark}")
    z, hip = rig.points[:, 2], rig.head("upperleg01.L")[2]
    unit = rig.person.stature_m
    lower = _ease(0.3, 0.7, rig.weight_of(f"lowerleg01.{mark}", f"lowerleg02.{mark}"))
    trunk = _ease(0.4, 0.8, rig.weight_of("spine", "root", "pelvis"))
    band = _ease(hip + 0.05 * unit, hip + 0.09 * unit, z) * _ease(
        -(rig.head("spine01")[2] + 0.01 * unit), -(rig.head("spine01")[2] - 0.09 * unit), -z
    )
    made = {
        "hamstring": back * leg * _ease(0.16, 0.3, thigh) * _ease(-0.99, -0.86, -thigh),
        "quad": front * leg * _ease(0.12, 0.3, thigh) * _ease(-0.95, -0.82, -thigh),
        "glute": back
        * _ease(-0.26, -0.14, -thigh)
        * _ease(-0.33, -0.2, thigh)
        * _ease(0.3, 0.7, rig.weight_of("upperleg", "root", "pelvis", "spine05")),
        "calf": back * lower * _ease(0.04, 0.14, shank) * _ease(-0.6, -0.45, -shank),
        "soleus": back * lower * _ease(0.35, 0.5, shank) * _ease(-0.85, -0.7, -shank),
        "tibialis": front * lower * _ease(0.08, 0.2, shank) * _ease(-0.8, -0.65, -shank),
        "adductor": _ease(0.1, 0.6, -sign * normals[:, 0])
        * leg
        * _ease(0.05, 0.2, thigh)
        * _ease(-0.85, -0.65, -thigh),
        "abductor": outer
        * _ease(-0.3, -0.2, thigh)
        * _ease(-0.12, 0.0, -thigh)
        * _ease(0.3, 0.7, rig.weight_of("upperleg", "root", "pelvis", "spine05")),
        "hip-flexor": front
        * _ease(-0.22, -0.1, thigh)
        * _ease(-0.42, -0.2, -thigh)
        * _ease(0.3, 0.7, rig.weight_of("upperleg", "root", "pelvis", "spine05")),
        "foot": _ease(0.0, 0.5, -normals[:, 2])
        * _ease(0.4, 0.8, rig.weight_of(f"foot.{mark}", "toe")),
        "trunk": front * trunk * band,
        "flank": outer * trunk * band,
    }[name]
    return np.asarray(made * own * (1 - masks["arm"]))


def dress(rig: Rig, tint: tuple[tuple[str, str], ...]) -> Look:
    """Clothes on, hair grown, muscles marked.

    Args:
        rig: The body.
        tint: Working muscles as (name, side).
    """
    masks = _masks(rig)
    hair = _hair(rig)
    lips, brow, eye = _face(rig)
    normals = vertex_normals(rig.points, rig.faces)
    thick = SHORTS_M * _ease(-0.012, 0.004, masks["shorts"])
    thick = np.maximum(thick, SHIRT_M * _ease(-0.012, 0.004, masks["shirt"]))
    thick = np.maximum(thick, HAIR_M * _ease(-0.004, 0.016, hair))
    total = np.zeros(len(rig.points))
    for name, side in tint:
        total = np.maximum(total, muscle(rig, name, side))
    warm = _warmth(rig)
    fields = np.column_stack([masks["shorts"], masks["shirt"], hair, lips, brow, eye, total, warm])
    return Look(rig.points + normals * thick[:, None], fields)


def _warmth(rig: Rig) -> Floats:
    """Where blood shows: cheeks, knees, elbows, hands, soles."""
    warm = 0.5 * rig.weight_of("finger", "toe")
    for joint, radius in (("lowerleg01", 0.06), ("lowerarm01", 0.05)):
        for mark in "LR":
            away = np.linalg.norm(rig.points - rig.head(f"{joint}.{mark}"), axis=1)
            warm = np.maximum(warm, 0.45 * _ease(-radius, 0, -away))
    made: Floats = warm
    return made
