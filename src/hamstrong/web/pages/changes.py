"""Changes of the plan: what would follow, keeping it, taking it back, and the history."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal

from fastapi import APIRouter, Request, Response

from hamstrong.coach.change_plan import changing
from hamstrong.coach.deciding import decide
from hamstrong.coach.edits import read_edits
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.model import PlanChange
from hamstrong.coach.plan_history import plan_history
from hamstrong.coach.preview import preview
from hamstrong.coach.run_outcomes import LONGEST_RUN_MIN, SHORTEST_RUN_MIN
from hamstrong.coach.undo import redo, undo
from hamstrong.errors import BadInput, Conflict, HamstrongError, NotFound
from hamstrong.running.model import RunType
from hamstrong.web.pages.filled import Filled, FormOf
from hamstrong.web.pages.flash import Note, Undo
from hamstrong.web.pages.site import Shown, Site, current_id, shown_of

Raw = list[dict[str, Any]]
"""Changes as JSON values, see `coach/edits.py`."""

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
            raw = _from_json(form.text("changes"))
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
            raw = edits_of(form, shown)
            back = _where_it_lands(raw) or back
            change = preview(ports, shown.id, changing(*read_edits(raw))).outcome
    except (BadInput, Conflict, NotFound) as refused:
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


def edits_of(form: Filled, shown: Shown) -> Raw:
    """The change that a form asks for. Raises BadInput with the field."""
    if form.has("changes"):
        return _from_json(form.text("changes"))
    what = form.text("what")
    if what in READERS:
        return [{"what": what, **READERS[what](form, shown)}]
    if what in TAKEN_BACK:
        return [{"what": what, TAKEN_BACK[what]: form.text("id")}]
    if what not in MOVED_ID:
        raise BadInput(f"{what or 'Nothing'} is no change of the plan: go back and choose again.")
    start = form.text("start") or form.moment(shown.athlete.zone).isoformat()
    return [{"what": what, MOVED_ID[what]: form.text("id"), "start": start}]


MOVED_ID: Mapping[str, str] = {"move-run": "run_id", "move-session": "session_id"}

TAKEN_BACK: Mapping[str, str] = {"free-session": "session_id", "no-absence": "absence_id"}


def _absence(form: Filled, _shown: Shown) -> dict[str, Any]:
    absence = {
        "kind": form.text("kind"),
        "first": form.day("first").isoformat(),
        "last": form.day("last" if form.has("last") else "first").isoformat(),
        "back": form.text("speed", "steady"),
    }
    return absence | ({"instead_of": form.text("id")} if form.has("id") else {})


def _minutes(form: Filled) -> float:
    return form.number("minutes", low=SHORTEST_RUN_MIN, high=LONGEST_RUN_MIN)


def _run_minutes(form: Filled, _shown: Shown) -> dict[str, Any]:
    return {"run_id": form.text("id"), "minutes": _minutes(form)}


def _run_outcome(form: Filled, _shown: Shown) -> dict[str, Any]:
    told: dict[str, Any] = {"run_id": form.text("id"), "outcome": form.text("outcome")}
    if told["outcome"] != "done":
        return told
    if form.has("minutes"):
        told["minutes"] = _minutes(form)
    if form.has("type"):
        told["type"] = form.choice("type", RunType)
    return told


def _new_run(form: Filled, shown: Shown) -> dict[str, Any]:
    return {
        "start": form.moment(shown.athlete.zone).isoformat(),
        "minutes": _minutes(form),
        "type": form.choice("type", RunType),
        "title": form.text("title"),
    }


READERS: Mapping[str, Callable[[Filled, Shown], dict[str, Any]]] = {
    "absence": _absence,
    "run-minutes": _run_minutes,
    "run-outcome": _run_outcome,
    "add-run": _new_run,
}


def _from_json(text: str) -> Raw:
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise BadInput("This change could not be read: go back and choose it again.") from error
    if not isinstance(raw, list):
        raise BadInput("Changes are a list: go back and choose again.", place="changes")
    return raw


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
