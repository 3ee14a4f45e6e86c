"""Why this day and none of the others, why this much, why nothing."""

from datetime import date

from fastapi import APIRouter, Request, Response

from hamstrong.coach.explain import why_day, why_session
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.look import look
from hamstrong.web.pages.site import Site, shown_of


def why_routes(site: Site) -> APIRouter:
    """Explanations, each a page of its own that other pages open as a sheet."""
    router = site.router()

    @router.get("/sessions/{session_id}/why")
    def session(request: Request, session_id: str) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            why = why_session(ports, shown.id, session_id=session_id)
        return site.page(request, "why_session.html", athlete=shown.athlete, why=why)

    @router.get("/days/{day}/why")
    def empty_day(request: Request, day: date) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            why = why_day(ports, shown.id, day=day)
            titles = {s.id: s.title for s in look(ports, shown.id).plan.sessions}
        return site.page(request, "why_day.html", athlete=shown.athlete, why=why, titles=titles)

    return router
