"""Today: what to run, what to lift, why; and the morning check-in on top."""

from datetime import date

from fastapi import APIRouter, Request, Response

from hamstrong.coach.check_in import AREAS, CheckIn, check_in
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.today import TodayView, today
from hamstrong.web.pages.filled import Filled, FormOf
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.site import Shown, Site, WelcomeFirst, shown_of

DISMISSED = "hamstrong_check_in"
"""Cookie that holds the day on which the check-in was put aside."""


def today_routes(site: Site) -> APIRouter:
    """Today's page and the check-in."""
    router = site.router()

    @router.get("/")
    def start(request: Request) -> Response:
        return site.go(request, "/today")

    @router.get("/today")
    def show(request: Request) -> Response:
        shown, view = _read(site)
        dismissed = request.cookies.get(DISMISSED) == view.day.isoformat()
        return site.page(
            request,
            "today.html",
            athlete=shown.athlete,
            view=view,
            ask=view.check_in_due and not dismissed and not view.example,
            areas=AREAS,
        )

    @router.get("/check-in")
    def ask(request: Request) -> Response:
        shown, view = _read(site)
        return site.page(
            request,
            "check_in.html",
            athlete=shown.athlete,
            day=view.day,
            areas=AREAS,
            flags=(),
        )

    @router.post("/check-in")
    def answer(request: Request, form: FormOf) -> Response:
        with site.deps.writing() as ports:
            shown = shown_of(ports, find_athlete(ports))
            check_in(ports, shown.id, answer=read_answer(form, shown.today))
        return site.go(request, "/today", Note(site.texts["check-in.thanks"]))

    @router.post("/check-in/later")
    def later(request: Request) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
        response = site.go(request, "/today")
        response.set_cookie(
            DISMISSED,
            shown.today.isoformat(),
            max_age=24 * 3600,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    return router


def _read(site: Site) -> tuple[Shown, TodayView]:
    with site.deps.reading() as ports:
        state = find_athlete(ports)
        shown = shown_of(ports, state)
        if not state.has_plan:
            raise WelcomeFirst
        return shown, today(ports, shown.id)


def read_answer(form: Filled, day: date) -> CheckIn:
    """The check-in as filled in; an area left alone is 0, and "fine" is 0 everywhere."""
    if form.has("fine"):
        return CheckIn(day=day, soreness=dict.fromkeys(AREAS, 0), pain=dict.fromkeys(AREAS, 0))
    return CheckIn(
        day=day,
        soreness={area: _level(form, f"soreness-{area}") for area in AREAS},
        pain={area: _level(form, f"pain-{area}") for area in AREAS},
        sleep_h=form.number("sleep", low=0, high=24) if form.has("sleep") else None,
        energy=form.whole("energy", choices=range(1, 6)) if form.has("energy") else None,
    )


def _level(form: Filled, name: str) -> int:
    return form.whole(name, choices=range(11)) if form.has(name) else 0
