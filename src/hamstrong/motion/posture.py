"""Whether a body is placed as an exercise needs it, by position; no exercise is named here."""

import math
from collections.abc import Callable, Mapping

from hamstrong.exercises.schema import Position
from hamstrong.motion.body import Body
from hamstrong.motion.constants import REST_SHARE
from hamstrong.motion.gauges import knee_flexion, share_of_line

FLATTEST_KNEE = 0.15
"""Knees at least so much higher than the shoulders, torso lengths: on the back, legs bent or
heels on a support. A reverse plank or somebody who lies flat is neither. Judgement."""
STEEPEST_DEG = 60.0
"""The trunk of somebody who lies is less steep than this from the floor. Judgement."""

DEEPEST_BOW_DEG = 30.0
"""The trunk of somebody who stands or squats is steeper than this from the floor. Judgement."""

TALLEST_BEND_DEG = 30.0
"""Knees bent by less are standing, by the model's error at the knee. Judgement."""


def _on_back(body: Body) -> bool:
    return _lies(body) and body.ky - body.sy >= FLATTEST_KNEE * body.torso


def _trunk_slope(body: Body) -> float:
    return math.degrees(math.atan2(abs(body.sy - body.hy), abs(body.sx - body.hx)))


def _lies(body: Body) -> bool:
    return _trunk_slope(body) < STEEPEST_DEG


def _face_down(body: Body) -> bool:
    """Toes under the heels: in a reverse plank they point up."""
    return _lies(body) and body.ly > body.ty


def _stands(body: Body) -> bool:
    return body.sy > body.hy > body.ay and _trunk_slope(body) > DEEPEST_BOW_DEG


def _stands_tall(body: Body) -> bool:
    return _stands(body) and knee_flexion(body) < TALLEST_BEND_DEG


def _anyhow(body: Body) -> bool:
    return True


POSTURES: Mapping[Position, Callable[[Body], bool]] = {
    Position.BACK: _on_back,
    Position.FRONT: _face_down,
    Position.SIDE: _lies,
    Position.STANDING: _stands,
}
"""Absent positions ask for nothing."""

RESTS: Mapping[Position, Callable[[Body], bool]] = {
    Position.BACK: lambda body: _on_back(body) and share_of_line(body) < REST_SHARE,
    Position.STANDING: _stands_tall,
    Position.SITTING: _stands_tall,
}
"""How a body is before it goes into position, where that differs. Who sits in the air stood."""


def in_position(position: Position) -> Callable[[Body], bool]:
    """The test for a position."""
    return POSTURES.get(position, _anyhow)


def at_rest(position: Position) -> Callable[[Body], bool]:
    """The test for the quiet body before the first hold: hips down, or standing tall."""
    return RESTS.get(position, in_position(position))
