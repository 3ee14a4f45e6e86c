"""The athlete puts a session elsewhere; the spacing rules answer."""

from dataclasses import dataclass
from datetime import datetime

from hamstrong.coach.model import PlanChange
from hamstrong.coach.ports import Ports
from hamstrong.planning.model import Reason


@dataclass(frozen=True, slots=True)
class SessionMoved:
    """`reasons` say why not, and nothing changed; or they are empty and `change` tells the rest."""

    reasons: tuple[Reason, ...]
    change: PlanChange | None

    @property
    def moved(self) -> bool:
        return not self.reasons


def move_session(
    ports: Ports, athlete_id: str, *, session_id: str, start: datetime
) -> SessionMoved:
    """Pin the session to an aware `start` and plan the rest around it, if the hard hours allow.

    Raises:
        NotFound: No such session.
        BadInput: A start without zone, or before today.
        Conflict: The session is already done.
    """
    raise NotImplementedError


def free_session(ports: Ports, athlete_id: str, *, session_id: str) -> PlanChange:
    """Take the pin out and let the planner choose again. Raises NotFound without such a session."""
    raise NotImplementedError
