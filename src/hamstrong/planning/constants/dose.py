"""How much strength in which week: phases, sets, cutbacks and the taper."""

from dataclasses import dataclass
from itertools import pairwise

from hamstrong.exercises.schema import LoadClass, Phase, Tissue
from hamstrong.planning.constants.table import Row, Table
from hamstrong.planning.model import BlockPhase

HARDNESS = {cls: rank for rank, cls in enumerate(("C0", "P1", "C1", "C2", "C3", "C4", "P2", "C5"))}
"""What asks for more hours has the higher rank (evidence 2.3). P2 and C5 cannot be compared."""

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

BOX_RUNS = 6
BOX_SHARE = 0.6
BOX_SPREAD = 1.5
"""Where this share of so many runs or more that tell a distance has one length, though the longest
is so many times the shortest, lengths are a calendar's boxes and distances are believed.
Judgement."""

HOPS_FROM_MINUTES = 30
"""Shorter sessions have no time for hops. Judgement."""

HOPS_UNDER_LIMIT_FROM = LoadClass.C4
"""Under a limit hops need as much allowed as slow heavy work does (evidence 5.5: amber, no P)."""

FEWEST_SETS = 2
"""The least a session is cut down to. Judgement."""

NOVEL_SETS = 0.5
"""Sets are halved the first three times of an exercise (evidence 2.2 asks it of heavy ones)."""

FULL_DOSE_EXPOSURES = 6
"""Holds and reps grow from the low to the high end of the prescription over so many exposures, and
by no more than one such step from one time to the next."""

SAME_STEPS = 2
"""When a block is planned again, the seconds or reps of yesterday's plan stay while they are no
more than so many steps from what would be asked now, and no more above the last time: one time
left out takes nothing from a muscle (W12 speaks from two on). Judgement."""

GAIN_SETS = 4
"""Yesterday's sets stay too, unless a session gains so many by being made anew. Judgement."""

KEPT_SETS = 2
"""When minutes are short, sets above this go before any exercise does. Judgement."""

RAMP = 0.20
RAMP_MEMORY_WEEKS = 3
RAMP_FREE_SETS = 4
"""W7: a tissue's sets grow by at most a fifth over the most of the last three weeks that did not
cut back, and may always be one more, and four: two sets twice. The last two are judgement."""

RUN_RAMP = 0.10
NEW_LONGEST_FROM_MIN = 90.0
"""W9: strength does not progress in a week whose running grows by more than a tenth over the last
one that did not cut back, or that holds the longest long run so far (evidence 2.3: from 90 min)."""

NEW_AFTER_WEEKS = 3
"""A week whose running grows brings in no new exercise (W9), nor does a cutback (W10). A run plan
that does nothing else for so many weeks would keep heavy work out for good, so the first week after
them that does not cut back may begin it, at half its sets. Judgement."""

CONTACTS_PER_S = 2.0
"""Impact contacts a second of hopping on both legs. Judgement."""

FIRST_CONTACTS = 100
MOST_CONTACTS = 300
CONTACTS_RAMP = 0.20
"""W8: impact contacts a week: at most so many at first, so many ever, and a fifth more a week."""

OTHER_ANGLE_EVERY_WEEKS = 3
OTHER_ANGLE_FROM_LEVEL = 6
"""Gains are bound to the angle that is trained, so every third week of base and build the bridge
takes the rung below, with another knee angle (evidence 2.6: two or more angles; how often is
judgement). Below level 6 the rungs hardly differ in angle."""

