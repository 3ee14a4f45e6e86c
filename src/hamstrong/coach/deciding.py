"""Change the plan without making others wait: think while reading, write what was thought.

Every face that runs a use case that plans goes through here: pages, the API, the command line.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from hamstrong.coach.ports import Ports
from hamstrong.coach.preview import Act, keep_preview, preview, preview_anew

T = TypeVar("T")


class Doors(Protocol):
    """Where units of work open."""

    @property
    def reading(self) -> Callable[[], AbstractContextManager[Ports]]:
        """A unit of work that sees one consistent state and must not write."""

    @property
    def writing(self) -> Callable[[], AbstractContextManager[Ports]]:
        """A unit of work that is committed when its block ends."""


def decide(doors: Doors, whose: Callable[[Ports], str], act: Act[T]) -> T:
    """Run a use case that plans, and keep what it does.

    Thinking happens on a copy in a unit of work that only reads; the write lock is held for
    writing alone, unless something it rests on has changed in between. `whose` gives the
    athlete's id. Raises whatever the use case raises; nothing is kept then.
    """
    with doors.reading() as ports:
        tried = preview(ports, whose(ports), act)
    with doors.writing() as ports:
        return keep_preview(ports, tried)


def decide_anew(doors: Doors, act: Callable[[Ports], T]) -> T:
    """`decide` for a use case that makes its own athlete."""
    with doors.reading() as ports:
        tried = preview_anew(ports, act)
    with doors.writing() as ports:
        return keep_preview(ports, tried)
