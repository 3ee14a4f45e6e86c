"""Today, week, block, the plan document, progress."""

from dataclasses import asdict
from datetime import date
from typing import Any

from fastapi import APIRouter

from hamstrong.coach.block import block
from hamstrong.coach.deciding import decide
from hamstrong.coach.documents import (
    block_document,
    change_document,
    today_document,
    week_document,
)
from hamstrong.coach.look import look
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.progress import progress
from hamstrong.coach.today import today
from hamstrong.coach.week import week
from hamstrong.planning.document import plan_document
from hamstrong.web.api.athlete import current_athlete, current_id
from hamstrong.web.deps import WebDeps

Document = dict[str, Any]


def plan_routes(deps: WebDeps) -> APIRouter:
    """The plan, looked at from near and far."""
    router = APIRouter(tags=["plan"])

    @router.get("/today")
    def get_today() -> Document:
        """What to run and lift today, or why nothing."""
        with deps.reading() as ports:
            return today_document(today(ports, current_athlete(ports).id), ports.library)

    @router.get("/week")
    def get_week(day: date | None = None) -> Document:
        """The week that holds `day`; this one by default."""
        with deps.reading() as ports:
            view = week(ports, current_athlete(ports).id, day=day)
            return week_document(view, ports.library)

    @router.get("/block")
    def get_block() -> Document:
        """The weeks to the race."""
        with deps.reading() as ports:
            return block_document(block(ports, current_athlete(ports).id))

    @router.get("/plan")
    def get_plan() -> Document:
        """The whole plan as `hamstrong-plan/1`."""
        with deps.reading() as ports:
            return plan_document(look(ports, current_athlete(ports).id).plan, ports.library)

    @router.post("/plan")
    def post_plan() -> Document | None:
        """Plan again; answers what changed."""
        return change_document(decide(deps, current_id, make_plan))

    @router.get("/progress")
    def get_progress() -> Document:
        """What was done, from the log."""
        with deps.reading() as ports:
            return asdict(progress(ports, current_athlete(ports).id))

    return router
