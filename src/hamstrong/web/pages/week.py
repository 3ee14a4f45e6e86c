"""A week, and moving what is in it."""

from dataclasses import asdict
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from hamstrong.coach.absences import list_absences
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.show_body import show_body
from hamstrong.coach.show_targets import run_targets, session_targets
from hamstrong.coach.week import week
from hamstrong.web.pages.site import Site, WelcomeFirst, shown_of
from hamstrong.web.pages.timeline import lanes


def week_routes(site: Site) -> APIRouter:
    """The week's page."""
    router = site.router()

    @router.get("/week")
    def show(request: Request, day: date | None = None) -> Response:
        with site.deps.reading() as ports:
            state = find_athlete(ports)
            shown = shown_of(ports, state)
            if not state.has_plan:
                raise WelcomeFirst
            view = week(ports, shown.id, day=day)
            words = show_body(ports, shown.id).days
            absences = list_absences(ports, shown.id)
        return site.page(
            request,
            "week.html",
            athlete=shown.athlete,
            view=view,
            lanes=lanes(view),
            today=shown.today,
            words=words,
            absences=absences,
        )

    return router


def target_routes(site: Site) -> APIRouter:
    """Where something may be put, for whoever carries it over the week's page."""
    router = site.router()

    @router.get("/plan/targets")
    def targets(monday: date, session: str = "", run: str = "") -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            if session:
                found = session_targets(ports, shown.id, session)
            else:
                found = run_targets(ports, shown.id, run, monday=monday)
        rows = [{**asdict(target), "start": target.start.isoformat()} for target in found]
        return JSONResponse({"targets": rows}, headers={"Cache-Control": "no-store"})

    return router
