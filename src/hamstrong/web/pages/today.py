"""Today: what to run, what to lift, why; and the morning check-in on top."""

from fastapi import APIRouter, Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.show_body import show_body
from hamstrong.coach.show_runs import show_runs
from hamstrong.coach.today import today
from hamstrong.web.pages.morning import DISMISSED
from hamstrong.web.pages.site import Site, WelcomeFirst, shown_of


def today_routes(site: Site) -> APIRouter:
    """Today's page."""
    router = site.router()

    @router.get("/today")
    def show(request: Request) -> Response:
        with site.deps.reading() as ports:
            state = find_athlete(ports)
            shown = shown_of(ports, state)
            if not state.has_plan:
                raise WelcomeFirst
            view = today(ports, shown.id)
            body = show_body(ports, shown.id, last=view.day)
            runs = [read for read in show_runs(ports, shown.id).runs if read.run.day == view.day]
        dismissed = request.cookies.get(DISMISSED) == view.day.isoformat()
        return site.page(
            request,
            "today.html",
            athlete=shown.athlete,
            view=view,
            runs=runs,
            ask=view.check_in_due and not dismissed and not view.example,
            ill=body.ill,
            questions=() if view.example else body.questions,
            alarms=[state for state in body.states if state.since],
            fresh=body.days.get(view.day),
        )

    return router
