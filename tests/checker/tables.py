"""The published hours, typed from the evidence (2.3, 2.5) and from nowhere else.

Hard minima only, in hours. Columns and rows carry the evidence's own names. What the evidence
leaves open is filled in as `readings.md` says, beside this file.
"""

from collections.abc import Mapping
from typing import Final

DAY_H: Final = 24

HEAVY: Final = frozenset({"C3", "C4", "C5", "P2"})
"""The classes in which an exercise can be novel (2.2)."""

C2_AND_UP: Final = frozenset({"C2", "C3", "C4", "C5", "P2"})
C3_AND_UP: Final = frozenset({"C3", "C4", "C5"})

QUALITY_TYPES: Final = frozenset({"threshold", "interval", "repetition"})
FAST_TYPES: Final = QUALITY_TYPES | {"marathon-pace", "race"}
RUN_TYPES: Final = FAST_TYPES | {"easy", "medium-long", "long"}

BEFORE_KINDS: Final = ("easy", "quality", "long", "tune-up", "marathon")

_BEFORE_ROWS: Final = {
    "C0": (0, 0, 0, 0, 0),
    "C1": (0, 2, 2, 24, 48),
    "C2": (0, 12, 12, 48, 96),
    "C3": (4, 24, 24, 72, 168),
    "C4": (6, 24, 24, 96, 240),
    "C5": (12, 36, 48, 120, 240),
    "novel": (24, 48, 72, 168, 21 * DAY_H),
    "P1": (0, 0, 0, 24, 48),
    "P2": (6, 24, 36, 96, 240),
}
BEFORE_H: Final[Mapping[str, Mapping[str, int]]] = {
    load_class: dict(zip(BEFORE_KINDS, hours, strict=True))
    for load_class, hours in _BEFORE_ROWS.items()
}
"""From the end of strength to the start of a run: hours by class, then by kind of run."""

AFTER_CLASSES: Final = ("C0", "P1", "C1", "C2", "C3", "C4", "C5", "P2")

_AFTER_ROWS: Final = {
    "easy": (0, 0, 0, 0, 3, 3, 6, 3),
    "quality": (0, 0, 0, 1, 6, 6, 6, 6),
    "long": (0, 3, 3, 24, 24, 24, 48, 48),
    "tune-up": (0, 24, 24, 48, 72, 72, 96, 96),
    "marathon": (
        3 * DAY_H,
        7 * DAY_H,
        3 * DAY_H,
        7 * DAY_H,
        14 * DAY_H,
        14 * DAY_H,
        21 * DAY_H,
        21 * DAY_H,
    ),
}
AFTER_H: Final[Mapping[str, Mapping[str, int]]] = {
    kind: dict(zip(AFTER_CLASSES, hours, strict=True)) for kind, hours in _AFTER_ROWS.items()
}
"""From the end of a run to the start of strength: hours by kind of run, then by class."""

EASY_MINUTES: Final = 60
LONG_MINUTES: Final = 90
MARATHON_M: Final = 42_195.0

NOVEL_EXPOSURES: Final = 3
NOVEL_GAP_DAYS: Final = 28
NO_NOVEL_DAYS: Final = 21

HARD_APART_H: Final = 48
C2_APART_H: Final = 24

TAPER_CLASSES: Final = (
    (3, frozenset({"C0"})),
    (5, frozenset({"C0", "C1"})),
    (10, frozenset({"C0", "C1", "C2", "P1"})),
)
"""Fewer than so many days to the race: only these classes (2.5)."""

NO_NEW_DAYS: Final = 28
"""From here to the race no exercise is new (2.5, first row)."""

NEW_COUNTS: Final = frozenset({"C2", "C3", "C4", "C5", "P1", "P2"})
"""Classes in which a first time matters at the end: what costs the legs something."""

MOST_SESSIONS: Final[Mapping[str, int]] = {
    "base": 3,
    "build": 2,
    "specific": 2,
    "taper": 2,
    "recovery": 2,
}
"""W6, its upper ends; the weeks after the race have no number and take the taper's."""

MOST_SETS: Final[Mapping[str, int]] = {
    "hamstring": 10,
    "calf": 12,
    "quad": 12,
    "glute": 12,
    "adductor": 6,
    "abductor": 12,
    "trunk": 12,
}
"""W7: sets a week per tissue."""

PRIMER_DAY: Final = 4
PRIMER_HOLD_S: Final = 20

DOMINATES: Final[Mapping[str, frozenset[str]]] = {
    "C0": frozenset(),
    "P1": frozenset({"C0"}),
    "C1": frozenset({"C0", "P1"}),
    "C2": frozenset({"C0", "P1", "C1"}),
    "C3": frozenset({"C0", "P1", "C1", "C2"}),
    "C4": frozenset({"C0", "P1", "C1", "C2", "C3"}),
    "P2": frozenset({"C0", "P1", "C1", "C2", "C3", "C4"}),
    "C5": frozenset({"C0", "P1", "C1", "C2", "C3", "C4"}),
}
"""The classes that ask for no more hours than this one in any cell of both tables."""
