"""What a look ahead over the block would have of a week, and what that is worth in its choice."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.constants.weights import FORESEEN, FORESEEN_END
from hamstrong.planning.placing.places import Place, WeekContext
from hamstrong.planning.placing.search import minute_of
from hamstrong.planning.spacing import between_h

_DAY_MIN = 24 * 60
_FIRST_DAY = date(1970, 1, 1).toordinal()


class Foreseen(NamedTuple):
    """What a session should hold of heavy exercises, its class, and when it should start.

    The start is in minutes since 1970.
    """

    heavy: frozenset[str]
    load_class: LoadClass
    starts: int

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
    """Points for places that are as foreseen, by their index; they are no part of the worth."""
    if not foreseen:
        return {}
    found = ((index, _bonus(place, context, foreseen)) for index, place in enumerate(places))
    return {index: bonus for index, bonus in found if bonus}


def _bonus(place: Place, context: WeekContext, foreseen: Mapping[int, Foreseen]) -> int:
    there = foreseen.get(place.number)
    if there is None or place.content.load_class is not there.load_class:
        return 0
    if not there.heavy <= {dose.exercise_id for dose in place.content.doses}:
        return 0
    as_open = there.closes_no_more(minute_of(place.start), context.week.monday)
    return FORESEEN + (FORESEEN_END if as_open else 0)
