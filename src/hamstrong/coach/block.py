"""The weeks to the race at a glance."""

from dataclasses import dataclass

from hamstrong.coach.ports import Ports
from hamstrong.planning.model import PlanWeek
from hamstrong.running.model import Race
from hamstrong.running.validate import Finding


@dataclass(frozen=True, slots=True)
class BlockWeek:
    """One column of the picture. Metres of running, minutes of strength."""

    plan_week: PlanWeek
    run_m: float
    strength_min: int
    sessions: int
    sessions_done: int
    key_runs: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class BlockView:
    """The block; `findings` are what the validator finds unusual about the runs."""

    race: Race
    weeks: tuple[BlockWeek, ...]
    findings: tuple[Finding, ...]


def block(ports: Ports, athlete_id: str) -> BlockView:
    """Raises NoPlan when nothing is planned yet, NotFound without such an athlete."""
    raise NotImplementedError
