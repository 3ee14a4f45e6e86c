"""The runs as they were understood: look, correct, move."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from hamstrong.coach.correct_run import correct_run
from hamstrong.coach.find_athlete import find_athlete, find_newcomer
from hamstrong.coach.import_runs import ReadRun
from hamstrong.coach.ports import Ports
from hamstrong.coach.show_runs import show_runs
from hamstrong.errors import NotFound
from hamstrong.running.model import RunType
from hamstrong.web.pages.filled import FormOf
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.formats import monday_of
from hamstrong.web.pages.site import Site, shown_of

RUN_TYPES = tuple(kind for kind in RunType if kind.is_run)
BACK = {"welcome": "/welcome/check", "runs": "/runs"}
"""Where a correction leads back to, by the form's field `back`."""


@dataclass(frozen=True, slots=True)
class RunWeek:
    """The runs of one week, metres in sum."""

    monday: date
    runs: tuple[ReadRun, ...]
    distance_m: float
    key_runs: int


def run_weeks(runs: tuple[ReadRun, ...]) -> tuple[RunWeek, ...]:
    """The runs by week, in time order."""
    weeks = []
    for monday, group in groupby(runs, key=lambda read: monday_of(read.run.day)):
        members = tuple(group)
        weeks.append(
            RunWeek(
                monday=monday,
                runs=members,
                distance_m=sum(read.run.distance_m or 0.0 for read in members),
                key_runs=sum(read.run.key for read in members),
            )
        )
    return tuple(weeks)


def find_run(ports: Ports, athlete_id: str, run_id: str) -> ReadRun:
    """One run as understood. Raises NotFound."""
    for read in show_runs(ports, athlete_id).runs:
        if read.run.id == run_id:
            return read
    raise NotFound("There is no such run in your plan: it may have left at the last import.")


def runs_routes(site: Site) -> APIRouter:
    """All runs, one run, and what the athlete says about it."""
    router = site.router()
    _show_routes(router, site)
    _correct_route(router, site)
    return router


def _show_routes(router: APIRouter, site: Site) -> None:
    @router.get("/runs")
    def show_all(request: Request) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            view = show_runs(ports, shown.id)
        return site.page(
            request,
            "runs.html",
            athlete=shown.athlete,
            view=view,
            weeks=run_weeks(view.runs),
            types=RUN_TYPES,
            this_monday=monday_of(shown.today),
        )

    @router.get("/runs/{run_id}")
    def show_one(request: Request, run_id: str) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            read = find_run(ports, shown.id, run_id)
        return site.page(
            request,
            "run.html",
            athlete=shown.athlete,
            read=read,
            types=RUN_TYPES,
            today=shown.today,
        )


def _correct_route(router: APIRouter, site: Site) -> None:
    @router.post("/runs/{run_id}/correct")
    def correct(request: Request, run_id: str, form: FormOf) -> Response:
        where = BACK.get(form.text("back"))
        with site.deps.writing() as ports:
            state = find_newcomer(ports) if where == BACK["welcome"] else find_athlete(ports)
            shown = shown_of(ports, state)
            run = find_run(ports, shown.id, run_id).run
            kind, key = form.choice("type", RunType), form.has("key")
            # Whoever changes only the type wants the key that goes with it.
            told = None if kind is not run.type and key == run.key else key
            change = correct_run(ports, shown.id, run_id=run_id, type=kind, key=told)
        changes = change.changes if change else ()
        note = Note(site.texts["runs.corrected"], changes=changes)
        path = quote(run_id, safe="")
        return site.go(request, f"{where}#run-{path}" if where else f"/runs/{path}", note)
