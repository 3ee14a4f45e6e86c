"""The room, the mat and what stands in it, as meshes."""

from dataclasses import replace
from typing import Final

import numpy as np

from hamstrong_studio.room import MAT_M, Mesh, bench, cylinder, mat, rounded_box, shell
from hamstrong_studio.stage import (
    BED_WIDE_M,
    BENCH_DEPTH_M,
    CHAIR_WIDE_M,
    MATTRESS_M,
    RAIL_M,
    SOFA_DEPTH_M,
    STEP_DEPTH_M,
    Acted,
    Stand,
)

WALL_Y_M: Final = 1.15
WALL_FRONT_M: Final = 0.62
"""How far a wall that is leant on comes towards the viewer."""
FLOOR: Final = -MAT_M
BED_LONG_M: Final = 1.95
FOLDED_M: Final = (0.3, 0.54)
"""Length and width of a towel folded under hips, which sink into it."""
CHAIR_BACK_M: Final = 0.36
"""How far the back of a chair that is sat on rises above its seat."""
ROLL_M: Final = 0.3
"""Half of how long a rolled towel is: the toes of both feet find room on it."""
PILLOW_M: Final = 0.22
"""How much of a mat a pillow under the head needs, to either side of its middle."""
CUSHION_M: Final = (0.3, 0.32, 0.045)
"""Of a cushion to kneel on: length, width round one knee, height."""
BARE: Final = frozenset({"seat", "back", "near.thigh"})
"""What rests on a support without a towel: no step asks for one there."""


def furniture(acted: Acted, dragged: float = 0.0) -> list[Mesh]:
    """Room, mat and standing props; how far heels have dragged the towel along x, metres."""
    made = shell(WALL_Y_M)
    if any(prop.kind == "mat" for prop in acted.task.figure.props):
        made.append(_mat_on_floor(acted))
    for stand in acted.stands:
        made += _stand(stand, dragged)
        if stand.prop.kind == "cushion":
            made.append(_cushion(acted, stand))
    return made


def _mat_on_floor(acted: Acted) -> Mesh:
    """As long and as wide as what comes near the floor needs, and short of standing props."""
    every = np.arange(0, len(acted.rig.points), 7)
    ends = np.array([pose.values for pose in (acted.poses[0], acted.poses[-1])])
    points = acted.solver.points(ends, every)
    near = points[points[..., 2] < 0.06]
    low, high = float(near[:, 0].min()) - 0.13, float(near[:, 0].max()) + 0.13
    high = max(high, low + 1.75)
    for stand in acted.stands:
        if stand.prop.zone == "head":
            low, high = min(low, stand.x - PILLOW_M), max(high, stand.x + PILLOW_M)
        if stand.prop.kind in ("cord", "towel", "pillow", "cushion"):
            continue
        if stand.reach > 0:
            high = min(high, stand.x - 0.01)
            low = min(low, high - 1.6)
        else:
            low = max(low, stand.x + 0.01)
    aside = float(np.abs(near[:, 1]).max()) + 0.06
    return mat(low, high, max(0.68, 2 * aside))


def _stand(stand: Stand, dragged: float) -> list[Mesh]:
    kind = stand.prop.kind
    if kind == "support":
        if stand.look == "bed":
            return _bed(stand)
        looks = {"bench": _bench, "sofa": _sofa, "box": _box, "chair": _seat}
        made = looks[stand.look](stand)
        return made if stand.prop.zone in BARE else [*made, *_towel(stand, dragged)]
    if kind == "chair":
        return _chair(stand)
    if kind == "table":
        return _table(stand)
    if kind == "step":
        low, high = sorted((stand.x, stand.x + stand.reach * STEP_DEPTH_M))
        return [rounded_box((low, -0.3, FLOOR), (high, 0.3, stand.top), 0.012, "bench")]
    if kind == "wall":
        low, high = sorted((stand.x, stand.x + stand.reach * 0.12))
        return [rounded_box((low, -WALL_FRONT_M, FLOOR), (high, WALL_Y_M, 2.6), 0.004, "plaster")]
    if kind == "cord":
        return _anchor(stand)
    if kind == "towel" and stand.prop.zone == "seat":
        return [_folded(stand)]
    if kind == "towel":
        ends = np.array([[stand.x, y, stand.top / 2] for y in (stand.y - ROLL_M, stand.y + ROLL_M)])
        return [cylinder(ends[0], ends[1], stand.top / 2, "towel")]
    return []


