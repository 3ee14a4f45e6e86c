"""Make a run plan where the athlete has none."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from hamstrong.coach.import_runs import ImportMode, ImportSummary, keep_runs
from hamstrong.coach.model import Units
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, NoPlan
from hamstrong.running.generate import GeneratorRequest, generate_run_plan
from hamstrong.running.model import Race, RunPlan
from hamstrong.running.validate import RaceResult


@dataclass(frozen=True, slots=True)
class RunWishes:
    """What the built-in generator asks.

    Attributes:
        runs_per_week: 2 to 7; 3 at least before a marathon.
        weekly_m: Metres a week at present.
        long_day: Weekday of the long run, Monday is 0.
        easy_pace_s_per_km: Seconds per kilometre; or None with a recent race instead.
        recent_race_m, recent_race_s: Metres and seconds of a recent race.
        days: Weekdays on which a run is possible.
        longest_m: Longest run of the last 30 days, metres.
        beginner: Asks for shorter longest runs.
    """

    runs_per_week: int
    weekly_m: float
    long_day: int = 6
    easy_pace_s_per_km: float | None = None
    recent_race_m: float | None = None
    recent_race_s: float | None = None
    days: frozenset[int] = frozenset(range(7))
    longest_m: float | None = None
    beginner: bool = False


def generate_runs(
    ports: Ports, athlete_id: str, *, wishes: RunWishes, replan: bool = True
) -> ImportSummary:
    """Generate a run plan up to the race and keep it in place of every other.

    A plan that is there follows, unless `replan` leaves that to the caller.

    Raises:
        BadInput: A wish that cannot be used; `place` names the field.
        NoPlan: Too few weeks, or no race.
    """
    athlete = ports.store.athletes.get(athlete_id)
    race = ports.store.races.get(athlete_id)
    if race is None:
        raise NoPlan(SAY["run-plan-leads-race"], place="race")
    plan = run_plan_for(
        wishes,
        race,
        today=ports.today(athlete.zone),
        zone=athlete.zone,
        usual_run_time=athlete.usual_run_time,
        units=athlete.units,
    )
    return keep_runs(ports, athlete_id, plan=plan, mode=ImportMode.REPLACE, replan=replan)


def run_plan_for(
    wishes: RunWishes,
    race: Race,
    *,
    today: date,
    zone: ZoneInfo,
    usual_run_time: time,
    units: Units,
) -> RunPlan:
    """What the generator makes of these wishes; raises as `generate_runs` does."""
    easy = wishes.easy_pace_s_per_km
    return generate_run_plan(
        GeneratorRequest(
            race=race,
            today=today,
            runs_per_week=wishes.runs_per_week,
            weekly_m=wishes.weekly_m,
            long_run_day=wishes.long_day,
            recent=_recent(wishes),
            easy_speed_m_s=None if easy is None else 1000 / easy,
            days=wishes.days,
            usual_run_time=usual_run_time,
            longest_m=wishes.longest_m,
            beginner=wishes.beginner,
            units=units.value,
            zone=zone,
        )
    )


def _recent(wishes: RunWishes) -> RaceResult | None:
    if wishes.recent_race_m is None and wishes.recent_race_s is None:
        return None
    if wishes.recent_race_m is None or wishes.recent_race_s is None:
        raise BadInput(SAY["recent-race-needs-its"], place="recent_race")
    return RaceResult(wishes.recent_race_m, wishes.recent_race_s)
