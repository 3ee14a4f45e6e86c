"""What a legal place is worth: the soft side of the planner, in points."""

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants import weights
from hamstrong.planning.places import Place, WeekContext
from hamstrong.planning.spacing import HEAVY_CLASSES
from hamstrong.running.model import hours_between

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


def points(place: Place, context: WeekContext) -> int:
    """Points for one place by itself; what sessions owe each other is the solver's part.

    Later days cost a point each, so that no two places are worth exactly the same and the
    choice never hangs on the solver's mood.
    """
    return (
        CLASS_VALUE[place.content.load_class]
        + _hard_day_hard(place)
        + _kept(place, context)
        + _same_weekday(place, context)
        - round(weights.PREFERRED_SHORTFALL * sum(m.shortfall for m in place.margins))
        - _rest_day(place)
        - _unusual_hour(place)
        - (place.start.date() - context.week.monday).days
    )


def _hard_day_hard(place: Place) -> int:
    """W2: heavy work in the evening of a quality day keeps easy days easy."""
    if place.content.load_class not in HEAVY_CLASSES:
        return 0
    after_quality = any(
        not m.before_run
        and m.run.type.is_quality
        and m.run.day == place.start.date()
        and hours_between(m.run.end, place.start) >= weights.EVENING_AFTER_H
        for m in place.margins
    )
    return weights.HARD_DAY_HARD if after_quality else 0


def _kept(place: Place, context: WeekContext) -> int:
    """Yesterday's plan: the same time is worth most, the same day half of it.

    A time the athlete chose and took back is no preference any more.
    """
    previous = context.request.previous
    if previous is None:
        return 0
    session_id = context.session_id(place.number)
    old = next((s for s in previous.sessions if s.id == session_id), None)
    taken_back = old is not None and old.pinned and session_id not in context.request.pins
    if old is None or taken_back or old.day != place.start.date():
        return 0
    return weights.KEEP_PREVIOUS if old.start == place.start else weights.KEEP_PREVIOUS // 2


def _same_weekday(place: Place, context: WeekContext) -> int:
    last_week = {
        session.day.weekday()
        for session in context.standing.before
        if (context.week.monday - session.day).days <= 7
    }
    return weights.SAME_WEEKDAY if place.start.weekday() in last_week else 0


def _rest_day(place: Place) -> int:
    has_run = any(margin.run.day == place.start.date() for margin in place.margins)
    return 0 if has_run else weights.REST_DAY


def _unusual_hour(place: Place) -> int:
    hour = place.start.hour + place.start.minute / 60
    return round(weights.PER_HOUR_FROM_FAVOURITE * abs(hour - weights.FAVOURITE_HOUR))
