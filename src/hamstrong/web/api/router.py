"""Everything under /api."""

from fastapi import APIRouter

from hamstrong.web.api.body import body_routes
from hamstrong.web.api.changes import change_routes
from hamstrong.web.api.exercises import exercise_routes
from hamstrong.web.api.log import log_routes
from hamstrong.web.api.plan import plan_routes
from hamstrong.web.api.runs import run_routes
from hamstrong.web.api.sessions import session_routes
from hamstrong.web.deps import WebDeps

ROUTES = (
    plan_routes,
    body_routes,
    change_routes,
    session_routes,
    run_routes,
    log_routes,
    exercise_routes,
)


def build_api(deps: WebDeps) -> APIRouter:
    """Every endpoint of the API under one router."""
    router = APIRouter(prefix="/api")
    for routes in ROUTES:
        router.include_router(routes(deps))
    return router