def _folded(stand: Stand) -> Mesh:
    """A towel folded flat on the floor."""
    long, wide = FOLDED_M
    low = (stand.x - long / 2, stand.y - wide / 2, 0.0)
    high = (stand.x + long / 2, stand.y + wide / 2, stand.top)
    return rounded_box(low, high, 0.45 * stand.top, "towel")


def _cushion(acted: Acted, stand: Stand) -> Mesh:
    """Soft and flat under what kneels on it, as wide as that needs: the knees sink into it."""
    zone = acted.task.own(str(stand.prop.zone))
    twin = zone.replace("right", "?").replace("left", "right").replace("?", "left")
    touching = {t.zone for t in acted.poses[-1].asked.touches} & {zone, twin}
    places = np.array([acted.middle(name) for name in touching])
    low = (stand.x - CUSHION_M[0] / 2, float(places[:, 1].min()) - CUSHION_M[1] / 2, 0.0)
    high = (stand.x + CUSHION_M[0] / 2, float(places[:, 1].max()) + CUSHION_M[1] / 2, CUSHION_M[2])
    return rounded_box(low, high, CUSHION_M[2] / 2, "pillow")


def _towel(stand: Stand, dragged: float) -> list[Mesh]:
    """Folded on a support; what has been dragged over the edge hangs down."""
    over = max(-stand.reach * dragged, 0.0)
    wide = (stand.y - 0.24, stand.y + 0.24)

    def part(ends: tuple[float, float], low: float) -> Mesh:
        left, right = sorted(stand.x + stand.reach * end for end in ends)
        return rounded_box((left, wide[0], low), (right, wide[1], stand.top), 0.005, "towel")

    flat = part((0.004 if not over else -0.008, 0.24 - over), stand.top - 0.012)
    return [flat, part((-0.01, 0.0), stand.top - 0.012 - 1.5 * over)] if over else [flat]


def _bench(stand: Stand) -> list[Mesh]:
    return bench(stand.x, stand.reach, stand.top, BENCH_DEPTH_M)


def _box(stand: Stand) -> list[Mesh]:
    low, high = sorted((stand.x, stand.x + stand.reach * BENCH_DEPTH_M))
    sides = rounded_box((low, -0.36, FLOOR), (high, 0.36, stand.top - 0.006), 0.008, "bench")
    return [sides]


def _sofa(stand: Stand) -> list[Mesh]:
    """Seat cushion, base, back and two arms."""
    x, reach, top = stand.x, stand.reach, stand.top

    def part(a: float, b: float, wide: tuple[float, float], tall: tuple[float, float]) -> Mesh:
        low, high = sorted((x + reach * a, x + reach * b))
        corner = (low, wide[0], tall[0]), (high, wide[1], tall[1])
        return rounded_box(*corner, 0.045, "sofa")

    half, deep = 0.62, SOFA_DEPTH_M
    seat = part(0.0, deep, (-half, half), (top - 0.15, top - 0.006))
    base = part(0.03, deep, (-half, half), (0.05, top - 0.14))
    back = part(deep - 0.02, deep + 0.2, (-half - 0.12, half + 0.12), (0.05, top + 0.4))
    sides = ((-half - 0.14, -half), (half, half + 0.14))
    arms = [part(0.02, deep + 0.1, side, (0.05, top + 0.14)) for side in sides]
    feet = [
        rounded_box((min(a, b), y - 0.025, FLOOR), (max(a, b), y + 0.025, 0.06), 0.006, "leg")
        for y in (-half, half)
        for a, b in (
            (x + reach * 0.06, x + reach * 0.11),
            (x + reach * deep, x + reach * (deep + 0.05)),
        )
    ]
    return [seat, base, back, *arms, *feet]


