"""Plan the block, or plan it again with yesterday's plan as a preference."""

from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports


def make_plan(ports: Ports, athlete_id: str) -> PlanChange:
    """Plan from today to the race, keep the plan, and tell what changed.

    Days before today stay as they were planned. Equal inputs keep `revised_at` as it was.

    Raises:
        NoPlan: No race, no runs, or the race is over.
        NotFound: No such athlete.
    """
    raise NotImplementedError
