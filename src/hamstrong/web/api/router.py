"""Everything under /api."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.params import Depends

from hamstrong import __version__
from hamstrong.web.api.activities import activity_routes
from hamstrong.web.api.body import body_routes
from hamstrong.web.api.changes import change_routes
from hamstrong.web.api.exercises import exercise_routes
from hamstrong.web.api.log import log_routes
from hamstrong.web.api.plan import plan_routes
from hamstrong.web.api.runs import run_routes
from hamstrong.web.api.sessions import session_routes
from hamstrong.web.api.take_out import take_out_routes
from hamstrong.web.deps import WebDeps

ROUTES = (
    plan_routes,
    body_routes,
    change_routes,
    session_routes,
    take_out_routes,
    run_routes,
    activity_routes,
    log_routes,
    exercise_routes,
)


def build_api(deps: WebDeps, dependencies: Sequence[Depends] = ()) -> APIRouter:
    """Every endpoint of the API under one router, and its description for machines."""
    router = APIRouter(prefix="/api", dependencies=dependencies)
    for routes in ROUTES:
        router.include_router(routes(deps))

    @router.get("/openapi.json", include_in_schema=False)
    def describe() -> dict[str, Any]:
        return get_openapi(title="Hamstrong", version=__version__, routes=router.routes)

    return router
