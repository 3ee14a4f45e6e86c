"""R14: what to do after days without running. About runs done, so the planner of a day asks it."""

from dataclasses import dataclass

from hamstrong.running.rules.sentences import say
from hamstrong.running.rules.table import (
    GAP_COSTS,
    GAP_LONG_DAYS,
    GAP_LONG_SHARES,
    GAP_REBUILD_DAYS,
    GAP_SHORT_DAYS,
    GAP_SHORT_SHARES,
)


@dataclass(frozen=True, slots=True)
class GapAdvice:
    """How to go on after a gap.

    Attributes:
        rule: Always R14.
        resume: Shares of the planned distance to resume at, low and high.
        cost: Share by which the race time is expected to grow, low and high.
        rebuild: True when the plan no longer fits.
        sentence: For the athlete.
    """

    rule: str
    resume: tuple[float, float]
    cost: tuple[float, float]
    rebuild: bool
    sentence: str


def advise_after_gap(days_missed: int) -> GapAdvice:
    """Advise after days without any run.

    Args:
        days_missed: Whole days, >= 0.

    Example:
        >>> advise_after_gap(8).resume
        (0.6, 0.7)
    """
    none, long = (0.0, 0.0), (GAP_LONG_SHARES[0].value, GAP_LONG_SHARES[1].value)
    cost = (GAP_COSTS[0].value, GAP_COSTS[1].value)
    if days_missed < GAP_SHORT_DAYS.value:
        return GapAdvice("R14", (1.0, 1.0), none, False, say("R14 none", days=days_missed))
    if days_missed < GAP_LONG_DAYS.value:
        short = (GAP_SHORT_SHARES[0].value, GAP_SHORT_SHARES[1].value)
        return GapAdvice("R14", short, none, False, say("R14 short", days=days_missed))
    if days_missed < GAP_REBUILD_DAYS.value:
        return GapAdvice("R14", long, cost, False, say("R14 long", days=days_missed))
    return GapAdvice("R14", long, cost, True, say("R14 rebuild", days=days_missed))
