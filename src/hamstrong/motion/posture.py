"""Whether a body is placed as an exercise needs it, by position; no exercise is named here."""

import math
from collections.abc import Callable, Mapping

from hamstrong.exercises.schema import Position
from hamstrong.motion.body import Body
from hamstrong.motion.constants import REST_SHARE
from hamstrong.motion.gauges import share_of_line

FLATTEST_KNEE = 0.15
"""Knees at least so much higher than the shoulders, torso lengths: on the back, legs bent or
heels on a support. A reverse plank or somebody who lies flat is neither. Judgement."""
STEEPEST_DEG = 60.0
"""The trunk of somebody who lies is less steep than this from the floor. Judgement."""

DEEPEST_BOW_DEG = 30.0
"""The trunk of somebody who stands or squats is steeper than this from the floor. Judgement."""


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


def _anyhow(body: Body) -> bool:
    return True


POSTURES: Mapping[Position, Callable[[Body], bool]] = {
    Position.BACK: _on_back,
    Position.FRONT: _face_down,
    Position.SIDE: _lies,
    Position.STANDING: _stands,
}
"""Absent positions ask for nothing."""


def in_position(position: Position) -> Callable[[Body], bool]:
    """The test for a position."""
    return POSTURES.get(position, _anyhow)


def at_rest(position: Position) -> Callable[[Body], bool]:
    """The test for the quiet body before the first hold: in position, hips down on the back."""
    placed = in_position(position)
    if position is not Position.BACK:
        return placed
    return lambda body: placed(body) and share_of_line(body) < REST_SHARE
