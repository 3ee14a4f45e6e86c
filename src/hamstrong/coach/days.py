"""The days that a calendar of training can speak of."""

from datetime import date

from hamstrong.errors import BadInput

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""Far from the ends of what a date can hold: weeks around these days are dates, too."""


def check_day(day: date, *, place: str) -> None:
    """Raises BadInput outside 2000 to 2199; a datetime is taken by its own date."""
    if not FIRST_DAY.year <= day.year <= LAST_DAY.year:
        raise BadInput(
            f"A day in the year {day.year} cannot be planned for: "
            f"give one from {FIRST_DAY.year} to {LAST_DAY.year}.",
            place=place,
        )
