"""Which rung an athlete starts on, and the short try-out that finds it."""

from hamstrong.exercises.schema import Family
from hamstrong.planning.constants.table import Row, Table
from hamstrong.planning.model import StartingLevel

STARTING_LEVELS: dict[StartingLevel, dict[Family, int]] = {
    StartingLevel.BEGINNER: {
        Family.HAMSTRING_BRIDGE: 4,
        Family.SIDE_PLANK: 1,
        Family.ADDUCTOR: 1,
        Family.CALF: 3,
        Family.FOOT: 1,
        Family.PLYOMETRIC: 0,
        Family.SQUAT: 3,
        Family.HINGE: 2,
        Family.HIP_ABDUCTOR: 3,
        Family.TRUNK: 1,
        Family.HIP_FLEXOR: 1,
        Family.MOBILITY: 1,
    },
    StartingLevel.STEADY: {
        Family.HAMSTRING_BRIDGE: 5,
        Family.SIDE_PLANK: 3,
        Family.ADDUCTOR: 2,
        Family.CALF: 4,
        Family.FOOT: 2,
        Family.PLYOMETRIC: 1,
        Family.SQUAT: 3,
        Family.HINGE: 2,
        Family.HIP_ABDUCTOR: 3,
        Family.TRUNK: 2,
        Family.HIP_FLEXOR: 2,
        Family.MOBILITY: 1,
    },
    StartingLevel.STRONG: {
        Family.HAMSTRING_BRIDGE: 6,
        Family.SIDE_PLANK: 4,
        Family.ADDUCTOR: 3,
        Family.CALF: 5,
        Family.FOOT: 2,
        Family.PLYOMETRIC: 2,
        Family.SQUAT: 4,
        Family.HINGE: 4,
        Family.HIP_ABDUCTOR: 3,
        Family.TRUNK: 3,
        Family.HIP_FLEXOR: 3,
        Family.MOBILITY: 1,
    },
}
"""Rung per family before anything was tried. A word about oneself only sets where the try-out
begins; the try-out decides. Judgement."""

TRYOUT_FAMILIES = (Family.HAMSTRING_BRIDGE, Family.SIDE_PLANK)
"""Families whose rung a 15 s hold can find."""

TRYOUT_HOLD_S = 15
TRYOUT_EASY_RPE = 6
TRYOUT_HARD_RPE = 8
TRYOUT_MAX_TRIES = 3


def next_rung(level: int, rpe: float) -> int:
    """The rung to try after a 15 s hold felt like this (evidence 3.2).

    At most RPE 6: one up. At least RPE 8: one down, never below 1. Between: this is it.
    """
    if rpe <= TRYOUT_EASY_RPE:
        return level + 1
    if rpe >= TRYOUT_HARD_RPE:
        return max(1, level - 1)
    return level


def _rows() -> tuple[Row, ...]:
    return (
        Row("Try-out hold", str(TRYOUT_HOLD_S), "s", "evidence 3.2", "judgement"),
        Row("One rung up at RPE", f"≤ {TRYOUT_EASY_RPE}", "", "evidence 3.2", "judgement"),
        Row("One rung down at RPE", f"≥ {TRYOUT_HARD_RPE}", "", "evidence 3.2", "judgement"),
        Row("Tries in one session", str(TRYOUT_MAX_TRIES), "", "none", "judgement"),
    )


LEVEL_TABLES = (Table("levels", "Finding your level", "A 15 s hold and how hard it felt.", _rows),)
