"""Ways to look at a week: what it is worth by itself, or also what it opens for later weeks.

A heavy exercise is new for three times and needs more hours then, so a week by itself would often
rather hold something lighter; but once known, it fits into weeks that would otherwise not have it.
Whether that pays, and for which exercise, shows only at the end of the block. So a block is planned
with every outlook, and the plan that is worth most is kept. Sessions of one number hold the same
heavy exercises week after week: an outlook for the first number brings in one after the other.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS, NOVEL_EXPOSURES
from hamstrong.planning.constants.weights import OPENING, OPENING_FIRST
from hamstrong.planning.placing.places import Place, WeekContext


class Outlook(StrEnum):
    """How far a week's choice looks; of plans worth the same the first named is kept."""

    WEEK = "week"
    ANY = "any"
    FIRST = "first"
    FIRST_ABOVE_ALL = "first-above-all"


_POINTS = {
    Outlook.WEEK: 0,
    Outlook.ANY: OPENING,
    Outlook.FIRST: OPENING,
    Outlook.FIRST_ABOVE_ALL: OPENING_FIRST,
}


def opening(places: Sequence[Place], context: WeekContext, outlook: Outlook) -> Mapping[int, int]:
    """Points that an outlook adds to places, by their index; they are never part of the worth."""
    bonus = _POINTS[outlook]
    if not bonus:
        return {}
    return {
        index: bonus
        for index, place in enumerate(places)
        if (outlook is Outlook.ANY or place.number == 0) and _opens(place, context)
    }


def _opens(place: Place, context: WeekContext) -> bool:
    """Whether the session brings in heavy work that was never known, early enough to use it."""
    days_left = (context.request.race.day - place.start.date()).days
    if not place.content.novel or days_left <= NO_NEW_EXERCISE_DAYS:
        return False
    return any(_is_unknown(key, context) for key in place.content.new)


def _is_unknown(key: str, context: WeekContext) -> bool:
    if context.library[key].family in context.request.accustomed:
        return False
    return len(context.standing.exposures.get(key, ())) < NOVEL_EXPOSURES
