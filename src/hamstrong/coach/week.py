"""One week: each day's runs and strength, and the hours between them."""

from dataclasses import dataclass
from datetime import date

from hamstrong.coach.model import Gap, SessionState
from hamstrong.coach.ports import Ports
from hamstrong.planning.model import BlockPhase, PlanWeek, Reason, Session
from hamstrong.running.model import Race, Run


@dataclass(frozen=True, slots=True)
class SessionInWeek:
    """A session, what events say about it, and the hours to the next key run (None: none ahead)."""

    session: Session
    state: SessionState
    gap: Gap | None


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
    """A week of the block, seven days from Monday; neighbours are None at the block's ends."""

    race: Race
    monday: date
    plan_week: PlanWeek
    days: tuple[Day, ...]
    run_m: float
    strength_min: int
    previous_monday: date | None
    next_monday: date | None

    @property
    def phase(self) -> BlockPhase:
        return self.plan_week.phase


def week(ports: Ports, athlete_id: str, *, day: date | None = None) -> WeekView:
    """The week that holds `day`, today's by default; clamped to the block.

    Raises:
        NoPlan: Nothing is planned yet.
        NotFound: No such athlete.
    """
    raise NotImplementedError
