"""What the web needs from the composition root."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from hamstrong.coach.activity_files import ActivityFiles
from hamstrong.coach.ports import Ports

OpenPorts = Callable[[], AbstractContextManager[Ports]]


@dataclass(frozen=True, slots=True)
class WebDeps:
    """Doors to the use cases.

    An endpoint opens one of them once, calls one use case, and renders inside or after:

        with deps.writing() as ports:
            change = make_plan(ports, athlete_id)

    Attributes:
        reading: A unit of work that sees one consistent state and must not write.
        writing: A unit of work that is committed when the block ends and rolled back when it
            raises. What an answer acknowledges must have left the block.
        activities: What reads activities of watches and services.
        address: Where the app answers, `https://host`, for links in feeds; "" takes the request's.
    """

    reading: OpenPorts
    writing: OpenPorts
    activities: Callable[[], ActivityFiles]
    address: str = ""
