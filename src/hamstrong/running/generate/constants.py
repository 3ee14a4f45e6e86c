"""Every number of the run-plan generator that is not a rule's own limit.

Where no source stands beside a number it is judgement, chosen inside the bounds of evidence 6.2
to 6.4 so that the plan passes rules R1 to R15.
"""

from dataclasses import dataclass
from typing import Final

from hamstrong.running.generate.pattern import Role
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, TEN_KM_M

GROWTH: Final = 1.09
"""A week over the mean of the last three loading weeks; R2 warns above 1.10."""

LONG_GROWTH: Final = 1.10
"""A long run over the longest of 30 days, rounded down; R1 warns above 1.10."""

UNDER_LONG: Final = 0.92
"""No other run of a week is longer than this share of its long run."""

CUTBACK_VOLUME: Final = 0.74
CUTBACK_LONG: Final = 0.68
"""Cutback weeks against the weeks before: -20-30 % and -25-40 % (evidence 6.4, L-M)."""

CYCLE: Final = (4, 3)
"""Weeks from cutback to cutback (evidence 6.4: every third or fourth), the longer preferred."""

MOST_OVER_START: Final = 1.95
"""Peak over first week; R13 asks that the start is at least half the peak."""

USUAL_GROWTH: Final = 1.15
USUAL_GROWTH_UNTIL_M: Final = 110_000.0
"""Whoever runs enough for the race already still grows by 15 %, up to this weekly distance."""

LONG_SHARE: Final[dict[int, float]] = {2: 0.54, 3: 0.45, 4: 0.38, 5: 0.33, 6: 0.31, 7: 0.30}
"""The long run's usual share of the week by runs a week; R4 allows a little more."""

LONG_SHARE_STRETCH: Final = 0.60
"""Share that the long run may reach when a race needs it and the week is too small."""

SHARE_MARGIN: Final = 0.98
"""Distance kept from R4's limits, for rounding."""

MAX_MINUTES: Final[dict[Role, float]] = {
    "quality": 95,
    "second": 90,
    "medium-long": 105,
    "easy": 75,
    "recovery": 30,
}
"""Longest run per role (evidence 6.2: easy 30-75 min, medium-long 75-105; R10: 30 min)."""

WEIGHT: Final[dict[Role, float]] = {
    "quality": 1.15,
    "second": 1.05,
    "medium-long": 1.3,
    "easy": 0.9,
    "recovery": 0.6,
}
"""How the week without its long run is shared out."""

LONG_TIME_MARGIN: Final = 0.995
"""Share of R5's time limit that a long run may fill."""


@dataclass(frozen=True, slots=True)
class RaceKind:
    """What a race distance asks of the plan.

    Attributes:
        up_to_m: Races up to this distance, metres.
        volume_m: Weekly distance worth growing towards.
        needed_m: Longest run that a small week is stretched for.
        refused_m: Under this longest run there is no plan.
        most_m: Longest run however large the week.
        full_until_days: Long runs are whole until so many days before the race.
        last_long: Share of the peak long run between that and two weeks before the race.
        week_before_long: The same from 7 to 13 days before the race.
        fewest_runs: A week, under which there is no plan: R4 and the longest run do not both fit.
    """

    up_to_m: float
    volume_m: float
    needed_m: float
    refused_m: float
    most_m: float
    full_until_days: int
    last_long: float
    week_before_long: float
    fewest_runs: int


TEN_KM: Final = RaceKind(1.4 * TEN_KM_M, 45e3, 6e3, 5e3, 18e3, 14, 1.0, 0.65, 2)
HALF: Final = RaceKind(1.4 * HALF_MARATHON_M, 55e3, 13e3, 11e3, 22e3, 14, 1.0, 0.65, 2)
MARATHON: Final = RaceKind(1.1 * MARATHON_M, 78e3, 25.8e3, 20e3, 32e3, 21, 0.75, 0.5, 3)
"""Longest runs: R5 and R6 for the marathon (25 km at least, 28 to 32 preferred)."""

GOOD_MARATHON_LONG_M: Final = 28_000.0
"""Long run that a marathon plan grows to where the week allows it (R5 prefers 28 to 32 km)."""

FAR_LONG_M: Final = 24_500.0
"""Long runs stay under this until the last `FAR_LONG_WEEKS` loading weeks: R6 wants 2 to 5 runs
of 25 km or more."""

FAR_LONG_WEEKS: Final = 4
BEFORE_TAPER_LONG_M: Final = 23_500.0
"""Longest run inside three weeks before a marathon; R12 counts from 24 km."""

TAPER_THREE: Final = 0.78
TAPER_TWO: Final = 0.55
TAPER_ONE: Final = 0.45
"""Runs against the last loading week, 14-20, 7-13 and 0-6 days before the race. With the long
run shorter and then gone this makes -20-25, -40-50 and -60-70 % (evidence 6.4)."""

RACE_WEEK_MAX_MIN: Final = 45
DAY_BEFORE_MAX_MIN: Final = 20
"""Longest runs in the last six days, and on the day before the race."""

SHARPENER_DAYS: Final = (4, 3, 5, 6)
"""Days before the race for a short sharpener, best first (R12)."""


def kind_of(distance_m: float) -> RaceKind:
    """The pattern for a race distance, metres."""
    return next(kind for kind in (TEN_KM, HALF, MARATHON) if distance_m <= kind.up_to_m)
