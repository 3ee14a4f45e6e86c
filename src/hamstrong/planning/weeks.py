"""The weeks of a block: phase, distance, and whether the run plan cuts back."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import mean
from types import MappingProxyType

from hamstrong.planning.constants.dose import (
    BOX_RUNS,
    BOX_SHARE,
    BOX_SPREAD,
    CUTBACK_MEMORY_WEEKS,
    CUTBACK_RUN_DROP,
)
from hamstrong.planning.constants.returns import POST_RACE_WEEKS, SHORT_RACE_SHARE
from hamstrong.planning.model import BlockPhase, PlanWeek
from hamstrong.planning.spacing import MARATHON_FROM_M
from hamstrong.running.model import OWN_SOURCE, Race, Run, RunType
from hamstrong.running.phases import phase_of_week

WEEK = timedelta(days=7)
LONGEST_BLOCK_WEEKS = 30
_WITH_RULES_OF_THEIR_OWN = frozenset({BlockPhase.TAPER, BlockPhase.RECOVERY})
_EASY_M_PER_MIN = 1000 / 6
"""A run without a distance counts as one at 6:00/km, for pictures only. Judgement."""


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def run_metres(run: Run) -> float:
    """Metres, estimated from the minutes where the plan gives none."""
    return run.distance_m if run.distance_m is not None else run.minutes * _EASY_M_PER_MIN


def return_weeks(distance_m: float) -> int:
    """Weeks planned after the race week."""
    return max(1, round(race_share(distance_m) * POST_RACE_WEEKS))


def race_share(distance_m: float) -> float:
    """How much of the way back from a marathon a race of this distance asks for."""
    return 1.0 if distance_m > MARATHON_FROM_M else SHORT_RACE_SHARE


def block_weeks(
    runs: Sequence[Run],
    race: Race,
    *,
    today: date,
    missed: Sequence[Run] = (),
    meant_minutes: Mapping[str, float] = MappingProxyType({}),
) -> tuple[PlanWeek, ...]:
    """The weeks from the first run, or from today if that is earlier, to the end of the return.

    A block is never longer than `LONGEST_BLOCK_WEEKS` before its race; runs before that belong to
    another.

    A cutback is a week whose running minutes fall well below the mean of the three weeks before
    it that were not cutbacks themselves (`minutes_of` says how they are reckoned); weeks of the
    taper have their own rule. Runs that were
    missed count in those minutes, and runs done otherwise as they were meant, since cutting back
    is what a run plan means to do. Of weeks before its first run it says nothing.
    """
    last = monday_of(race.day)
    earliest = last - LONGEST_BLOCK_WEEKS * WEEK
    first = max(earliest, monday_of(min([today, race.day, *(run.day for run in runs)])))
    to_the_race = (last - first).days // 7 + 1
    after_it = return_weeks(race.distance_m)
    mondays = [first + i * WEEK for i in range(to_the_race + after_it)]
    by_week = _by_week(runs)
    meant = _by_week((*runs, *missed))
    load = minutes_of((*runs, *missed), meant_minutes)
    begins = monday_of(min(_of_the_plan((*runs, *missed)), default=first))
    weeks: list[PlanWeek] = []
    loads: list[float] = []
    for monday in mondays:
        to_race = (last - monday).days // 7
        phase = _phase(to_the_race, to_race, race)
        in_week = by_week.get(monday, [])
        in_plan = meant.get(monday, [])
        minutes = sum(load(run) for run in in_plan)
        is_told = monday >= begins and phase not in _WITH_RULES_OF_THEIR_OWN
        cutback = is_told and _falls(minutes, loads)
        if not cutback:
            loads.append(minutes)
        metres = sum(run_metres(run) for run in in_week)
        weeks.append(PlanWeek(monday, to_race, phase, cutback, metres))
    return tuple(weeks)


def minutes_of(
    runs: Iterable[Run], meant_minutes: Mapping[str, float] = MappingProxyType({})
) -> Callable[[Run], float]:
    """How many minutes a run of these was meant to last.

    As it says; where lengths are no more than a calendar's boxes, as long as its distance takes
    at an easy pace, if it tells one.
    """

    def as_said(run: Run) -> float:
        return meant_minutes.get(run.id, run.minutes)

    def by_distance(run: Run) -> float:
        if run.distance_m is None or run.minutes <= 0:
            return as_said(run)
        return run.distance_m * as_said(run) / run.minutes / _EASY_M_PER_MIN

    return by_distance if _are_boxes(runs, as_said) else as_said


def _are_boxes(runs: Iterable[Run], length: Callable[[Run], float]) -> bool:
    """Whether most runs last equally long, however far they go."""
    told = {run.id: run for run in runs if run.distance_m and run.type is not RunType.RACE}
    if len(told) < BOX_RUNS:
        return False
    lengths = Counter(round(length(run)) for run in told.values())
    boxed, count = max(lengths.items(), key=lambda item: (item[1], item[0]))
    far = [run.distance_m or 0.0 for run in told.values() if round(length(run)) == boxed]
    return count >= BOX_SHARE * len(told) and max(far) >= BOX_SPREAD * min(far)


def _of_the_plan(runs: Iterable[Run]) -> Iterable[date]:
    """Days of the runs that the athlete did not add to it."""
    return (r.day for r in runs if r.source != OWN_SOURCE and r.type is not RunType.RACE)


def _phase(weeks_total: int, weeks_to_race: int, race: Race) -> BlockPhase:
    return BlockPhase(
        phase_of_week(
            weeks_total,
            weeks_to_race,
            distance_m=race.distance_m,
            race_weekday=race.day.weekday(),
        )
    )


def last_day(race: Race) -> date:
    """The last day that a plan for this race speaks of."""
    return monday_of(race.day) + (return_weeks(race.distance_m) + 1) * WEEK - timedelta(days=1)


def _by_week(runs: Iterable[Run]) -> dict[date, list[Run]]:
    weeks: dict[date, list[Run]] = {}
    for run in runs:
        weeks.setdefault(monday_of(run.day), []).append(run)
    return weeks


def _falls(minutes: float, loads: Sequence[float]) -> bool:
    recent = loads[-CUTBACK_MEMORY_WEEKS:]
    return bool(recent) and minutes < (1 - CUTBACK_RUN_DROP) * mean(recent)
