"""The last step of welcome: plan the block and put the example away."""

from hamstrong.coach.make_plan import Cause, make_plan
from hamstrong.coach.model import PlanChange
from hamstrong.coach.open_example import discard_example
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY


def finish_welcome(ports: Ports, athlete_id: str) -> PlanChange:
    """Plan the athlete's block and discard the example. Raises NoPlan as `make_plan` does."""
    change = make_plan(ports, athlete_id, cause=Cause(SAY["planned-your-block"]))
    discard_example(ports)
    return change
