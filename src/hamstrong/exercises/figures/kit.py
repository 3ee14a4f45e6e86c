"""Small kit that goes with a limb or the trunk: load, stick, sliders, and the long band."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import atan2, degrees, hypot
from typing import Final

from hamstrong.exercises.figures.body import LENGTHS
from hamstrong.exercises.figures.drawing import STATURE, Frame, Spot, number, spots
from hamstrong.exercises.figures.kinematics import Body, zone_points
from hamstrong.exercises.figures.scene import Scene, Stand
from hamstrong.exercises.figures.shapes import Point
from hamstrong.exercises.figures.spec import Prop

# Sizes in stature (judgement): a day pack, a 45 cm plate, a broom stick, a furniture slider.
_PACK: Final = (0.2, 0.105)
_PLATE: Final = 0.13
_STICK: Final = (0.62, 0.014)
_SLIDER: Final = (0.12, 0.014)
_FRONT: Final = 0.05  # where a pack begins, from the middle of the trunk
_BACK: Final = 0.074
_BALL: Final = (0.07, -0.034)  # of the foot, in its frame
_ROPE: Final = 121  # how deep a skipping rope hangs below the hand, picture units


def segment_of(prop: Prop) -> str:
    """The body part that a worn or held thing goes with."""
    return prop.segment if prop.segment in ("pelvis", "thorax") else f"{prop.limb}.{prop.segment}"


def _rect(x: float, y: float, size: tuple[float, float], css: str, radius: float) -> str:
    """A rounded box from its upper left corner, all stature but the radius."""
    return (
        f'<rect class="{css}" x="{number(STATURE * x)}" y="{number(STATURE * y)}" '
        f'width="{number(STATURE * size[0])}" height="{number(STATURE * size[1])}" '
        f'rx="{number(radius)}"/>'
    )


def draw_backpack(prop: Prop, turn: int) -> str:
    """A pack on the back (thorax), in the fold of the hips (pelvis), or hanging from a hand.

    Args:
        prop: Where it is.
        turn: Of its segment, so that front stays front.
    """
    if prop.segment == "thorax":
        return _pack(0.0, 0.02 - _BACK - _PACK[1], turn)
    if prop.segment == "pelvis":
        return _pack(-0.12, _FRONT, turn)
    at = LENGTHS[prop.segment] * prop.along
    return _rect(at - 0.01, -_PACK[1] / 2, (0.17, _PACK[1]), "p", 7)


def _pack(u: float, v: float, turn: int) -> str:
    """A pack with its pocket, `v` the side that is nearer the back of the body."""
    top = -v - _PACK[1] if turn > 0 else v
    pocket = -v - _PACK[1] / 2 - 0.012 if turn > 0 else v + _PACK[1] / 2 - 0.012
    body = _rect(u, top, _PACK, "p", 8)
    return body + _rect(u + 0.05, pocket, (0.1, 0.024), "p", 3)


def draw_plate(prop: Prop) -> str:
    """A barbell or trap bar, seen from its end."""
    x = number(STATURE * LENGTHS[prop.segment] * prop.along)
    radii = (_PLATE, 0.05, 0.016)
    return "".join(f'<circle class="p" cx="{x}" cy="0" r="{number(STATURE * r)}"/>' for r in radii)


def draw_stick(turn: int) -> str:
    """A broom stick along the back, from the back of the head to the tailbone."""
    y = STATURE * (_BACK - 0.012) * turn
    half = STATURE * _STICK[1] / 2
    return (
        f'<rect class="p" x="{number(-0.24 * STATURE)}" y="{number(y - half)}" '
        f'width="{number(STATURE * _STICK[0])}" height="{number(2 * half)}" rx="1.4"/>'
    )


def draw_slider() -> str:
    """A slider, cloth or sock between heel and floor."""
    return _rect(-_SLIDER[0] / 2, -_SLIDER[1], _SLIDER, "k", 1.4)


def slider_ways(prop: Prop, scene: Scene, frame: Frame) -> tuple[Spot, ...]:
    """On the floor under the heel, level, wherever the heel goes."""
    ways = []
    for body in scene.bodies:
        xs = [p[0] for p in zone_points(body, f"{prop.limb}.heel", scene.view)]
        ways.append(Spot(*frame.at(sum(xs) / len(xs), 0.004), 0.0))
    return tuple(ways)


def held_ways(prop: Prop, scene: Scene, frame: Frame) -> tuple[Spot, ...]:
    """The way of the segment that a thing goes with."""
    return tuple(spots(scene, frame, segment_of(prop)))


def cord_ways(stand: Stand, scene: Scene, frame: Frame) -> tuple[Spot, ...]:
    """From its fixed point to where it is held, in every body."""
    start = frame.at(stand.x, stand.top)
    ways: list[Spot] = []
    for body in scene.bodies:
        spot = _span(start, frame.at(*held_at(stand.prop, body)))
        if ways:
            before = ways[-1].deg
            spot = replace(spot, deg=before + (spot.deg - before + 180) % 360 - 180)
        ways.append(spot)
    return tuple(ways)


def held_at(prop: Prop, body: Body) -> Point:
    """The point of the body that holds a cord."""
    return body[segment_of(prop)].at(LENGTHS.get(prop.segment, 0.05) * prop.along, 0)


def strap_ways(prop: Prop, scene: Scene, frame: Frame) -> tuple[Spot, ...]:
    """From a body part, or the other foot, to the ball of the foot, in every body."""
    return tuple(_span(frame.at(*a), frame.at(*b)) for a, b in strap_ends(prop, scene.bodies))


def strap_ends(prop: Prop, bodies: Iterable[Body]) -> Iterator[tuple[Point, Point]]:
    """Both ends of a strap in every body; round the hips it leaves from behind them."""
    for body in bodies:
        sole = body[f"{prop.limb}.foot"].at(*_BALL)
        if prop.segment == "foot":
            other = "far" if prop.limb == "near" else "near"
            yield body[f"{other}.foot"].at(*_BALL), sole
        elif prop.segment == "pelvis":
            yield body["pelvis"].at(0.03, -0.07), sole
        else:
            yield held_at(prop, body), sole


def _span(start: Point, end: Point) -> Spot:
    """One unit along the first axis, laid from one picture point to another."""
    (x0, y0), (x1, y1) = start, end
    return Spot(x0, y0, degrees(atan2(y1 - y0, x1 - x0)), hypot(x1 - x0, y1 - y0))


def draw_rope() -> str:
    """A skipping rope hanging from the hand: down, under the feet and up again, seen edge on."""
    return f'<path class="r" d="M0 0C-34 56-40 {_ROPE}-12 {_ROPE}S30 56 8 0"/>'


def draw_towel(stand: Stand, frame: Frame) -> str:
    """A towel rolled up, seen from its end."""
    x, y = frame.at(stand.x, stand.top)
    r = STATURE * stand.prop.height / 2
    ring = f'<circle class="p" cx="{number(x)}" cy="{number(y)}" r="{number(r)}"/>'
    return ring + f'<circle class="p" cx="{number(x)}" cy="{number(y)}" r="{number(r / 2)}"/>'
