"""The athlete runs at another time; strength makes room."""

from datetime import datetime

from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports


def move_run(ports: Ports, athlete_id: str, *, run_id: str, start: datetime) -> PlanChange | None:
    """Move a planned run to an aware `start` and re-plan; returns what followed.

    Raises:
        NotFound: No such run.
        Conflict: Another run is there already.
        BadInput: A start without zone, or before today.
    """
    raise NotImplementedError
