"""What a look ahead over the block would have of a week, and what that is worth in its choice."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.weights import FORESEEN, FORESEEN_END
from hamstrong.planning.dose.composition import Content
from hamstrong.planning.placing.places import Place, WeekContext
from hamstrong.planning.placing.search import minute_of
from hamstrong.planning.spacing import HEAVY_CLASSES, between_h

_DAY_MIN = 24 * 60
_FIRST_DAY = date(1970, 1, 1).toordinal()


class Foreseen(NamedTuple):
    """What a session should hold of heavy exercises, its class, and when it should start.

    The start is in minutes since 1970.
    """

    heavy: frozenset[str]
    load_class: LoadClass
    starts: int

    def is_held(self, load_class: LoadClass, exercises: Iterable[str]) -> bool:
        """Whether a session of this class with these exercises is what was foreseen.

        Where no heavy work was, any lighter session is; which one the day decides.
        """
        if not self.heavy:
            return load_class not in HEAVY_CLASSES
        return load_class is self.load_class and self.heavy <= set(exercises)

    def closes_no_more(self, starts: int, monday: date) -> bool:
        """Whether a session of this class from `starts` leaves the next week as open."""
        rest = round(60 * between_h(self.load_class, self.load_class))
        return starts <= max(self.starts, minute_of_day(monday + timedelta(days=7)) - rest)


def minute_of_day(day: date) -> int:
    """Minutes from 1970 to the beginning of a day, by the clock of Greenwich: near enough here."""
    return (day.toordinal() - _FIRST_DAY) * _DAY_MIN


def bonuses(
    places: Sequence[Place], context: WeekContext, foreseen: Mapping[int, Foreseen]
) -> Mapping[int, int]:
    """Points for places that are as foreseen, by their index; they are no part of the worth.

    What yesterday's session holds counts as foreseen too: a look ahead says what to bring in where
    something is to be settled, and is no reason to unsettle what may stay.
    """
    if not foreseen:
        return {}
    found = ((index, _bonus(place, context, foreseen)) for index, place in enumerate(places))
    return {index: bonus for index, bonus in found if bonus}


def _bonus(place: Place, context: WeekContext, foreseen: Mapping[int, Foreseen]) -> int:
    there = foreseen.get(place.number)
    if there is None:
        return 0
    if place.content.kept:
        return FORESEEN + FORESEEN_END
    content, monday, starts = place.content, context.week.monday, minute_of(place.start)
    exercises = (dose.exercise_id for dose in content.doses)
    if there.is_held(content.load_class, exercises):
        return FORESEEN + (FORESEEN_END if there.closes_no_more(starts, monday) else 0)
    as_heavy = there._replace(load_class=content.load_class)
    is_as_good = _exceeds(content, there) and as_heavy.closes_no_more(starts, monday)
    return FORESEEN + FORESEEN_END if is_as_good else 0


def _exceeds(content: Content, there: Foreseen) -> bool:
    """Heavy work that is known where none was foreseen: the real session is shorter than the
    outline's, and fits where that did not."""
    return not there.heavy and not content.novel
