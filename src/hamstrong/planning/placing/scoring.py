"""What a legal place is worth: the soft side of the planner, as named terms in points."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.body.fatigue import run_cost, share_of
from hamstrong.planning.constants import weights
from hamstrong.planning.constants.fatigue import COSTS, LOOK_BACK_H, NEWNESS
from hamstrong.planning.dose.selection import Kind
from hamstrong.planning.placing.places import Place, WeekContext
from hamstrong.planning.spacing import HEAVY_CLASSES, hours_apart
from hamstrong.running.model import Run

CLASS_VALUE: dict[LoadClass, int] = {
    LoadClass.C0: weights.KIND_VALUE["primer"],
    LoadClass.P1: weights.KIND_VALUE["light"],
    LoadClass.C1: weights.KIND_VALUE["light"],
    LoadClass.C2: weights.KIND_VALUE["holds"],
    LoadClass.C3: weights.KIND_VALUE["heavy"],
    LoadClass.C4: weights.KIND_VALUE["heavy"],
    LoadClass.C5: weights.KIND_VALUE["full"],
    LoadClass.P2: weights.KIND_VALUE["full"],
}


class TermName(StrEnum):
    """What a place can gain or lose points by."""

    CLASS = "class"
    NEW_LEFT_OUT = "new-left-out"
    HARD_DAY_HARD = "hard-day-hard"
    KEPT = "kept"
    SAME_WEEKDAY = "same-weekday"
    PREFERRED = "preferred"
    FATIGUE = "fatigue"
    REST_DAY = "rest-day"
    HOUR = "hour"
    LATER = "later"
    CLOSE = "close"


class Term(NamedTuple):
    """One reason for or against a place.

    Attributes:
        name: What it is.
        points: Positive speaks for the place; never 0.
        run: The run it comes from.
        session_id: The session it comes from: yesterday's, last week's or the neighbour.
    """

    name: TermName
    points: int
    run: Run | None = None
    session_id: str | None = None


def points(place: Place, context: WeekContext) -> int:
    """Points for one place by itself; what sessions owe each other is the search's part."""
    return sum(term.points for term in terms(place, context))


def terms(place: Place, context: WeekContext) -> tuple[Term, ...]:
    """All that speaks for or against a place by itself; their points add up to `points`.

    Later days cost a point each, so that no two places are worth exactly the same and the
    choice hangs on nothing but the plan.
    """
    found = [Term(TermName.CLASS, CLASS_VALUE[place.content.load_class])]
    if place.content.kind is Kind.KNOWN:
        found.append(Term(TermName.NEW_LEFT_OUT, -weights.NEW_LEFT_OUT))
    _add_runs(found, place, context)
    _add_habits(found, place, context)
    _add_times(found, place, context)
    _add_standing(found, place, context)
    return tuple(found)


def most_by_class(load_class: LoadClass) -> int:
    """With `by_time` no less than `points`, and much sooner known: no run is looked at."""
    best_day = weights.HARD_DAY_HARD if load_class in HEAVY_CLASSES else 0
    return CLASS_VALUE[load_class] + best_day


def by_time(place: Place, context: WeekContext) -> int:
    """The share of `points` that all contents of a session share at one start, kept ones apart."""
    found: list[Term] = []
    _add_habits(found, place, context)
    _add_times(found, place, context)
    return sum(term.points for term in found)


def _add_times(found: list[Term], place: Place, context: WeekContext) -> None:
    hour = place.start.hour + place.start.minute / 60
    unusual = round(weights.PER_HOUR_FROM_FAVOURITE * abs(hour - weights.FAVOURITE_HOUR))
    if unusual:
        found.append(Term(TermName.HOUR, -unusual))
    later = (place.start.date() - context.week.monday).days
    if later:
        found.append(Term(TermName.LATER, -weights.PER_DAY_LATER * later))


def _add_standing(found: list[Term], place: Place, context: WeekContext) -> None:
    """A session of the week that stands is a neighbour like one that is still to be placed."""
    for session in context.standing.within:
        near = close_term(hours_apart(place.work, session), session.id)
        if near:
            found.append(near)


