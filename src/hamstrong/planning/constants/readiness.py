"""What soreness, sleep, illness and pain change, and for how long (evidence 5.3, 5.5, W13).

The pain light follows the pain-monitoring model (Silbernagel 2007, 38 athletes with Achilles
trouble: training on by it did no worse than rest). Certainty is moderate there and low wherever
else it is used. What a check-in does to a session is judgement throughout.
"""

from enum import StrEnum

from hamstrong.exercises.schema import LoadClass, Tissue
from hamstrong.planning.constants.table import Row, Table


class Area(StrEnum):
    """Where soreness and pain are asked for."""

    CALF = "calf"
    HAMSTRING = "hamstring"
    QUAD = "quad"
    HIP = "hip"
    GROIN = "groin"
    BACK = "back"
    FOOT = "foot"


AREA_TISSUES: dict[Area, frozenset[Tissue]] = {
    Area.CALF: frozenset({Tissue.CALF, Tissue.IMPACT}),
    Area.HAMSTRING: frozenset({Tissue.HAMSTRING}),
    Area.QUAD: frozenset({Tissue.QUAD}),
    Area.HIP: frozenset({Tissue.GLUTE, Tissue.ABDUCTOR, Tissue.HIP_FLEXOR}),
    Area.GROIN: frozenset({Tissue.ADDUCTOR, Tissue.HIP_FLEXOR}),
    Area.BACK: frozenset({Tissue.TRUNK, Tissue.GLUTE}),
    Area.FOOT: frozenset({Tissue.CALF, Tissue.SHIN, Tissue.FOOT, Tissue.IMPACT}),
}
"""Whose exercises an area holds back: the knee counts with the quad, the shin with the foot, and
hip hinges and bridges, which name the glutes, with the back. Judgement."""

_LEGS = frozenset(Tissue) - {Tissue.TRUNK}
STOP_TISSUES: dict[Area, frozenset[Tissue]] = {
    Area.CALF: AREA_TISSUES[Area.CALF],
    Area.HAMSTRING: AREA_TISSUES[Area.HAMSTRING] | {Tissue.IMPACT},
    Area.QUAD: AREA_TISSUES[Area.QUAD] | {Tissue.IMPACT},
    Area.HIP: _LEGS,
    Area.GROIN: _LEGS,
    Area.BACK: frozenset(Tissue),
    Area.FOOT: _LEGS,
}
"""What a red flag locks: never hops, and all leg work where bones that must not be missed lie
(femoral neck, sacrum, navicular, shin; evidence 5.6). Judgement."""

SORE_FROM = 4
VERY_SORE_FROM = 7
SORE_HARDEST = LoadClass.C2
SORE_SETS = 0.6
EASING_HARDEST = LoadClass.C1
SORE_DAYS = 2
"""Soreness of a morning counts that day and the next, unless the next morning says otherwise."""

ILL_AHEAD_DAYS = 3
"""An illness keeps today and so many days after it free, and moves on with each day that it lasts:
nobody knows its end, and a bad morning is no reason to empty a block. Judgement."""

SHORT_NIGHT_H = 5.0
NO_ENERGY = 1
TIRED_SETS = 0.7
TIRED_HARDEST = LoadClass.C4
"""Leaves out P2 as evidence asks; C5, which ranks above it, goes too."""
TIRED_TWICE_HARDEST = LoadClass.C1

AMBER_FROM = 3
RED_ABOVE = 5
AMBER_HARDEST = LoadClass.C2
AMBER_SETS = 0.7
AMBER_EASIER = 1
RED_HARDEST = LoadClass.C1
RED_SETS = 0.5
RED_EASIER = 2
RED_AT_LEAST_DAYS = 2
RED_DAYS = 3
"""Red stands for 72 h, and for 48 h even when a calm morning comes sooner."""

WORD_HOLDS_DAYS = 14
"""Amber that nobody speaks of again is forgotten after so many days."""

RED_TWICE_DAYS = 7
AMBER_LONG_DAYS = 14
RISING_WEEKS = 3
"""Pain that is higher in each of so many weeks in a row is red."""

HOLD_OFF_HARDEST = LoadClass.C1

_PAIN = "Silbernagel 2007; evidence 5.5"
_CHECK = "evidence 5.3"
_FLAGS = "evidence 5.6"


