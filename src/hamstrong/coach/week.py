"""One week: each day's runs and strength, and the hours between them."""

from dataclasses import dataclass
from datetime import date, timedelta

from hamstrong.coach.look import Look, SessionInWeek, look
from hamstrong.coach.no_running import no_running
from hamstrong.coach.ports import Ports
from hamstrong.planning.body.stops import RunStop
from hamstrong.planning.model import BlockPhase, PlanWeek, Reason
from hamstrong.running.model import Race, Run

__all__ = ["Day", "SessionInWeek", "WeekView", "week"]


@dataclass(frozen=True, slots=True)
class Day:
    """One day. `why_empty` says why there is no strength, on every day without a session."""

    day: date
    is_today: bool
    runs: tuple[Run, ...]
    sessions: tuple[SessionInWeek, ...]
    why_empty: Reason | None


@dataclass(frozen=True, slots=True)
class WeekView:
    """A week of the block, seven days from Monday; neighbours are None at the block's ends.

    `no_run` stands against every run from today on; None when nothing does.
    """

    race: Race
    monday: date
    plan_week: PlanWeek
    days: tuple[Day, ...]
    run_m: float
    strength_min: int
    previous_monday: date | None
    next_monday: date | None
    no_run: RunStop | None = None

    @property
    def phase(self) -> BlockPhase:
        return self.plan_week.phase


def week(ports: Ports, athlete_id: str, *, day: date | None = None) -> WeekView:
    """The week that holds `day`, today's by default; clamped to the block.

    Raises:
        NoPlan: Nothing is planned yet.
        NotFound: No such athlete.
    """
    seen = look(ports, athlete_id)
    weeks = seen.plan.weeks
    wanted = day or seen.today
    index = max(0, sum(w.monday <= wanted for w in weeks) - 1)
    plan_week = weeks[index]
    days = tuple(day_of(seen, plan_week.monday + timedelta(days=n)) for n in range(7))
    return WeekView(
        race=seen.plan.race,
        monday=plan_week.monday,
        plan_week=plan_week,
        days=days,
        run_m=plan_week.run_m,
        strength_min=sum(s.session.minutes for d in days for s in d.sessions),
        previous_monday=weeks[index - 1].monday if index > 0 else None,
        next_monday=weeks[index + 1].monday if index + 1 < len(weeks) else None,
        no_run=no_running(ports, athlete_id),
    )


def day_of(seen: Look, day: date) -> Day:
    """One day as the week and the block show it."""
    return Day(
        day=day,
        is_today=day == seen.today,
        runs=tuple(run for run in seen.plan.runs if run.day == day),
        sessions=tuple(seen.shown(s) for s in seen.plan.sessions if s.day == day),
        why_empty=seen.plan.empty_days.get(day),
    )
