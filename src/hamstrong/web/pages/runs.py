"""The runs as they were understood: look, correct, move."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import cast, get_args
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from hamstrong.coach.change_plan import Edit, changing
from hamstrong.coach.correct_run import correct_run
from hamstrong.coach.deciding import decide
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.import_runs import ReadRun
from hamstrong.coach.model import PlanChange
from hamstrong.coach.no_running import no_running
from hamstrong.coach.ports import Ports
from hamstrong.coach.run_outcomes import (
    LONGEST_RUN_MIN,
    SHORTEST_RUN_MIN,
    AddRun,
    TellRun,
    Told,
)
from hamstrong.coach.show_runs import show_runs
from hamstrong.errors import BadInput, Conflict, NotFound
from hamstrong.running.model import RunType
from hamstrong.web.pages.adding import RUN_TYPES, show_adding
from hamstrong.web.pages.changes import safe_path, told
from hamstrong.web.pages.filled import Filled, FormOf
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.formats import monday_of
from hamstrong.web.pages.site import Site, current_id, newcomer_id, shown_of
from hamstrong.web.text import load_catalogue, say

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
    raise NotFound(say("error.run-left"))


def runs_routes(site: Site) -> APIRouter:
    """All runs, one run, and what the athlete says about it."""
    router = site.router()
    _show_routes(router, site)
    _correct_route(router, site)
    _told_routes(router, site)
    return router


def _show_routes(router: APIRouter, site: Site) -> None:
    @router.get("/runs")
    def show_all(request: Request, both: bool = False) -> Response:
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
            today=shown.today,
            both_races=both,
        )

    @router.get("/runs/add")
    def show_add(request: Request, day: date | None = None) -> Response:
        return show_adding(site, request, day=day)

    @router.get("/runs/{run_id}")
    def show_one(request: Request, run_id: str) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            read = find_run(ports, shown.id, run_id)
            stop = no_running(ports, shown.id)
        return site.page(
            request,
            "run.html",
            athlete=shown.athlete,
            read=read,
            stop=stop,
            types=RUN_TYPES,
            today=shown.today,
        )


def _correct_route(router: APIRouter, site: Site) -> None:
    @router.post("/runs/{run_id}/correct")
    def correct(request: Request, run_id: str, form: FormOf) -> Response:
        where = BACK.get(form.text("back"))
        kind, key = form.choice("type", RunType), form.has("key")

        def act(ports: Ports, athlete_id: str) -> PlanChange | None:
            run = find_run(ports, athlete_id, run_id).run
            # Whoever changes only the type wants the key that goes with it.
            told = None if kind is not run.type and key == run.key else key
            return correct_run(ports, athlete_id, run_id=run_id, type=kind, key=told)

        change = decide(site.deps, newcomer_id if where == BACK["welcome"] else current_id, act)
        changes = change.changes if change else ()
        note = Note(site.texts["runs.corrected"], changes=changes)
        path = quote(run_id, safe="")
        return site.go(request, f"{where}#run-{path}" if where else f"/runs/{path}", note)


def _told_routes(router: APIRouter, site: Site) -> None:
    def keep(request: Request, edit: Edit, where: str) -> Response:
        try:
            change = decide(site.deps, current_id, changing(edit))
        except (BadInput, Conflict) as error:
            return site.go(request, where, Note(error.message, tone="careful"))
        return site.go(request, where, told(site, change, where))

    @router.post("/runs/{run_id}/outcome")
    def outcome(request: Request, run_id: str, form: FormOf) -> Response:
        where = safe_path(form.text("back", f"/runs/{quote(run_id, safe='')}"))
        try:
            edit = read_outcome(form, run_id)
        except BadInput as error:
            return site.go(request, where, Note(error.message, tone="careful"))
        if edit.outcome == "removed":
            where = "/runs"
        return keep(request, edit, where)

    @router.post("/runs/add")
    def add(request: Request, form: FormOf) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
        try:
            edit = AddRun(
                start=form.moment(shown.athlete.zone),
                minutes=form.number("minutes", low=SHORTEST_RUN_MIN, high=LONGEST_RUN_MIN),
                type=form.choice("type", RunType),
                title=form.text("title"),
            )
        except BadInput as error:
            return show_adding(site, request, form=form, error=error)
        return keep(request, edit, f"/week?day={edit.start.date()}")


def read_outcome(form: Filled, run_id: str) -> TellRun:
    """What became of a run, as filled in. Raises BadInput with the field."""
    outcome = form.text("outcome")
    if outcome not in get_args(Told):
        raise BadInput(load_catalogue()["form.choice"], place="outcome")
    told_more = outcome == "done"
    minutes = form.has("minutes") and told_more
    kind = form.has("type") and told_more
    return TellRun(
        run_id,
        cast(Told, outcome),
        minutes=form.number("minutes", low=SHORTEST_RUN_MIN, high=LONGEST_RUN_MIN)
        if minutes
        else None,
        type=form.choice("type", RunType) if kind else None,
    )
