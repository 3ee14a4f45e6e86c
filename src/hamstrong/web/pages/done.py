"""What was really done: files in, the list, one activity, and what it means for the plan."""

from datetime import date
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from hamstrong.coach.deciding import decide
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.import_activities import Outcome
from hamstrong.coach.load_over_time import LoadKind
from hamstrong.coach.preview import preview
from hamstrong.coach.show_activities import forget_activity, show_activities, show_activity
from hamstrong.coach.take_in_activities import plan_on_done, take_in
from hamstrong.errors import BadInput, NoPlan
from hamstrong.web.pages.changes import told
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.formats import Formats
from hamstrong.web.pages.load_picture import draw_load, load_words
from hamstrong.web.pages.site import Site, current_id, shown_of
from hamstrong.web.sent_files import SentFiles
from hamstrong.web.takings import Takings

HOME = "/done"
MOST_NAMED: Final = 100
"""Files that a report names for each outcome; the command line names all."""

RUNS_SHOWN: Final = 6
"""Runs that a report shows before the rest is folded, so that refused files are not far below."""


def done_routes(site: Site) -> APIRouter:
    """Everything under `/done`."""
    router = site.router()
    _list_routes(router, site)
    _files_routes(router, site)
    _plan_routes(router, site)
    _one_routes(router, site)
    return router


def _list_routes(router: APIRouter, site: Site) -> None:
    @router.get(HOME)
    def show_all(
        request: Request, until: date | None = None, load: LoadKind | None = None
    ) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            view = show_activities(ports, shown.id, until=until, load=load)
        formats = Formats(site.texts, shown.athlete.units, shown.athlete.zone)
        return site.page(
            request,
            "done.html",
            athlete=shown.athlete,
            view=view,
            picture=draw_load(view.load, formats),
            load_words=load_words(view.load, formats),
            until=until,
        )


def _files_routes(router: APIRouter, site: Site) -> None:
    takings = Takings()

    @router.get(f"{HOME}/files/{{mark}}")
    def state(mark: UUID) -> JSONResponse:
        """How far an import is; nothing read before it began."""
        taking = takings.find(mark)
        share, files = (taking.share, taking.files) if taking else (0.0, 0)
        return JSONResponse({"share": share, "files": files})

    @router.post(f"{HOME}/files/{{mark}}/stop")
    def stop(mark: UUID) -> Response:
        """It ends at the next file; its report tells what was kept."""
        taking = takings.find(mark)
        if taking is not None:
            taking.stops = True
        return Response(status_code=204)

    @router.post(f"{HOME}/files")
    def take(request: Request, sent: SentFiles, mark: UUID | None = None) -> Response:
        if not sent:
            return site.go(request, HOME, Note(site.texts["done.no-file"], tone="careful"))
        files = site.deps.activities()
        taking = takings.begin(mark)
        taken = take_in(site.deps, current_id, files, taking.watched(files, sent))
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
        results = {outcome: taken.report.of(outcome) for outcome in Outcome}
        return site.page(
            request,
            "done_report.html",
            athlete=shown.athlete,
            taken=taken,
            results=results,
            most=MOST_NAMED,
            first=RUNS_SHOWN,
            stopped=taking.stops,
        )


def _plan_routes(router: APIRouter, site: Site) -> None:
    @router.get(f"{HOME}/plan")
    def offer(request: Request) -> Response:
        """What planning again on what was done would change; nothing is kept."""
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            try:
                change = preview(ports, shown.id, plan_on_done).outcome
            except NoPlan as error:
                return site.go(request, HOME, Note(error.message, tone="careful"))
        return site.page(request, "done_plan.html", athlete=shown.athlete, change=change)

    @router.post(f"{HOME}/plan")
    def keep(request: Request) -> Response:
        try:
            change = decide(site.deps, current_id, plan_on_done)
        except (NoPlan, BadInput) as error:
            return site.go(request, HOME, Note(error.message, tone="careful"))
        return site.go(request, "/week", told(site, change, "/week"))


def _one_routes(router: APIRouter, site: Site) -> None:
    @router.get(f"{HOME}/{{activity_id}}")
    def show_one(request: Request, activity_id: str) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            view = show_activity(ports, shown.id, activity_id)
        return site.page(request, "activity.html", athlete=shown.athlete, view=view)

    @router.post(f"{HOME}/{{activity_id}}/delete")
    def delete(request: Request, activity_id: str) -> Response:
        with site.deps.writing() as ports:
            forget_activity(ports, current_id(ports), activity_id)
        return site.go(request, HOME, Note(site.texts["done.deleted"]))
