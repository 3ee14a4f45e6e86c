"""Which run really keeps work off a day: over all its free hours, not at one of them.

In the morning a session may stand too near to a run that is over, in the evening too near to the
next one. Naming one of the two would be no answer: whoever waits for the one meets the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hamstrong.planning.model import Reason
from hamstrong.planning.placing.places import Place
from hamstrong.planning.reasons import named
from hamstrong.planning.spacing import Margin, Work
from hamstrong.planning.why.words import DAY_PARTS, WHY_SENTENCES
from hamstrong.planning.words import WEEKDAYS, direction_word, hours_text, needed_text


@dataclass(frozen=True, slots=True)
class Binding:
    """A run that rules out a stretch of a day.

    Attributes:
        first: The earliest start it rules out there.
        work: The session where it comes nearest to keeping its hours to the run.
        margin: The hours there.
    """

    first: datetime
    work: Work
    margin: Margin


def binding(found: Sequence[Place]) -> tuple[Binding, ...]:
    """As few runs as rule out every start, in the order of the day.

    Where one run rules out all starts there is one, and its hours are those of the best start.

    Args:
        found: Places of one day and one kind of work, at least one, none of them legal.
    """
    return tuple(_tightest(stretch) for stretch in _stretches(found))


def out_reason(day: date, found: Sequence[Place]) -> Reason:
    """Why a day is out, in both numbers of hours; numbers are of the run nearest to allowing it.

    Args:
        day: The day.
        found: As for `binding`.
    """
    bound = binding(found)
    weekday = WEEKDAYS[day.weekday()]
    if len(bound) == 1:
        text = WHY_SENTENCES["out"].format(weekday=weekday, why=_why(bound[0]))
    else:
        parts = "; ".join(
            f"{when} {_why(one)}" for when, one in zip(_whens(bound), bound, strict=True)
        )
        text = WHY_SENTENCES["out-all-day"].format(weekday=weekday, parts=parts)
    margin = max(bound, key=lambda one: one.margin.slack).margin
    return Reason(
        text,
        rule="spacing-before" if margin.before_run else "spacing-after",
        run_id=margin.run.id,
        hours=round(margin.hours, 2),
        needed_h=margin.gap.hard,
    )


def _stretches(found: Sequence[Place]) -> Iterator[list[Place]]:
    """The starts in order, parted wherever no run rules out all since the last parting."""
    stretch: list[Place] = []
    common: frozenset[str] = frozenset()
    for place in sorted(found, key=lambda place: place.start):
        failing = frozenset(margin.run.id for margin in _failing(place))
        if stretch and not common & failing:
            yield stretch
            stretch = []
        common = common & failing if stretch else failing
        stretch.append(place)
    yield stretch


def _tightest(stretch: Sequence[Place]) -> Binding:
    """Of the runs that rule out every start, the one that does so by most even at its best."""
    best: dict[str, tuple[Place, Margin]] = {}
    counts: dict[str, int] = {}
    for place in stretch:
        for margin in _failing(place):
            run_id = margin.run.id
            counts[run_id] = counts.get(run_id, 0) + 1
            if run_id not in best or margin.slack > best[run_id][1].slack:
                best[run_id] = place, margin
    whole = [best[run_id] for run_id, count in counts.items() if count == len(stretch)]
    place, margin = min(whole, key=lambda pair: (pair[1].slack, pair[1].run.id))
    return Binding(stretch[0].start, place.work, margin)


def _failing(place: Place) -> list[Margin]:
    return [margin for margin in place.margins if not margin.legal]


def _why(bound: Binding) -> str:
    margin = bound.margin
    key = "out-overlap" if margin.hours < 0 else "out-hours"
    return WHY_SENTENCES[key].format(
        hours=hours_text(margin.hours),
        direction=direction_word(before=margin.before_run),
        run=named(bound.work, margin),
        needed=needed_text(margin.gap.hard),
    )


def _whens(bound: Sequence[Binding]) -> list[str]:
    """`in the morning`, `in the evening`; clock times where two are of one part of the day."""
    parts = [_part(one.first) for one in bound]
    if len(set(parts)) == len(parts):
        return parts
    return [WHY_SENTENCES["out-from"].format(time=f"{one.first:%H:%M}") for one in bound]


def _part(moment: datetime) -> str:
    return next(WHY_SENTENCES[word] for until, word in DAY_PARTS if moment.hour < until)
