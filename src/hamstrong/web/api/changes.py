"""Changes of the plan: try them out, keep them, look back, take back."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from hamstrong.coach.absences import AddAbsence, RemoveAbsence, list_absences
from hamstrong.coach.change_plan import changing
from hamstrong.coach.deciding import decide
from hamstrong.coach.documents import change_document, version_document
from hamstrong.coach.edits import Edits
from hamstrong.coach.explain import why_day, why_session, why_week
from hamstrong.coach.inputs import absence_to_json
from hamstrong.coach.plan_history import plan_history, version_changes
from hamstrong.coach.plan_versions import changes_to_json
from hamstrong.coach.preview import preview
from hamstrong.coach.undo import redo, undo
from hamstrong.coach.why_documents import day_why_document, session_why_document, week_why_document
from hamstrong.planning.model import AbsenceKind, ReturnSpeed
from hamstrong.web.api.athlete import current_athlete, current_id
from hamstrong.web.deps import WebDeps

Document = dict[str, Any]


class ChangesIn(BaseModel):
    """Changes that are planned for together, in their order."""

    changes: Edits


class AbsenceIn(BaseModel):
    """Days lost, both included; one day without `last`."""

    kind: AbsenceKind
    first: date
    last: date | None = None
    back: ReturnSpeed = ReturnSpeed.STEADY
    instead_of: str | None = None


class UndoIn(BaseModel):
    """The version that is meant, so that one tap too many takes back nothing else."""

    version: int | None = None


def change_routes(deps: WebDeps) -> APIRouter:
    """What would follow, what was kept, and why."""
    router = APIRouter(tags=["changes"])
    _plan_routes(router, deps)
    _absence_routes(router, deps)
    _why_routes(router, deps)
    return router


def _plan_routes(router: APIRouter, deps: WebDeps) -> None:
    @router.post("/plan/preview")
    def post_preview(body: ChangesIn) -> Document:
        """What would follow from these changes; nothing is kept."""
        with deps.reading() as ports:
            tried = preview(ports, current_id(ports), changing(*body.changes))
        return {"change": change_document(tried.outcome)}

    @router.post("/plan/changes")
    def post_changes(body: ChangesIn) -> Document:
        """Keep these changes as one version; answers what followed."""
        return {"change": change_document(decide(deps, current_id, changing(*body.changes)))}

    @router.get("/plan/history")
    def get_history() -> Document:
        """The versions that are kept, newest first."""
        with deps.reading() as ports:
            versions = plan_history(ports, current_id(ports))
        return {"versions": [version_document(listed) for listed in versions]}

    @router.get("/plan/diff")
    def get_diff(first: int | None = None, second: int | None = None) -> Document:
        """What a version changed, or the difference between what two left behind."""
        with deps.reading() as ports:
            found = version_changes(ports, current_id(ports), first=first, second=second)
        return {"changes": changes_to_json(found)}

    @router.post("/plan/undo")
    def post_undo(body: UndoIn | None = None) -> Document:
        """Take back the newest change; called again, the one before."""
        version = None if body is None else body.version
        change = decide(deps, current_id, partial(undo, version=version))
        return {"change": change_document(change)}

    @router.post("/plan/redo")
    def post_redo(body: UndoIn | None = None) -> Document:
        """Do again what was taken back last; a new change cuts that off."""
        version = None if body is None else body.version
        change = decide(deps, current_id, partial(redo, version=version))
        return {"change": change_document(change)}


def _absence_routes(router: APIRouter, deps: WebDeps) -> None:
    @router.get("/absences")
    def get_absences() -> Document:
        """Days lost, past ones too."""
        with deps.reading() as ports:
            found = list_absences(ports, current_id(ports))
        return {"absences": [absence_to_json(absence) for absence in found]}

    @router.post("/absences", status_code=201)
    def post_absence(body: AbsenceIn) -> Document:
        """Lose days; answers what followed."""
        absence = AddAbsence(**body.model_dump())
        change = decide(deps, current_id, changing(absence))
        return {"id": absence.id, "change": change_document(change)}

    @router.delete("/absences/{absence_id}")
    def delete_absence(absence_id: str) -> Document:
        """Take an absence back."""
        change = decide(deps, current_id, changing(RemoveAbsence(absence_id)))
        return {"change": change_document(change)}


def _why_routes(router: APIRouter, deps: WebDeps) -> None:
    @router.get("/sessions/{session_id}/why")
    def get_session_why(session_id: str) -> Document:
        """Why this day and none of the others, and why this dose."""
        with deps.reading() as ports:
            why = why_session(ports, current_athlete(ports).id, session_id=session_id)
            return session_why_document(why, ports.library)

    @router.get("/weeks/{day}/why")
    def get_week_why(day: date) -> Document:
        """What keeps a day's week from holding all that was wished, and the cheapest way out."""
        monday = day - timedelta(days=day.weekday())
        with deps.reading() as ports:
            return week_why_document(why_week(ports, current_id(ports), monday=monday))

    @router.get("/days/{day}/why")
    def get_day_why(day: date) -> Document:
        """Why there is no strength on a day."""
        with deps.reading() as ports:
            return day_why_document(why_day(ports, current_athlete(ports).id, day=day))
