"""One session: the player's document, swaps, moves."""

from datetime import datetime
from functools import partial
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from hamstrong.coach.deciding import decide
from hamstrong.coach.documents import change_document
from hamstrong.coach.move_session import free_session, move_session
from hamstrong.coach.show_session import SessionDetail, SwapOption, show_session
from hamstrong.coach.swap_exercise import swap_options
from hamstrong.planning.document import reason_document
from hamstrong.web.api.athlete import current_athlete, current_id
from hamstrong.web.deps import WebDeps


class Move(BaseModel):
    """Where to: ISO 8601 with an offset."""

    start: datetime


def session_routes(deps: WebDeps) -> APIRouter:
    """Sessions by id."""
    router = APIRouter(prefix="/sessions/{session_id}", tags=["sessions"])

    @router.get("")
    def get_session(session_id: str) -> SessionDetail:
        """Everything the player needs, steps included."""
        with deps.reading() as ports:
            return show_session(ports, current_athlete(ports).id, session_id=session_id)

    @router.get("/swap/{exercise_id}")
    def get_swaps(session_id: str, exercise_id: str) -> tuple[SwapOption, ...]:
        """Exercises that may stand in with what is at hand."""
        with deps.reading() as ports:
            return swap_options(
                ports, current_athlete(ports).id, session_id=session_id, exercise_id=exercise_id
            )

    @router.post("/move")
    def post_move(session_id: str, move: Move) -> dict[str, Any]:
        """Move the session; `reasons` say why not, `change` what followed."""
        act = partial(move_session, session_id=session_id, start=move.start)
        moved = decide(deps, current_id, act)
        return {
            "moved": moved.moved,
            "reasons": [reason_document(reason) for reason in moved.reasons],
            "change": change_document(moved.change),
        }

    @router.delete("/pin")
    def delete_pin(session_id: str) -> dict[str, Any]:
        """Let the planner choose the time again."""
        change = decide(deps, current_id, partial(free_session, session_id=session_id))
        return {"change": change_document(change)}

    return router