WEEKLY_SET_CAPS: dict[Tissue, int] = {
    Tissue.HAMSTRING: 10,
    Tissue.CALF: 12,
    Tissue.QUAD: 12,
    Tissue.GLUTE: 12,
    Tissue.ADDUCTOR: 6,
    Tissue.ABDUCTOR: 12,
    Tissue.TRUNK: 12,
}
"""W7: sets a week per tissue, those of class C0 not counted. A set counts for the tissue its
exercise names first."""


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
    """The band a day falls into; days after the race are free of the taper."""
    if days_to_race < 0:
        return TAPER[0]
    return next(band for band in TAPER if days_to_race >= band.from_day)


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
        Row(
            "Distances are believed where one length has",
            f"{BOX_SHARE:.0%}",
            f"of {BOX_RUNS} runs or more, the longest {BOX_SPREAD:g} times the shortest",
            "none",
            "judgement",
        ),
        Row("Hops in sessions from", str(HOPS_FROM_MINUTES), "min", "none", "judgement"),
        Row("Fewest sets of a session", str(FEWEST_SETS), "sets", "none", "judgement"),
        Row("Sets while novel", f"{NOVEL_SETS:.0%}", "of usual", "Doma 2017", "L"),
        Row("Full hold or reps after", str(FULL_DOSE_EXPOSURES), "times", "none", "judgement"),
        Row(
            "Planned again, holds and reps stay within",
            str(SAME_STEPS),
            "steps",
            "none",
            "judgement",
        ),
        Row(
            "Planned again, sets stay unless it gains", str(GAIN_SETS), "sets", "none", "judgement"
        ),
        Row("Sets that go first when time is short", f"above {KEPT_SETS}", "", "W11", "judgement"),
        Row("Hops under a limit need", HOPS_UNDER_LIMIT_FROM.value, "", "evidence 5.5", "L"),
    ]
    rows += [
        Row(f"Most sets a week, {tissue}", str(cap), "sets", "evidence W7", "L")
        for tissue, cap in WEEKLY_SET_CAPS.items()
    ]
    return tuple(rows)


def _growth_rows() -> tuple[Row, ...]:
    return (
        Row("A tissue's sets grow a week by", f"{RAMP:.0%}", "at most", "evidence W7", "L"),
        Row("over the most of the last", str(RAMP_MEMORY_WEEKS), "weeks", "none", "judgement"),
        Row("but may always be", str(RAMP_FREE_SETS), "sets", "none", "judgement"),
        Row("Strength waits when running grows by", f"{RUN_RAMP:.0%}", "a week", "W9", "L"),
        Row("or a longest run has", f"{NEW_LONGEST_FROM_MIN:g}", "min or more", "W9", "L"),
        Row(
            "Nothing new in such weeks and cutbacks, up to",
            str(NEW_AFTER_WEEKS),
            "in a row",
            "W9, W10",
            "judgement",
        ),
        Row("Impact contacts a week at first", str(FIRST_CONTACTS), "at most", "W8", "L"),
        Row("Impact contacts a week ever", str(MOST_CONTACTS), "at most", "W8", "L"),
        Row("Impact contacts grow a week by", f"{CONTACTS_RAMP:.0%}", "at most", "W8", "L"),
        Row("Contacts of hopping", f"{CONTACTS_PER_S:g}", "a second", "none", "judgement"),
        Row(
            "The bridge at another knee angle",
            f"every {OTHER_ANGLE_EVERY_WEEKS} weeks",
            f"from level {OTHER_ANGLE_FROM_LEVEL}",
            "Oranchuk 2019; how often: none",
            "judgement",
        ),
    )


def _taper_rows() -> tuple[Row, ...]:
    days = [f"More than {TAPER[0].from_day - 1} days before the race"] + [
        f"{above.from_day - 1} to {band.from_day} days before the race"
        for above, band in pairwise(TAPER)
    ]
    return tuple(
        Row(
            days_before,
            f"{band.sets:.0%} of the sets; {', '.join(sorted(band.classes))}",
            "",
            "Bosquet 2007; Wang 2023; Pritchard 2015; Berryman 2021",
            "L",
        )
        for days_before, band in zip(days, TAPER, strict=True)
    )


DOSE_TABLES = (
    Table("dose", "How much in which phase", "Sessions, sets, cutbacks and caps.", _phase_rows),
    Table("growth", "How fast it grows", "No faster than tissues and runs bear.", _growth_rows),
    Table("taper", "The strength taper", "Less of it, as hard as before, then none.", _taper_rows),
)
