"""The drawn body: segment lengths from anthropometry, outlines by judgement.

Lengths are fractions of stature. Source: Drillis and Contini (1966), as printed in Winter (2009),
"Biomechanics and Motor Control of Human Movement", figure 4.1; certainty H for group means.
Widths, heel, hand and head shapes are drawn, not measured (judgement).

Each outline is a closed list of points in the segment's own frame: `u` from the proximal joint
along the segment, `v` to the front (side view) or outward (front view). A smooth closed curve
runs through the points.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from hamstrong.exercises.figures.spec import View

Point = tuple[float, float]
Outline = tuple[Point, ...]

THIGH: Final = 0.245
SHANK: Final = 0.246
ANKLE_HEIGHT: Final = 0.039
UPPER_ARM: Final = 0.186
FOREARM: Final = 0.146
TRUNK: Final = 0.288  # hip to shoulder
# Judgement: the trunk bends once, in the upper lumbar spine; the hand is loosely closed.
LUMBAR: Final = 0.115
HAND: Final = 0.085
NECK_BASE: Final = 0.186  # from the lumbar bend
TOE_JOINT: Final = (0.072, -0.027)  # from the ankle, in the foot's frame

# Judgement: joint centres from the middle line, seen from the front.
HALF_HIPS: Final = 0.05
HALF_SHOULDERS: Final = 0.1

# Where limbs hang on the trunk, as (segment, u, v); v is per side in the front view.
LENGTHS: Final[dict[str, float]] = {
    "pelvis": LUMBAR,
    "thorax": TRUNK - LUMBAR,
    "upper_arm": UPPER_ARM,
    "forearm": FOREARM,
    "hand": HAND,
    "thigh": THIGH,
    "shank": SHANK,
}


def _tapered(front: Sequence[Point], back: Sequence[Point], caps: tuple[float, float]) -> Outline:
    """Close a limb outline: front edge outward, distal cap, back edge home, proximal cap."""
    mirrored = tuple((u, -v) for u, v in reversed(back))
    return ((caps[0], 0.0), *front, (caps[1], 0.0), *mirrored)


def _even(edge: Sequence[Point], caps: tuple[float, float]) -> Outline:
    return _tapered(edge, edge, caps)


_SIDE: Final[dict[str, Outline]] = {
    "pelvis": (
        (-0.056, 0.0),
        (-0.03, 0.046),
        (0.02, 0.058),
        (0.075, 0.056),
        (0.125, 0.055),
        (0.155, 0.03),
        (0.155, -0.025),
        (0.12, -0.044),
        (0.08, -0.05),
        (0.035, -0.07),
        (-0.012, -0.077),
        (-0.046, -0.052),
    ),
    "thorax": (
        (-0.03, 0.02),
        (0.0, 0.054),
        (0.06, 0.066),
        (0.11, 0.068),
        (0.155, 0.05),
        (0.188, 0.024),
        (0.2, -0.01),
        (0.178, -0.046),
        (0.12, -0.066),
        (0.055, -0.06),
        (0.0, -0.044),
        (-0.03, -0.02),
    ),
    "head": (
        (-0.02, 0.0),
        (0.0, 0.03),
        (0.036, 0.03),
        (0.05, 0.052),
        (0.066, 0.064),
        (0.094, 0.068),
        (0.125, 0.063),
        (0.152, 0.044),
        (0.164, 0.008),
        (0.155, -0.03),
        (0.122, -0.054),
        (0.085, -0.053),
        (0.052, -0.036),
        (0.03, -0.032),
        (0.0, -0.036),
    ),
    "hair": (
        (0.139, 0.054),
        (0.16, 0.028),
        (0.165, 0.0),
        (0.155, -0.032),
        (0.122, -0.055),
        (0.085, -0.053),
        (0.066, -0.044),
        (0.078, -0.02),
        (0.1, -0.008),
        (0.122, 0.012),
        (0.132, 0.036),
    ),
    "upper_arm": _tapered(
        ((0.0, 0.034), (0.06, 0.031), (0.13, 0.027), (0.186, 0.022)),
        ((0.0, 0.034), (0.07, 0.03), (0.13, 0.026), (0.186, 0.023)),
        (-0.034, 0.209),
    ),
    "forearm": _tapered(
        ((0.0, 0.022), (0.045, 0.026), (0.1, 0.019), (0.146, 0.0145)),
        ((0.0, 0.023), (0.045, 0.024), (0.1, 0.018), (0.146, 0.0145)),
        (-0.023, 0.16),
    ),
    "hand": (
        (-0.014, 0.0),
        (0.0, 0.0145),
        (0.028, 0.02),
        (0.06, 0.017),
        (0.085, 0.008),
        (0.09, -0.004),
        (0.064, -0.014),
        (0.03, -0.017),
        (0.0, -0.0145),
    ),
    "thigh": _tapered(
        ((0.0, 0.052), (0.08, 0.055), (0.17, 0.045), (0.245, 0.035)),
        ((0.0, 0.06), (0.07, 0.055), (0.16, 0.042), (0.245, 0.034)),
        (-0.056, 0.28),
    ),
    "shank": _tapered(
        ((0.0, 0.034), (0.05, 0.031), (0.14, 0.026), (0.246, 0.019)),
        ((0.0, 0.033), (0.055, 0.044), (0.11, 0.043), (0.18, 0.027), (0.246, 0.019)),
        (-0.034, 0.265),
    ),
    "foot": (
        (0.0, 0.022),
        (0.02, 0.016),
        (0.05, -0.002),
        (0.082, -0.014),
        (0.09, -0.027),
        (0.074, -0.039),
        (0.03, -0.0365),
        (-0.02, -0.039),
        (-0.04, -0.028),
        (-0.036, -0.008),
        (-0.022, 0.014),
    ),
    "toes": (
        (-0.012, 0.0),
        (0.0, 0.012),
        (0.024, 0.008),
        (0.044, -0.002),
        (0.04, -0.011),
        (0.0, -0.012),
    ),
}

_FRONT: Final[dict[str, Outline]] = {
    "pelvis": _even(
        ((-0.035, 0.045), (0.0, 0.09), (0.04, 0.086), (0.09, 0.069), (0.13, 0.066), (0.15, 0.045)),
        (-0.052, 0.158),
    ),
    "thorax": _even(
        ((-0.02, 0.05), (0.01, 0.068), (0.07, 0.084), (0.13, 0.101), (0.17, 0.094), (0.188, 0.05)),
        (-0.03, 0.197),
    ),
    "head": _even(
        ((0.0, 0.03), (0.034, 0.028), (0.052, 0.036), (0.08, 0.047), (0.12, 0.05), (0.152, 0.033)),
        (-0.02, 0.165),
    ),
    "hair": _tapered(
        ((0.1, 0.0495), (0.13, 0.0485), (0.154, 0.033)),
        ((0.1, 0.0495), (0.13, 0.0485), (0.154, 0.033)),
        (0.132, 0.167),
    ),
    "upper_arm": _SIDE["upper_arm"],
    "forearm": _SIDE["forearm"],
    "hand": _SIDE["hand"],
    "thigh": _tapered(
        ((0.0, 0.052), (0.08, 0.05), (0.17, 0.041), (0.245, 0.034)),
        ((0.0, 0.046), (0.08, 0.046), (0.17, 0.038), (0.245, 0.032)),
        (-0.05, 0.278),
    ),
    "shank": _tapered(
        ((0.0, 0.033), (0.07, 0.039), (0.15, 0.027), (0.246, 0.018)),
        ((0.0, 0.032), (0.08, 0.036), (0.15, 0.025), (0.246, 0.018)),
        (-0.033, 0.264),
    ),
    "foot": _even(((0.0, 0.018), (0.018, 0.024), (0.034, 0.03)), (-0.014, ANKLE_HEIGHT)),
}

OUTLINES: Final[dict[View, dict[str, Outline]]] = {"side": _SIDE, "front": _FRONT}

# Muscle regions as (segment, closed outline), kept just inside the segment.
_SIDE_MUSCLES: Final[dict[str, tuple[tuple[str, Outline], ...]]] = {
    "hamstring": (
        (
            "thigh",
            ((0.0, -0.05), (0.07, -0.05), (0.15, -0.039), (0.222, -0.031), (0.23, -0.02))
            + ((0.15, -0.008), (0.07, -0.008), (0.01, -0.02)),
        ),
    ),
    "quad": (
        (
            "thigh",
            ((0.0, 0.034), (0.08, 0.05), (0.16, 0.041), (0.232, 0.031), (0.235, 0.014))
            + ((0.15, 0.004), (0.07, 0.006), (0.0, 0.018)),
        ),
    ),
    "glute": (
        (
            "pelvis",
            ((0.06, -0.05), (0.03, -0.066), (-0.012, -0.072), (-0.042, -0.05))
            + ((-0.044, -0.022), (-0.01, -0.008), (0.035, -0.018)),
        ),
    ),
    "calf": (
        (
            "shank",
            ((0.012, -0.03), (0.055, -0.039), (0.11, -0.038), (0.15, -0.03))
            + ((0.155, -0.012), (0.1, -0.002), (0.045, -0.004), (0.012, -0.016)),
        ),
    ),
    "soleus": (
        (
            "shank",
            ((0.075, -0.038), (0.12, -0.036), (0.17, -0.025), (0.222, -0.017))
            + ((0.225, -0.006), (0.17, -0.004), (0.11, -0.004), (0.08, -0.014)),
        ),
    ),
    "tibialis": (
        (
            "shank",
            ((0.03, 0.028), (0.09, 0.0255), (0.16, 0.021), (0.21, 0.0165))
            + ((0.21, 0.006), (0.14, 0.006), (0.07, 0.008), (0.03, 0.014)),
        ),
    ),
    "adductor": (
        (
            "thigh",
            ((0.0, 0.012), (0.07, 0.022), (0.15, 0.016), (0.2, 0.004))
            + ((0.15, -0.014), (0.07, -0.02), (0.0, -0.014)),
        ),
    ),
    "abductor": (
        (
            "pelvis",
            ((0.06, -0.03), (0.06, 0.016), (0.02, 0.024), (-0.02, 0.012))
            + ((-0.03, -0.02), (0.015, -0.036)),
        ),
    ),
    "trunk": (
        (
            "pelvis",
            ((-0.005, 0.046), (0.05, 0.0505), (0.115, 0.05), (0.14, 0.04), (0.14, 0.014))
            + ((0.07, 0.018), (0.01, 0.026)),
        ),
        (
            "thorax",
            ((-0.01, 0.036), (0.02, 0.054), (0.055, 0.058), (0.07, 0.04), (0.05, 0.016))
            + ((0.0, 0.012),),
        ),
    ),
}

_FRONT_MUSCLES: Final[dict[str, tuple[tuple[str, Outline], ...]]] = {
    "quad": (
        (
            "thigh",
            ((0.0, 0.03), (0.08, 0.042), (0.17, 0.034), (0.232, 0.026))
            + ((0.235, -0.018), (0.16, -0.02), (0.08, -0.012), (0.02, 0.004)),
        ),
    ),
    "glute": (
        (
            "thigh",
            ((-0.03, 0.034), (0.0, 0.048), (0.05, 0.0475), (0.075, 0.04))
            + ((0.06, 0.022), (0.0, 0.018)),
        ),
    ),
    "abductor": (
        (
            "thigh",
            ((-0.05, 0.022), (-0.02, 0.043), (0.03, 0.047), (0.09, 0.045), (0.115, 0.04))
            + ((0.09, 0.022), (0.03, 0.014), (-0.03, 0.006)),
        ),
    ),
    "adductor": (
        (
            "thigh",
            ((0.0, -0.038), (0.08, -0.0415), (0.16, -0.035), (0.21, -0.028))
            + ((0.2, -0.012), (0.12, -0.008), (0.03, -0.01)),
        ),
    ),
    "flank": (
        (
            "pelvis",
            ((0.03, 0.08), (0.09, 0.064), (0.13, 0.061), (0.15, 0.04))
            + ((0.12, 0.024), (0.07, 0.028), (0.03, 0.044)),
        ),
        (
            "thorax",
            ((-0.005, 0.052), (0.03, 0.068), (0.075, 0.078), (0.085, 0.06), (0.06, 0.034))
            + ((0.0, 0.024),),
        ),
    ),
    "trunk": (
        (
            "pelvis",
            ((0.0, 0.03), (0.06, 0.04), (0.13, 0.04), (0.148, 0.0))
            + ((0.13, -0.04), (0.06, -0.04), (0.0, -0.03)),
        ),
    ),
}

MUSCLES: Final[dict[View, dict[str, tuple[tuple[str, Outline], ...]]]] = {
    "side": _SIDE_MUSCLES,
    "front": _FRONT_MUSCLES,
}

# The part of a segment that can rest on something: (segment, lowest u, highest u).
ZONES: Final[dict[str, tuple[str, float, float]]] = {
    "head": ("head", 0.05, 0.2),
    "back": ("thorax", 0.06, 0.18),
    "seat": ("pelvis", -0.06, 0.06),
    "elbow": ("forearm", -0.03, 0.03),
    "forearm": ("forearm", -0.03, 0.2),
    "hand": ("hand", -0.02, 0.1),
    "knee": ("shank", -0.04, 0.06),
    "shin": ("shank", 0.0, 0.27),
    "heel": ("foot", -0.05, 0.0),
    "foot": ("foot", -0.06, 0.1),
    "ball": ("foot", 0.05, 0.1),
    "toes": ("toes", -0.02, 0.06),
}

_STEPS_PER_CURVE: Final = 6


def curves(outline: Outline) -> list[tuple[Point, Point, Point, Point]]:
    """Cut the smooth closed curve through `outline` into cubic Bezier pieces.

    Source: Catmull and Rom (1974), uniform, turned into Bezier form.
    """
    n = len(outline)
    pieces = []
    for i in range(n):
        before, a, b, after = (outline[(i + k) % n] for k in (-1, 0, 1, 2))
        handle_a = (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6)
        handle_b = (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6)
        pieces.append((a, handle_a, handle_b, b))
    return pieces


@cache
def samples(view: View, segment: str) -> Outline:
    """Points along a segment's drawn outline, for contacts and bounds (stature)."""
    points = []
    for a, b, c, d in curves(OUTLINES[view][segment]):
        for step in range(_STEPS_PER_CURVE):
            t = step / _STEPS_PER_CURVE
            w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            points.append(
                (
                    w[0] * a[0] + w[1] * b[0] + w[2] * c[0] + w[3] * d[0],
                    w[0] * a[1] + w[1] * b[1] + w[2] * c[1] + w[3] * d[1],
                )
            )
    return tuple(points)
