"""The goal race among the runs: told once, by `Race`, whatever the plans of runs say of it.

A run plan may name the race, leave it out, or name it twice. What stands in the plan is an entry;
what is planned around is the one run made here, which always stands where `Race` does.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Final

from hamstrong.running.model import Race, Run, RunType, duration
from hamstrong.running.rules.view import USUAL_SPEED_M_S

GOAL_RACE_ID: Final = "race"
"""Of the goal race among the planned runs; it stays when the race moves."""

SAME_RACE: Final = 0.06
"""Same race when the distances agree this well: courses and roundings. Judgement."""

DAYS_APART: Final = 1
"""An entry of the race's distance this near is the race: a plan off by a time zone. Judgement."""

B_RACE_DAYS: Final = 14
"""A race of the goal's distance so many days before it may be one of its own; nearer it is the goal
race on a wrong date. Judgement: nobody races the same distance in earnest within two weeks."""

RACE_TO_EASY_PACE: Final = 0.87
"""Marathon pace is about this share of easy pace per kilometre (Daniels 2014, VDOT 40-60)."""


def is_same_distance(distance_m: float, race: Race) -> bool:
    """Whether so many metres are the race's distance."""
    return abs(distance_m - race.distance_m) <= race.distance_m * SAME_RACE


def is_goal_race(run: Run, race: Race) -> bool:
    """Whether this entry of a run plan is the goal race.

    It is when it is a race on the race day, whatever its distance, or a race of about that
    distance on the day before or after. Anything else called a race is a tune-up.
    """
    if run.type is not RunType.RACE:
        return False
    if run.day == race.day:
        return True
    near = abs((run.day - race.day).days) <= DAYS_APART
    return near and run.distance_m is not None and is_same_distance(run.distance_m, race)


def with_goal_race(runs: Iterable[Run], race: Race) -> tuple[Run, ...]:
    """The runs in time order with the goal race exactly once, in place of every entry of it.

    Title and length are the entry's where there is one of the race's distance; the length of a
    race without one is reckoned from `RACE_TO_EASY_PACE`. No runs stay no runs.
    """
    given = tuple(runs)
    if not given:
        return ()
    entries = [run for run in given if is_goal_race(run, race)]
    others = (run for run in given if not is_goal_race(run, race))
    goal = _goal_race_run(race, entries)
    return tuple(sorted((*others, goal), key=lambda run: (run.start, run.id)))


def races_elsewhere(runs: Iterable[Run], race: Race) -> tuple[Run, ...]:
    """Races of the goal's distance on other days, where none of the runs is on the goal's day."""
    alike = [
        run
        for run in runs
        if run.type is RunType.RACE
        and run.distance_m is not None
        and is_same_distance(run.distance_m, race)
    ]
    return () if any(run.day == race.day for run in alike) else tuple(alike)


def following(entry: Run, before: Race, after: Race) -> Run:
    """The entry of a race that moved or changed its distance: where the race is now.

    The length grows with the distance.
    """
    share = after.distance_m / before.distance_m
    length = timedelta(seconds=round(duration(entry.start, entry.end).total_seconds() * share))
    distance_m = entry.distance_m if share == 1 else after.distance_m
    return replace(_at(entry, after, length=length), distance_m=distance_m)


def _goal_race_run(race: Race, entries: Iterable[Run]) -> Run:
    alike = (run for run in entries if is_same_distance(run.distance_m or race.distance_m, race))
    entry = next(alike, None)
    usual = timedelta(seconds=round(race.distance_m / USUAL_SPEED_M_S * RACE_TO_EASY_PACE))
    run = Run(
        id=GOAL_RACE_ID,
        start=race.start,
        end=race.start,
        type=RunType.RACE,
        key=True,
        title=race.name or (entry.title if entry else "Race"),
        distance_m=race.distance_m,
        timed=True,
        source=entry.source if entry else "",
    )
    return _at(run, race, length=duration(entry.start, entry.end) if entry else usual)


def _at(run: Run, race: Race, *, length: timedelta) -> Run:
    end = (race.start.astimezone(UTC) + length).astimezone(race.start.tzinfo)
    return replace(run, start=race.start, end=end)
