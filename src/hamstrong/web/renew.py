"""Planning again behind the scenes, where nobody waits for the answer."""

import logging

from hamstrong.coach.make_plan import ANEW, Cause, keep_plan, prepare_plan
from hamstrong.errors import HamstrongError
from hamstrong.web.deps import WebDeps

logger = logging.getLogger(__name__)


def renew_plan(deps: WebDeps, athlete_id: str, *, cause: Cause = ANEW) -> None:
    """Plan again and keep it. What goes wrong is logged: the plan that is there stays.

    Thinking happens in a unit of work that only reads, so that a phone that sends its sets
    meanwhile does not wait for the planner.
    """
    try:
        with deps.reading() as ports:
            if ports.store.plans.get(athlete_id) is None:
                return
            prepared = prepare_plan(ports, athlete_id)
        with deps.writing() as ports:
            keep_plan(ports, athlete_id, prepared, cause=cause)
    except HamstrongError as error:
        logger.warning("The plan was not renewed: %s", error)
