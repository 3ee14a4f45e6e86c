"""How many requests a service gets from here: less than it allows, counted across restarts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from hamstrong.coach.services import ServiceName

QUARTER: Final = timedelta(minutes=15)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Budget:
    """Requests at most in each stretch of time, and how far apart they are.

    Attributes:
        in_quarter: In a quarter of an hour, by the clock in UTC, as Strava counts.
        in_day: In a day, UTC.
        apart_s: Seconds between two.
    """

    in_quarter: int
    in_day: int
    apart_s: float


BUDGETS: Final[Mapping[ServiceName, Budget]] = {
    # Its people say ten a second and address (forum.intervals.icu, 2024; M); the rest is judgement.
    ServiceName.INTERVALS: Budget(in_quarter=300, in_day=2000, apart_s=0.2),
    # "Too many" was seen after some twelve at once (gcpapi-sync, October 2026; M).
    ServiceName.GARMIN: Budget(in_quarter=200, in_day=2000, apart_s=1.0),
    # Half of 200 and 2000 (developers.strava.com, 2026; M): the athlete may have other programs.
    ServiceName.STRAVA: Budget(in_quarter=100, in_day=1000, apart_s=1.0),
    # No number, but "fair use" (runalyze.com/help, 2026; M): ours is judgement.
    ServiceName.RUNALYZE: Budget(in_quarter=50, in_day=300, apart_s=1.0),
}


def take_one(
    spent: Mapping[str, int], budget: Budget, *, now: datetime
) -> tuple[Mapping[str, int], datetime | None]:
    """Count a request at a moment.

    Returns:
        What is spent then, and None; or what was spent and the moment when there is room again.
    """
    stretches = ((QUARTER, budget.in_quarter), (DAY, budget.in_day))
    counted: dict[str, int] = {}
    for length, most in stretches:
        begin = _begin(now, length)
        key = f"{length.total_seconds():.0f}@{begin.isoformat()}"
        counted[key] = spent.get(key, 0) + 1
        if counted[key] > most:
            return spent, begin + length
    return counted, None


def _begin(now: datetime, length: timedelta) -> datetime:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return epoch + (now - epoch) // length * length
