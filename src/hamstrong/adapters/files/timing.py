"""When each run of an imported plan starts and how long it takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hamstrong.adapters.files.found import FoundRun, run_id
from hamstrong.adapters.files.reading import Reading
from hamstrong.running.classify import Classification
from hamstrong.running.goal_race import RACE_TO_EASY_PACE
from hamstrong.running.model import Run, RunType
from hamstrong.running.run_times import untimed_starts

# Minutes of a run that gives neither distance nor duration. Judgement.
DEFAULT_MINUTES = 45.0
DEFAULT_QUALITY_MINUTES = 60.0
# An event shorter than this per kilometre is a calendar's default length. World-record pace.
FASTEST_S_PER_KM = 150.0
LONGEST_EVENT = timedelta(hours=12)
MAX_TITLE = 160


@dataclass(frozen=True, slots=True)
class ReadRun:
    """An entry and what it was classified as."""

    entry: FoundRun
    classified: Classification


def timed(read: Sequence[ReadRun], reading: Reading) -> tuple[Run, ...]:
    """The runs of these entries. The goal race starts when it does, others at the usual hour."""
    without = [item for item in read if item.entry.start is None and not _is_goal(item, reading)]
    days = [item.entry.day for item in without]
    starts = iter(untimed_starts(days, usual=reading.usual_run_time, zone=reading.zone))
    runs = []
    for item in read:
        start = item.entry.start
        if start is None and reading.race is not None and _is_goal(item, reading):
            start = reading.race.start.astimezone(reading.zone)
        runs.append(_run(item, next(starts) if start is None else start, reading))
    return tuple(runs)


def _is_goal(item: ReadRun, reading: Reading) -> bool:
    race = reading.race
    return race is not None and item.classified.type is RunType.RACE and race.day == item.entry.day


def _run(item: ReadRun, start: datetime, reading: Reading) -> Run:
    entry, classified = item.entry, item.classified
    end = entry.end if _is_believable(entry, start) else None
    if end is None:
        minutes = _minutes(entry, classified, reading)
        end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(reading.zone)
    return Run(
        id=run_id(entry.id_parts),
        start=start,
        end=end,
        type=classified.type,
        key=classified.key,
        title=_plain(entry.title) or classified.type.value.capitalize(),
        distance_m=entry.distance_m,
        timed=entry.start is not None,
        source=reading.name,
    )


def _is_believable(entry: FoundRun, start: datetime) -> bool:
    if entry.end is None:
        return False
    length = entry.end.astimezone(UTC) - start.astimezone(UTC)
    slowest = timedelta(seconds=(entry.distance_m or 0.0) / 1000 * FASTEST_S_PER_KM)
    return timedelta(0) < length <= LONGEST_EVENT and length >= slowest


def _minutes(entry: FoundRun, classified: Classification, reading: Reading) -> float:
    """Minutes said, else distance at easy pace, else a default."""
    if entry.minutes:
        return entry.minutes
    if entry.distance_m:
        share = RACE_TO_EASY_PACE if classified.type is RunType.RACE else 1.0
        return max(1.0, round(entry.distance_m / 1000 * reading.easy_pace_s_per_km * share / 60))
    return DEFAULT_QUALITY_MINUTES if classified.key else DEFAULT_MINUTES


def _plain(title: str) -> str:
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in title))[
        :MAX_TITLE
    ].strip()
