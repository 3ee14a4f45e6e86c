"""Hours between strength and runs. Everything about spacing reads these tables.

Hard minima and preferred hours by load class. Sources per row: Palmer & Sleivert 2001 (nothing
measurable 24 h after accustomed heavy work), Doma & Deakin 2013 and 2015, Doma 2017 (order, 6 h,
novelty), Helland 2020 (24-48 h to recover force), Allen 2018 (damage at long muscle length).
"""

from dataclasses import dataclass
from enum import StrEnum

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.table import Certainty, Row, Table


class RunColumn(StrEnum):
    """How a run counts for spacing."""

    EASY = "easy run"
    QUALITY = "quality run"
    LONG = "long run"
    TUNE_UP = "tune-up race"
    GOAL = "goal race"


@dataclass(frozen=True, slots=True)
class Gap:
    """Hours: what must be kept, and what is better."""

    hard: float
    preferred: float


def _gaps(*pairs: tuple[float, float]) -> dict[RunColumn, Gap]:
    return {column: Gap(*pair) for column, pair in zip(RunColumn, pairs, strict=True)}


STRENGTH_TO_RUN: dict[LoadClass, dict[RunColumn, Gap]] = {
    LoadClass.C0: _gaps((0, 0), (0, 0), (0, 0), (0, 0), (0, 0)),
    LoadClass.C1: _gaps((0, 0), (2, 4), (2, 12), (24, 24), (48, 48)),
    LoadClass.C2: _gaps((0, 2), (12, 24), (12, 24), (48, 48), (96, 96)),
    LoadClass.C3: _gaps((4, 6), (24, 36), (24, 48), (72, 72), (168, 168)),
    LoadClass.C4: _gaps((6, 9), (24, 36), (24, 48), (96, 96), (240, 336)),
    LoadClass.C5: _gaps((12, 24), (36, 48), (48, 48), (120, 120), (240, 240)),
    LoadClass.P1: _gaps((0, 0), (0, 0), (0, 12), (24, 24), (48, 48)),
    LoadClass.P2: _gaps((6, 12), (24, 36), (36, 48), (96, 96), (240, 240)),
}
"""From the end of strength to the start of a run (evidence 2.3). C4 before the goal race is the
last *full* session; the lighter one that evidence allows at 168 h is not used."""

NOVEL_TO_RUN: dict[RunColumn, Gap] = _gaps((24, 24), (48, 72), (72, 72), (168, 168), (504, 504))
"""For C3-C5 and P2 while novel (Doma 2017: the third bout)."""


class RunBefore(StrEnum):
    """How a run that is over counts for the strength after it."""

    EASY = "easy run"
    QUALITY = "quality run"
    LONG = "long run"
    TUNE_UP = "half marathon or tune-up race"
    MARATHON = "marathon"


def _after(*hours: tuple[float, float]) -> dict[RunBefore, Gap]:
    return {before: Gap(*pair) for before, pair in zip(RunBefore, hours, strict=True)}


RUN_TO_STRENGTH: dict[LoadClass, dict[RunBefore, Gap]] = {
    LoadClass.C0: _after((0, 0), (0, 0), (0, 0), (0, 0), (72, 72)),
    LoadClass.C1: _after((0, 0), (0, 0), (3, 3), (24, 24), (72, 72)),
    LoadClass.C2: _after((0, 1), (1, 3), (24, 24), (48, 48), (168, 168)),
    LoadClass.C3: _after((3, 6), (6, 9), (24, 48), (72, 72), (336, 336)),
    LoadClass.C4: _after((3, 6), (6, 9), (24, 48), (72, 72), (336, 336)),
    LoadClass.C5: _after((6, 6), (6, 6), (48, 48), (96, 96), (504, 504)),
    LoadClass.P1: _after((0, 1), (1, 3), (24, 24), (48, 48), (168, 168)),
    LoadClass.P2: _after((3, 6), (24, 24), (48, 48), (96, 96), (504, 504)),
}
"""From the end of a run to the start of strength (evidence 2.3). P1 has no published row and takes
that of C2; P2 after quality ("next fresh day") is 24 h: judgement."""

SHORT_RUN_MINUTES = 60.0
"""Afterwards, a longer easy run counts as quality: the table's easy row ends here (2.3)."""

