"""A week, and moving what is in it."""

from dataclasses import asdict
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from hamstrong.coach.absences import list_absences
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.hand_out import TO_DO
from hamstrong.coach.legs_ahead import legs_ahead
from hamstrong.coach.show_targets import days_from, run_targets, session_targets
from hamstrong.coach.week import WeekView, week
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
            words = legs_ahead(ports, shown.id, first=view.monday, last=view.days[-1].day)
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
            to_take=any(item.state in TO_DO for day in view.days for item in day.sessions),
            ask_wishes=may_conflict(view, shown.today),
        )

    return router


NOT_OF_WISHES = ("growth", "return", "taper", "levels")
"""Rules of notes that no wish has a part in."""


def may_conflict(view: WeekView, today: date) -> bool:
    """Whether it is worth asking what keeps the week from more: asking takes half a second."""
    notes = [note for note in view.plan_week.notes if note.rule not in NOT_OF_WISHES]
    return bool(notes) and not view.plan_week.cutback and view.days[-1].day >= today


def target_routes(site: Site) -> APIRouter:
    """Where something may be put, for whoever carries it over the week or the block."""
    router = site.router()

    @router.get("/plan/targets")
    def targets(monday: date, weeks: int = 1, session: str = "", run: str = "") -> Response:
        days = days_from(monday, weeks)
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            if session:
                found = session_targets(ports, shown.id, session, days=days)
            else:
                found = run_targets(ports, shown.id, run, days=days)
        rows = [{**asdict(target), "start": target.start.isoformat()} for target in found]
        return JSONResponse({"targets": rows}, headers={"Cache-Control": "no-store"})

    return router
