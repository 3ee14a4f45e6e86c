"""When each run of an imported plan starts and how long it takes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hamstrong.adapters.files.found import FoundRun, local, run_id
from hamstrong.adapters.files.reading import Reading
from hamstrong.running.classify import Classification
from hamstrong.running.model import Race, Run, RunType

# When the second run of a day has no clock time: after work; and the first one, where the usual
# hour is already the evening. Judgement.
EVENING_RUN = time(18, 30)
MORNING_RUN = time(7, 0)
EVENING_FROM = time(14, 0)
# Minutes of a run that gives neither distance nor duration. Judgement.
DEFAULT_MINUTES = 45.0
DEFAULT_QUALITY_MINUTES = 60.0
# Marathon pace is about this share of easy pace per kilometre (Daniels 2014, VDOT 40-60).
RACE_TO_EASY_PACE = 0.87
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
    untimed = Counter(item.entry.day for item in read if item.entry.start is None)
    placed: Counter[date] = Counter()
    runs = []
    for item in read:
        entry, day = item.entry, item.entry.day
        start = entry.start
        if start is None:
            clock = _clock(placed[day], untimed[day], reading)
            placed[day] += 1
            start = local(datetime.combine(day, clock), reading.zone)
            if item.classified.type is RunType.RACE and reading.race and reading.race.day == day:
                start = reading.race.start.astimezone(reading.zone)
        runs.append(_run(item, start, reading))
    return tuple(runs)


def _clock(already: int, on_this_day: int, reading: Reading) -> time:
    """When the next run without a clock time starts: usual hour, then the evening."""
    usual = reading.usual_run_time
    if on_this_day == 1:
        return usual
    first, second = (MORNING_RUN, usual) if usual >= EVENING_FROM else (usual, EVENING_RUN)
    if already == 0:
        return first
    minutes = second.hour * 60 + second.minute + 90 * (already - 1)
    return time(*divmod(min(minutes, 23 * 60), 60))


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


def race_run(race: Race, reading: Reading) -> Run:
    start = race.start.astimezone(reading.zone)
    seconds = race.distance_m / 1000 * reading.easy_pace_s_per_km * RACE_TO_EASY_PACE
    return Run(
        id=run_id(("race", race.day.isoformat())),
        start=start,
        end=(start.astimezone(UTC) + timedelta(seconds=round(seconds))).astimezone(reading.zone),
        type=RunType.RACE,
        key=True,
        title=race.name or "Race",
        distance_m=race.distance_m,
        timed=True,
        source=reading.name,
    )


def _plain(title: str) -> str:
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in title))[
        :MAX_TITLE
    ].strip()
