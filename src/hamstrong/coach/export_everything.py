"""Give the athlete everything that is kept about them."""

from hamstrong.coach.ports import Ports


def export_everything(ports: Ports, athlete_id: str) -> bytes:
    """A zip: `hamstrong.json` with everything, and one CSV each of runs, sessions, sets, check-ins.

    Raises NotFound without such an athlete.
    """
    raise NotImplementedError
