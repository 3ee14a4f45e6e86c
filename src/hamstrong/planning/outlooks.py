"""Two ways to look at a week: what it is worth by itself, or also what it opens for later weeks.

A heavy exercise is new for three times and needs more hours then, so a week by itself would often
rather hold something lighter; but once known, it fits into weeks that would otherwise not have it.
Whether that pays shows only at the end of the block, so a block is planned with both outlooks, and
the plan that is worth more is kept.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from hamstrong.planning.constants.spacing import NO_NEW_EXERCISE_DAYS, NOVEL_EXPOSURES
from hamstrong.planning.constants.weights import OPENING
from hamstrong.planning.places import Place, WeekContext


class Outlook(StrEnum):
    """How far a week's choice looks; of two plans worth the same the first named is kept."""

    WEEK = "week"
    BLOCK = "block"


def opening(places: Sequence[Place], context: WeekContext, outlook: Outlook) -> Mapping[int, int]:
    """Points that an outlook adds to places, by their index; they are never part of the worth."""
    if outlook is Outlook.WEEK:
        return {}
    return {i: OPENING for i, place in enumerate(places) if _opens(place, context)}


def _opens(place: Place, context: WeekContext) -> bool:
    """Whether the session brings in heavy work that was never known, early enough to use it."""
    days_left = (context.request.race.day - place.start.date()).days
    if not place.content.novel or days_left <= NO_NEW_EXERCISE_DAYS:
        return False
    return any(_is_unknown(key, context) for key in place.content.new)


def _is_unknown(key: str, context: WeekContext) -> bool:
    if context.library[key].family in context.request.accustomed:
        return False
    return len(context.known.get(key, ())) < NOVEL_EXPOSURES
