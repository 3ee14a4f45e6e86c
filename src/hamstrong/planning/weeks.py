"""The weeks of a block: phase, distance, and whether the run plan cuts back."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import mean

from hamstrong.planning.constants.dose import CUTBACK_MEMORY_WEEKS, CUTBACK_RUN_DROP
from hamstrong.planning.model import BlockPhase, PlanWeek
from hamstrong.running.model import Race, Run
from hamstrong.running.phases import phase_of_week

WEEK = timedelta(days=7)
_EASY_M_PER_MIN = 1000 / 6
"""A run without a distance counts as one at 6:00/km, for pictures only. Judgement."""


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def run_metres(run: Run) -> float:
    """Metres, estimated from the minutes where the plan gives none."""
    return run.distance_m if run.distance_m is not None else run.minutes * _EASY_M_PER_MIN


def block_weeks(runs: Sequence[Run], race: Race, *, today: date) -> tuple[PlanWeek, ...]:
    """The weeks from the first run, or from today if that is earlier, to the race.

    A cutback is a week whose running minutes fall well below the mean of the three weeks before
    it that were not cutbacks themselves; weeks of the taper have their own rule.
    """
    first = monday_of(min([today, *(run.day for run in runs)]))
    last = monday_of(race.day)
    mondays = [first + i * WEEK for i in range((last - first).days // 7 + 1)]
    by_week = {monday: _runs_of(runs, monday) for monday in mondays}
    weeks: list[PlanWeek] = []
    loads: list[float] = []
    for monday in mondays:
        to_race = (last - monday).days // 7
        phase = _phase(len(mondays), to_race, race)
        minutes = sum(run.minutes for run in by_week[monday])
        cutback = phase is not BlockPhase.TAPER and _falls(minutes, loads)
        if not cutback:
            loads.append(minutes)
        metres = sum(run_metres(run) for run in by_week[monday])
        weeks.append(PlanWeek(monday, to_race, phase, cutback, metres))
    return tuple(weeks)


def _phase(weeks_total: int, weeks_to_race: int, race: Race) -> BlockPhase:
    return BlockPhase(
        phase_of_week(
            weeks_total,
            weeks_to_race,
            distance_m=race.distance_m,
            race_weekday=race.day.weekday(),
        )
    )


def _runs_of(runs: Iterable[Run], monday: date) -> list[Run]:
    return [run for run in runs if monday <= run.day < monday + WEEK]


def _falls(minutes: float, loads: Sequence[float]) -> bool:
    recent = loads[-CUTBACK_MEMORY_WEEKS:]
    return bool(recent) and minutes < (1 - CUTBACK_RUN_DROP) * mean(recent)
