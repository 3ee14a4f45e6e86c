"""How many minutes of a run are easy, at marathon pace and hard, from its type and words.

A planned run names its whole and often its parts ("3 x 10 min"); where it names no parts, the
share is the typical one of its type.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from hamstrong.running.amounts import Quantity, read_amounts
from hamstrong.running.model import Run, RunType
from hamstrong.running.vocabulary import DEFAULT_LANGUAGE, normalise, vocabulary

TYPICAL_SHARE: Final = {
    RunType.THRESHOLD: 0.5,
    RunType.INTERVAL: 0.4,
    RunType.REPETITION: 0.15,
    RunType.MARATHON_PACE: 0.6,
    RunType.RACE: 1.0,
}
"""Share of a run's time at its own intensity when its words give no parts: the middle of the
typical sizes of evidence 6.2 in an hour's run. Judgement."""

MOST_SHARE: Final = 0.85
"""No quality run is more than this at its intensity: it has a warm-up. Judgement."""

FASTER_THAN_WHOLE: Final = 1.15
"""Parts given as distances are run this much faster than the run as a whole. Judgement."""

_USUAL_M_PER_MIN: Final = 180.0
_PACE_MEANINGS: Final = ("marathon-pace", "race-pace")


@dataclass(frozen=True, slots=True)
class Effort:
    """Minutes by intensity."""

    easy: float
    marathon: float
    hard: float

    @property
    def total(self) -> float:
        return self.easy + self.marathon + self.hard


def effort_of(run: Run, *, language: str = DEFAULT_LANGUAGE) -> Effort:
    """Split a run's minutes by intensity.

    Example:
        >>> from datetime import UTC, datetime
        >>> start, end = datetime(2027, 3, 2, 7, tzinfo=UTC), datetime(2027, 3, 2, 8, tzinfo=UTC)
        >>> effort_of(Run("a", start, end, RunType.THRESHOLD, True, "Threshold: 3 x 8 min"))
        Effort(easy=36.0, marathon=0.0, hard=24.0)
    """
    total = run.minutes
    if run.type is RunType.LONG:
        at_pace = _pace_minutes(run, language)
        return Effort(total - at_pace, at_pace, 0.0)
    if run.type not in TYPICAL_SHARE:
        return Effort(total, 0.0, 0.0)
    if run.type is RunType.RACE:
        return Effort(0.0, 0.0, total)
    work = min(_work_minutes(run, language) or total * TYPICAL_SHARE[run.type], total * MOST_SHARE)
    if run.type is RunType.MARATHON_PACE:
        return Effort(total - work, work, 0.0)
    return Effort(total - work, 0.0, work)


def _work_minutes(run: Run, language: str) -> float:
    """Minutes in the repeated parts, or in the one part the whole is explained by."""
    amounts = read_amounts(run.title, vocabulary(language))
    parts = amounts.repeated or _explaining(amounts.parts)
    return sum(_minutes(part, run) for part in parts)


def _pace_minutes(run: Run, language: str) -> float:
    """Minutes at race pace within a long run."""
    words = vocabulary(language)
    if not any(hit.meaning in _PACE_MEANINGS for hit in words.hits(normalise(run.title))):
        return 0.0
    amounts = read_amounts(run.title, words)
    parts = amounts.repeated or _explaining(amounts.parts)
    return min(sum(_minutes(part, run) for part in parts), run.minutes * MOST_SHARE)


def _explaining(parts: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    return tuple(after for before, after in pairwise(parts) if before.explained)[:1]


def _minutes(part: Quantity, run: Run) -> float:
    if part.minutes is not None:
        return part.minutes * part.repeats
    speed = run.distance_m / run.minutes if run.distance_m and run.minutes else _USUAL_M_PER_MIN
    return (part.metres or 0.0) * part.repeats / (speed * FASTER_THAN_WHOLE)
