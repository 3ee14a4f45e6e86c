"""Changes of the plan: what would follow, keeping it, taking it back, and the history."""

import json
from collections.abc import Callable
from functools import partial
from typing import Literal

from fastapi import APIRouter, Request, Response

from hamstrong.coach.change_plan import changing
from hamstrong.coach.deciding import decide
from hamstrong.coach.edits import read_edits
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.model import PlanChange
from hamstrong.coach.plan_history import plan_history
from hamstrong.coach.preview import preview
from hamstrong.coach.undo import redo, undo
from hamstrong.errors import BadInput, Conflict, HamstrongError, NotFound
from hamstrong.web.pages.adding import show_adding
from hamstrong.web.pages.change_forms import Raw, changes_from_json, read_changes
from hamstrong.web.pages.filled import Filled, FormOf
from hamstrong.web.pages.flash import Note, Undo
from hamstrong.web.pages.site import Site, current_id, shown_of

HOME = "/week"


def change_routes(site: Site) -> APIRouter:
    """Preview, keep, undo, and what was."""
    router = site.router()
    _preview_routes(router, site)
    _history_routes(router, site)
    return router


def _preview_routes(router: APIRouter, site: Site) -> None:
    @router.post("/plan/preview")
    def try_out(request: Request, form: FormOf) -> Response:
        return show_preview(site, request, form)

    @router.post("/plan/changes")
    def keep(request: Request, form: FormOf) -> Response:
        back = safe_path(form.text("back"))
        try:
            raw = changes_from_json(form.text("changes"))
            change = decide(site.deps, current_id, changing(*read_edits(raw)))
        except (BadInput, Conflict, NotFound) as error:
            return site.go(request, back, Note(error.message, tone="careful"))
        return site.go(request, back, told(site, change, back))


def show_preview(site: Site, request: Request, form: Filled) -> Response:
    """What would follow from a form's change, or why it cannot be; nothing is kept."""
    back = safe_path(form.text("back"))
    athlete, raw, change = None, [], None
    error: HamstrongError | None = None
    try:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            athlete = shown.athlete
            raw = read_changes(form, shown)
            back = _where_it_lands(raw) or back
            change = preview(ports, shown.id, changing(*read_edits(raw))).outcome
    except BadInput as refused:
        if form.text("what") == "add-run":
            return show_adding(site, request, form=form, error=refused)
        error = refused
    except (Conflict, NotFound) as refused:
        error = refused
    return site.page(
        request,
        "changes.html",
        athlete=athlete,
        status=error.status if error else 200,
        change=change,
        raw=json.dumps(raw),
        take_out=taking_out(raw, change),
        back=back,
        error=error,
    )


def _where_it_lands(raw: Raw) -> str:
    """The week of a new run, which is on no page yet; empty for other changes."""
    added = [edit for edit in raw if isinstance(edit, dict) and edit.get("what") == "add-run"]
    return f"/week?day={str(added[0].get('start'))[:10]}" if added else ""


def taking_out(raw: Raw, change: PlanChange | None) -> dict[str, str]:
    """By run that a race takes the place of: the changes, and that run taken out with them."""
    remarks = () if change is None else change.remarks
    return {
        run_id: json.dumps(
            [
                *(one for one in raw if one.get("run_id") != run_id),
                {"what": "run-outcome", "run_id": run_id, "outcome": "removed"},
            ]
        )
        for remark in remarks
        for run_id, _ in remark.replaced
    }


def safe_path(path: str) -> str:
    """A path of ours to go back to, so that a form cannot lead elsewhere."""
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if ours else HOME


def told(site: Site, change: PlanChange | None, back: str) -> Note:
    """What was kept, what followed, and the way back."""
    if change is None:
        return Note(site.texts["settings.kept"])
    cause = change.cause or site.texts["changes.title"]
    fields = (("back", back), ("version", str(change.version)))
    step: Literal["undo", "redo"] = "redo" if change.taken_back else "undo"
    way_back = None if change.version is None else Undo(f"/plan/{step}", fields, step)
    text = site.texts.say("changes.kept", cause=cause)
    return Note(text, changes=change.changes, undo=way_back, remarks=change.remarks)


def _history_routes(router: APIRouter, site: Site) -> None:
    def step(request: Request, form: Filled, verb: Callable[..., PlanChange]) -> Response:
        back = safe_path(form.text("back"))
        meant = form.text("version")
        version = int(meant) if meant.isdecimal() else None
        try:
            change = decide(site.deps, current_id, partial(verb, version=version))
        except (BadInput, Conflict, NotFound) as error:
            return site.go(request, back, Note(error.message, tone="careful"))
        return site.go(request, back, told(site, change, back))

    @router.post("/plan/undo")
    def take_back(request: Request, form: FormOf) -> Response:
        return step(request, form, undo)

    @router.post("/plan/redo")
    def do_again(request: Request, form: FormOf) -> Response:
        return step(request, form, redo)

    @router.get("/plan/history")
    def history(request: Request) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            listed = plan_history(ports, shown.id)
        return site.page(request, "history.html", athlete=shown.athlete, listed=listed)
