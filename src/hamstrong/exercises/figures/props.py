"""Mat, bench, chair, step, wall and small kit, drawn in the same strokes as the body."""

from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Final

from hamstrong.exercises.figures.body import HALF_HIPS, LENGTHS
from hamstrong.exercises.figures.drawing import STATURE, Frame, Spot, number
from hamstrong.exercises.figures.kinematics import Body
from hamstrong.exercises.figures.kit import (
    cord_ways,
    draw_backpack,
    draw_plate,
    draw_rope,
    draw_slider,
    draw_stick,
    draw_towel,
    held_ways,
    segment_of,
    slider_ways,
    strap_ways,
)
from hamstrong.exercises.figures.scene import CHAIR_BACK, Scene, Stand
from hamstrong.exercises.figures.spec import Prop

# Sizes in stature (judgement): a household bench 55 cm long, a stair 45 cm deep.
_BENCH: Final = 0.33
_SEAT: Final = 0.05
_STEP: Final = 0.3
_WALL: Final = 0.035
_CUSHION: Final = (0.05, 0.13)
_TABLE: Final = 0.42
_DEPTHS: Final = {"wall": _WALL, "step": _STEP, "pillow": _CUSHION[0], "table": _TABLE}
_MAT_OVERHANG: Final = 0.05
_NEAR_FLOOR: Final = 0.04
_ON_THIGH: Final = 19  # picture units from the bone to a weight that lies on it
_FOOT: Final = 0.1  # from the heel to where a band lies, of the whole foot
_TOWEL: Final = (0.11, 0.016)
_ON_TOWEL: Final = 9  # picture units from the bone to the towel below a weight
_ANCHOR: Final = 0.016


@dataclass(frozen=True, slots=True)
class Worn:
    """A prop that moves with the body: its drawing and its place in every frame.

    What `swings` goes once round in each loop.
    """

    drawing: str
    ways: tuple[Spot, ...]
    behind: bool = False
    swings: bool = False


def extent(stand: Stand) -> tuple[float, float]:
    """Left and right end of a standing prop, as a fraction of stature."""
    if stand.prop.kind == "cord":
        return (stand.x - _ANCHOR, stand.x + _ANCHOR)
    if _flat(stand):
        return (stand.x - _CUSHION[1] / 2, stand.x + _CUSHION[1] / 2)
    if stand.prop.kind == "towel":
        return (stand.x - stand.top, stand.x + stand.top)
    depth = _DEPTHS.get(stand.prop.kind, _BENCH)
    far = stand.x + stand.reach * depth
    return (min(stand.x, far), max(stand.x, far))


def _flat(stand: Stand) -> bool:
    """A cushion, what lies under the head, or a towel folded under the hips."""
    towel = stand.prop.kind == "towel" and stand.prop.zone == "seat"
    return towel or stand.prop.kind == "cushion" or stand.prop.zone == "head"


def _box(frame: Frame, x: float, y: float, size: tuple[float, float], radius: float = 4) -> str:
    """A rounded box from its lower left corner, stature."""
    left, bottom = frame.at(x, y)
    width, height = STATURE * size[0], STATURE * size[1]
    return (
        f'<rect class="p" x="{number(left)}" y="{number(bottom - height)}" '
        f'width="{number(width)}" height="{number(height)}" rx="{number(radius)}"/>'
    )


def draw_stand(stand: Stand, frame: Frame) -> str:
    """One standing prop behind the body."""
    left, right = extent(stand)
    kind = stand.prop.kind
    if kind == "cord":
        return _box(frame, left, stand.top - _ANCHOR, (2 * _ANCHOR, 2 * _ANCHOR), 3)
    if kind == "wall":
        return _box(frame, left, 0, (right - left, frame.floor / STATURE - 0.03), 2)
    if _flat(stand):
        return _box(frame, left, 0, (right - left, stand.top), 5)
    if kind == "pillow":
        return _box(frame, left, stand.top, (right - left, _CUSHION[1]), 8)
    if kind == "step":
        return _box(frame, left, 0, (right - left, stand.top), 3)
    if kind == "towel":
        return draw_towel(stand, frame)
    leg = 0.024
    under = stand.top - _SEAT + 0.012
    posts = [left + 0.03, right - 0.03 - leg]
    if kind == "table":
        posts = posts[1:] if stand.reach > 0 else posts[:1]
    drawing = "".join(_box(frame, x, 0, (leg, under), 1.5) for x in posts)
    if kind == "chair":
        back = left if stand.reach > 0 else right - 0.026
        drawing += _box(frame, back, stand.top - _SEAT, (0.026, CHAIR_BACK + _SEAT), 3)
    return drawing + _box(frame, left, stand.top - _SEAT, (right - left, _SEAT), 5)


