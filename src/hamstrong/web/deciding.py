"""Change the plan without making others wait: think while reading, write what was thought."""

from collections.abc import Callable
from typing import TypeVar

from hamstrong.coach.ports import Ports
from hamstrong.coach.preview import Act, keep_preview, preview
from hamstrong.web.deps import WebDeps

T = TypeVar("T")


def decide(deps: WebDeps, whose: Callable[[Ports], str], act: Act[T]) -> T:
    """Run a use case that plans, and keep what it does.

    Thinking happens on a copy in a unit of work that only reads; the write lock is held for
    writing alone, unless something it rests on has changed in between. `whose` gives the
    athlete's id. Raises whatever the use case raises; nothing is kept then.
    """
    with deps.reading() as ports:
        athlete_id = whose(ports)
        tried = preview(ports, athlete_id, act)
    with deps.writing() as ports:
        return keep_preview(ports, athlete_id, tried)
