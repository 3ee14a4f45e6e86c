"""What soreness, sleep, illness and pain change, and for how long (evidence 5.3, 5.5, W13).

The pain light follows the pain-monitoring model (Silbernagel 2007, 38 athletes with Achilles
trouble: training on by it did no worse than rest). Certainty is moderate there and low wherever
else it is used. What a check-in does to a session is judgement throughout.
"""

from enum import StrEnum

from hamstrong.exercises.schema import LoadClass, Tissue
from hamstrong.planning.constants.table import Row, Table


class Area(StrEnum):
    """Where soreness and pain are asked for, from the back down (evidence 5.3, 5.6).

    The values are in athletes' logs: they are added to, never changed. Logs of before knew no
    knee, shin or Achilles tendon; what they say of quad, calf and foot stands as it was said.
    """

    BACK = "back"
    HIP = "hip"
    GROIN = "groin"
    QUAD = "quad"
    HAMSTRING = "hamstring"
    KNEE = "knee"
    SHIN = "shin"
    CALF = "calf"
    ACHILLES = "achilles"
    FOOT = "foot"


MIDLINE = frozenset({Area.BACK})
"""Areas without a left and a right; in every other each side has a light of its own."""

AREA_WORDS: dict[Area, str] = {area: area.value for area in Area} | {
    Area.ACHILLES: "Achilles tendon"
}
"""In the middle of a sentence."""

AREA_TISSUES: dict[Area, frozenset[Tissue]] = {
    Area.BACK: frozenset({Tissue.TRUNK, Tissue.GLUTE}),
    Area.HIP: frozenset({Tissue.GLUTE, Tissue.ABDUCTOR, Tissue.HIP_FLEXOR}),
    Area.GROIN: frozenset({Tissue.ADDUCTOR, Tissue.HIP_FLEXOR}),
    Area.QUAD: frozenset({Tissue.QUAD}),
    Area.HAMSTRING: frozenset({Tissue.HAMSTRING}),
    Area.KNEE: frozenset({Tissue.QUAD, Tissue.IMPACT}),
    Area.SHIN: frozenset({Tissue.SHIN, Tissue.CALF, Tissue.IMPACT}),
    Area.CALF: frozenset({Tissue.CALF, Tissue.IMPACT}),
    Area.ACHILLES: frozenset({Tissue.CALF, Tissue.IMPACT}),
    Area.FOOT: frozenset({Tissue.CALF, Tissue.SHIN, Tissue.FOOT, Tissue.IMPACT}),
}
"""Whose exercises an area holds back, on both legs: squats and lunges load the knee, the calf pulls
on shin, Achilles tendon and sole, hops land on all of them; hip hinges and bridges, which name the
glutes, count with the back. Judgement.

The dose never differs by side. Pain in one leg holds the exercise back in both: the other leg
stands, presses or balances in most one-legged work, caps and hours count a tissue and not a side,
and strength for one leg alone is how a difference between legs is made, which evidence 3.4 evens
out. No trial of runners compares the two. What the side does decide: each side's light stands and
calms by itself, and a limit takes away the extra set of a weaker side."""

TISSUE_AREA: dict[Tissue, Area] = {
    Tissue.HAMSTRING: Area.HAMSTRING,
    Tissue.GLUTE: Area.HIP,
    Tissue.QUAD: Area.QUAD,
    Tissue.CALF: Area.CALF,
    Tissue.SHIN: Area.SHIN,
    Tissue.ADDUCTOR: Area.GROIN,
    Tissue.ABDUCTOR: Area.HIP,
    Tissue.TRUNK: Area.BACK,
    Tissue.IMPACT: Area.CALF,
    Tissue.FOOT: Area.FOOT,
    Tissue.HIP_FLEXOR: Area.GROIN,
}
"""Where pain in an exercise is looked for first, by the tissue that it names first."""

BONE_AREAS = frozenset({Area.HIP, Area.GROIN, Area.SHIN, Area.FOOT})
"""Where bone that must not be missed lies: the pain light is not meant for bone (evidence 5.5,
5.6), so pain there is answered with the signs to look for."""

_LEGS = frozenset(Tissue) - {Tissue.TRUNK}
STOP_TISSUES: dict[Area, frozenset[Tissue]] = {
    Area.BACK: frozenset(Tissue),
    Area.HIP: _LEGS,
    Area.GROIN: _LEGS,
    Area.QUAD: AREA_TISSUES[Area.QUAD] | {Tissue.IMPACT},
    Area.HAMSTRING: AREA_TISSUES[Area.HAMSTRING] | {Tissue.IMPACT},
    Area.KNEE: _LEGS,
    Area.SHIN: _LEGS,
    Area.CALF: _LEGS,
    Area.ACHILLES: _LEGS,
    Area.FOOT: _LEGS,
}
"""What a red flag locks, on both sides: never hops, and all leg work where bones that must not be
missed lie (femoral neck, sacrum, navicular, shin; evidence 5.6) and from the knee down, where a pop
or a joint that locks takes the ground from every exercise on the feet. Judgement."""

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

RESTING_DAY = "not recovered"
HELD_BACK_DAY = "a bit heavy"
"""The word for a day on which a stop, pain at red or an illness rests something, and for one on
which pain at amber, soreness or a short night holds something back. Judgement."""

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
RED_AT_LEAST_DAYS = 2
RED_DAYS = 3
"""Red stands for 72 h, and for 48 h even when a calm morning comes sooner. Evidence 5.5 stops the
exercise that hurts and allows a variant that is free of pain; which one that is nobody can tell
from a number in the morning, so all that loads the area rests. Judgement."""

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
        Row("A day on which something rests is", RESTING_DAY, "", "none", "judgement"),
        Row("and one on which it is held back at best", HELD_BACK_DAY, "", "none", "judgement"),
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
        Row("Red: sets of what loads the area", "0", "", _PAIN, "judgement"),
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


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _area_rows() -> tuple[Row, ...]:
    return (
        *(
            Row(
                f"{_capital(AREA_WORDS[area])} holds back, on both legs",
                ", ".join(sorted(tissues)),
                "",
                "none",
                "judgement",
            )
            for area, tissues in AREA_TISSUES.items()
        ),
        *(
            Row(
                f"A stop for the {AREA_WORDS[area]} locks",
                ", ".join(sorted(tissues)),
                "",
                _FLAGS,
                "judgement",
            )
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
        "Green, amber, red for each area and side. Moderately sure for the Achilles tendon, less so"
        " elsewhere, and not meant for bone. A stop is lifted by your word alone that somebody"
        " qualified has looked at it.",
        _pain_rows,
    ),
    Table(
        "areas",
        "What an area holds back",
        "By soreness and pain, and by a stop. Each side has a light of its own, and what it says"
        " holds for both legs: the other one works along, and training one alone would make them"
        " differ.",
        _area_rows,
    ),
)
