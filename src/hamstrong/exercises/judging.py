"""How a camera judges an exercise: the `[judge]` table of its file."""

from enum import StrEnum


class Criterion(StrEnum):
    """What is asked of the body. The order is that of importance."""

    UP = "up"
    LINE = "line"
    LEVEL = "level"
    LEVER = "lever"
    STILL = "still"
    ABDUCTION = "abduction"
    RANGE = "range"
    TEMPO = "tempo"
