"""Whose data an endpoint speaks of."""

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.model import Athlete
from hamstrong.coach.ports import Ports
from hamstrong.errors import NotFound
from hamstrong.web.text import say


def current_athlete(ports: Ports) -> Athlete:
    """The installation's athlete, or the example's. Raises NotFound before anybody is set up."""
    athlete = find_athlete(ports).athlete
    if athlete is None:
        raise NotFound(say("error.no-one-yet"), place="athlete")
    return athlete


def current_id(ports: Ports) -> str:
    """Id of the `current_athlete`. Raises NotFound before anybody is set up."""
    return current_athlete(ports).id