def _bed(stand: Stand) -> list[Mesh]:
    """The foot end: frame on legs, mattress and blanket; the rest is out of the picture."""
    low, high = BED_WIDE_M
    near = stand.x + stand.reach * 0.03

    def part(
        ends: tuple[float, float], wide: tuple[float, float], tall: tuple[float, float]
    ) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
        left, right = sorted((ends[0], ends[1]))
        return (left, wide[0], tall[0]), (right, wide[1], tall[1])

    far, inner = stand.x + stand.reach * BED_LONG_M, stand.x + stand.reach * 0.004
    rail, soft = (stand.top - RAIL_M, stand.top), (stand.top - 0.03, stand.top + MATTRESS_M)
    made = [
        rounded_box(*part((stand.x, far), (low, high), rail), 0.014, "bench"),
        rounded_box(*part((near, far), (low + 0.03, high - 0.03), soft), 0.06, "bedding"),
    ]
    over = (stand.top + 0.06, stand.top + MATTRESS_M + 0.02)
    spread = part((stand.x + stand.reach * 0.36, far), (low + 0.01, high - 0.01), over)
    made.append(rounded_box(*spread, 0.05, "blanket"))
    for y in (low, high - 0.07):
        leg = part((inner, inner + stand.reach * 0.07), (y, y + 0.07), (FLOOR, rail[0] + 0.01))
        made.append(rounded_box(*leg, 0.008, "leg"))
    return made


def _chair(stand: Stand) -> list[Mesh]:
    """A wooden chair, its back where the stand begins: a hand rests on it."""
    low, high = sorted((stand.x, stand.x + stand.reach * BENCH_DEPTH_M))
    half, seat = CHAIR_WIDE_M / 2, stand.seat
    y = stand.y
    back_low, back_high = sorted((stand.x, stand.x + stand.reach * 0.026))
    made = [
        rounded_box((low, y - half, seat - 0.03), (high, y + half, seat), 0.01, "bench"),
        rounded_box(
            (back_low, y - half, stand.top - 0.16), (back_high, y + half, stand.top), 0.01, "bench"
        ),
    ]
    for ly in (y - half, y + half - 0.032):
        post = (back_low, ly, FLOOR), (back_high, ly + 0.032, stand.top - 0.02)
        made.append(rounded_box(*post, 0.006, "leg"))
        front = high - 0.032 if stand.reach > 0 else low
        leg = (front, ly, FLOOR), (front + 0.032, ly + 0.032, seat - 0.02)
        made.append(rounded_box(*leg, 0.006, "leg"))
    return made


def _seat(stand: Stand) -> list[Mesh]:
    """The same chair to sit on: its back is where the stand ends, behind whoever sits."""
    back = stand.x + stand.reach * BENCH_DEPTH_M
    high = stand.top + CHAIR_BACK_M
    return _chair(replace(stand, x=back, top=high, reach=-stand.reach, seat=stand.top))


def _table(stand: Stand) -> list[Mesh]:
    box = stand.boxes[0]
    made = [rounded_box(box.low, box.high, 0.012, "bench")]
    far = box.high[0] - 0.1 if stand.reach > 0 else box.low[0] + 0.04
    made += [
        rounded_box((far, ly, FLOOR), (far + 0.06, ly + 0.06, box.low[2] + 0.01), 0.006, "leg")
        for ly in (box.low[1] + 0.05, box.high[1] - 0.11)
    ]
    return made


def _anchor(stand: Stand) -> list[Mesh]:
    """A heavy post that a long band is tied to."""
    at = np.array([stand.x, stand.y, FLOOR])
    top = np.array([stand.x, stand.y, max(stand.top + 0.12, 0.3)])
    foot = rounded_box(
        (stand.x - 0.13, stand.y - 0.13, FLOOR), (stand.x + 0.13, stand.y + 0.13, FLOOR + 0.03),
        0.012, "leg",
    )  # fmt: skip
    return [foot, cylinder(at, top, 0.022, "iron")]
