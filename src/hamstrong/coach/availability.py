"""Days and hours as people type them, `mon 18:00-21:00, wed, sat 9-12`, and as JSON keeps them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.exercises.schema import Equipment
from hamstrong.planning.model import DEFAULT_WINDOWS, Availability, Venue, Window
from hamstrong.planning.words import WEEKDAYS as WEEKDAY_NAMES

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFF = "off"
LONGEST_NIGHT_MIN = 12 * 60
"""A longer stretch past midnight is taken for two hours that were mixed up. Judgement."""
_LAST_MINUTE = time(23, 59)
_ENTRY = re.compile(r"(?P<day>[a-z]+)(?:\s+(?P<stretch>\d.*|off))?", re.I)
_STRETCH = re.compile(
    r"(?P<from>\d{1,2}(?::\d\d)?)\s*-\s*(?P<to>\d{1,2}(?::\d\d)?)"
    r"(?:\s+(?:at\s+)?(?P<venue>[a-z]+))?",
    re.I,
)


Tell = Callable[[str], None]
"""Takes a sentence for the athlete."""


def _tell_nobody(_: str) -> None:
    pass


def read_days(text: str, *, tell: Tell = _tell_nobody) -> Availability:
    """When strength is possible, from text.

    Entries are separated by commas: a weekday (`mon` to `sun`, longer names too), then a
    stretch of clock time, then where if it is not at home (`tue 12-13 gym`); a weekday without
    a stretch has the usual mornings and evenings. A weekday may come more than once. What lies
    past midnight (`wed 22-02`) is the next day's. Weekdays that are not named, and those that
    are `off`, are free of strength. Hours that overlap are joined, and `tell` hears of it.

    Raises:
        BadInput: An entry that is none of this; `place` is the entry.

    Example:
        >>> read_days("mon 18:00-21:00").weekdays
        {0: (Window(start=datetime.time(18, 0), end=datetime.time(21, 0)),)}
    """
    weekdays: dict[int, tuple[Window, ...]] = {}
    off: dict[int, str] = {}
    named: set[int] = set()
    for entry in filter(None, (part.strip() for part in text.split(","))):
        weekday, name, stretch = _entry(entry)
        if stretch is not None and stretch.lower() == OFF:
            off[weekday] = name
            continue
        named.add(weekday)
        for day, windows in _windows_from(weekday, stretch):
            weekdays[day] = (*weekdays.get(day, ()), *windows)
    for weekday in off.keys() & weekdays.keys():
        key = "off-has-hours" if weekday in named else "off-has-night"
        raise BadInput(SAY.say(key, day=off[weekday]), place="days")
    if not weekdays:
        raise BadInput(SAY["name-least-one-day"], place="days")
    return Availability(
        {
            weekday: join_windows(windows, day=WEEKDAY_NAMES[weekday], tell=tell)
            for weekday, windows in weekdays.items()
        }
    )


def join_windows(windows: Iterable[Window], *, day: str, tell: Tell) -> tuple[Window, ...]:
    """Windows of one day in order, those that overlap at one place as one.

    Nothing that was asked for is lost, and a session may lie across what was two. Hours at
    different places stay as they are: either place will do then.

    Args:
        windows: Each ends after it begins.
        day: Its name in a sentence.
        tell: Takes a sentence where any were joined.
    """
    joined: list[Window] = []
    given = sorted(windows, key=lambda w: (w.venue, w.start, w.end))
    for window in given:
        last = joined[-1] if joined else None
        if last and last.venue is window.venue and window.start < last.end:
            joined[-1] = replace(last, end=max(last.end, window.end))
        else:
            joined.append(window)
    joined.sort(key=lambda w: (w.start, w.end))
    if len(joined) < len(given):
        hours = ", ".join(f"{start}-{' '.join(rest)}" for start, *rest in windows_to_json(joined))
        tell(SAY.say("hours-joined", day=day, hours=hours))
    return tuple(joined)


def _entry(entry: str) -> tuple[int, str, str | None]:
    match = _ENTRY.fullmatch(entry)
    if match is None:
        raise BadInput(SAY.say("no-day-write-like", text=repr(entry)), place="days")
    return read_weekday(match["day"]), match["day"], match["stretch"]


def _windows_from(weekday: int, stretch: str | None) -> Iterable[tuple[int, tuple[Window, ...]]]:
    """Windows by weekday: of this one, and of the next where the stretch goes past midnight."""
    if stretch is None:
        return ((weekday, DEFAULT_WINDOWS),)
    told = _read_stretch(stretch)
    if not _is_night(told):
        return ((weekday, (check_window(told),)),)
    evening = (weekday, (replace(told, end=_LAST_MINUTE),))
    if told.end == time():
        return (evening,)
    return (evening, ((weekday + 1) % len(WEEKDAYS), (replace(told, start=time()),)))


def _is_night(window: Window) -> bool:
    start, end = (moment.hour * 60 + moment.minute for moment in (window.start, window.end))
    return end < start < _LAST_MINUTE.hour * 60 + _LAST_MINUTE.minute and (
        end + 24 * 60 - start <= LONGEST_NIGHT_MIN
    )


def read_weekday(text: str) -> int:
    """`mon` is 0; longer names and capitals are fine. Raises BadInput."""
    name = text.strip().lower()
    for number, short in enumerate(WEEKDAYS):
        if name.startswith(short) and len(name) <= len("wednesday"):
            return number
    raise BadInput(
        SAY.say("no-weekday-one", text=repr(text), weekdays=", ".join(WEEKDAYS)), place="days"
    )


def availability_to_json(availability: Availability) -> dict[str, Any]:
    """`{"weekdays": {"0": [["18:00", "21:00"]]}, "days_off": ["2027-01-01"], "dates": {}}`.

    `dates` holds windows of single dates; a window elsewhere names its venue third.
    """
    return {
        "weekdays": {
            str(weekday): windows_to_json(windows)
            for weekday, windows in sorted(availability.weekdays.items())
        },
        "days_off": sorted(day.isoformat() for day in availability.days_off),
        "dates": {
            day.isoformat(): windows_to_json(windows)
            for day, windows in sorted(availability.dates.items())
        },
    }


def availability_from_json(data: Mapping[str, Any]) -> Availability:
    """What `availability_to_json` wrote, also before there were dates and venues."""
    return Availability(
        {int(weekday): windows_from_json(w) for weekday, w in data["weekdays"].items()},
        frozenset(map(date.fromisoformat, data["days_off"])),
        {date.fromisoformat(day): windows_from_json(w) for day, w in data.get("dates", {}).items()},
    )


def windows_to_json(windows: Iterable[Window]) -> list[list[str]]:
    """`[["18:00", "21:00"], ["06:00", "07:30", "gym"]]`; home goes without saying."""
    return [
        [_hour(w.start), _hour(w.end), *(() if w.venue is Venue.HOME else (w.venue.value,))]
        for w in windows
    ]


def windows_from_json(data: Iterable[Sequence[str]]) -> tuple[Window, ...]:
    """What `windows_to_json` wrote. Raises ValueError."""
    return tuple(
        Window(time.fromisoformat(start), time.fromisoformat(end), *map(Venue, venue))
        for start, end, *venue in data
    )


def venues_to_json(venues: Mapping[Venue, frozenset[Equipment]]) -> dict[str, list[str]]:
    """`{"gym": ["gym", "load"]}`."""
    return {venue.value: sorted(kit) for venue, kit in sorted(venues.items())}


def venues_from_json(data: Mapping[str, Iterable[str]]) -> dict[Venue, frozenset[Equipment]]:
    """What `venues_to_json` wrote."""
    return {Venue(venue): frozenset(map(Equipment, kit)) for venue, kit in data.items()}


def _hour(moment: time) -> str:
    return moment.isoformat("minutes")


def read_window(text: str) -> Window:
    """`18:00-21:00`, `12-13 gym`: a stretch of one day, and where. Raises BadInput."""
    return check_window(_read_stretch(text))


def _read_stretch(text: str) -> Window:
    """The stretch as typed, whichever end comes first."""
    match = _STRETCH.fullmatch(text.strip())
    if match is None:
        raise BadInput(
            SAY.say("no-stretch-write-like", text=repr(text.strip())),
            place="windows",
        )
    venue = (match["venue"] or Venue.HOME).lower()
    if venue not in set(Venue):
        raise BadInput(
            SAY.say("place-one-not", places=", ".join(Venue), text=repr(venue)), place=text
        )
    return Window(_clock(match["from"], text), _clock(match["to"], text), Venue(venue))


def check_window(window: Window) -> Window:
    """The window itself. Raises BadInput when it ends before it begins."""
    if window.end <= window.start:
        raise BadInput(
            SAY["stretch-must-end-after"],
            place=f"{_hour(window.start)}-{_hour(window.end)}",
        )
    return window


def _clock(text: str, entry: str) -> time:
    hours, _, minutes = text.partition(":")
    try:
        if (int(hours), int(minutes or 0)) == (24, 0):
            return _LAST_MINUTE
        return time(int(hours), int(minutes or 0))
    except ValueError as error:
        raise BadInput(SAY.say("no-time-day-write", text=text), place=entry) from error
