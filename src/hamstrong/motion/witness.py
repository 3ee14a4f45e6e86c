"""What a hold is judged by: how a witness sees a body, and what it measures of it."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from hamstrong.exercises.schema import Exercise, Position
from hamstrong.motion.body import Body
from hamstrong.motion.constants import SEEN_BENT_DEG
from hamstrong.motion.gauges import Known, hip_angle
from hamstrong.motion.posture import in_position

LONG = {Position.BACK, Position.FRONT, Position.SIDE}
"""Positions in which the hips' angle is read against the line of the body."""


@dataclass(frozen=True, slots=True)
class Witness:
    """How a hold is seen.

    Attributes:
        placed: Whether a body is placed as the exercise needs it.
        measures: Whether the hips' height and sway are measured.
        angle: Of the hip, degrees; not a number where this witness cannot tell.
    """

    placed: Callable[[Body], bool]
    measures: bool
    angle: Callable[[Body, Known | None], float]


def camera_witness(spec: Exercise) -> Witness:
    """A camera, which sees the whole body."""
    angle = _unbent if spec.position is Position.BACK else hip_angle
    return Witness(in_position(spec.position), spec.position in LONG, angle)


def _unbent(body: Body, known: Known | None = None) -> float:
    """The angle that is told; bands are for what the eyes see."""
    return hip_angle(body) + SEEN_BENT_DEG


def _no_angle(body: Body, known: Known | None = None) -> float:
    return math.nan


HIP_WITNESS = Witness(lambda body: True, measures=True, angle=_no_angle)
"""A phone on the hips, which knows how they are turned and nothing of knees and shoulders."""
