"""Runs in, and what the athlete says about them."""

from datetime import datetime
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from hamstrong.coach.change_plan import changing
from hamstrong.coach.deciding import decide
from hamstrong.coach.documents import (
    change_document,
    finding_document,
    import_document,
    read_run_document,
)
from hamstrong.coach.import_runs import ImportMode, import_runs
from hamstrong.coach.limits import MAX_BYTES
from hamstrong.coach.move_run import change_run
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.run_outcomes import AddRun, TellRun, Told
from hamstrong.coach.show_runs import show_runs
from hamstrong.errors import BadFile
from hamstrong.running.model import RunType
from hamstrong.web.api.athlete import current_athlete, current_id
from hamstrong.web.deps import WebDeps
from hamstrong.web.text import say


class RunPatch(BaseModel):
    """What the run really is, or when; what is absent stays."""

    type: RunType | None = None
    key: bool | None = None
    start: datetime | None = None


class OutcomeIn(BaseModel):
    """What became of a run; `planned` takes back what was said."""

    outcome: Told
    minutes: float | None = None
    type: RunType | None = None


class OwnRunIn(BaseModel):
    """A run of one's own: minutes and metres, ISO 8601 with an offset."""

    start: datetime
    minutes: float
    type: RunType = RunType.EASY
    title: str = ""
    distance_m: float | None = None
    key: bool | None = None


async def uploaded(request: Request) -> bytes:
    """The body, whatever its type says; refused as soon as it grows past any run plan."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > MAX_BYTES:
            raise BadFile(
                say("error.too-large", most=round(MAX_BYTES / 1e6)),
                place="file",
            )
    return bytes(parts)


def run_routes(deps: WebDeps) -> APIRouter:
    """The run plan."""
    router = APIRouter(prefix="/runs", tags=["runs"])

    @router.get("")
    def get_runs() -> dict[str, Any]:
        """All runs, corrected, and what is unusual about them."""
        with deps.reading() as ports:
            view = show_runs(ports, current_athlete(ports).id)
        return {
            "plans": list(view.plans),
            "runs": [read_run_document(read) for read in view.runs],
            "notes": list(view.notes),
            "findings": [finding_document(finding) for finding in view.findings],
        }

    @router.post("")
    def post_runs(
        data: Annotated[bytes, Depends(uploaded)],
        name: Annotated[str, Query(max_length=200)] = "runs",
        mode: ImportMode = ImportMode.MERGE,
        keep_races: bool = False,
    ) -> dict[str, Any]:
        """Import a run plan: the file itself is the body. Twice changes nothing."""
        file = RunFile(name, data, keep_races=keep_races)
        act = partial(import_runs, file=file, mode=mode)
        return import_document(decide(deps, current_id, act))

    @router.patch("/{run_id}")
    def patch_run(run_id: str, patch: RunPatch) -> dict[str, Any]:
        """Correct type or key, or move the run; answers what strength does about it."""
        act = partial(change_run, run_id=run_id, type=patch.type, key=patch.key, start=patch.start)
        change = decide(deps, current_id, act)
        return {"change": change_document(change)}

    @router.post("/{run_id}/outcome")
    def post_outcome(run_id: str, outcome: OutcomeIn) -> dict[str, Any]:
        """Say what became of a run: it counts by what was done."""
        told = TellRun(run_id, **outcome.model_dump())
        return {"change": change_document(decide(deps, current_id, changing(told)))}

    @router.post("/own", status_code=201)
    def post_own_run(run: OwnRunIn) -> dict[str, Any]:
        """Add a run that is in no plan."""
        change = decide(deps, current_id, changing(AddRun(**run.model_dump())))
        return {"change": change_document(change)}

    return router
