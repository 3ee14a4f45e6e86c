"""Runs in, and what the athlete says about them."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from hamstrong.coach.documents import change_document, finding_document, import_document
from hamstrong.coach.import_runs import ImportMode, import_runs
from hamstrong.coach.limits import MAX_BYTES
from hamstrong.coach.move_run import change_run
from hamstrong.coach.show_runs import show_runs
from hamstrong.errors import BadFile
from hamstrong.planning.document import run_document
from hamstrong.running.model import RunType
from hamstrong.web.api.athlete import current_athlete
from hamstrong.web.deps import WebDeps


class RunPatch(BaseModel):
    """What the run really is, or when; what is absent stays."""

    type: RunType | None = None
    key: bool | None = None
    start: datetime | None = None


async def uploaded(request: Request) -> bytes:
    """The body, whatever its type says; refused as soon as it grows past any run plan."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > MAX_BYTES:
            raise BadFile(
                f"A run plan has at most {MAX_BYTES / 1e6:.0f} MB: export only your runs.",
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
            "runs": [{**run_document(r.run), "corrected": r.corrected} for r in view.runs],
            "notes": list(view.notes),
            "findings": [finding_document(finding) for finding in view.findings],
        }

    @router.post("")
    def post_runs(
        data: Annotated[bytes, Depends(uploaded)],
        name: Annotated[str, Query(max_length=200)] = "runs",
        mode: ImportMode = ImportMode.MERGE,
    ) -> dict[str, Any]:
        """Import a run plan: the file itself is the body. Twice changes nothing."""
        with deps.writing() as ports:
            summary = import_runs(ports, current_athlete(ports).id, data=data, name=name, mode=mode)
        return import_document(summary)

    @router.patch("/{run_id}")
    def patch_run(run_id: str, patch: RunPatch) -> dict[str, Any]:
        """Correct type or key, or move the run; answers what strength does about it."""
        with deps.writing() as ports:
            athlete_id = current_athlete(ports).id
            change = change_run(
                ports,
                athlete_id,
                run_id=run_id,
                type=patch.type,
                key=patch.key,
                start=patch.start,
            )
        return {"change": change_document(change)}

    return router
