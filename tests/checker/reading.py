"""The plan document as the rules see it: sessions with their classes, runs with their kinds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from tests.checker import tables

Document = Mapping[str, Any]

HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True)
class History:
    """What is known besides the document.

    Attributes:
        classes: Load class of every exercise, by id.
        exposures: Days before the document on which an exercise was done.
        accustomed: Exercises the athlete vouches for, with the day up to which.
    """

    classes: Mapping[str, str] = field(default_factory=dict)
    exposures: Mapping[str, Sequence[date]] = field(default_factory=dict)
    accustomed: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Effort:
    """A run as the spacing table sees it.

    Attributes:
        name: For the message.
        start: Aware.
        end: Aware.
        fast: Whether it takes a day from W5.
        before: Columns of the first table that hold for it.
        after: Rows of the second table that hold for it.
    """

    name: str
    start: datetime
    end: datetime
    fast: bool
    before: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True)
class Session:
    """A session with every class that must be spaced.

    Attributes:
        id: As in the document.
        start: Aware.
        end: Aware.
        classes: The session's own class and those of its exercises.
        novel: Whether it says so or is found to be.
        found_novel: Whether it is found to be.
        was_novel: Whether it would be without the sessions of its own week.
        raw: As in the document.
    """

    id: str
    start: datetime
    end: datetime
    classes: frozenset[str]
    novel: bool
    found_novel: bool
    was_novel: bool
    raw: Document

    @property
    def label(self) -> str:
        return f"{'novel ' if self.novel else ''}{'+'.join(sorted(self.classes))}"


def moment(text: str) -> datetime:
    """The time an ISO text names."""
    return datetime.fromisoformat(text)


def elapsed_h(start: datetime, end: datetime) -> float:
    """Elapsed hours, whatever the clocks did in between; negative when `end` is earlier."""
    return (end.astimezone(UTC) - start.astimezone(UTC)) / HOUR


def read_sessions(
    document: Document, past: History, *, standing: Collection[str] = ()
) -> list[Session]:
    """The sessions in time order, their novelty recomputed in that order.

    Those in `standing` are no exposures: what was done of them is in the history.
    """
    by_start = sorted(document["sessions"], key=lambda item: moment(item["start"]))
    found_novel = _recompute_novelty(by_start, past, standing)
    return [
        Session(
            id=item["id"],
            start=moment(item["start"]),
            end=moment(item["end"]),
            classes=frozenset({item["load_class"], *classes_of(item, past)}),
            novel=item["novel"] or is_novel,
            found_novel=is_novel,
            was_novel=was_novel,
            raw=item,
        )
        for item, (is_novel, was_novel) in zip(by_start, found_novel, strict=True)
    ]


def classes_of(session: Document, past: History) -> set[str]:
    """The classes of a session's exercises, as far as they are known."""
    ids = {exercise["id"] for exercise in session["exercises"]}
    return {past.classes[exercise_id] for exercise_id in ids & past.classes.keys()}


def _recompute_novelty(
    sessions: Sequence[Document], past: History, standing: Collection[str]
) -> list[tuple[bool, bool]]:
    """Per session whether it holds a heavy exercise that is new, or new again.

    Twice: with all that came before it, and without the sessions of its own week.
    """
    seen = _seen(past)
    flags, by_monday, monday = [], seen, date.min
    for session in sessions:
        day = moment(session["start"]).date()
        if day - timedelta(days=day.weekday()) != monday:
            monday = day - timedelta(days=day.weekday())
            by_monday = {key: list(days) for key, days in seen.items()}
        heavy = [
            item["id"]
            for item in session["exercises"]
            if past.classes.get(item["id"]) in tables.HEAVY
        ]
        flags.append((_any_novel(heavy, seen, day), _any_novel(heavy, by_monday, day)))
        if session["id"] not in standing:
            for item in session["exercises"]:
                seen.setdefault(item["id"], []).append(day)
    return flags


def _seen(past: History) -> dict[str, list[date]]:
    """Days of every exercise before the document; the athlete's word counts three times."""
    seen = {key: list(days) for key, days in past.exposures.items()}
    for exercise_id, day in past.accustomed.items():
        seen.setdefault(exercise_id, []).extend([day] * tables.NOVEL_EXPOSURES)
    return seen


def _any_novel(heavy: Sequence[str], seen: Mapping[str, Sequence[date]], day: date) -> bool:
    since = _restart([item for days in seen.values() for item in days], day)
    return any(_is_novel(seen.get(key, []), day, since=since) for key in heavy)


def _restart(trained: Sequence[date], day: date) -> date:
    """The day since which no more than 28 days went by without any strength (W12)."""
    since = day
    for earlier in sorted((item for item in trained if item <= day), reverse=True):
        if (since - earlier).days > tables.NOVEL_GAP_DAYS:
            break
        since = earlier
    return since


def _is_novel(days: Sequence[date], day: date, *, since: date) -> bool:
    """One of the first three exposures, or the first in more than 28 days (2.2)."""
    counted = [item for item in days if since <= item <= day]
    if len(counted) < tables.NOVEL_EXPOSURES:
        return True
    return (day - max(counted)).days > tables.NOVEL_GAP_DAYS


def read_efforts(document: Document) -> list[Effort]:
    """The runs and, where none of them is it, the goal race.

    Raises:
        ValueError: A run of a type that the tables do not know.
    """
    race = document["race"]
    runs = list(document["runs"])
    if not any(_is_goal(run, race) for run in runs):
        runs.append({"type": "race", "key": True, "end": race["start"], **race})
    return [_read_effort(run, race) for run in runs]


def _is_goal(run: Document, race: Document) -> bool:
    is_same_day = moment(run["start"]).date() == moment(race["start"]).date()
    return run["type"] == "race" and is_same_day


def _read_effort(run: Document, race: Document) -> Effort:
    start, end = moment(run["start"]), moment(run["end"])
    minutes = elapsed_h(start, end) * 60
    kind = run["type"]
    if kind not in tables.RUN_TYPES:
        raise ValueError(f"{kind!r} is not a run type")
    before, after = _race_kinds(run, race) if kind == "race" else _kinds(run, minutes)
    name = f"{kind} {run['start']} ({minutes:.0f} min)"
    return Effort(name, start, end, kind in tables.FAST_TYPES, before, after)


def _race_kinds(run: Document, race: Document) -> tuple[frozenset[str], frozenset[str]]:
    is_goal = _is_goal(run, race)
    distance_m = run.get("distance_m") or (race["distance_m"] if is_goal else 0)
    is_marathon = distance_m >= tables.MARATHON_M
    before = "marathon" if is_goal or is_marathon else "tune-up"
    return frozenset({before}), frozenset({"marathon" if is_marathon else "tune-up"})


def _kinds(run: Document, minutes: float) -> tuple[frozenset[str], frozenset[str]]:
    """Columns of the first table and rows of the second that hold for a run."""
    kind, is_key = run["type"], run["key"]
    both = {"easy"}
    if kind == "long" or minutes >= tables.LONG_MINUTES or (kind == "medium-long" and is_key):
        both.add("long")
    if kind in tables.QUALITY_TYPES or (kind == "easy" and is_key):
        both.add("quality")
    before = both | ({"long"} if kind == "marathon-pace" else set())
    is_more_than_easy = kind == "marathon-pace" or minutes > tables.EASY_MINUTES
    after = both | ({"quality"} if is_more_than_easy else set())
    return frozenset(before), frozenset(after)
