"""How long strength and runs stay in the legs: for choosing and for words, never for a percentage.

Strength: `F(t) = A exp(-t/14 h) + N D g(t)`, `g(t) = (t/36 h) exp(1 - t/36 h)` (evidence 2.4).
A is the cost to the next run at once, D the part that comes with sore muscle and peaks after a
day and a half, N how new the work is. The time constant fits Palmer & Sleivert 2001 (2.6 % at
1 h, 1.6 % at 8 h, 0.5 % at 24 h; nine runners); N takes its shape from Doma 2017; the rest is
judgement. Runs: a ledger per tissue (evidence 5.2), judgement throughout, read by its order only.
"""

from dataclasses import dataclass

from hamstrong.exercises.schema import LoadClass, Tissue
from hamstrong.planning.constants.table import Row, Table
from hamstrong.running.model import RunType

FADE_H = 14.0
"""Time constant of what is felt at once (fits Palmer & Sleivert 2001)."""

DAMAGE_PEAK_H = 36.0
"""Hours to the worst of sore muscle. Judgement."""

NEWNESS: tuple[float, ...] = (1.0, 0.8, 0.5, 0.3)
"""Share of the damage at the first, second, third and any later time. Shape: Doma 2017."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a whole session of a class costs the next run: at once, and as sore muscle, %."""

    at_once: float
    damage: float


COSTS: dict[LoadClass, Cost] = {
    LoadClass.C0: Cost(0.0, 0.0),
    LoadClass.C1: Cost(0.2, 0.0),
    LoadClass.C2: Cost(0.8, 0.3),
    LoadClass.C3: Cost(1.2, 1.5),
    LoadClass.C4: Cost(2.8, 3.0),
    LoadClass.C5: Cost(2.0, 6.0),
    LoadClass.P1: Cost(0.2, 0.0),
    LoadClass.P2: Cost(1.5, 2.0),
}
"""Judgement (evidence 2.4); C0 costs nothing."""

RUN_OVERLAP: dict[Tissue, float] = {
    Tissue.HAMSTRING: 1.0,
    Tissue.GLUTE: 1.0,
    Tissue.QUAD: 1.0,
    Tissue.CALF: 1.0,
    Tissue.SHIN: 1.0,
    Tissue.FOOT: 1.0,
    Tissue.HIP_FLEXOR: 1.0,
    Tissue.IMPACT: 1.0,
    Tissue.ADDUCTOR: 0.6,
    Tissue.ABDUCTOR: 0.8,
    Tissue.TRUNK: 0.4,
}
"""How much a run needs what a set has tired. Judgement."""

HEAVY_FROM = 1.5
NOT_RECOVERED_FROM = 3.0
"""Costs, %, from which legs count as a bit heavy and as not recovered. Judgement: accustomed heavy
work is below the first after 24 h (Palmer & Sleivert 2001), new heavy work reaches the second."""

LOADED_FROM = 2.0
VERY_LOADED_FROM = 5.0
"""Points of the ledger from which a tissue counts as loaded and very loaded (evidence 5.2)."""

LOOK_BACK_H = 240.0
"""Older work is not looked at: after ten days nothing of it is left."""

MORNING_HOUR = 7
"""A day without a run is judged at this hour. Judgement."""

KEY_RUN_DAY = "a bit heavy"
"""What the legs are at best after a key run, up to midnight. By its points alone a threshold run of
10 km is gone in nine hours; evidence 2.3 sends hops after quality to "the next fresh day", so the
day itself is none. Judgement."""

INTENSITY: dict[RunType, float] = {
    RunType.EASY: 0.75,
    RunType.MEDIUM_LONG: 0.78,
    RunType.LONG: 0.78,
    RunType.MARATHON_PACE: 0.88,
    RunType.THRESHOLD: 0.94,
    RunType.INTERVAL: 0.94,
    RunType.REPETITION: 0.92,
    RunType.RACE: 0.95,
    RunType.REST: 0.0,
    RunType.CROSS_TRAINING: 0.0,
}
"""Mean speed of the whole run over threshold speed, warm-up included. Judgement."""

ASSUMED_SPEED_M_S = 2.8
"""For runs whose plan gives no distance, about 6 min a kilometre. Judgement."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Points a kilometre at any speed, and how speed above a share of threshold adds to them.

    `points = per_km * km * (floor + gain * max(0, intensity - from_intensity) / width)`
    """

    per_km: float
    from_intensity: float
    width: float
    gain: float
    floor: float = 1.0


