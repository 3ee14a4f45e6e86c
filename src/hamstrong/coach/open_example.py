"""A ready block to look around in, before anything of one's own is typed."""

from hamstrong.coach.model import Athlete
from hamstrong.coach.ports import Ports


def open_example(ports: Ports) -> Athlete:
    """The example athlete with runs, a plan and nothing done yet; made now if there is none."""
    raise NotImplementedError


def discard_example(ports: Ports) -> None:
    """Forget the example; nothing happens without one. Finishing welcome calls this."""
    raise NotImplementedError
