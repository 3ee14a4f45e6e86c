"""What the plan tells the athlete: a reason for each session and each empty day, pins answered.

Rules: "reason", "next-key-run", "empty-day", "pin".
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from tests.checker.breach import Breach
from tests.checker.facts import Facts
from tests.checker.reading import Document, Session, elapsed_h, moment

_NEAR_H: Final = 21 * 24.0
"""A key run this near after a session is named: the table reaches no further (2.3)."""


def told_breaches(
    document: Document, sessions: Sequence[Session], facts: Facts
) -> Iterator[Breach]:
    """Breaches of what is said; `sessions` are those that planning placed."""
    for session in sessions:
        yield from _reason(document, session)
        yield from _next_key_run(document, session)
    yield from _empty_days(document, facts)
    yield from _pins(document, facts)


def _reason(document: Document, session: Session) -> Iterator[Breach]:
    text, named = session.raw["reason"], session.raw["reason_facts"]["run_id"]
    if not _is_sentence(text):
        yield Breach("reason", session.id, f"not a sentence: {text!r}")
    if named is not None and named not in _names(document):
        yield Breach("reason", session.id, f"names {named}, which is no run")
    if named is None and _has_key_run_after(document, session):
        yield Breach("reason", session.id, f"names no run: {text!r}")


def _names(document: Document) -> set[str]:
    """Ids of the runs; where none of them stands for the race, "race" as well."""
    race_day = moment(document["race"]["start"]).date()
    runs = document["runs"]
    listed = any(r["type"] == "race" and moment(r["start"]).date() == race_day for r in runs)
    return {run["id"] for run in runs} | (set() if listed else {"race"})


def _is_sentence(text: str) -> bool:
    starts = text[:1].isupper() or text[:1].isdigit()
    return starts and text.endswith(".") and "{" not in text


def _has_key_run_after(document: Document, session: Session) -> bool:
    hours = (elapsed_h(session.end, moment(r["start"])) for r in document["runs"] if r["key"])
    return any(0 <= h <= _NEAR_H for h in hours)


def _next_key_run(document: Document, session: Session) -> Iterator[Breach]:
    coming = [r for r in document["runs"] if r["key"] and moment(r["start"]) >= session.end]
    starts = {moment(run["start"]) for run in coming}
    nearest = {run["id"] for run in coming if moment(run["start"]) == min(starts)}
    said = session.raw["next_key_run_id"]
    if said not in (nearest or {None}):
        yield Breach("next-key-run", session.id, f"says {said}, is {sorted(nearest)}")


def _empty_days(document: Document, facts: Facts) -> Iterator[Breach]:
    """Every day from today to the end of the plan has a session or a reason, not both."""
    said = {item["day"]: item["reason"] for item in document["empty_days"]}
    taken = {moment(item["start"]).date() for item in document["sessions"]}
    day, last = facts.today, _last_day(document)
    while day <= last:
        key = day.isoformat()
        if day in taken and key in said:
            yield Breach("empty-day", key, "called empty, and holds a session")
        elif day not in taken and not _is_sentence(said.get(key, "")):
            yield Breach("empty-day", key, f"no reason: {said.get(key)!r}")
        day += timedelta(days=1)


def _last_day(document: Document) -> date:
    """Race day, or the end of the last week that comes after the week of the race."""
    ends = [
        date.fromisoformat(week["monday"]) + timedelta(days=6)
        for week in document["weeks"]
        if week["weeks_to_race"] < 0
    ]
    return max([moment(document["race"]["start"]).date(), *ends])


def _pins(document: Document, facts: Facts) -> Iterator[Breach]:
    """A start chosen by hand for a session to come is kept, or the week has a note about it."""
    standing = facts.standing()
    sessions = {item["id"]: item for item in document["sessions"]}
    notes = {week["monday"]: week["notes"] for week in document["weeks"]}
    for key, start in facts.pins.items():
        passed = start.date() < facts.today or (facts.not_before and start < facts.not_before)
        if key in standing or passed:
            continue
        placed = sessions.get(key)
        if placed is not None and moment(placed["start"]) == start:
            if not placed["pinned"]:
                yield Breach("pin", key, "kept, and not called pinned")
        elif not any(_answers(note["text"]) for note in notes.get(key[:10], ())):
            yield Breach("pin", key, f"{start} is not kept, and no note says so")


def _answers(text: str) -> bool:
    """Whether a note speaks of a time that the athlete chose."""
    return any(word in text.lower() for word in ("chose", "your time", "pinned"))
