"""A day as the athlete lives it: openings, absences, kit, minutes, levels, and what hurts.

Rules: "past", "opening", "day-off", "absent", "too-long", "kit", "venue", "level", "limit",
"limit-sets", "race-day", "28-day".
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from math import ceil
from typing import Any

from tests.checker import tables
from tests.checker.breach import Breach
from tests.checker.facts import HOME, LOST_KINDS, TRAVELLING, Bound, Facts, Movement
from tests.checker.reading import Document, Session, moment


def life_breaches(
    document: Document, sessions: Sequence[Session], facts: Facts, zone: tzinfo
) -> Iterator[Breach]:
    """Breaches of sessions that planning placed, each by itself."""
    race_days = _race_days(document)
    for session in sessions:
        yield from _in_time(session, facts, zone)
        yield from _kit(session, facts)
        yield from _levels(session, facts)
        yield from _limits(session, facts)
        if session.start.date() in race_days:
            yield Breach("race-day", session.id, "on the day of a race")
    yield from _new_within_28_days(document, sessions, facts)


def _race_days(document: Document) -> set[date]:
    days = {moment(run["start"]).date() for run in document["runs"] if run["type"] == "race"}
    return days | {moment(document["race"]["start"]).date()}


# Time


def _in_time(session: Session, facts: Facts, zone: tzinfo) -> Iterator[Breach]:
    day = session.start.date()
    if day < facts.today or (facts.not_before and session.start < facts.not_before):
        yield Breach("past", session.id, f"starts {session.start}, before planning")
    if kinds := facts.absences_on(day) & LOST_KINDS:
        yield Breach("absent", session.id, f"{day} is lost: {sorted(kinds)}")
    if session.raw["minutes"] > facts.minutes:
        yield Breach("too-long", session.id, f"{session.raw['minutes']} of {facts.minutes} min")
    if session.raw.get("pinned"):
        return
    if day in facts.days_off:
        yield Breach("day-off", session.id, f"{day} was taken off")
    elif not _venues(session, facts, zone):
        yield Breach("opening", session.id, f"no opening holds {session.start} to {session.end}")
    else:
        yield from _venue(session, facts, zone)


def _venues(session: Session, facts: Facts, zone: tzinfo) -> set[str]:
    """Venues of the openings that hold the whole session."""
    day = session.start.date()
    return {
        opening.venue
        for opening in facts.openings_on(day)
        if _on(day, opening.start, zone) <= session.start.astimezone(UTC)
        and session.end.astimezone(UTC) <= _on(day, opening.end, zone)
    }


def _on(day: date, clock: Any, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _venue(session: Session, facts: Facts, zone: tzinfo) -> Iterator[Breach]:
    venue = session.raw.get("venue", HOME)
    travels = TRAVELLING in facts.absences_on(session.start.date())
    expected = {TRAVELLING} if travels else _venues(session, facts, zone)
    if venue not in expected:
        yield Breach("venue", session.id, f"at {venue}, the opening is at {sorted(expected)}")


# Content


def _movements(session: Session, facts: Facts) -> Iterator[tuple[Document, Movement]]:
    for exercise in session.raw["exercises"]:
        if exercise["id"] in facts.movements:
            yield exercise, facts.movements[exercise["id"]]


def _kit(session: Session, facts: Facts) -> Iterator[Breach]:
    travels = TRAVELLING in facts.absences_on(session.start.date())
    venue = TRAVELLING if travels else session.raw.get("venue", HOME)
    kit = facts.kits.get(venue, frozenset())
    for exercise, movement in _movements(session, facts):
        if not any(needed <= kit for needed in movement.kits):
            text = f"{exercise['id']} needs more than {sorted(kit)} at {venue}"
            yield Breach("kit", session.id, text)


def _levels(session: Session, facts: Facts) -> Iterator[Breach]:
    for exercise, movement in _movements(session, facts):
        found = facts.levels.get(movement.family)
        if found is not None and movement.level > max(found, _lowest(movement.family, facts)):
            text = f"{exercise['id']} is rung {movement.level}, the athlete is on {found}"
            yield Breach("level", session.id, text)


def _lowest(family: str, facts: Facts) -> int:
    return min(item.level for item in facts.movements.values() if item.family == family)


def _limits(session: Session, facts: Facts) -> Iterator[Breach]:
    day = session.start.date()
    for bound in facts.limits:
        if not bound.holds_on(day):
            continue
        for exercise, movement in _movements(session, facts):
            if bound.speaks_of(movement):
                yield from _limited(session, exercise, (movement, bound), facts)


def _limited(
    session: Session, exercise: Document, pair: tuple[Movement, Bound], facts: Facts
) -> Iterator[Breach]:
    movement, bound = pair
    name = f"{exercise['id']} ({movement.load_class})"
    if bound.hardest is None or bound.sets <= 0:
        yield Breach("limit", session.id, f"{name} where nothing is allowed")
        return
    allowed = {bound.hardest, *tables.DOMINATES[bound.hardest]}
    if movement.load_class not in allowed:
        yield Breach("limit", session.id, f"{name} where {bound.hardest} is the hardest")
    most = max(1, ceil(bound.sets * movement.most_sets))
    if exercise["sets"] > most:
        text = f"{name}: {exercise['sets']} sets, {bound.sets:.0%} of {movement.most_sets}"
        yield Breach("limit-sets", session.id, text)
    found = facts.levels.get(movement.family)
    if bound.easier and found is not None:
        rung = max(_lowest(movement.family, facts), found - bound.easier)
        if movement.level > rung:
            text = f"{name} is rung {movement.level}, {bound.easier} below {found} is asked"
            yield Breach("limit", session.id, text)


# The last four weeks


def _new_within_28_days(
    document: Document, sessions: Sequence[Session], facts: Facts
) -> Iterator[Breach]:
    """No new exercise from day 28 (2.5): nothing novel, and no C2 or hop that was never done."""
    race_day = moment(document["race"]["start"]).date()
    first: dict[str, date] = {key: min(days) for key, days in facts.exposures.items() if days}
    for session in sessions:
        day = session.start.date()
        late = 0 <= (race_day - day).days <= tables.NO_NEW_DAYS
        if late and session.novel:
            yield Breach("28-day", session.id, f"novel {(race_day - day).days} days before")
        for exercise, movement in _movements(session, facts):
            known = first.get(exercise["id"], day) < day or movement.family in facts.accustomed
            if late and not known and movement.load_class in tables.NEW_COUNTS:
                text = f"{exercise['id']} was never done, {(race_day - day).days} days before"
                yield Breach("28-day", session.id, text)
            first.setdefault(exercise["id"], day)
