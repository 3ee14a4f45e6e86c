"""What a phone on the hips is asked of an exercise, made of what its `judge` table asks."""

import math
from dataclasses import dataclass

from hamstrong.exercises.judging import Band, Check, Criterion, Gauge, Judging
from hamstrong.exercises.schema import Exercise, Position
from hamstrong.motion.hip_table import (
    LEAST_TILT_DEG,
    LEVEL_DEG,
    LEVEL_MARGIN_DEG,
    LEVEL_PERSISTS_S,
)

FELT = {Gauge.HIP_HEIGHT, Gauge.SWAY}
"""What the tilt of the pelvis tells as well as a picture does."""
LEAST_RISE = math.sin(math.radians(LEAST_TILT_DEG))
RISE_MARGIN = 0.01
"""Torso lengths, the camera's."""


@dataclass(frozen=True, slots=True)
class HipWords:
    """What is said of the level, in the athlete's language.

    Attributes:
        fault: What a pelvis that is not level is called.
        left_up: What to do where the left hip is the lower one.
        right_up: Likewise.
    """

    fault: str = "Pelvis not level"
    left_up: str = "Left hip up."
    right_up: str = "Right hip up."


def can_feel(spec: Exercise) -> bool:
    """Whether a phone can lie on the hips: holds on the back that begin at rest."""
    judging = spec.judge
    if judging is None or judging.mode != "hold":
        return False
    return spec.position is Position.BACK and judging.needs_rest and _best(judging) is not None


def level_check(words: HipWords) -> Check:
    """Level, by the roll of the pelvis: positive where the left hip is the higher one."""
    return Check(
        criterion=Criterion.LEVEL,
        gauge=Gauge.PELVIS_ROLL,
        low=-LEVEL_DEG,
        high=LEVEL_DEG,
        margin=LEVEL_MARGIN_DEG,
        persist_s=LEVEL_PERSISTS_S,
        fault=words.fault,
        cue_low=words.left_up,
        cue_high=words.right_up,
    )


def with_hips(judging: Judging, words: HipWords) -> Judging:
    """The same with the level asked for, which a second witness answers."""
    return judging.model_copy(update={"checks": (*judging.checks, level_check(words))})


def by_hips(judging: Judging, words: HipWords) -> Judging:
    """What is left of it where nothing but the hips is felt.

    Up is the share of the athlete's own best rise; of the line from shoulder to knee, of the knee
    and of the back nothing is known.
    """
    best = _best(judging)
    rises = Band(gauge=Gauge.HIP_HEIGHT, low=LEAST_RISE, margin=RISE_MARGIN)
    felt = [check for check in judging.checks if check.gauge in FELT]
    asked = dict.fromkeys(check.criterion for check in judging.checks)
    told = {Criterion.UP, Criterion.LEVEL, *(check.criterion for check in felt)}
    return judging.model_copy(
        update={
            "up": (rises, best) if best is not None else (rises,),
            "down": LEAST_RISE / 2,
            "checks": (level_check(words), *felt),
            "not_visible": tuple(criterion for criterion in asked if criterion not in told),
        }
    )


def _best(judging: Judging) -> Band | None:
    return next((band for band in judging.up if band.gauge is Gauge.RISE_OF_BEST), None)