def _check_rows() -> tuple[Row, ...]:
    sore = f"{SORE_FROM}-{VERY_SORE_FROM - 1}"
    return (
        Row(f"Soreness {sore}: hardest class", SORE_HARDEST, "", _CHECK, "judgement"),
        Row(f"Soreness {sore}: sets", f"{SORE_SETS:.0%}", "of usual", _CHECK, "judgement"),
        Row("Soreness: none of that tissue from", str(VERY_SORE_FROM), "", _CHECK, "judgement"),
        Row("if it eases with moving", EASING_HARDEST, "", _CHECK, "judgement"),
        Row("Soreness of a morning counts for", str(SORE_DAYS), "days", "none", "judgement"),
        Row("An illness keeps free", f"today and {ILL_AHEAD_DAYS}", "days", "none", "judgement"),
        Row("A night is short below", f"{SHORT_NIGHT_H:g}", "h", _CHECK, "judgement"),
        Row("No energy", str(NO_ENERGY), "of 5", _CHECK, "judgement"),
        Row(
            "Then: sets, hardest class, nothing new",
            f"{TIRED_SETS:.0%}, {TIRED_HARDEST}",
            "",
            _CHECK,
            "judgement",
        ),
        Row("Two such days: hardest class", TIRED_TWICE_HARDEST, "", _CHECK, "judgement"),
        Row("Ill: nothing until you say you are well", "0", "sets", "evidence W13", "H"),
    )


def _pain_rows() -> tuple[Row, ...]:
    return (
        Row("Amber from pain", str(AMBER_FROM), "of 10", _PAIN, "L"),
        Row("or a set that pain ended", "any", "", "none", "judgement"),
        Row("Red above pain", str(RED_ABOVE), "of 10", _PAIN, "L"),
        Row("or pain that was sharp, or a pop", "any", "", "evidence 4", "judgement"),
        Row("Red when not back to usual within", "24", "h", _PAIN, "L"),
        Row("Red when rising over", str(RISING_WEEKS), "weeks", _PAIN, "L"),
        Row(
            "Amber: hardest class, sets, rungs back",
            f"{AMBER_HARDEST}, {AMBER_SETS:.0%}, {AMBER_EASIER}",
            "",
            _PAIN,
            "judgement",
        ),
        Row(
            "Red: hardest class, sets, rungs back",
            f"{RED_HARDEST}, {RED_SETS:.0%}, {RED_EASIER}",
            "",
            _PAIN,
            "judgement",
        ),
        Row("Red stands for", f"{RED_AT_LEAST_DAYS}-{RED_DAYS}", "days", _PAIN, "judgement"),
        Row(
            "Amber without a word is forgotten after",
            str(WORD_HOLDS_DAYS),
            "days",
            "none",
            "judgement",
        ),
        Row("A clinician: red twice within", str(RED_TWICE_DAYS), "days", _PAIN, "judgement"),
        Row(
            "A clinician: not green for more than", str(AMBER_LONG_DAYS), "days", _PAIN, "judgement"
        ),
        Row(
            "While care is asked for: hardest class",
            HOLD_OFF_HARDEST,
            "",
            "evidence 5.6",
            "judgement",
        ),
    )


def _area_rows() -> tuple[Row, ...]:
    return (
        *(
            Row(
                f"{area.capitalize()} holds back",
                ", ".join(sorted(tissues)),
                "",
                "none",
                "judgement",
            )
            for area, tissues in AREA_TISSUES.items()
        ),
        *(
            Row(f"A stop for the {area} locks", ", ".join(sorted(tissues)), "", _FLAGS, "judgement")
            for area, tissues in STOP_TISSUES.items()
        ),
    )


READINESS_TABLES = (
    Table(
        "check-in",
        "What a morning changes",
        "Soreness, sleep, energy and illness, as you tell them.",
        _check_rows,
    ),
    Table(
        "pain",
        "The pain light",
        "Green, amber, red for each area. A stop is lifted by your word alone that somebody"
        " qualified has looked at it.",
        _pain_rows,
    ),
    Table(
        "areas",
        "What an area holds back",
        "By soreness and pain, and by a stop.",
        _area_rows,
    ),
)
