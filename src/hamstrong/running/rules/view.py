"""A run plan as the rules look at it: weeks from Monday, metres known or estimated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median
from typing import Final

from hamstrong.running.model import MARATHON_M, Race, Run, RunType
from hamstrong.running.phases import LONG_TAPER_FROM_M, phase_of_week
from hamstrong.running.rules.table import CUTBACK_DROP, CUTBACK_ROUNDING, WEEK_MEMORY
from hamstrong.running.wording import Units

USUAL_SPEED_M_S: Final = 1000 / 360
"""6:00/km, for comparing runs without a distance when nothing is known. Judgement."""

WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RaceResult:
    """A race already run.

    Attributes:
        distance_m: Metres.
        time_s: Seconds.
        day: None when the athlete does not say.
    """

    distance_m: float
    time_s: float
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RunnerContext:
    """What is known about the runner besides the plan; None where it is not.

    Attributes:
        weekly_m: Mean weekly metres of the last four weeks.
        longest_m: Longest run of the last 30 days, metres.
        easy_speed_m_s: Usual easy speed, metres per second.
        goal_s: Time the athlete wants in the race, seconds.
        recent: A recent race.
        beginner: Makes R5 and R10 stricter.
    """

    weekly_m: float | None = None
    longest_m: float | None = None
    easy_speed_m_s: float | None = None
    goal_s: float | None = None
    recent: RaceResult | None = None
    beginner: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the plan, from Monday, without the race.

    Attributes:
        monday: Its first day.
        runs: In time order.
        metres: Of all of them.
        phase: Of the block.
        partial: True for a first week that begins in its middle, and for the race week.
        cutback: True when it runs clearly less than the weeks before it.
    """

    monday: date
    runs: tuple[Run, ...]
    metres: float
    phase: str
    partial: bool
    cutback: bool

    @property
    def before_taper(self) -> bool:
        return not self.partial and self.phase in ("base", "build", "specific")


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything the rules read.

    Attributes:
        race: The plan leads to it.
        runs: Before the race day, in time order.
        later: From the race day on, races left out, in time order.
        weeks: Every week from the first run to the race.
        metres: By run id.
        estimated: Ids of the runs whose metres are reckoned from their minutes.
        speed_known: True when those estimates rest on this runner's speed.
        context: About the runner.
        units: For sentences.
    """

    race: Race
    runs: tuple[Run, ...]
    later: tuple[Run, ...]
    weeks: tuple[Week, ...]
    metres: Mapping[str, float]
    estimated: frozenset[str]
    speed_known: bool
    context: RunnerContext
    units: Units

    @property
    def is_marathon(self) -> bool:
        return LONG_TAPER_FROM_M <= self.race.distance_m <= 1.1 * MARATHON_M

    @property
    def distances_known(self) -> bool:
        """Whether metres may be compared with kilometres of a rule, not only with each other."""
        return self.speed_known or not self.estimated

    def days_to_race(self, run: Run) -> int:
        return (self.race.day - run.day).days

    def longest(self) -> Run | None:
        """The longest run before the race, races left out; None when there is none."""
        runs = [run for run in self.runs if run.type is not RunType.RACE]
        return max(runs, key=lambda run: self.metres[run.id], default=None)

    def window_m(self, first: int, last: int) -> float:
        """Metres from `first` to `last` days before the race, both included, first >= last."""
        return sum(self.metres[r.id] for r in self.runs if last <= self.days_to_race(r) <= first)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def view_plan(runs: Iterable[Run], race: Race, *, context: RunnerContext, units: Units) -> PlanView:
    """Look at a plan; runs on the race day and after it stand apart."""
    ordered = sorted(runs, key=lambda run: (run.start, run.id))
    before = tuple(run for run in ordered if run.day < race.day)
    later = (run for run in ordered if run.day >= race.day)
    speed = context.easy_speed_m_s or _typical_speed(before)
    metres = {
        run.id: run.distance_m
        if run.distance_m is not None
        else run.minutes * 60 * (speed or USUAL_SPEED_M_S)
        for run in before
    }
    return PlanView(
        race=race,
        runs=before,
        later=tuple(run for run in later if run.type is not RunType.RACE),
        weeks=_weeks(before, race, metres=metres, context=context),
        metres=metres,
        estimated=frozenset(run.id for run in before if run.distance_m is None),
        speed_known=speed is not None,
        context=context,
        units=units,
    )


def _typical_speed(runs: Sequence[Run]) -> float | None:
    """Median speed of the plan's own easy and long runs that give a distance."""
    plain = (RunType.EASY, RunType.MEDIUM_LONG, RunType.LONG)
    speeds = [
        run.distance_m / (run.minutes * 60)
        for run in runs
        if run.distance_m and run.minutes > 0 and run.type in plain
    ]
    return median(speeds) if speeds else None


def _weeks(
    runs: Sequence[Run], race: Race, *, metres: Mapping[str, float], context: RunnerContext
) -> tuple[Week, ...]:
    if not runs:
        return ()
    first, last = monday_of(runs[0].day), monday_of(race.day)
    total = (last - first).days // 7 + 1
    of_week = [tuple(r for r in runs if monday_of(r.day) == first + i * WEEK) for i in range(total)]
    loads = [context.weekly_m] if context.weekly_m else []
    weeks: list[Week] = []
    for i, mine in enumerate(of_week):
        phase = phase_of_week(
            total, total - 1 - i, distance_m=race.distance_m, race_weekday=race.day.weekday()
        )
        partial = i == total - 1 or (i == 0 and len(mine) < len(of_week[1]))
        load = sum(metres[run.id] for run in mine)
        cutback = phase != "taper" and not partial and _is_cutback(load, loads)
        if not partial and not cutback:
            loads.append(load)
        weeks.append(Week(first + i * WEEK, mine, load, phase, partial, cutback))
    return tuple(weeks)


def _is_cutback(load: float, loads: Sequence[float]) -> bool:
    if not loads:
        return False
    drop = CUTBACK_DROP.value - CUTBACK_ROUNDING.value
    return load <= (1 - drop) * mean(loads[-int(WEEK_MEMORY.value) :])
