"""Make a run plan where the athlete has none."""

from dataclasses import dataclass

from hamstrong.coach.import_runs import ImportSummary
from hamstrong.coach.ports import Ports


@dataclass(frozen=True, slots=True)
class RunWishes:
    """What the built-in generator asks.

    Attributes:
        runs_per_week: 3 to 7.
        weekly_m: Metres a week at present.
        long_day: Weekday of the long run, Monday is 0.
        easy_pace_s_per_km: Seconds per kilometre; or None with a recent race instead.
        recent_race_m, recent_race_s: Metres and seconds of a recent race.
    """

    runs_per_week: int
    weekly_m: float
    long_day: int = 6
    easy_pace_s_per_km: float | None = None
    recent_race_m: float | None = None
    recent_race_s: float | None = None


def generate_runs(ports: Ports, athlete_id: str, *, wishes: RunWishes) -> ImportSummary:
    """Generate a run plan up to the race and keep it in place of every other.

    Raises:
        BadInput: A wish that cannot be used; `place` names the field of `RunWishes`.
        NoPlan: Too few weeks, or no race.
    """
    raise NotImplementedError
