"""How the body stands, and what follows from it."""

from typing import Any

from fastapi import APIRouter

from hamstrong.coach.body_document import body_document
from hamstrong.coach.show_body import show_body
from hamstrong.web.api.athlete import current_athlete
from hamstrong.web.deps import WebDeps


def body_routes(deps: WebDeps) -> APIRouter:
    """The body, from the log."""
    router = APIRouter(tags=["body"])

    @router.get("/body")
    def get_body() -> dict[str, Any]:
        """Lights, limits, verdicts on the rungs, and the legs of the next 14 days."""
        with deps.reading() as ports:
            return body_document(show_body(ports, current_athlete(ports).id), ports.library)

    return router
