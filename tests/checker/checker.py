"""An independent judge of strength plans, written from the published tables alone.

It shares no code with the planner and imports nothing of Hamstrong: it reads the JSON document
`hamstrong-plan/1` and the tables in `tables.py`. `readings.md` says how it reads what the tables
leave open. All hours are elapsed hours.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from typing import Final

from tests.checker import tables
from tests.checker.breach import Breach
from tests.checker.reading import (
    HOUR,
    Document,
    Effort,
    History,
    Session,
    classes_of,
    elapsed_h,
    moment,
    read_efforts,
    read_sessions,
)

_MINUTE: Final = timedelta(minutes=1)


def find_breaches(
    document: Document,
    *,
    history: History | None = None,
    runs_in: Sequence[Document] | None = None,
    standing: Collection[str] = (),
    given_up: Collection[str] = (),
) -> list[Breach]:
    """Every hard breach in a plan document; an empty list for a legal plan.

    Without `history` the document's own `load_class` and `novel` are trusted; with it they are
    recomputed from the exercises and both are judged. `runs_in` are the runs that went into
    planning, in the document's own form. `standing` are ids of sessions that planning may not
    touch any more: they are not judged, but what is new keeps its hours to them. What was done of
    them is in the history; what was missed is no exposure. Those of them that are `given_up` load
    nothing, so that nothing keeps hours to them.
    """
    bad_times = list(_bad_times(document))
    if bad_times:
        return bad_times
    past = history or History()
    sessions = read_sessions(document, past, standing=standing)
    new = [session for session in sessions if session.id not in standing]
    loads = [session for session in sessions if session.id not in given_up]
    efforts = read_efforts(document)
    return [
        *_moved_runs(document, runs_in),
        *_inconsistent(document, new, past),
        *_overlaps(new, efforts),
        *_sessions_that_meet(loads, standing),
        *_too_close_before(new, efforts),
        *_too_close_after(new, efforts),
        *_too_close_together(loads, standing),
        *_weeks_without_a_light_day(loads, efforts, standing=standing),
        *_taper_breaches(document, new),
    ]


def _bad_times(document: Document) -> Iterator[Breach]:
    """Times without an offset, or ends that are not after their starts."""
    if moment(document["race"]["start"]).utcoffset() is None:
        yield Breach("time", "", "the race has no offset")
    for item in (*document["runs"], *document["sessions"]):
        start, end = moment(item["start"]), moment(item["end"])
        if start.utcoffset() is None or end.utcoffset() is None:
            yield Breach("time", item["id"], "a time without an offset")
        elif elapsed_h(start, end) <= 0:
            yield Breach("time", item["id"], "it ends before it begins")


# Consistency


def _moved_runs(document: Document, runs_in: Sequence[Document] | None) -> Iterator[Breach]:
    """W1: strength moves, runs do not."""
    if runs_in is not None and list(document["runs"]) != list(runs_in):
        yield Breach("W1", "", "the runs are not the runs that went in")


def _inconsistent(
    document: Document, sessions: Sequence[Session], past: History
) -> Iterator[Breach]:
    starts = [moment(item["start"]) for item in document["sessions"]]
    if any(later < earlier for earlier, later in pairwise(starts)):
        yield Breach("order", "", "the sessions are not in time order")
    for session in sessions:
        length = elapsed_h(session.start, session.end) * HOUR / _MINUTE
        if length != session.raw["minutes"]:
            text = f"lasts {length:g} min, says {session.raw['minutes']}"
            yield Breach("minutes", session.id, text)
        yield from _bad_work(session)
    if past.classes:
        yield from _wrong_labels(sessions, past)


def _bad_work(session: Session) -> Iterator[Breach]:
    if not session.raw["exercises"]:
        yield Breach("work", session.id, "no exercise")
    for exercise in session.raw["exercises"]:
        amounts = [exercise[key] for key in ("hold_s", "reps") if exercise.get(key) is not None]
        if len(amounts) != 1 or amounts[0] <= 0 or exercise["sets"] < 1:
            text = f"{exercise['id']}: {exercise['sets']} sets of {amounts}"
            yield Breach("work", session.id, text)


def _wrong_labels(sessions: Sequence[Session], past: History) -> Iterator[Breach]:
    for session in sessions:
        unknown = {item["id"] for item in session.raw["exercises"]} - past.classes.keys()
        if unknown:
            yield Breach("load-class", session.id, f"unknown exercises {sorted(unknown)}")
        said, found = session.raw["load_class"], classes_of(session.raw, past)
        harder = {item for item in found if said in tables.DOMINATES[item]}
        if said not in found or harder:
            yield Breach("load-class", session.id, f"says {said}, holds {sorted(found)}")
        is_said = session.raw["novel"]
        if is_said != session.found_novel and not (is_said and session.was_novel):
            text = f"says {session.raw['novel']}, is {session.found_novel}"
            yield Breach("novel", session.id, text)


# Spacing


def _overlaps(sessions: Sequence[Session], efforts: Sequence[Effort]) -> Iterator[Breach]:
    for session in sessions:
        for run in efforts:
            if run.start < session.end and session.start < run.end:
                yield Breach("overlap", session.id, f"meets {run.name}")


def _sessions_that_meet(sessions: Sequence[Session], standing: Collection[str]) -> Iterator[Breach]:
    for session, other in _pairs(sessions, standing):
        if other.start < session.end and session.start < other.end:
            yield Breach("overlap", session.id, f"meets session {other.id}")


def _pairs(
    sessions: Sequence[Session], standing: Collection[str]
) -> Iterator[tuple[Session, Session]]:
    """Pairs in time order of which at least one was placed by planning."""
    for first, second in combinations(sessions, 2):
        if first.id not in standing or second.id not in standing:
            yield first, second


def _too_close_before(sessions: Sequence[Session], efforts: Sequence[Effort]) -> Iterator[Breach]:
    for session in sessions:
        for run in efforts:
            got_h = elapsed_h(session.end, run.start)
            needed_h = _needed_before_h(session, run)
            if 0 <= got_h < needed_h:
                text = f"{session.label} before {run.name}"
                yield Breach("before-run", session.id, text, got_h, needed_h)


def _needed_before_h(session: Session, run: Effort) -> int:
    rows = {*session.classes, *({"novel"} if session.novel else ())}
    return max(tables.BEFORE_H[row][kind] for row in rows for kind in run.before)


def _too_close_after(sessions: Sequence[Session], efforts: Sequence[Effort]) -> Iterator[Breach]:
    for session in sessions:
        for run in efforts:
            got_h = elapsed_h(run.end, session.start)
            if got_h < 0:
                continue
            needed_h = max(tables.AFTER_H[k][c] for k in run.after for c in session.classes)
            text = f"{session.label} after {run.name}"
            if got_h < needed_h:
                yield Breach("after-run", session.id, text, got_h, needed_h)
            elif _is_stale_for_p2(session, run):
                yield Breach("after-run", session.id, f"{text}: not on the same day", got_h)


def _is_stale_for_p2(session: Session, run: Effort) -> bool:
    is_same_day = session.start.date() <= run.end.date()
    return "P2" in session.classes and "quality" in run.after and is_same_day


def _too_close_together(sessions: Sequence[Session], standing: Collection[str]) -> Iterator[Breach]:
    """W4 for whole sessions, whatever tissue they load."""
    for first, second in _pairs(sessions, standing):
        got_h = elapsed_h(first.end, second.start)
        needed_h = _needed_apart_h(first.classes, second.classes)
        if 0 <= got_h < needed_h:
            text = f"{first.label} then {second.label} ({second.id})"
            yield Breach("W4", first.id, text, got_h, needed_h)


def _needed_apart_h(first: frozenset[str], second: frozenset[str]) -> int:
    if first & tables.C3_AND_UP and second & tables.C3_AND_UP:
        return tables.HARD_APART_H
    if first & tables.C2_AND_UP and second & tables.C2_AND_UP:
        return tables.C2_APART_H
    return 0


# Weeks and taper


def _days(start: datetime, end: datetime) -> set[date]:
    last = (end - _MINUTE).date()
    return {start.date() + timedelta(days=n) for n in range((last - start.date()).days + 1)}


def _weeks_without_a_light_day(
    sessions: Sequence[Session], efforts: Sequence[Effort], *, standing: Collection[str]
) -> Iterator[Breach]:
    """W5: every week has a day with neither C2 or more nor a quality run."""
    hard = [session for session in sessions if session.classes & tables.C2_AND_UP]
    placed = {day for s in hard if s.id not in standing for day in _days(s.start, s.end)}
    strength_days = {day for item in hard for day in _days(item.start, item.end)}
    fast_days = {day for run in efforts if run.fast for day in _days(run.start, run.end)}
    for monday in sorted({day - timedelta(days=day.weekday()) for day in placed}):
        week = {monday + timedelta(days=number) for number in range(7)}
        if week <= strength_days | fast_days:
            yield Breach("W5", monday.isoformat(), "no day without C2 or quality")


def _taper_breaches(document: Document, sessions: Sequence[Session]) -> Iterator[Breach]:
    race_day = moment(document["race"]["start"]).date()
    for session in sessions:
        days_left = (race_day - session.start.date()).days
        if days_left < 0:
            continue
        if session.novel and days_left <= tables.NO_NOVEL_DAYS:
            yield Breach("21-day", session.id, f"novel {days_left} days before the race")
        refused = session.classes - _allowed(days_left)
        if refused == {"C2"} and days_left == tables.PRIMER_DAY and _is_primer(session):
            continue
        if refused:
            yield Breach("taper", session.id, f"{sorted(refused)} {days_left} days before")


def _allowed(days_left: int) -> frozenset[str]:
    for below, classes in tables.TAPER_CLASSES:
        if days_left < below:
            return classes
    return frozenset(tables.AFTER_CLASSES)


def _is_primer(session: Session) -> bool:
    """One set of at most 20 s of each exercise: the day -4 option."""
    return all(
        exercise["sets"] == 1 and 0 < (exercise.get("hold_s") or 0) <= tables.PRIMER_HOLD_S
        for exercise in session.raw["exercises"]
    )
