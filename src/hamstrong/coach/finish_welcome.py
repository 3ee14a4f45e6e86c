"""The last step of welcome: plan the block and put the example away."""

from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports


def finish_welcome(ports: Ports, athlete_id: str) -> PlanChange:
    """Plan the athlete's block and discard the example. Raises NoPlan as `make_plan` does."""
    raise NotImplementedError