def draw_floor(scene: Scene, frame: Frame, *, mat: bool) -> str:
    """The floor hairline, and the mat where there is one."""
    y = number(frame.floor)
    line = f'<path class="l" d="M14 {y}H306"/>'
    if not mat:
        return line
    low = [
        point[0]
        for body in (scene.setup, scene.work)
        for placed in body.values()
        for point in placed.outline(scene.view)
        if point[1] < _NEAR_FLOOR
    ]
    left, right = min(low) - _MAT_OVERHANG, max(low) + _MAT_OVERHANG
    edges = [extent(stand) for stand in scene.stands if not _flat(stand)]
    right = min([right, *(e[0] - 0.015 for e in edges if e[0] > (left + right) / 2)])
    left = max([left, *(e[1] + 0.015 for e in edges if e[1] < (left + right) / 2)])
    x0, x1 = frame.at(left, 0)[0], frame.at(right, 0)[0]
    return (
        f'{line}<rect class="p" x="{number(x0)}" y="{y}" width="{number(x1 - x0)}" '
        'height="5" rx="2.5"/>'
    )


def worn(prop: Prop, scene: Scene, frame: Frame) -> Worn:
    """A thing that goes with its segment."""
    if prop.kind == "band" and scene.view == "front":
        return Worn(_strap(1.0, 6.0), tuple(_stretch(prop, body, frame) for body in scene.bodies))
    if prop.kind == "strap":
        return Worn(_strap(1.0, 3.5), strap_ways(prop, scene, frame))
    if prop.kind == "slider":
        return Worn(draw_slider(), slider_ways(prop, scene, frame))
    ways = held_ways(prop, scene, frame)
    turn = scene.work[segment_of(prop)].turn
    if prop.kind == "backpack":
        return Worn(draw_backpack(prop, turn), ways, behind=prop.segment == "thorax")
    if prop.kind == "stick":
        return Worn(draw_stick(turn), ways)
    if prop.kind == "rope":
        hand, *_, last = ways
        over, under = Spot(hand.x, hand.y, 180), Spot(last.x, last.y, 360)
        return Worn(draw_rope(), (over, over, under, under), swings=True)
    if prop.kind == "plate":
        return Worn(draw_plate(prop), ways)
    return _on_limb(prop, ways)


def tether(stand: Stand, scene: Scene, frame: Frame) -> Worn:
    """The stretched part of a cord."""
    return Worn(_strap(1.0, 3.5), cord_ways(stand, scene, frame))


def _on_limb(prop: Prop, ways: tuple[Spot, ...]) -> Worn:
    """A dumbbell, a pillow, or a band seen from the side."""
    at = STATURE * LENGTHS[prop.segment] * prop.along
    if prop.kind == "dumbbell":
        return Worn(_dumbbell(at, -_ON_THIGH if prop.segment == "thigh" else 0), ways)
    if prop.kind == "pillow":
        size = (0.17 * STATURE, 0.135 * STATURE)
        x, y = at - size[0] / 2, -size[1] * 0.62
        return Worn(
            f'<rect class="p" x="{number(x)}" y="{number(y)}" width="{number(size[0])}" '
            f'height="{number(size[1])}" rx="12"/>',
            ways,
            behind=True,
        )
    if prop.kind == "towel":
        return Worn(_folded(at), ways)
    half = 0.048 * STATURE
    return Worn(
        f'<rect class="k" x="{number(at - 4)}" y="{number(-half)}" width="8" '
        f'height="{number(2 * half)}" rx="3"/>',
        ways,
    )


def _folded(x: float) -> str:
    """A towel folded flat on the front of a thigh."""
    wide, thick = STATURE * _TOWEL[0], STATURE * _TOWEL[1]
    return (
        f'<rect class="p" x="{number(x - wide / 2)}" y="{number(-_ON_TOWEL - thick)}" '
        f'width="{number(wide)}" height="{number(thick)}" rx="2"/>'
    )


def _dumbbell(x: float, y: float) -> str:
    where = f'class="p" cx="{number(x)}" cy="{number(y)}"'
    return f'<circle {where} r="11.5"/><circle {where} r="4"/>'


def _strap(length: float, thickness: float) -> str:
    """A strip one unit long that is stretched to its length."""
    half = number(thickness / 2)
    return (
        f'<rect class="k" x="0" y="-{half}" width="{number(length)}" '
        f'height="{number(thickness)}" vector-effect="non-scaling-stroke"/>'
    )


def _stretch(prop: Prop, body: Body, frame: Frame) -> Spot:
    """From the outer edge of one leg to the outer edge of the other."""
    length = LENGTHS.get(prop.segment, _FOOT)
    edge = HALF_HIPS * 0.75 if prop.segment == "thigh" else 0.026
    ends = [
        body[f"{side}.{prop.segment}"].at(length * prop.along, edge) for side in ("far", "near")
    ]
    (x0, y0), (x1, y1) = (frame.at(*end) for end in ends)
    return Spot(x0, y0, degrees(atan2(y1 - y0, x1 - x0)), hypot(x1 - x0, y1 - y0))
