"""The drawn body: segment lengths from anthropometry, contact zones, and smooth outlines.

Lengths are fractions of stature. Source: Drillis and Contini (1966), as printed in Winter (2009),
"Biomechanics and Motor Control of Human Movement", figure 4.1; certainty H for group means.
Widths, heel, hand and head shapes are drawn, not measured (judgement).
"""

from functools import cache
from typing import Final

from hamstrong.exercises.figures.shapes import OUTLINES, Outline, Point
from hamstrong.exercises.figures.spec import View

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
NECK: Final = 0.045
TOE_JOINT: Final = (0.072, -0.027)  # from the ankle, in the foot's frame

# Judgement: joint centres from the middle line, seen from the front.
HALF_HIPS: Final = 0.044
HALF_SHOULDERS: Final = 0.098
SHOULDER_DROP: Final = 0.014  # the arms hang below the line of the shoulders

LENGTHS: Final[dict[str, float]] = {
    "pelvis": LUMBAR,
    "neck": NECK,
    "thorax": TRUNK - LUMBAR,
    "upper_arm": UPPER_ARM,
    "forearm": FOREARM,
    "hand": HAND,
    "thigh": THIGH,
    "shank": SHANK,
}

# What can rest on something, as parts (segment, lowest u, highest u). A segment with a side of
# its own counts whatever the side of the zone: lying on the side, the lower hip bears first.
ZONES: Final[dict[str, tuple[tuple[str, float, float], ...]]] = {
    "head": (("head", 0.0, 0.13),),
    "back": (("thorax", 0.06, 0.22), ("neck", -0.03, 0.03)),
    "seat": (("pelvis", -0.06, 0.06), ("far.thigh", -0.06, 0.12)),
    "thigh": (("thigh", 0.05, 0.22),),
    "elbow": (("forearm", -0.03, 0.03),),
    "forearm": (("forearm", -0.03, 0.2),),
    "hand": (("hand", -0.02, 0.1),),
    "knee": (("shank", -0.04, 0.06),),
    "shin": (("shank", 0.0, 0.27),),
    "heel": (("foot", -0.05, 0.0),),
    "foot": (("foot", -0.06, 0.1),),
    "ball": (("foot", 0.05, 0.1),),
    "toes": (("toes", -0.02, 0.06),),
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
