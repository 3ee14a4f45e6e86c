"""Weeks: how many sessions, how many sets, and that nothing is caught up.

Rules: "one-a-day", "id", "W6", "race-week", "W7", "standing", "weeks", "stacked".
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from tests.checker import tables
from tests.checker.breach import Breach
from tests.checker.facts import Facts
from tests.checker.reading import Document, Session, elapsed_h, moment


def weekly_breaches(
    document: Document, sessions: Sequence[Session], facts: Facts
) -> Iterator[Breach]:
    """Breaches that show only when a week is seen as a whole; `sessions` are all of them."""
    standing = facts.standing()
    yield from _standing(sessions, standing)
    loads = [session for session in sessions if session.id not in facts.skipped]
    yield from _one_a_day(loads, standing.keys())
    yield from _ids(sessions, standing.keys())
    yield from _weeks(document)
    for monday, week in _by_week(sessions).items():
        if any(session.id not in standing for session in week):
            yield from _too_many(document, monday, week, facts)
            yield from _too_many_sets(monday, week, facts)


def stacked(before: Document, after: Document, *, since: date) -> Iterator[Breach]:
    """Weeks that hold more sessions than before, though sessions or days were only lost.

    A week may take up a session of its own for which one that is gone, two days or less before
    the week, had left no room; the two weeks together hold no more than they did.
    """
    was, now = _counts(before), _counts(after)
    for monday, count in sorted(now.items()):
        if monday + timedelta(days=7) <= since or count <= was[monday]:
            continue
        week_before = monday - timedelta(days=7)
        total, limit = count + now[week_before], was[monday] + was[week_before]
        if total > limit or not _made_room(before, after, monday):
            yield Breach("stacked", monday.isoformat(), f"{count} sessions, {was[monday]} before")


def _made_room(before: Document, after: Document, monday: date) -> bool:
    """Whether a session that stood in the last two days before the week is gone."""
    stands = {item["start"] for item in after["sessions"]}
    gone = [item["start"] for item in before["sessions"] if item["start"] not in stands]
    return any(0 < (monday - moment(start).date()).days <= 2 for start in gone)


def _counts(document: Document) -> Counter[date]:
    return Counter(_monday(moment(item["start"]).date()) for item in document["sessions"])


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _by_week(sessions: Sequence[Session]) -> dict[date, list[Session]]:
    weeks: dict[date, list[Session]] = {}
    for session in sessions:
        weeks.setdefault(_monday(session.start.date()), []).append(session)
    return weeks


# What stands


def _standing(sessions: Sequence[Session], standing: Mapping[str, Document]) -> Iterator[Breach]:
    found = {session.id: session.raw for session in sessions}
    for key, wanted in standing.items():
        raw = found.get(key)
        if raw is None:
            yield Breach("standing", key, "it stood, and is gone")
        elif raw["exercises"] != wanted["exercises"]:
            yield Breach("standing", key, "it stood, and holds something else now")
        elif abs(elapsed_h(moment(raw["start"]), moment(wanted["start"]))) > 0:
            yield Breach("standing", key, f"it stood at {wanted['start']}, now {raw['start']}")


def _one_a_day(sessions: Sequence[Session], standing: Collection[str]) -> Iterator[Breach]:
    taken: dict[date, list[Session]] = {}
    for session in sessions:
        taken.setdefault(session.start.date(), []).append(session)
    for day, items in taken.items():
        new = [item.id for item in items if item.id not in standing]
        if len(items) > 1 and new:
            yield Breach("one-a-day", new[-1], f"{len(items)} sessions on {day}")


def _ids(sessions: Sequence[Session], standing: Collection[str]) -> Iterator[Breach]:
    for key, count in Counter(session.id for session in sessions).items():
        if count > 1:
            yield Breach("id", key, f"{count} sessions of this id")
    for session in sessions:
        week = _monday(session.start.date()).isoformat()
        if session.id not in standing and not session.id.startswith(week):
            yield Breach("id", session.id, f"it stands in the week of {week}")


def _weeks(document: Document) -> Iterator[Breach]:
    race_week = _monday(moment(document["race"]["start"]).date())
    mondays = [date.fromisoformat(week["monday"]) for week in document["weeks"]]
    wanted = [mondays[0] + timedelta(weeks=n) for n in range(len(mondays))] if mondays else []
    if mondays != wanted or any(monday.weekday() for monday in mondays):
        yield Breach("weeks", "", "the weeks are not Mondays one after the other")
    for week, monday in zip(document["weeks"], mondays, strict=True):
        if week["weeks_to_race"] != (race_week - monday).days // 7:
            yield Breach("weeks", week["monday"], f"{week['weeks_to_race']} weeks to the race")


# How much


def _too_many(
    document: Document, monday: date, week: Sequence[Session], facts: Facts
) -> Iterator[Breach]:
    race_week = _monday(moment(document["race"]["start"]).date())
    phases = {item["monday"]: item["phase"] for item in document["weeks"]}
    phase = phases.get(monday.isoformat())
    if phase is None:
        yield Breach("weeks", monday.isoformat(), "sessions in a week that the plan does not list")
        return
    most = tables.MOST_SESSIONS[phase]
    if monday == race_week:
        most = 1
    if facts.wish is not None:
        most = min(most, max(1, facts.wish))
    if len(week) > most:
        rule = "race-week" if monday == race_week else "W6"
        text = f"{len(week)} sessions, at most {most} ({phase}, wish {facts.wish})"
        yield Breach(rule, monday.isoformat(), text)


def _too_many_sets(monday: date, week: Sequence[Session], facts: Facts) -> Iterator[Breach]:
    """W7 by side: a set for both sides counts once for each, and no side passes the cap."""
    sets: Counter[tuple[str, str]] = Counter()
    new: set[str] = set()
    standing = facts.standing()
    for session in week:
        for exercise in session.raw["exercises"]:
            movement = facts.movements.get(exercise["id"])
            if movement is None or movement.load_class == "C0":
                continue
            for side in _sides(exercise):
                sets[movement.tissues[0], side] += exercise["sets"]
            if session.id not in standing:
                new.add(movement.tissues[0])
    for (tissue, side), count in sorted(sets.items()):
        cap = tables.MOST_SETS.get(tissue)
        if cap is not None and count > cap and tissue in new:
            text = f"{count} sets of {tissue} ({side}), at most {cap}"
            yield Breach("W7", monday.isoformat(), text)


def _sides(exercise: Document) -> tuple[str, ...]:
    side = exercise.get("side", "both")
    return (side,) if side in ("left", "right") else ("left", "right")
