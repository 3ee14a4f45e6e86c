"""Which planned run a done run was.

One planned run has one done run. On the same day the start, the length and the distance decide;
every number is judgement, and the mark says how far the two are apart. The worst that a wrong
match does is to call an easy run by another's length: the athlete can say otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hamstrong.running.activity import Activity, Mark, Sport
from hamstrong.running.model import Run, hours_between

START_H: Final = 3.0
"""Hours between the planned and the real start that count as one, where the plan names a time."""

LENGTH_SHARE: Final = 0.25
DISTANCE_SHARE: Final = 0.20
"""Shares of the planned minutes and metres that the real ones may differ by, to be sure."""

FAR_SHARE: Final = 0.60
"""From here on the two have little in common: it is a guess that one was meant as the other,
unless neither has another that day."""

LEAST_SHARE: Final = 0.15
"""Less than this of the plan is no try at it: a walk to the bus, a warm-up saved by itself."""


_Pair = tuple[float, int, Activity, Run]


@dataclass(frozen=True, slots=True)
class Match:
    """A done run and the planned one it was."""

    activity: Activity
    run: Run
    mark: Mark


def match_runs(activities: Sequence[Activity], runs: Sequence[Run]) -> tuple[Match, ...]:
    """The best pairs of each day, closest first; what pairs with nothing is left out.

    Args:
        activities: Done, starts in the athlete's zone.
        runs: Planned, in the same zone.
    """
    pairs = [
        (_distance(activity, run), number, activity, run)
        for number, activity in enumerate(activities)
        if activity.sport is Sport.RUNNING
        for run in runs
        if run.day == activity.day and run.type.is_run and _is_a_try(activity, run)
    ]
    found: list[Match] = []
    taken_runs: set[str] = set()
    taken: set[str] = set()
    for apart, _, activity, run in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[3].id)):
        if activity.id not in taken and run.id not in taken_runs:
            taken.add(activity.id)
            taken_runs.add(run.id)
            alone = _is_alone(activity, run, pairs)
            found.append(Match(activity, run, _mark(activity, run, apart, alone=alone)))
    return tuple(found)


def _is_alone(activity: Activity, run: Run, pairs: Sequence[_Pair]) -> bool:
    """Whether nothing else on that day could be meant: one run planned, one done."""
    return sum(pair[2] is activity or pair[3] is run for pair in pairs) == 1


def _is_a_try(activity: Activity, run: Run) -> bool:
    return run.minutes <= 0 or activity.minutes >= LEAST_SHARE * run.minutes


def _distance(activity: Activity, run: Run) -> float:
    """0 for exactly as planned; the worse of length and distance, and a little for the hour."""
    apart = _apart(activity.minutes, run.minutes)
    if run.distance_m and activity.distance_m:
        apart = min(apart, _apart(activity.distance_m, run.distance_m))
    hours = abs(hours_between(run.start, activity.start)) if run.timed else 0.0
    return apart + 0.1 * max(0.0, hours - START_H)


def _mark(activity: Activity, run: Run, apart: float, *, alone: bool) -> Mark:
    metres = run.distance_m and activity.distance_m
    is_close = _apart(activity.minutes, run.minutes) <= LENGTH_SHARE or bool(
        metres and _apart(activity.distance_m or 0.0, run.distance_m or 0.0) <= DISTANCE_SHARE
    )
    if is_close and apart <= LENGTH_SHARE:
        return Mark.SURE
    return Mark.LIKELY if apart <= FAR_SHARE or alone else Mark.GUESS


def _apart(done: float, planned: float) -> float:
    return abs(done - planned) / planned if planned > 0 else 1.0