LONG_RUN_MINUTES = 90.0
"""Any run this long counts as a long run, whatever it is called (evidence 2.3, 6.2)."""

SAME_CLASS_GAP_H: dict[str, float] = {"heavy": 48.0, "hard": 24.0, "light": 0.0}
"""W4, between sessions: both C3-C5 or P2; both at least C2; anything else. Evidence asks it for the
same tissue; every full session here works every leg tissue, so it holds for all."""

BETWEEN_SESSIONS_H = 12.0
"""Between any two sessions, and never two on a day. Judgement."""

NOVEL_EXPOSURES = 3
"""The first three times count as novel (Doma 2017)."""

NOVEL_AFTER_DAYS = 28
"""Not done for longer: novel again. Judgement; the repeated-bout effect can last longer."""

NO_NEW_EXERCISE_DAYS = 28
"""From here to the race no exercise is introduced (evidence 2.5)."""

RUN_BUFFER_MIN = 15
"""Minutes between a run and a session on the same morning: shoes, water, floor. Judgement."""

_CERTAINTY: dict[LoadClass, Certainty] = {
    LoadClass.C0: "L",
    LoadClass.C1: "L",
    LoadClass.C2: "L",
    LoadClass.C3: "L",
    LoadClass.C4: "M",
    LoadClass.C5: "M",
    LoadClass.P1: "L",
    LoadClass.P2: "L",
}
_SOURCE = (
    "Palmer & Sleivert 2001; Doma & Deakin 2013, 2015; Doma 2017; Helland 2020; Allen 2018;"
    " extrapolated where no running study exists"
)


def _show(gap: Gap) -> str:
    return f"{gap.hard:g}" if gap.hard == gap.preferred else f"{gap.hard:g} / {gap.preferred:g}"


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _before_rows() -> tuple[Row, ...]:
    rows = [
        Row(f"{cls} before {_a(column)}", _show(gap), "h", _SOURCE, _CERTAINTY[cls])
        for cls, columns in STRENGTH_TO_RUN.items()
        for column, gap in columns.items()
    ]
    rows += [
        Row(f"Novel C3-C5 or P2 before {_a(column)}", _show(gap), "h", "Doma 2017", "M")
        for column, gap in NOVEL_TO_RUN.items()
    ]
    return tuple(rows)


def _after_rows() -> tuple[Row, ...]:
    return tuple(
        Row(f"{cls} after {_a(before)}", _show(gap), "h", "Doma & Deakin 2013; practice", "L")
        for cls, befores in RUN_TO_STRENGTH.items()
        for before, gap in befores.items()
    )


def _other_rows() -> tuple[Row, ...]:
    return (
        Row("Between two sessions of C3 or more", "48", "h", "evidence W4", "M"),
        Row("Between two sessions of C2 or more", "24", "h", "evidence W4", "M"),
        Row("Between any two sessions", f"{BETWEEN_SESSIONS_H:g}", "h", "practice", "judgement"),
        Row("An easy run is short up to", f"{SHORT_RUN_MINUTES:g}", "min", "evidence 2.3", "L"),
        Row("A run counts as long from", f"{LONG_RUN_MINUTES:g}", "min", "evidence 6.2", "L"),
        Row("Novel for the first", str(NOVEL_EXPOSURES), "times", "Doma 2017", "M"),
        Row("Novel again after", str(NOVEL_AFTER_DAYS), "days", "no trial", "judgement"),
        Row("No new exercise within", str(NO_NEW_EXERCISE_DAYS), "days of the race", "2.5", "L"),
        Row("Between a run and a session", str(RUN_BUFFER_MIN), "min", "practice", "judgement"),
    )


SPACING_TABLES = (
    Table(
        "spacing-before",
        "Hours from strength to a run",
        "The end of a session to the start of the run: hard minimum, then what is better."
        " Your key runs never move; strength does.",
        _before_rows,
    ),
    Table(
        "spacing-after",
        "Hours from a run to strength",
        "The end of the run to the start of the session: hard minimum, then what is better.",
        _after_rows,
    ),
    Table(
        "spacing-other", "Other spacing", "Between sessions, and what counts as new.", _other_rows
    ),
)
