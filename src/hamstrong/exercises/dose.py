"""How much of an exercise: the planner writes doses, the player and the files read them."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Whom the sets are for: `each` means so many sets left *and* so many sets right."""

    LEFT = "left"
    RIGHT = "right"
    EACH = "each"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Dose:
    """A prescription made definite for one session.

    Attributes:
        exercise_id: Of the library.
        side: `both` for two-sided work; `each` counts `sets` per side.
        sets: At least 1.
        hold_s: Seconds to hold, None for reps.
        reps: Reps per set, None for holds.
        rest_s: Seconds after each set.
        tempo_s: Seconds down, pause, up; only for reps.
        tryout: True when this is the short hold that finds the athlete's rung (evidence 3.2).
        first: Side that begins each set, left or right; only for `each`.
        extra_sets: More sets of the first side alone, after the others (evidence 3.4).
    """

    exercise_id: str
    side: Side
    sets: int
    hold_s: int | None
    reps: int | None
    rest_s: int
    tempo_s: tuple[float, float, float] = (2, 1, 2)
    tryout: bool = False
    first: Side = Side.LEFT
    extra_sets: int = 0
