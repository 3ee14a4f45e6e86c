"""What the runner, the race and the calendar allow, before any week is filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hamstrong.running.generate.calendar import BlockWeek
from hamstrong.running.generate.constants import (
    GOOD_MARATHON_LONG_M,
    LONG_SHARE,
    LONG_TIME_MARGIN,
    MARATHON,
    MAX_MINUTES,
    MOST_OVER_START,
    SHARE_MARGIN,
    UNDER_LONG,
    USUAL_GROWTH,
    USUAL_GROWTH_UNTIL_M,
    RaceKind,
    kind_of,
)
from hamstrong.running.generate.pattern import Role
from hamstrong.running.generate.request import GeneratorRequest
from hamstrong.running.paces import Paces
from hamstrong.running.phases import taper_weeks
from hamstrong.running.rules.long_run import long_share_limit
from hamstrong.running.rules.table import LONGEST_MOST_MIN, LONGEST_MOST_MIN_BEGINNER
from hamstrong.running.wording import METRES_PER

WEEKLY_GROWTH: Final = 1.044
"""What `GROWTH` over a mean of three weeks comes to, week by week."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What holds for the whole block.

    Attributes:
        kind: Of the race.
        race_day: Of the race.
        unit_m: Metres of the athlete's unit.
        start_m: First week, metres.
        peak_m: Highest week, metres.
        caps: Longest run per role, metres, the long run left out.
        share: Usual share of the long run.
        share_limit: R4's limit with a margin.
        first_long_m: Longest run of the last 30 days, metres, known or assumed.
        goal_long_m: Peak long run, metres, that the block aims for.
        stretched: True when the weeks are too small for it under R4.
        full_weeks: Indices of the loading weeks with a whole long run.
        long_taper: True when the taper takes three weeks.
    """

    kind: RaceKind
    race_day: date
    unit_m: float
    start_m: float
    peak_m: float
    caps: Mapping[Role, float]
    share: float
    share_limit: float
    first_long_m: float
    goal_long_m: float
    stretched: bool
    full_weeks: tuple[int, ...]
    long_taper: bool


def bounds_of(
    request: GeneratorRequest,
    paces: Paces,
    *,
    weeks: Sequence[BlockWeek],
    pattern: Mapping[int, Role],
) -> Bounds:
    """Work the bounds out from the request, the paces, the calendar and the week's roles."""
    kind = kind_of(request.race.distance_m)
    caps = {role: m * paces.planned_easy_m_s * 60 for role, m in MAX_MINUTES.items()}
    most_long = _most_long(request, paces)
    most = UNDER_LONG * most_long
    others = sum(min(caps[role], most) for role in pattern.values() if role != "long")
    carried = most_long + others
    start = min(request.weekly_m, carried)
    peak = _peak(start, kind, carried=carried)
    full = tuple(i for i, week in enumerate(weeks) if _is_full(week, request.race.day, kind))
    loading = sum(week.loading and week.whole for week in weeks[: full[-1] if full else 1])
    reached = min(peak, start * WEEKLY_GROWTH ** max(loading - 1, 0))
    share = LONG_SHARE[request.runs_per_week]
    limit = long_share_limit(request.runs_per_week).value * SHARE_MARGIN
    reached = min(reached, others / (1 - limit))
    usual = share * reached
    if kind is MARATHON:
        usual = max(usual, min(limit * reached, GOOD_MARATHON_LONG_M))
    return Bounds(
        kind=kind,
        race_day=request.race.day,
        unit_m=METRES_PER[request.units],
        start_m=start,
        peak_m=peak,
        caps=caps,
        share=share,
        share_limit=limit,
        first_long_m=request.longest_m or min(share * start, most_long),
        goal_long_m=min(max(usual, kind.needed_m), most_long),
        stretched=limit * reached < kind.needed_m,
        full_weeks=full,
        long_taper=taper_weeks(len(weeks), distance_m=request.race.distance_m) > 2,
    )


def _most_long(request: GeneratorRequest, paces: Paces) -> float:
    most_min = LONGEST_MOST_MIN_BEGINNER if request.beginner else LONGEST_MOST_MIN
    by_time = most_min.value * LONG_TIME_MARGIN * paces.planned_easy_m_s * 60
    return min(kind_of(request.race.distance_m).most_m, by_time)


def _peak(start: float, kind: RaceKind, *, carried: float) -> float:
    """The highest week: enough for the race, a little more than now, what the runs can carry."""
    wanted = max(min(start * USUAL_GROWTH, USUAL_GROWTH_UNTIL_M), kind.volume_m)
    return max(start, min(wanted, start * MOST_OVER_START, carried))


def _is_full(week: BlockWeek, race_day: date, kind: RaceKind) -> bool:
    day = week.long_run_day()
    return week.loading and day is not None and (race_day - day).days >= kind.full_until_days
