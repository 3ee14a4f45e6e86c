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


def _on_back(body: Body) -> bool:
    return _lies(body) and body.ky - body.sy >= FLATTEST_KNEE * body.torso


def _lies(body: Body) -> bool:
    slope = math.degrees(math.atan2(abs(body.sy - body.hy), abs(body.sx - body.hx)))
    return slope < STEEPEST_DEG


def _stands(body: Body) -> bool:
    return body.sy > body.hy > body.ay and not _lies(body)


def _anyhow(body: Body) -> bool:
    return True


POSTURES: Mapping[Position, Callable[[Body], bool]] = {
    Position.BACK: _on_back,
    Position.FRONT: _lies,
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
