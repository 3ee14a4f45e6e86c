"""A time zone as every calendar program understands it: yearly rules, made from zoneinfo.

Lists of single dates (RDATE), which libraries generate, are misread by an hour in summer by
several programs; yearly rules are read alike by all. A zone whose changes follow no yearly rule
has no such description, and its events are better written in UTC.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

# So many years must follow the rule; a zone that moves with the moon breaks it within a few.
YEARS_CHECKED = 10
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of the clock: the wall time before it, and the offsets."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str

    def nth(self) -> tuple[int, int]:
        """Which of its weekdays it is in its month, from the front and from the back."""
        days_left = ((self.wall.replace(day=28) + timedelta(days=4)).replace(day=1)).date()
        from_back = ((days_left - self.wall.date()).days - 1) // 7 + 1
        return (self.wall.day - 1) // 7 + 1, -from_back


def vtimezone(zone: ZoneInfo, *, year: int) -> icalendar.Timezone | None:
    """The zone from `year` on, None when its changes follow no yearly rule."""
    if not zone.key or zone.key in ("UTC", "Etc/UTC"):
        return None
    changes = _changes(zone, year)
    component = icalendar.Timezone()
    component.add("tzid", zone.key)
    if not changes:
        moment = datetime(year, 1, 1, tzinfo=UTC).astimezone(zone)
        offset = moment.utcoffset() or timedelta(0)
        steady = _Change(datetime(1970, 1, 1), offset, offset, moment.tzname() or zone.key)  # noqa: DTZ001 - wall time
        component.add_component(_observance("STANDARD", steady, None))
        return component
    to_summer = [change for change in changes if change.after > change.before]
    to_winter = [change for change in changes if change.after < change.before]
    for kind, same in (("STANDARD", to_winter), ("DAYLIGHT", to_summer)):
        rule = _yearly_rule(same)
        if rule is None:
            return None
        component.add_component(_observance(kind, same[0], rule))
    return component


def _observance(
    kind: str, change: _Change, rule: dict[str, object] | None
) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    part = icalendar.TimezoneStandard() if kind == "STANDARD" else icalendar.TimezoneDaylight()
    part.add("dtstart", change.wall)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    if rule is not None:
        part.add("rrule", rule)
    return part


def _yearly_rule(changes: list[_Change]) -> dict[str, object] | None:
    """The one rule that gives all of these changes, one a year."""
    if len(changes) != YEARS_CHECKED:
        return None
    first = changes[0]
    alike = {
        (c.wall.month, c.wall.weekday(), c.wall.time(), c.before, c.after, c.name) for c in changes
    }
    if len(alike) > 1 or len({change.wall.year for change in changes}) != YEARS_CHECKED:
        return None
    for position in (1, 0):  # "the last Sunday" is how most zones say it
        nth = {change.nth()[position] for change in changes}
        if len(nth) == 1:
            day = f"{nth.pop()}{_WEEKDAYS[first.wall.weekday()]}"
            return {"FREQ": "YEARLY", "BYMONTH": first.wall.month, "BYDAY": day}
    return None


def _changes(zone: ZoneInfo, year: int) -> list[_Change]:
    """Every change of the clock from `year` on, for the years that are checked."""
    found = []
    moment = datetime(year, 1, 1, tzinfo=UTC)
    end = datetime(year + YEARS_CHECKED, 1, 1, tzinfo=UTC)
    while moment < end:
        following = moment + timedelta(days=1)
        if _offset(zone, moment) != _offset(zone, following):
            found.append(_between(zone, moment, following))
        moment = following
    return found


def _between(zone: ZoneInfo, before: datetime, after: datetime) -> _Change:
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    onset = after.replace(microsecond=0)
    was, becomes = _offset(zone, before), _offset(zone, after)
    return _Change(
        wall=(onset + was).replace(tzinfo=None),
        before=was,
        after=becomes,
        name=onset.astimezone(zone).tzname() or zone.key,
    )


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
