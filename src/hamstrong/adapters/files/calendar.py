"""Reads a calendar: all-day and timed events, recurrences, time zones."""

import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from icalendar.cal import Component

from hamstrong.adapters.files.found import (
    MAX_DESCRIPTION,
    Found,
    FoundRun,
    entry_text,
    iso_week,
    window,
)
from hamstrong.adapters.files.reading import Reading, counted, listed
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile
from hamstrong.running.run_times import local

MAX_EVENTS = 20_000
MAX_RECURRING = 500
MAX_OCCURRENCES = 5_000
# Rules that a run plan needs. The rest (every minute, by second, by day of year) is refused:
# a calendar with one such rule could be expanded for hours.
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_RULE_PARTS = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS")
)
# A counted rule with one of these may never come true and is then searched until the year 9999.
_RARE_PARTS = frozenset(("BYMONTH", "BYMONTHDAY", "BYSETPOS"))
_EARLIEST_RECURRENCE = 1970
# What the parsers raise on bad input; they have no error type of their own.
_PARSE_ERRORS = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError),
    *(RecursionError, AssertionError, NotImplementedError),
)
_Rule = Mapping[str, list[object]] | icalendar.vBroken
_END = re.compile(r"^END:VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)
_BEGIN = re.compile(r"^BEGIN:VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Skipped:
    """Titles of events left out, by the reason why."""

    by_reason: dict[str, list[str]]

    def add(self, reason: str, event: Component) -> None:
        self.by_reason[reason].append(_words(event).split("\n")[0][:40] or SAY["no-title"])

    def notes(self) -> Iterator[str]:
        for reason, titles in self.by_reason.items():
            named = listed(list(dict.fromkeys(titles)), most=3)
            yield SAY.say(
                "left-out", events=counted(len(titles), "event"), reason=SAY[reason], titles=named
            )


def is_calendar(text: str) -> bool:
    """True for what begins like a calendar, whole or not."""
    return text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def read_calendar(text: str, reading: Reading) -> Found:
    """The events of a calendar around the race, recurrences expanded.

    Times go to the athlete's zone; an event without a zone is in it already. Cancelled events
    and those over several days are left out.

    Raises:
        BadFile: Cut off, not a calendar, or larger than any run plan.
    """
    _check_whole(text, reading.name)
    calendar = _parsed(text, reading.name)
    skipped = _Skipped(defaultdict(list))
    recurring = _prepare(calendar, skipped, reading.name)
    first, last = window(reading)
    occurrences = _occurrences(calendar, first, last, reading.name)
    inside = [
        found
        for event in occurrences
        if (found := _found(event, reading, skipped=skipped, recurring=recurring))
    ]
    seen = frozenset(_text(event, "UID") for event in occurrences)
    outside = _outside(calendar, seen, reading)
    notes = (*_zone_notes(calendar, reading), *skipped.notes())
    name = str(calendar.get("NAME") or calendar.get("X-WR-CALNAME") or reading.name)[:120]
    return Found(name=name, entries=(*inside, *outside), notes=notes)


def _check_whole(text: str, name: str) -> None:
    begun, ended = len(_BEGIN.findall(text)), len(_END.findall(text))
    if begun != ended:
        lines = text.count("\n") + 1
        raise BadFile(
            SAY["calendar-breaks-off-before"],
            place=f"{name}, line {lines}",
        )
    events = text.upper().count("BEGIN:VEVENT")
    if events > MAX_EVENTS:
        raise BadFile(
            SAY.say("calendar-has-events-run", count=events, most=MAX_EVENTS),
            place=name,
        )


def _parsed(text: str, name: str) -> Component:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # guesses about time zones; see _zone_notes
            calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except _PARSE_ERRORS as error:
        raise BadFile(SAY["calendar-damaged-cannot-be"], place=name) from error
    calendars = [found for found in calendars if found.name == "VCALENDAR"]
    if not calendars:
        raise BadFile(SAY["there-no-calendar-choose"], place=name)
    for further in calendars[1:]:
        calendars[0].subcomponents.extend(further.subcomponents)
    return calendars[0]


def _events(calendar: Component) -> list[Component]:
    return [found for found in calendar.subcomponents if found.name == "VEVENT"]


def _prepare(calendar: Component, skipped: _Skipped, name: str) -> frozenset[str]:
    """Drop what cannot be expanded, tell events with one UID apart; the UIDs that recur."""
    kept: list[Component] = []
    for event in _events(calendar):
        if _start(event) is None:
            skipped.add("reasons.no-start", event)
        elif not all(_is_expandable(rule, event) for rule in _rules(event)):
            skipped.add("reasons.recurring", event)
        else:
            kept.append(event)
    kept = _told_apart(kept)
    others = [found for found in calendar.subcomponents if found.name != "VEVENT"]
    calendar.subcomponents = [*others, *kept]
    recurring = [event for event in kept if event.get("RRULE") or event.get("RDATE")]
    if len(recurring) > MAX_RECURRING:
        raise BadFile(
            SAY.say("calendar-has-recurring-events", count=len(recurring), most=MAX_RECURRING),
            place=name,
        )
    moved = [event for event in kept if event.get("RECURRENCE-ID")]
    return frozenset(_text(event, "UID") for event in (*recurring, *moved))


def _rules(event: Component) -> list[_Rule]:
    rules = event.get("RRULE") or []
    return list(rules) if isinstance(rules, list) else [rules]


def _is_expandable(rule: _Rule, event: Component) -> bool:
    if isinstance(rule, icalendar.vBroken):
        return False
    parts = {part.upper() for part in rule}
    frequency = "".join(str(value) for value in rule.get("FREQ", [])).upper()
    start = _start(event)
    return (
        frequency in _FREQUENCIES
        and parts <= _RULE_PARTS
        and not ("COUNT" in parts and parts & _RARE_PARTS)
        and (start is None or start.year >= _EARLIEST_RECURRENCE)
    )


def _told_apart(events: list[Component]) -> list[Component]:
    """Keep the newest revision of an event, and every event where several share one UID.

    The expansion keeps one event per UID and would lose the others without a word.
    """
    by_uid: dict[str, list[Component]] = defaultdict(list)
    changes: list[Component] = []
    for event in events:
        if event.get("RECURRENCE-ID"):
            changes.append(event)
        else:
            by_uid[_text(event, "UID") or _fingerprint(event)].append(event)
    kept: list[Component] = []
    for uid, same in by_uid.items():
        newest = max(_sequence(event) for event in same)
        current = [event for event in same if _sequence(event) == newest]
        for number, event in enumerate(sorted(current, key=_fingerprint)):
            event["UID"] = icalendar.vText(uid if number == 0 else f"{uid}#{number + 1}")
            kept.append(event)
    return [*kept, *changes]


def _sequence(event: Component) -> int:
    try:
        return int(event.get("SEQUENCE") or 0)
    except _PARSE_ERRORS:
        return 0


def _fingerprint(event: Component) -> str:
    return f"{_start(event)}|{_text(event, 'SUMMARY')}"


def _occurrences(calendar: Component, first: date, last: date, name: str) -> list[Component]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            query = recurring_ical_events.of(calendar, skip_bad_series=True)
            found: list[Component] = query.between(first, last + timedelta(days=1))
    except _PARSE_ERRORS as error:
        raise BadFile(
            SAY["recurring-events-calendar-cannot"],
            place=name,
        ) from error
    if len(found) > MAX_OCCURRENCES:
        raise BadFile(
            SAY.say("calendar-has-events-around", count=len(found), most=MAX_OCCURRENCES),
            place=name,
        )
    return found


def _found(
    event: Component, reading: Reading, *, skipped: _Skipped, recurring: frozenset[str]
) -> FoundRun | None:
    if _text(event, "STATUS").upper() == "CANCELLED":
        return None
    start, end = _start(event), _moment(event, "DTEND")
    if start is None:
        return None
    entry = FoundRun(
        id_parts=_id_parts(event, recurring),
        day=start,
        text=_words(event),
        week=iso_week(start),
    )
    if not isinstance(start, datetime):
        if isinstance(end, date) and not isinstance(end, datetime) and (end - start).days > 1:
            skipped.add("reasons.several-days", event)
            return None
        return entry
    begin = _in_zone(start, reading.zone)
    finish = _in_zone(end, reading.zone) if isinstance(end, datetime) else None
    day = begin.date()
    return replace(entry, day=day, week=iso_week(day), start=begin, end=finish)


def _outside(calendar: Component, seen: frozenset[str], reading: Reading) -> list[FoundRun]:
    """Events away from the block, so that the notes can say that they were left out."""
    away = []
    for event in _events(calendar):
        start, cancelled = _start(event), _text(event, "STATUS").upper() == "CANCELLED"
        if start is None or cancelled or event.get("RECURRENCE-ID") or _text(event, "UID") in seen:
            continue
        day = _in_zone(start, reading.zone).date() if isinstance(start, datetime) else start
        away.append(FoundRun((_text(event, "UID"),), day, _words(event), iso_week(day)))
    first, last = window(reading)
    return [entry for entry in away if not first <= entry.day <= last]


def _id_parts(event: Component, recurring: frozenset[str]) -> tuple[str, ...]:
    uid = _text(event, "UID")
    if uid not in recurring:
        return ("calendar", uid)
    original = _moment(event, "RECURRENCE-ID") or _start(event)
    if isinstance(original, datetime) and original.tzinfo is not None:
        original = original.astimezone(UTC)
    return ("calendar", uid, original.isoformat() if original else "")


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """In the athlete's zone; a time without a zone is meant there."""
    return local(moment, zone) if moment.tzinfo is None else moment.astimezone(zone)


def _start(event: Component) -> date | None:
    return _moment(event, "DTSTART")


def _moment(event: Component, name: str) -> date | None:
    """A `date` for all-day events, a `datetime` for timed ones, None when absent or broken."""
    try:
        value = getattr(event.get(name), "dt", None)
    except _PARSE_ERRORS:  # a broken property answers no question
        return None
    return value if isinstance(value, date) and 1 < value.year < 9990 else None


def _text(event: Component, name: str) -> str:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value or "").strip()


def _words(event: Component) -> str:
    described = _text(event, "DESCRIPTION")[: MAX_DESCRIPTION * 4]
    return entry_text(_text(event, "SUMMARY"), re.sub(r"<[^<>]*>", " ", described))


def _zone_notes(calendar: Component, reading: Reading) -> Iterator[str]:
    unknown = set()
    for event in _events(calendar):
        moment = _start(event)
        zone = getattr(event.get("DTSTART"), "params", {}).get("TZID")
        if zone and isinstance(moment, datetime) and moment.tzinfo is None:
            unknown.add(str(zone)[:40])
    for zone in sorted(unknown):
        yield SAY.say("time-zone-unknown-its", zone=zone, taken=reading.zone.key)
