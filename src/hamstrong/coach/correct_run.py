"""The athlete says what a run really is; it sticks on every later import."""

from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.running.model import RunType


def correct_run(
    ports: Ports,
    athlete_id: str,
    *,
    run_id: str,
    type: RunType | None = None,
    key: bool | None = None,
) -> PlanChange | None:
    """Set the run's type or whether it is key; what is None stays as it was said before.

    Returns what re-planning did, None without a plan.

    Raises:
        NotFound: No such run.
        BadInput: A type that is no run.
    """
    raise NotImplementedError
