"""What to run and what to lift today, or why nothing."""

from dataclasses import dataclass
from datetime import date

from hamstrong.coach.ports import Ports
from hamstrong.coach.week import SessionInWeek
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


def today(ports: Ports, athlete_id: str) -> TodayView:
    """Raises NoPlan when nothing is planned yet, NotFound without such an athlete."""
    raise NotImplementedError
