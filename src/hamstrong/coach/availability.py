"""Days and hours as people type them, `mon 18:00-21:00, wed, sat 9-12`, and as JSON keeps them."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from hamstrong.errors import BadInput
from hamstrong.planning.model import DEFAULT_WINDOWS, Availability, Window

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENTRY = re.compile(
    r"(?P<day>[a-z]+)(?:\s+(?P<from>\d{1,2}(?::\d\d)?)\s*-\s*(?P<to>\d{1,2}(?::\d\d)?))?", re.I
)


def read_days(text: str) -> Availability:
    """When strength is possible, from text.

    Entries are separated by commas: a weekday (`mon` to `sun`, longer names too), then a
    stretch of clock time; a weekday without one has the usual mornings and evenings. A weekday
    may come more than once. Weekdays that are not named are free of strength.

    Raises:
        BadInput: An entry that is none of this; `place` is the entry.

    Example:
        >>> read_days("mon 18:00-21:00").weekdays
        {0: (Window(start=datetime.time(18, 0), end=datetime.time(21, 0)),)}
    """
    weekdays: dict[int, tuple[Window, ...]] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        match = _ENTRY.fullmatch(entry)
        if match is None:
            raise BadInput("A day is written like 'mon 18:00-21:00', or 'sat' alone.", place=entry)
        weekday = read_weekday(match["day"])
        windows = (
            DEFAULT_WINDOWS
            if match["from"] is None
            else (_window(match["from"], match["to"], entry),)
        )
        weekdays[weekday] = (*weekdays.get(weekday, ()), *windows)
    if not weekdays:
        raise BadInput("Name at least one day, like 'mon 18:00-21:00'.", place="days")
    return Availability(weekdays)


def read_weekday(text: str) -> int:
    """`mon` is 0; longer names and capitals are fine. Raises BadInput."""
    name = text.strip().lower()
    for number, short in enumerate(WEEKDAYS):
        if name.startswith(short) and len(name) <= len("wednesday"):
            return number
    raise BadInput(f"A weekday is one of {', '.join(WEEKDAYS)}.", place=text)


def availability_to_json(availability: Availability) -> dict[str, Any]:
    """`{"weekdays": {"0": [["18:00", "21:00"]]}, "days_off": ["2027-01-01"]}`."""
    return {
        "weekdays": {
            str(weekday): [[_hour(w.start), _hour(w.end)] for w in windows]
            for weekday, windows in sorted(availability.weekdays.items())
        },
        "days_off": sorted(day.isoformat() for day in availability.days_off),
    }


def availability_from_json(data: Mapping[str, Any]) -> Availability:
    """What `availability_to_json` wrote."""
    weekdays = {
        int(weekday): tuple(
            Window(time.fromisoformat(start), time.fromisoformat(end)) for start, end in windows
        )
        for weekday, windows in data["weekdays"].items()
    }
    return Availability(weekdays, frozenset(map(date.fromisoformat, data["days_off"])))


def _hour(moment: time) -> str:
    return moment.isoformat("minutes")


def _window(start: str, end: str, entry: str) -> Window:
    window = Window(_clock(start, entry), _clock(end, entry))
    if window.end <= window.start:
        raise BadInput("The stretch must end after it begins, on the same day.", place=entry)
    return window


def _clock(text: str, entry: str) -> time:
    hours, _, minutes = text.partition(":")
    try:
        if (int(hours), int(minutes or 0)) == (24, 0):
            return time(23, 59)
        return time(int(hours), int(minutes or 0))
    except ValueError as error:
        raise BadInput(f"{text} is no time of day.", place=entry) from error
