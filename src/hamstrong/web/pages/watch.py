"""On your watch: how a session gets there, and what is not possible."""

from fastapi import APIRouter, Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.web.pages.site import Site


def watch_routes(site: Site) -> APIRouter:
    """One page."""
    router = site.router()

    @router.get("/watch")
    def show(request: Request) -> Response:
        with site.deps.reading() as ports:
            state = find_athlete(ports)
        return site.page(request, "watch.html", athlete=state.athlete, has_plan=state.has_plan)

    return router
