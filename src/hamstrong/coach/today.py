"""What to run and what to lift today, or why nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

from hamstrong.coach.look import SessionInWeek, look
from hamstrong.coach.model import EventKind, SessionState
from hamstrong.coach.no_running import no_running
from hamstrong.coach.nothing_planned import is_bare
from hamstrong.coach.ports import Ports
from hamstrong.planning.body.stops import RunStop
from hamstrong.planning.model import PlanWeek, Reason
from hamstrong.running.model import Race, Run


@dataclass(frozen=True, slots=True)
class TodayView:
    """Today.

    Attributes:
        days_to_race: 0 on race day, negative after.
        plan_week: The current week; None outside the block.
        sessions: Today's, mostly none or one.
        why_empty: Why there is no strength today; None when there is.
        next_session: The first one after today.
        check_in_due: True until this day's check-in is recorded.
        example: True while the example athlete is shown.
        no_run: What stands against every coming run; None when nothing does.
        bare: True when nothing is planned from here to a race that is not near.
    """

    day: date
    race: Race
    days_to_race: int
    plan_week: PlanWeek | None
    runs: tuple[Run, ...]
    sessions: tuple[SessionInWeek, ...]
    why_empty: Reason | None
    next_session: SessionInWeek | None
    check_in_due: bool
    example: bool
    no_run: RunStop | None = None
    bare: bool = False

    @property
    def coming_monday(self) -> date:
        """Of the next whole week: where to ask what would help."""
        return self.day + timedelta(days=-self.day.weekday() % 7)


def today(ports: Ports, athlete_id: str) -> TodayView:
    """Raises NoPlan when nothing is planned yet, NotFound without such an athlete."""
    seen = look(ports, athlete_id)
    day, plan = seen.today, seen.plan
    coming = (s for s in plan.sessions if s.day > day and seen.state(s) is SessionState.PLANNED)
    after = next(coming, None)
    return TodayView(
        day=day,
        race=plan.race,
        days_to_race=(plan.race.day - day).days,
        plan_week=seen.week_of(day),
        runs=tuple(run for run in plan.runs if run.day == day),
        sessions=tuple(seen.shown(s) for s in plan.sessions if s.day == day),
        why_empty=plan.empty_days.get(day),
        next_session=None if after is None else seen.shown(after),
        check_in_due=not _is_checked_in(ports, athlete_id, day),
        example=seen.athlete.example,
        no_run=no_running(ports, athlete_id),
        bare=is_bare(plan, day),
    )


def _is_checked_in(ports: Ports, athlete_id: str, day: date) -> bool:
    answers = ports.store.events.all(athlete_id, EventKind.CHECK_IN)
    return any(answer.data["day"] == day.isoformat() for answer in answers)
