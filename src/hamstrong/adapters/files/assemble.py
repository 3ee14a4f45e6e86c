"""From what a reader found to a run plan: classify, give times and ids."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hamstrong.adapters.files.found import Found, FoundRun, window
from hamstrong.adapters.files.reading import Reading, counted, listed, spoken_day
from hamstrong.adapters.files.say import SAY
from hamstrong.adapters.files.timing import ReadRun, timed
from hamstrong.errors import BadFile
from hamstrong.running.amounts import named_distance_m, read_amounts, split_day
from hamstrong.running.classify import Classification, Entry, classify_plan
from hamstrong.running.model import Race, Run, RunPlan, RunType
from hamstrong.running.vocabulary import Vocabulary, guess_language, vocabulary

MAX_RUNS = 2000


def assemble(found: Found, reading: Reading) -> RunPlan:
    """The run plan of a file: what stands in it, so no race where it names none.

    Raises:
        BadFile: No runs in it, or none near the race.
    """
    notes = list(found.notes)
    language = guess_language([entry.text for entry in found.entries])
    read = _classified(_in_window(found, reading, notes), reading, language)
    rest_days = sorted(_rest_days(read))
    read = _runs_only(read, notes)
    if not any(item.classified.type.is_run for item in read):
        raise BadFile(_nothing_found(found), place=reading.name)
    runs = timed(read, reading)
    if reading.race is not None and not _has_race(runs, reading.race):
        notes.append(SAY.say("plan-has-no-race", day=spoken_day(reading.race.day)))
    return RunPlan(
        name=found.name,
        runs=tuple(sorted(_unique(runs), key=lambda run: (run.start, run.id))),
        rest_days=tuple(rest_days),
        notes=tuple(notes),
    )


def _in_window(found: Found, reading: Reading, notes: list[str]) -> list[FoundRun]:
    first, last = window(reading)
    near = [entry for entry in found.entries if first <= entry.day <= last]
    outside = len(found.entries) - len(near)
    if not near:
        raise BadFile(_none_near(found, reading, first, last), place=reading.name)
    if len(near) > MAX_RUNS:
        raise BadFile(
            SAY.say(
                "there-are-entries-between", count=len(near), first=first, last=last, most=MAX_RUNS
            ),
            place=reading.name,
        )
    if outside:
        notes.append(
            SAY.say(
                "outside-left-out-not", events=counted(outside, "event"), first=first, last=last
            )
        )
    return near


def _none_near(found: Found, reading: Reading, first: date, last: date) -> str:
    if not found.entries:
        return " ".join((SAY["there-no-run-choose"], *found.notes))
    days = [entry.day for entry in found.entries]
    what = SAY["your-race" if reading.race else "today"]
    return SAY.say(
        "no-run-lies-between",
        first=first,
        last=last,
        what=what,
        earliest=min(days),
        latest=max(days),
    )


def _nothing_found(found: Found) -> str:
    titles = list(dict.fromkeys(entry.title for entry in found.entries))
    return SAY.say(
        "no-run-was-found",
        events=counted(len(found.entries), "event"),
        titles=listed(titles, most=3),
    )


def _parts(entry: FoundRun, words: Vocabulary) -> list[FoundRun]:
    """A day the plan splits into morning and evening becomes two runs."""
    halves = split_day(entry.text, words) if entry.start is None else None
    if halves is None:
        return [entry]
    return [
        replace(entry, text=half, id_parts=(*entry.id_parts, str(number)), distance_m=None)
        for number, half in enumerate(halves)
    ]


def _classified(entries: Sequence[FoundRun], reading: Reading, language: str) -> list[ReadRun]:
    race, words = reading.race, vocabulary(language)
    parts = [part for entry in entries for part in _parts(entry, words)]
    ordered = sorted(parts, key=lambda entry: (entry.day, entry.start is not None))
    classes = classify_plan(
        [
            Entry(
                text=entry.text,
                week=entry.week,
                distance_m=entry.distance_m,
                minutes=entry.minutes,
                days_to_race=(race.day - entry.day).days if race else None,
            )
            for entry in ordered
        ],
        race_m=race.distance_m if race else None,
        language=language,
    )
    return [
        ReadRun(_with_amounts(entry, classified, words), _corrected(entry, classified))
        for entry, classified in zip(ordered, classes, strict=True)
    ]


def _corrected(entry: FoundRun, classified: Classification) -> Classification:
    """What the file says itself is stronger than what its words suggest."""
    if entry.type is None and entry.key is None:
        return classified
    kind = entry.type or classified.type
    key = classified.key if entry.key is None else entry.key
    if entry.type is not None and entry.key is None:
        key = _is_key_type(entry.type, classified)
    return Classification(kind, key and kind.is_run, SAY["says-plan"])


def _is_key_type(kind: RunType, classified: Classification) -> bool:
    if kind is RunType.REPETITION:
        return classified.key or classified.type is not RunType.REPETITION
    return kind in (RunType.LONG, RunType.MARATHON_PACE, RunType.RACE) or kind.is_quality


def _with_amounts(entry: FoundRun, classified: Classification, words: Vocabulary) -> FoundRun:
    amounts = read_amounts(entry.title, words)
    if amounts.distance_m is None and amounts.minutes is None:
        amounts = read_amounts(entry.text, words)
    distance_m = entry.distance_m or amounts.distance_m
    if distance_m is None and classified.type is RunType.RACE:
        distance_m = named_distance_m(entry.title, words)
    minutes = entry.minutes or amounts.minutes
    return replace(entry, distance_m=distance_m, minutes=minutes)


def _has_race(runs: Sequence[Run], race: Race) -> bool:
    return any(run.type is RunType.RACE and run.day == race.day for run in runs)


def _rest_days(read: Sequence[ReadRun]) -> set[date]:
    running = {item.entry.day for item in read if item.classified.type.is_run}
    resting = {item.entry.day for item in read if item.classified.type is RunType.REST}
    return resting - running


def _runs_only(read: Sequence[ReadRun], notes: list[str]) -> list[ReadRun]:
    kept, unknown = [], []
    for item in read:
        if not item.classified.type.is_run:
            continue
        if item.classified.named or item.entry.is_workout or item.entry.minutes:
            kept.append(item)
        else:
            unknown.append(item.entry.title[:40])
    if unknown:
        titles = listed(list(dict.fromkeys(unknown)), most=4)
        notes.append(
            SAY.say(
                "without-word-running-left", events=counted(len(unknown), "event"), titles=titles
            )
        )
    return kept


def _unique(runs: Sequence[Run]) -> list[Run]:
    """Entries that a file repeats word for word get ids in the order they stand."""
    seen: Counter[str] = Counter()
    unique = []
    for run in runs:
        seen[run.id] += 1
        unique.append(run if seen[run.id] == 1 else replace(run, id=f"{run.id}-{seen[run.id]}"))
    return unique
