"""How a constant is written down: with its source and how sure anybody can be of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Certainty = Literal["H", "M", "L", "judgement"]

CERTAINTY_WORDS: dict[Certainty, str] = {
    "H": "high: consistent trials or meta-analyses",
    "M": "moderate: some trials, small or mixed",
    "L": "low: a single small study, mechanism or practice",
    "judgement": "judgement: practice or an engineering default, no trial tests this number",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One constant as a page shows it."""

    name: str
    value: str
    unit: str
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Table:
    """A table of constants; `rows` derives its rows from the very values the planner uses."""

    id: str
    title: str
    intro: str
    rows: Callable[[], tuple[Row, ...]]
