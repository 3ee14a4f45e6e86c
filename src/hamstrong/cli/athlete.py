"""Whose data a command speaks of."""

from hamstrong.cli.say import SAY
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.model import Athlete
from hamstrong.coach.ports import Ports
from hamstrong.errors import NotFound


def current_athlete(ports: Ports) -> Athlete:
    """The installation's athlete, or the example's. Raises NotFound before anybody is set up."""
    athlete = find_athlete(ports).athlete
    if athlete is None:
        raise NotFound(SAY["nobody-set-up-yet"])
    return athlete


def current_id(ports: Ports) -> str:
    """Id of the `current_athlete`. Raises NotFound before anybody is set up."""
    return current_athlete(ports).id