RUN_LEDGER: dict[Tissue, LedgerRow] = {
    Tissue.CALF: LedgerRow(0.25, 0.75, 0.25, 0.8, floor=0.6),
    Tissue.QUAD: LedgerRow(0.15, 1.0, 1.0, 0.0),
    Tissue.HAMSTRING: LedgerRow(0.12, 0.9, 0.1, 3.0),
    Tissue.ABDUCTOR: LedgerRow(0.12, 1.0, 1.0, 0.0),
    Tissue.IMPACT: LedgerRow(0.30, 0.85, 0.15, 0.5),
    Tissue.TRUNK: LedgerRow(0.05, 1.0, 1.0, 0.0),
    Tissue.ADDUCTOR: LedgerRow(0.05, 1.0, 1.0, 0.0),
}
"""Evidence 5.2, without its descent (plans do not tell it). Judgement: only the order is used."""

SPIKE = 1.1
SPIKE_DAYS = 30
"""A run longer than this times the longest of so many days before leaves sore muscle too."""


def _cost_rows() -> tuple[Row, ...]:
    rows = [
        Row("What is felt at once fades with", f"{FADE_H:g}", "h", "Palmer & Sleivert 2001", "L"),
        Row("Sore muscle peaks after", f"{DAMAGE_PEAK_H:g}", "h", "none", "judgement"),
        Row(
            "Sore muscle, first to fourth time",
            ", ".join(f"{share:g}" for share in NEWNESS),
            "of the first",
            "shape from Doma 2017",
            "judgement",
        ),
    ]
    rows += [
        Row(
            f"{cls}: at once / sore muscle",
            f"{cost.at_once:g} / {cost.damage:g}",
            "% of the next run",
            "evidence 2.4",
            "judgement",
        )
        for cls, cost in COSTS.items()
    ]
    rows += [
        Row("Legs count as a bit heavy from", f"{HEAVY_FROM:g}", "%", "none", "judgement"),
        Row("and as not recovered from", f"{NOT_RECOVERED_FROM:g}", "%", "none", "judgement"),
        Row("Looked back", f"{LOOK_BACK_H:g}", "h", "none", "judgement"),
        Row("A day without a run is judged at", str(MORNING_HOUR), "o'clock", "none", "judgement"),
    ]
    rows += [
        Row(f"A run needs the {tissue}", f"{share:g}", "of a set", "none", "judgement")
        for tissue, share in RUN_OVERLAP.items()
    ]
    return tuple(rows)


def _ledger_rows() -> tuple[Row, ...]:
    rows = [
        Row(
            f"A kilometre for the {tissue}",
            f"{row.per_km:g}",
            "points",
            "evidence 5.2",
            "judgement",
        )
        for tissue, row in RUN_LEDGER.items()
    ]
    rows += [
        Row(f"Mean speed, {run}", f"{share:g}", "of threshold speed", "practice", "judgement")
        for run, share in INTENSITY.items()
        if run.is_run
    ]
    rows += [
        Row(
            "After a key run, its own day is at best",
            KEY_RUN_DAY,
            "",
            "evidence 2.3",
            "judgement",
        ),
        Row("Loaded from", f"{LOADED_FROM:g}", "points", "evidence 5.2", "judgement"),
        Row("Very loaded from", f"{VERY_LOADED_FROM:g}", "points", "evidence 5.2", "judgement"),
        Row(
            "A run counts as unusually long above",
            f"{SPIKE:g}",
            f"times the longest of {SPIKE_DAYS} days",
            "Frandsen 2025",
            "M",
        ),
        Row(
            "Speed where the plan gives none", f"{ASSUMED_SPEED_M_S:g}", "m/s", "none", "judgement"
        ),
    ]
    return tuple(rows)


FATIGUE_TABLES = (
    Table(
        "fatigue",
        "What strength leaves in the legs",
        "Only for choosing among places that keep their hours, and for the words fresh, a bit"
        " heavy and not recovered. It measures nobody.",
        _cost_rows,
    ),
    Table(
        "ledger",
        "What runs leave in the legs",
        "Points per tissue; only their order is used.",
        _ledger_rows,
    ),
)
