"""The first request of a day brings the plan up to that day."""

import threading
import time
from collections.abc import Callable

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.make_plan import Cause, is_stale
from hamstrong.coach.words import SAY
from hamstrong.web.deps import WebDeps
from hamstrong.web.renew import renew_plan

ASK_EVERY_S = 300.0
"""How often the stored plan is looked at, at most; a phone polls more than that."""


def daily_refresh(
    deps: WebDeps, *, monotonic: Callable[[], float] = time.monotonic
) -> Callable[[], None]:
    """A dependency for routers: cheap on every request, planning again on the first of a day."""
    lock = threading.Lock()
    asked: list[float] = []

    def refresh() -> None:
        now = monotonic()
        with lock:
            if asked and now - asked[0] < ASK_EVERY_S:
                return
            asked[:] = [now]
        with deps.reading() as ports:
            athlete = find_athlete(ports).athlete
            stale = athlete is not None and is_stale(ports, athlete.id)
        if athlete is not None and stale:
            renew_plan(deps, athlete.id, cause=Cause(SAY["a-new-day"]))

    return refresh
