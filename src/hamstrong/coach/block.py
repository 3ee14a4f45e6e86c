"""The weeks to the race at a glance."""

from dataclasses import dataclass
from datetime import timedelta

from hamstrong.coach.import_runs import find_unusual
from hamstrong.coach.look import Look, look
from hamstrong.coach.model import SessionState
from hamstrong.coach.ports import Ports
from hamstrong.coach.week import Day, day_of
from hamstrong.planning.model import PlanWeek
from hamstrong.running.model import Race
from hamstrong.running.validate import Finding


@dataclass(frozen=True, slots=True)
class BlockWeek:
    """One column of the picture: metres of running, minutes of strength, seven days."""

    plan_week: PlanWeek
    run_m: float
    strength_min: int
    sessions: int
    sessions_done: int
    key_runs: int
    is_current: bool
    days: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockView:
    """The block; `findings` are what the validator finds unusual about the runs."""

    race: Race
    weeks: tuple[BlockWeek, ...]
    findings: tuple[Finding, ...]


def block(ports: Ports, athlete_id: str) -> BlockView:
    """Raises NoPlan when nothing is planned yet, NotFound without such an athlete."""
    seen = look(ports, athlete_id)
    return BlockView(
        race=seen.plan.race,
        weeks=tuple(_week(seen, plan_week) for plan_week in seen.plan.weeks),
        findings=find_unusual(ports, athlete_id, seen.plan.runs),
    )


def _week(seen: Look, plan_week: PlanWeek) -> BlockWeek:
    sessions = seen.in_week(plan_week)
    runs = [run for run in seen.plan.runs if 0 <= (run.day - plan_week.monday).days < 7]
    return BlockWeek(
        plan_week=plan_week,
        run_m=plan_week.run_m,
        strength_min=sum(session.minutes for session in sessions),
        sessions=len(sessions),
        sessions_done=sum(seen.state(session) is SessionState.DONE for session in sessions),
        key_runs=sum(run.key for run in runs),
        days=tuple(day_of(seen, plan_week.monday + timedelta(days=n)) for n in range(7)),
        is_current=0 <= (seen.today - plan_week.monday).days < 7,
    )
