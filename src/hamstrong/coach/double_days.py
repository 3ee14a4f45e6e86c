"""Two runs on one day: allowed, and said, so that nobody makes a double day without noticing."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import pairwise

from hamstrong.coach.runs import moved, overlap
from hamstrong.coach.words import SAY
from hamstrong.planning.words import hours_text, weekday_day
from hamstrong.running.model import Run, RunType, hours_between

SECOND_RUN_AT = (time(18), time(12, 30), time(7))
"""Where a run is offered whose own hour another run of the day has, the first free one first.
Judgement: as far from a morning run as a day with work in it allows."""


def double_day(runs: Iterable[Run], day: date) -> str:
    """The runs of a day in their order with the hours between, in one sentence; empty for one."""
    found = sorted((run for run in runs if run.day == day), key=lambda run: run.start)
    if len(found) < 2:
        return ""
    parts = [_at(found[0])]
    for first, second in pairwise(found):
        hours = hours_text(max(0.0, hours_between(first.end, second.start)))
        parts.append(SAY.say("double-day-then", run=_at(second), hours=hours))
    return SAY.say("double-day", day=weekday_day(day), runs=", ".join(parts))


def new_double_days(before: Iterable[Run], after: Iterable[Run]) -> Iterator[str]:
    """A sentence for each day that has more runs than it had, and more than one.

    A race beside another key run is told by the rules of the runs.
    """
    known = _by_day(before)
    for day, runs in sorted(_by_day(after).items()):
        if len(runs) > max(1, len(known.get(day, ()))) and not _is_race_and_key(runs):
            yield double_day(runs, day)


def free_hour(run: Run, runs: Iterable[Run], day: date) -> datetime | None:
    """A start for a second run of the day that meets no other; None where there is none."""
    there = [other for other in runs if other.id != run.id]
    starts = (datetime.combine(day, hour, run.start.tzinfo) for hour in SECOND_RUN_AT)
    return next((s for s in starts if not any(overlap(moved(run, s), o) for o in there)), None)


def _at(run: Run) -> str:
    return SAY.say("run-at", run=run.title, time=f"{run.start:%H:%M}")


def _by_day(runs: Iterable[Run]) -> Mapping[date, list[Run]]:
    found: dict[date, list[Run]] = {}
    for run in runs:
        found.setdefault(run.day, []).append(run)
    return found


def _is_race_and_key(runs: Iterable[Run]) -> bool:
    keys = [run for run in runs if run.key]
    return len(keys) > 1 and any(run.type is RunType.RACE for run in keys)
