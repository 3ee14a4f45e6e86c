"""What was really done: files in, a stretch of weeks, one activity."""

from datetime import date
from typing import Any

from fastapi import APIRouter

from hamstrong.coach.done_documents import activities_document, activity_view_document
from hamstrong.coach.load_over_time import LoadKind
from hamstrong.coach.show_activities import forget_activity, show_activities, show_activity
from hamstrong.coach.take_in_activities import take_in, taken_in_document
from hamstrong.errors import BadInput
from hamstrong.web.api.athlete import current_id
from hamstrong.web.deps import WebDeps
from hamstrong.web.sent_files import SentFiles, found_in
from hamstrong.web.text import say


def activity_routes(deps: WebDeps) -> APIRouter:
    """Activities."""
    router = APIRouter(prefix="/activities", tags=["activities"])

    @router.post("")
    def post_activities(sent: SentFiles) -> dict[str, Any]:
        """Import one or many files or archives; what became of each. Twice changes nothing."""
        if not sent:
            raise BadInput(say("done.no-file"), place="files")
        files = deps.activities()
        return taken_in_document(take_in(deps, current_id, files, found_in(files, sent)))

    @router.get("")
    def get_activities(until: date | None = None, load: LoadKind | None = None) -> dict[str, Any]:
        """Twelve weeks up to a day, newest first, and the load of each day."""
        with deps.reading() as ports:
            return activities_document(
                show_activities(ports, current_id(ports), until=until, load=load)
            )

    @router.get("/{activity_id}")
    def get_activity(activity_id: str) -> dict[str, Any]:
        """One activity whole."""
        with deps.reading() as ports:
            return activity_view_document(show_activity(ports, current_id(ports), activity_id))

    @router.delete("/{activity_id}", status_code=204)
    def delete_activity(activity_id: str) -> None:
        """Delete it; its file stays known."""
        with deps.writing() as ports:
            forget_activity(ports, current_id(ports), activity_id)

    return router
