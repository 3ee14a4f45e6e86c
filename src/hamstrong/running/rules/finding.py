"""What a rule says about a plan: something unusual, or that it could not be judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hamstrong.running.rules.table import RULE, Level


@dataclass(frozen=True, slots=True)
class Finding:
    """Something unusual in a run plan.

    Attributes:
        rule: Id in the rules table, R1 to R15.
        level: "warn" is unusual, "hard" is what the generator never does.
        value: What the plan has, in the rule's unit.
        limit: What is usual, in the same unit.
        certainty: Of the rule.
        sentence: For the athlete, in their units.
        days: The days it is about, oldest first.
    """

    rule: str
    level: Level
    value: float
    limit: float
    certainty: str
    sentence: str
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A rule that could not be applied, and why, for the athlete."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything the rules say about a plan, in the order of the rules."""

    findings: tuple[Finding, ...]
    not_judged: tuple[NotJudged, ...]


def finding(
    rule: str,
    level: Level,
    *,
    value: float,
    limit: float,
    sentence: str,
    days: Iterable[date] = (),
) -> Finding:
    """A finding with the rule's certainty."""
    return Finding(rule, level, value, limit, RULE[rule].certainty, sentence, tuple(sorted(days)))
