"""Planning again behind the scenes, where nobody waits for the answer."""

import logging
from functools import partial

from hamstrong.coach.deciding import decide
from hamstrong.coach.make_plan import ANEW, Cause, replan_if_planned
from hamstrong.errors import HamstrongError
from hamstrong.web.deps import WebDeps

logger = logging.getLogger(__name__)


def renew_plan(deps: WebDeps, athlete_id: str, *, cause: Cause = ANEW) -> None:
    """Plan again and keep it. What goes wrong is logged: the plan that is there stays."""
    try:
        decide(deps, lambda _: athlete_id, partial(replan_if_planned, cause=cause))
    except HamstrongError as error:
        logger.warning("The plan was not renewed: %s", error)
