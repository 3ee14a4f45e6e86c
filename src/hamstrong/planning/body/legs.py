"""The word for each day ahead: what work leaves in the legs, and what the athlete told of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from hamstrong.exercises.library import Library
from hamstrong.planning.body.fatigue import Freshness, FreshnessWord, freshness_of_days
from hamstrong.planning.constants.readiness import HELD_BACK_DAY, RESTING_DAY
from hamstrong.planning.model import Absence, AbsenceKind, Limit, Plan, Reason
from hamstrong.planning.words import SENTENCES, span_word

_WORDS = list(FreshnessWord)


def legs_of_days(
    plan: Plan,
    library: Library,
    *,
    days: tuple[date, date],
    told: Iterable[Limit] = (),
    now: datetime | None = None,
) -> Mapping[date, Freshness]:
    """The word per day, the first and the last of `days` included.

    What the athlete told weighs before what is reckoned: a day on which something rests (pain at
    red, a stop, an illness) is not recovered, one on which something is held back (pain at amber,
    soreness, a short night) is a bit heavy at best. Judgement.

    Args:
        plan: Its sessions and runs as they are told.
        library: Of the exercises in it.
        days: First and last.
        told: What limits the days, by the athlete's own word.
        now: Aware; its day is judged then once the hour of its word is over.
    """
    first, last = days
    limits = tuple(told)
    reckoned = freshness_of_days(plan, library, first=first, last=last, now=now)
    return {day: with_told(fresh, limits) for day, fresh in reckoned.items()}


def with_told(fresh: Freshness, told: Iterable[Limit]) -> Freshness:
    """The word, or a worse one with its reason where a limit holds on its day."""
    holding = [limit for limit in told if limit.holds_on(fresh.at.date())]
    if not holding:
        return fresh
    chief = max(holding, key=lambda limit: _WORDS.index(_word(limit)))
    word = _word(chief)
    if _WORDS.index(word) < _WORDS.index(fresh.word):
        return fresh
    text = chief.brief or chief.reason.text
    return replace(fresh, word=word, reason=replace(chief.reason, text=text))


def ill_days(absences: Iterable[Absence]) -> Iterator[Limit]:
    """Days that the athlete marked as ill, as limits; other absences say nothing of the legs."""
    for absence in absences:
        if absence.kind is AbsenceKind.ILL:
            text = SENTENCES["absent-ill"].format(days=span_word(absence.first, absence.last))
            reason = Reason(text, rule="return")
            yield Limit(absence.first, absence.last, frozenset(), None, 0.0, reason)


def _word(limit: Limit) -> FreshnessWord:
    return FreshnessWord(RESTING_DAY if limit.hardest is None else HELD_BACK_DAY)
