"""How much strength in which week: phases, sets, cutbacks and the taper."""

from dataclasses import dataclass

from hamstrong.exercises.schema import LoadClass, Phase, Tissue
from hamstrong.planning.constants.table import Row, Table
from hamstrong.planning.model import BlockPhase

SESSIONS_PER_WEEK: dict[BlockPhase, tuple[int, int]] = {
    BlockPhase.BASE: (2, 3),
    BlockPhase.BUILD: (2, 2),
    BlockPhase.SPECIFIC: (1, 2),
    BlockPhase.TAPER: (1, 2),
    BlockPhase.RECOVERY: (0, 1),
}
"""W6: lowest and highest number of sessions a week. Trials use two (Zanini 2025, Lum 2022)."""

RACE_WEEK_SESSIONS = (0, 1)
SNACK_MINUTES = 10
"""Sessions this short come one more a week where the phase allows it (weekly sets count)."""

SETS: dict[BlockPhase, int] = {
    BlockPhase.BASE: 3,
    BlockPhase.BUILD: 4,
    BlockPhase.SPECIFIC: 2,
    BlockPhase.TAPER: 4,  # what the taper's fractions are taken of: the build's sets
    BlockPhase.RECOVERY: 1,
}
"""Sets of each exercise (evidence 6.4: 2-4 in base, heaviest in build, 1-2 hard in specific)."""

STRENGTH_PHASES: dict[BlockPhase, frozenset[Phase]] = {
    BlockPhase.BASE: frozenset({Phase.GENERAL}),
    BlockPhase.BUILD: frozenset({Phase.GENERAL, Phase.MAX_STRENGTH, Phase.POWER}),
    BlockPhase.SPECIFIC: frozenset({Phase.MAINTENANCE}),
    BlockPhase.TAPER: frozenset({Phase.MAINTENANCE, Phase.TAPER}),
    BlockPhase.RECOVERY: frozenset({Phase.GENERAL}),
}

CUTBACK_SETS = 0.55
"""W10: strength loses 40-50 % of its sets when the run plan cuts back; load and lever stay."""

CUTBACK_RUN_DROP = 0.18
"""A week this far below the mean of the three before it is a cutback (practice: 20-30 %)."""

CUTBACK_MEMORY_WEEKS = 3
"""So many weeks before a cutback are compared with it. Judgement."""

HOPS_FROM_MINUTES = 30
"""Shorter sessions have no time for hops. Judgement."""

FEWEST_SETS = 2
"""The least a session is cut down to. Judgement."""

NOVEL_SETS = 0.5
"""Sets are halved the first three times of an exercise (evidence 2.2 asks it of heavy ones)."""

FULL_DOSE_EXPOSURES = 6
"""Holds and reps grow from the low to the high end of the prescription over so many exposures."""

WEEKLY_SET_CAPS: dict[Tissue, int] = {
    Tissue.HAMSTRING: 10,
    Tissue.CALF: 12,
    Tissue.QUAD: 12,
    Tissue.GLUTE: 12,
    Tissue.ADDUCTOR: 6,
    Tissue.ABDUCTOR: 12,
    Tissue.TRUNK: 12,
}
"""W7: hard sets a week per tissue. A set counts for the tissue its exercise names first."""


@dataclass(frozen=True, slots=True)
class TaperBand:
    """Days to the race from which a band holds, its share of the build's sets, its classes."""

    from_day: int
    sets: float
    classes: frozenset[LoadClass]


_ALL = frozenset(LoadClass)
_HOLDS = frozenset({LoadClass.C0, LoadClass.C1, LoadClass.C2, LoadClass.P1})
TAPER: tuple[TaperBand, ...] = (
    TaperBand(29, 1.0, _ALL),
    TaperBand(22, 0.78, _ALL),
    TaperBand(15, 0.55, _ALL - {LoadClass.C5}),
    TaperBand(10, 0.40, _HOLDS | {LoadClass.C3, LoadClass.C4}),
    TaperBand(5, 0.28, _HOLDS),
    TaperBand(3, 0.13, frozenset({LoadClass.C0, LoadClass.C1})),
    TaperBand(0, 0.0, frozenset({LoadClass.C0})),
)
"""Strength taper (evidence 2.5: Bosquet 2007, Wang 2023, Smyth & Lawlor 2021, Pritchard 2015)."""


def taper_band(days_to_race: int) -> TaperBand:
    """The band a day falls into; days after the race belong to the last band."""
    return next((band for band in TAPER if days_to_race >= band.from_day), TAPER[-1])


def _phase_rows() -> tuple[Row, ...]:
    rows = [
        Row(f"Sessions a week, {phase}", f"{low}-{high}", "", "Zanini 2025; Lum 2022; W6", "M")
        for phase, (low, high) in SESSIONS_PER_WEEK.items()
        if phase is not BlockPhase.RECOVERY
    ]
    rows += [
        Row(f"Sets of an exercise, {phase}", str(sets), "", "evidence 1.3, 6.4", "L")
        for phase, sets in SETS.items()
        if phase not in (BlockPhase.TAPER, BlockPhase.RECOVERY)
    ]
    rows += [
        Row("Sets in a cutback week", f"{CUTBACK_SETS:.0%}", "of usual", "evidence W10", "L"),
        Row(
            "A week counts as cutback below",
            f"{1 - CUTBACK_RUN_DROP:.0%}",
            "of the mean of the three before",
            "practice",
            "judgement",
        ),
        Row("Hops in sessions from", str(HOPS_FROM_MINUTES), "min", "none", "judgement"),
        Row("Fewest sets of a session", str(FEWEST_SETS), "sets", "none", "judgement"),
        Row("Sets while novel", f"{NOVEL_SETS:.0%}", "of usual", "Doma 2017", "L"),
        Row("Full hold or reps after", str(FULL_DOSE_EXPOSURES), "times", "none", "judgement"),
    ]
    rows += [
        Row(f"Most sets a week, {tissue}", str(cap), "sets", "evidence W7", "L")
        for tissue, cap in WEEKLY_SET_CAPS.items()
    ]
    return tuple(rows)


def _taper_rows() -> tuple[Row, ...]:
    return tuple(
        Row(
            f"From {band.from_day} days before the race",
            f"{band.sets:.0%} of the sets; {', '.join(sorted(band.classes))}",
            "",
            "Bosquet 2007; Wang 2023; Pritchard 2015; Berryman 2021",
            "L",
        )
        for band in TAPER
    )


DOSE_TABLES = (
    Table("dose", "How much in which phase", "Sessions, sets, cutbacks and caps.", _phase_rows),
    Table("taper", "The strength taper", "Less of it, as hard as before, then none.", _taper_rows),
)
