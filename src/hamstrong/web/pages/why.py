"""Why this day and none of the others, why this much, why nothing."""

from datetime import date

from fastapi import APIRouter, Request, Response

from hamstrong.coach.explain import why_day, why_session, why_week
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.look import look
from hamstrong.planning.constants.wishes import WishKind
from hamstrong.web.pages.site import Site, shown_of

FIXES: dict[WishKind, str] = {
    WishKind.PIN: "/sessions/",
    WishKind.MINUTES: "/settings#time",
    WishKind.WINDOW: "/settings#time",
    WishKind.KIT: "/settings#equipment",
    WishKind.SESSIONS: "/settings#time",
    WishKind.DAY_OFF: "/settings#dates",
}
"""Where each wish is changed; what is still new solves itself."""


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

    @router.get("/weeks/{monday}/why")
    def whole_week(request: Request, monday: date) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            why = why_week(ports, shown.id, monday=monday)
        return site.page(
            request, "why_week.html", athlete=shown.athlete, why=why, fixes=FIXES, pin=WishKind.PIN
        )

    return router
