"""Whether the athlete told a sign with which nobody should run."""

from hamstrong.coach.body import check_ins_of
from hamstrong.coach.model import EventKind
from hamstrong.coach.ports import Ports
from hamstrong.planning.body.stops import RunStop, run_stop


def no_running(ports: Ports, athlete_id: str) -> RunStop | None:
    """What stands against every coming run; None when nothing does."""
    return run_stop(check_ins_of(ports.store.events.all(athlete_id, EventKind.CHECK_IN)))
