"""The append-only log, and the athlete's own copy of everything."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Response
from pydantic import BaseModel, Field

from hamstrong.coach.check_in import CheckIn, check_in, check_in_text
from hamstrong.coach.export_everything import export_everything
from hamstrong.coach.make_plan import Cause
from hamstrong.coach.record_events import MOST_EVENTS, Recorded, record_events
from hamstrong.coach.words import SAY
from hamstrong.web.api.athlete import current_athlete
from hamstrong.web.deps import WebDeps
from hamstrong.web.renew import renew_plan


class EventsIn(BaseModel):
    """Events as the player made them; each is checked on its own."""

    events: Annotated[list[dict[str, Any]], Field(max_length=MOST_EVENTS)]


class CheckInIn(BaseModel):
    """The morning's answer; `day` is today's by default."""

    day: date | None = None
    soreness: dict[str, int] = Field(default_factory=dict)
    pain: dict[str, int] = Field(default_factory=dict)
    sleep_h: float | None = None
    energy: int | None = None
    slept_badly: bool = False
    ill: bool | None = None
    worse: list[str] = Field(default_factory=list)
    settled: list[str] = Field(default_factory=list)
    limping: list[str] = Field(default_factory=list)
    easing: list[str] = Field(default_factory=list)
    red_flags: list[str | dict[str, str]] = Field(default_factory=list)
    assessed: list[str] = Field(default_factory=list)


def log_routes(deps: WebDeps) -> APIRouter:
    """Events in, everything out."""
    router = APIRouter(tags=["log"])

    @router.post("/events")
    def post_events(body: EventsIn, after: BackgroundTasks) -> Recorded:
        """Append events. What is answered as accepted is on disk; sending twice is harmless."""
        with deps.writing() as ports:
            athlete_id = current_athlete(ports).id
            recorded = record_events(ports, athlete_id, events=body.events)
        if recorded.replan:
            # Later than the answer: a phone that sends its sets should not wait for the planner.
            after.add_task(renew_plan, deps, athlete_id, cause=Cause(SAY["after-what-you-logged"]))
        return recorded

    @router.post("/check-ins", status_code=201)
    def post_check_in(body: CheckInIn, after: BackgroundTasks) -> dict[str, str]:
        """Append a morning check-in; the plan is renewed by what it says."""
        with deps.writing() as ports:
            athlete = current_athlete(ports)
            given = {**dict(body), "day": body.day or ports.today(athlete.zone)}
            answer = CheckIn(**given)
            event_id = check_in(ports, athlete.id, answer=answer)
        after.add_task(renew_plan, deps, athlete.id, cause=Cause(check_in_text(answer)))
        return {"id": event_id}

    @router.get("/export", response_class=Response)
    def get_export() -> Response:
        """Everything that is kept, as a zip of JSON and CSV."""
        with deps.reading() as ports:
            athlete = current_athlete(ports)
            data = export_everything(ports, athlete.id)
            name = f"hamstrong-{ports.today(athlete.zone).isoformat()}.zip"
        return Response(
            data,
            media_type="application/zip",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            },
        )

    return router