def _add_runs(found: list[Term], place: Place, context: WeekContext) -> None:
    """W2, preferred hours, residual fatigue and days of rest."""
    heavy = place.content.load_class in HEAVY_CLASSES
    day = place.start.date()
    evening_of: Run | None = None
    has_run = False
    coming: list[tuple[Run, float]] = []
    for margin in place.margins:
        run = margin.run
        lost = round(weights.PREFERRED_SHORTFALL * margin.shortfall)
        if lost:
            found.append(Term(TermName.PREFERRED, -lost, run))
        if run.key and margin.before_run and margin.hours <= LOOK_BACK_H:
            coming.append((run, margin.hours))
        if run.start.date() != day:
            continue
        has_run = True
        late = not margin.before_run and margin.hours >= weights.EVENING_AFTER_H
        if heavy and late and run.type.is_quality:
            evening_of = run
    if evening_of:
        found.append(Term(TermName.HARD_DAY_HARD, weights.HARD_DAY_HARD, evening_of))
    if not has_run:
        found.append(Term(TermName.REST_DAY, -weights.REST_DAY))
    _add_fatigue(found, coming, place, context)


def _add_fatigue(
    found: list[Term], coming: list[tuple[Run, float]], place: Place, context: WeekContext
) -> None:
    """What the session likely leaves in the legs at each key run after it (evidence 2.4)."""
    load_class = place.content.load_class
    cost = COSTS[load_class]
    if not coming or cost.at_once + cost.damage <= 0:
        return
    share = share_of(place.content.doses, context.library)
    exposure = _exposure(place, context)
    for run, hours in coming:
        left = run_cost(load_class, exposure, hours, share)
        lost = round(weights.PER_PERCENT_FATIGUE * left)
        if lost:
            found.append(Term(TermName.FATIGUE, -lost, run))


def _exposure(place: Place, context: WeekContext) -> int:
    """How often the newest exercise of the session's own class was done before, plus one."""
    if not place.content.novel:
        return len(NEWNESS)
    exposures, library = context.standing.exposures, context.library
    counts = [
        len(exposures.get(dose.exercise_id, ()))
        for dose in place.content.doses
        if library[dose.exercise_id].load_class is place.content.load_class
    ]
    # After a long break even what was done often is new, but never less than nearly known.
    return min(1 + min(counts, default=0), len(NEWNESS) - 1)


def _add_habits(found: list[Term], place: Place, context: WeekContext) -> None:
    """Yesterday's plan: the same time is worth most, the same day half, the same exercises less;
    then last week's days.

    A time the athlete chose and took back is no preference any more.
    """
    session_id = context.session_id(place.number)
    old = context.yesterday.get(session_id)
    taken_back = old is not None and old.pinned and session_id not in context.request.pins
    if old is not None and not taken_back and old.day == place.start.date():
        kept = weights.KEEP_PREVIOUS if old.start == place.start else weights.KEEP_PREVIOUS // 2
        found.append(Term(TermName.KEPT, kept, session_id=session_id))
    if place.content.kept:
        found.append(Term(TermName.KEPT, weights.KEEP_WORK, session_id=session_id))
    for session in context.standing.before:
        recent = (context.week.monday - session.day).days <= 7
        if recent and session.start.weekday() == place.start.weekday():
            found.append(Term(TermName.SAME_WEEKDAY, weights.SAME_WEEKDAY, session_id=session.id))
            break


def close_term(hours: float, session_id: str) -> Term | None:
    """What it costs to stand so many hours from a neighbour of the same week."""
    if abs(hours) >= weights.CLOSE_H:
        return None
    return Term(TermName.CLOSE, -weights.CLOSE_SESSIONS, session_id=session_id)


def worth(chosen: Iterable[Place], context: WeekContext) -> int:
    """What places of one week are worth together: what the planner looks for the most of.

    Their own points, less the price of neighbours that stand close.
    """
    ordered = sorted(chosen, key=lambda place: place.number)
    close = sum(
        second.number == first.number + 1
        and abs((second.start - first.end).total_seconds()) < 3600 * weights.CLOSE_H
        for first, second in pairwise(ordered)
    )
    return sum(points(place, context) for place in ordered) - weights.CLOSE_SESSIONS * close


def harder(place: Place, than: LoadClass) -> bool:
    """Harder by a class that changes what the session is, not merely by C5 over C4."""
    return CLASS_VALUE[place.content.load_class] > CLASS_VALUE[than] + weights.ANOTHER_KIND


def nearness(place: Place) -> tuple[int, int, float]:
    """How near an illegal place is to being legal; the nearest has the greatest.

    The mildest class first; then the place that fails against fewest runs, by fewest hours.
    """
    failing = [margin for margin in place.margins if not margin.legal]
    return -CLASS_VALUE[place.content.load_class], -len(failing), sum(m.slack for m in failing)
