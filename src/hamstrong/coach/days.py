"""The days that a calendar of training can speak of."""

from datetime import date, timedelta

from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.planning.weeks import last_day
from hamstrong.planning.words import date_word

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""Far from the ends of what a date can hold: weeks around these days are dates, too."""

FURTHEST_BACK = timedelta(days=60)
"""What lies further back no longer decides anything about strength. Judgement."""


def check_near(
    ports: Ports, athlete_id: str, first: date, last: date | None = None, *, places: tuple[str, str]
) -> None:
    """Days that can still change a plan, or already can: raises BadInput for others.

    `places` name the fields of `first` and `last`.
    """
    last = last or first
    if ports.today(ports.store.athletes.get(athlete_id).zone) - last > FURTHEST_BACK:
        raise BadInput(
            SAY.say("more-than-days-ago", day=date_word(last), days=FURTHEST_BACK.days),
            place=places[1],
        )
    race = ports.store.races.get(athlete_id)
    if race is not None and first > last_day(race):
        raise BadInput(
            SAY.say("comes-long-after-your", day=date_word(first), race=date_word(race.day)),
            place=places[0],
        )


def check_day(day: date, *, place: str) -> None:
    """Raises BadInput outside 2000 to 2199; a datetime is taken by its own date."""
    if not FIRST_DAY.year <= day.year <= LAST_DAY.year:
        raise BadInput(
            SAY.say("day-year-cannot-be", year=day.year, first=FIRST_DAY.year, last=LAST_DAY.year),
            place=place,
        )
