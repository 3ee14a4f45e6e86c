"""The generator itself: calendar, loads, workouts, and a check by the rules at the end."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hamstrong.errors import NoPlan
from hamstrong.running.generate.bounds import Bounds, bounds_of
from hamstrong.running.generate.calendar import BlockWeek, block_weeks
from hamstrong.running.generate.constants import kind_of
from hamstrong.running.generate.loads import DayLoad, WeekLoad, week_loads
from hamstrong.running.generate.menu import RACE_WINDOW_DAYS, Menu, race_window
from hamstrong.running.generate.notes import notes_of
from hamstrong.running.generate.pattern import week_pattern
from hamstrong.running.generate.request import (
    GeneratorRequest,
    check_request,
    paces_of,
    zone_of,
)
from hamstrong.running.generate.words import PLAN_NAME, WORDS
from hamstrong.running.generate.workouts import Tailor, Workout
from hamstrong.running.model import Run, RunPlan, RunType
from hamstrong.running.paces import Paces, race_time
from hamstrong.running.validate import Finding, RunnerContext, validate_run_plan
from hamstrong.running.wording import distance_text, race_text

_ROUND_TO: Final = timedelta(minutes=1)


def generate_run_plan(request: GeneratorRequest) -> RunPlan:
    """Make a run plan that leads to the race.

    The plan is checked by the rules before it is given out: it never has a hard finding. What is
    unusual about it, because the weeks are small for the race or the block is short, is in its
    notes in the rules' own words; that is only ever R4, R5 or R6.

    Args:
        request: See `GeneratorRequest`.

    Returns:
        Runs from today, or from 26 weeks before the race, to the race itself, which is the last.

    Raises:
        BadInput: A value outside its range; `place` names the field.
        NoPlan: The race is over, too near, or too far for the present week.
    """
    check_request(request)
    zone, paces = zone_of(request), paces_of(request)
    pattern = week_pattern(
        request.runs_per_week, request.long_run_day % 7, days=request.days & frozenset(range(7))
    )
    weeks = block_weeks(request, pattern)
    bounds = bounds_of(request, paces, weeks=weeks, pattern=pattern)
    loads = week_loads(weeks, bounds, pattern=pattern)
    runs = (*_runs(request, loads, zone=zone, paces=paces), _race_run(request, zone, paces=paces))
    _check_longest(request, bounds, loads=loads)
    findings = _check(request, runs, paces=paces)
    return RunPlan(
        name=PLAN_NAME,
        runs=runs,
        rest_days=_rest_days(runs, weeks),
        notes=notes_of(request, bounds, paces=paces, findings=findings),
    )


def _runs(
    request: GeneratorRequest, loads: Sequence[WeekLoad], *, zone: ZoneInfo, paces: Paces
) -> Iterator[Run]:
    menu = Menu(
        tailor=Tailor(paces, request.units),
        kind=kind_of(request.race.distance_m),
        runs=request.runs_per_week,
        weeks=len(loads),
        peak_min=max(load.metres for load in loads) / (paces.planned_easy_m_s * 60),
    )
    last = race_window(tuple(d for load in loads for d in load.days if _is_last(d)), menu.runs)
    for load in loads:
        for day in load.days:
            if not _is_last(day):
                yield _run(request, day.day, menu.workout(load, day), zone=zone)
    for day in last:
        yield _run(request, day.day, menu.workout(loads[-1], day), zone=zone)


def _is_last(day: DayLoad) -> bool:
    return day.to_race <= RACE_WINDOW_DAYS


def _run(request: GeneratorRequest, day: date, workout: Workout, *, zone: ZoneInfo) -> Run:
    start = _aware(datetime.combine(day, request.usual_run_time), zone)
    length = max(round(timedelta(minutes=workout.minutes) / _ROUND_TO), 1) * _ROUND_TO
    return Run(
        id=_run_id(day),
        start=start,
        end=(start.astimezone(UTC) + length).astimezone(zone),
        type=workout.type,
        key=workout.key,
        title=workout.title,
        distance_m=round(workout.metres, 1),
        timed=False,
        source=PLAN_NAME,
    )


def _aware(local: datetime, zone: ZoneInfo) -> datetime:
    """A local time in its zone; one that a change of clocks skips moves to after the change."""
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _run_id(day: date) -> str:
    """One run a day, so the day names it, whatever the plan is made from next time."""
    return f"hamstrong-{day.isoformat()}"


def _race_run(request: GeneratorRequest, zone: ZoneInfo, *, paces: Paces) -> Run:
    race = request.race
    start = race.start.astimezone(zone)
    takes = timedelta(seconds=round(race_time(paces.vdot, race.distance_m)))
    return Run(
        id=_run_id(race.day),
        start=start,
        end=(start.astimezone(UTC) + takes).astimezone(zone),
        type=RunType.RACE,
        key=True,
        title=WORDS["plan.race"].format(
            race=race.name or race_text(race.distance_m, request.units)
        ),
        distance_m=race.distance_m,
        timed=True,
        source=PLAN_NAME,
    )


def _check_longest(request: GeneratorRequest, bounds: Bounds, *, loads: Sequence[WeekLoad]) -> None:
    longest = max(bounds.first_long_m, *(load.long_m for load in loads))
    if longest < bounds.kind.refused_m:
        raise NoPlan(
            WORDS.say(
                "refused.growing-10-time-your",
                longest=distance_text(longest, request.units),
                least=distance_text(bounds.kind.refused_m, request.units),
            ),
            place="race date",
        )


def _check(request: GeneratorRequest, runs: Sequence[Run], *, paces: Paces) -> tuple[Finding, ...]:
    context = RunnerContext(
        weekly_m=request.weekly_m,
        longest_m=request.longest_m,
        easy_speed_m_s=paces.planned_easy_m_s,
        beginner=request.beginner,
    )
    findings = validate_run_plan(runs, request.race, context=context, units=request.units)
    hard = [found for found in findings if found.level == "hard"]
    if hard:
        raise NoPlan(
            WORDS.say("refused.no-plan-from-these", sentence=hard[0].sentence),
            place=hard[0].rule,
        )
    return findings


def _rest_days(runs: Sequence[Run], weeks: Sequence[BlockWeek]) -> tuple[date, ...]:
    first = min(weeks[0].monday, runs[0].day) if weeks[0].whole else runs[0].day
    ran = {run.day for run in runs}
    days = (runs[-1].day - first).days
    return tuple(day for i in range(days) if (day := first + timedelta(days=i)) not in ran)
