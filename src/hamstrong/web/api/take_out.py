"""Files to take elsewhere: workouts for watches, sessions for calendars, what was done."""

from datetime import date

from fastapi import APIRouter, Request, Response

from hamstrong.coach.hand_out import DoneKind, done_file, session_workout, week_workouts
from hamstrong.coach.share_calendar import session_calendar
from hamstrong.web.api.athlete import current_athlete
from hamstrong.web.deps import WebDeps
from hamstrong.web.handing import hand_over


def take_out_routes(deps: WebDeps) -> APIRouter:
    """Every answer is a file."""
    router = APIRouter(tags=["files"], default_response_class=Response)

    @router.get("/sessions/{session_id}/workout.fit")
    def get_workout(session_id: str, older: bool = False) -> Response:
        """The session as a FIT workout; `older` for watches of before 2019."""
        with deps.reading() as ports:
            athlete_id = current_athlete(ports).id
            file = session_workout(ports, athlete_id, session_id=session_id, older=older)
        return hand_over(file)

    @router.get("/week/workouts.zip")
    def get_week(day: date | None = None, older: bool = False) -> Response:
        """The workouts of a week that are still to be done; of this one by default."""
        with deps.reading() as ports:
            file = week_workouts(ports, current_athlete(ports).id, day=day, older=older)
        return hand_over(file)

    @router.get("/sessions/{session_id}/session.ics")
    def get_calendar(session_id: str, request: Request) -> Response:
        """The session as a calendar entry."""
        address = deps.address or str(request.base_url).rstrip("/")
        with deps.reading() as ports:
            athlete_id = current_athlete(ports).id
            file = session_calendar(ports, athlete_id, session_id=session_id, address=address)
        return hand_over(file)

    @router.get("/sessions/{session_id}/done.{kind}")
    def get_done(session_id: str, kind: DoneKind) -> Response:
        """What was done in the session, set by set."""
        with deps.reading() as ports:
            athlete_id = current_athlete(ports).id
            file = done_file(ports, athlete_id, session_id=session_id, kind=kind)
        return hand_over(file)

    return router
