"""Clips sent from a phone: the form, the upload, and how far the judging is."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from hamstrong.coach.clips import (
    HIGHEST_SUPPORT_CM,
    LOWEST_SUPPORT_CM,
    ClipWish,
    cancel_job,
    check_room,
    check_wish,
    take_clip,
)
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.jobs import Job, JobState
from hamstrong.coach.model import EventKind
from hamstrong.coach.ports import Ports
from hamstrong.coach.seen import SetUpOf
from hamstrong.coach.tidy_clips import waiting_jobs
from hamstrong.errors import HamstrongError
from hamstrong.exercises.dose import Side
from hamstrong.web.deps import ClipDoors
from hamstrong.web.pages.filled import Filled
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.judged import is_judged, judged_exercises
from hamstrong.web.pages.site import Shown, Site, current_id, shown_of
from hamstrong.web.pages.uploads import Incoming, take_in

NOON = time(12, 0)
FIELDS = ("session", "exercise", "side", "day", "keep", "log", "support", "shoes")


def clip_routes(site: Site) -> APIRouter:
    """The form, the upload, the job."""
    router = site.router()
    _form_routes(router, site)
    _job_routes(router, site)
    return router


def _form_routes(router: APIRouter, site: Site) -> None:
    @router.get("/clips/new")
    def new(request: Request) -> Response:
        return _form(site, request, dict(request.query_params))

    @router.post("/clips")
    async def send(request: Request) -> Response:
        doors = site.deps.clips
        if doors is None or not doors.can_see():
            return await run_in_threadpool(_form, site, request, {})
        job_id = uuid4()
        fields: dict[str, str] = {}
        try:
            await run_in_threadpool(_check_room, site)
            with doors.shelf.taking_in(str(job_id)) as file:
                incoming = await take_in(request, file.write, most=doors.shelf.most)
                fields = incoming.fields
                wish = await run_in_threadpool(_wish, site, incoming)
            await run_in_threadpool(_take, site, doors, wish, job_id)
        except HamstrongError as error:
            return await run_in_threadpool(_form, site, request, fields, error)
        return site.go(request, f"/clips/{job_id}")


def _check_room(site: Site) -> None:
    with site.deps.reading() as ports:
        check_room(ports, current_id(ports))


def _take(site: Site, doors: ClipDoors, wish: ClipWish, job_id: UUID) -> None:
    try:
        with site.deps.writing() as ports:
            take_clip(ports, current_id(ports), wish=wish, job_id=job_id)
    except HamstrongError:
        doors.shelf.drop(str(job_id))
        raise
    doors.wake()


def _form(
    site: Site,
    request: Request,
    filled: Mapping[str, str],
    error: HamstrongError | None = None,
) -> Response:
    with site.deps.reading() as ports:
        shown = shown_of(ports, find_athlete(ports))
        library = ports.library
        logged = _is_logged(ports, shown, filled)
    exercise = library.get(filled.get("exercise", ""))
    doors = site.deps.clips
    return site.page(
        request,
        "clip_new.html",
        status=error.status if error else 200,
        athlete=shown.athlete,
        families=judged_exercises(library),
        exercise=exercise if is_judged(exercise) else None,
        filled={**dict.fromkeys(FIELDS, ""), **filled},
        can_see=doors is not None and doors.can_see(),
        most=doors.shelf.most if doors is not None else 0,
        error=error,
        today=shown.today,
        logs="log" in filled if error else bool(filled.get("session")) and not logged,
    )


def _is_logged(ports: Ports, shown: Shown, filled: Mapping[str, str]) -> bool:
    """Whether the player counted this exercise of the session already."""
    wanted = (filled.get("session", ""), filled.get("exercise", ""))
    return any(
        (event.data["session_id"], event.data["exercise_id"]) == wanted
        for event in ports.store.events.all(shown.id, EventKind.SET)
    )


def _wish(site: Site, incoming: Incoming) -> ClipWish:
    form = Filled(FormData(list(incoming.fields.items())))
    with site.deps.reading() as ports:
        shown = shown_of(ports, find_athlete(ports))
        side = form.text("side")
        wish = ClipWish(
            exercise_id=form.text("exercise"),
            side=form.choice("side", Side) if side else None,
            name=incoming.file_name,
            at=moment_of(form, shown.athlete.zone, shown.now),
            session_id=form.text("session")[:80] or None,
            protocol=read_protocol(form),
            keep=form.has("keep"),
            log=form.has("log"),
        )
        return check_wish(ports, wish)


def moment_of(form: Filled, zone: ZoneInfo, now: datetime) -> datetime:
    """When it was filmed: now, or noon of another day. Raises BadInput."""
    local = now.astimezone(zone)
    day: date = form.day("day") if form.has("day") else local.date()
    return local if day == local.date() else datetime.combine(day, NOON, tzinfo=zone)


def read_protocol(form: Filled) -> SetUpOf:
    """How it was set up, as far as told. Raises BadInput with the field."""
    low, high = LOWEST_SUPPORT_CM, HIGHEST_SUPPORT_CM
    support = round(form.number("support", low=low, high=high)) if form.has("support") else None
    shoes = {"yes": True, "no": False}.get(form.text("shoes"))
    return SetUpOf(support, shoes)


def _job_routes(router: APIRouter, site: Site) -> None:
    @router.get("/clips/{job_id}")
    def show(request: Request, job_id: str) -> Response:
        with site.deps.reading() as ports:
            shown, job, before = _job(ports, job_id)
            exercise = ports.library.get(job.wish["exercise_id"])
        if job.state is JobState.DONE:
            return site.go(request, f"/seen/{job.id}")
        return site.page(
            request,
            "clip.html",
            athlete=shown.athlete,
            job=job,
            before=before,
            exercise=exercise,
            again=_again(job),
        )

    @router.get("/clips/{job_id}/state")
    def state(job_id: str) -> Response:
        with site.deps.reading() as ports:
            _, job, before = _job(ports, job_id)
        texts = {
            "words": site.texts.say(f"clips.state.{job.state}"),
            "note": site.texts.say("clips.before", n=before) if before else "",
        }
        body = {"state": job.state.value, "progress": round(job.progress, 3), **texts}
        return JSONResponse(body, headers={"Cache-Control": "no-store"})

    @router.post("/clips/{job_id}/cancel")
    def cancel(request: Request, job_id: str) -> Response:
        with site.deps.writing() as ports:
            job = cancel_job(ports, current_id(ports), job_id=job_id)
        if job.state is JobState.CANCELLED and site.deps.clips is not None:
            site.deps.clips.shelf.drop(job.id)
        return site.go(request, "/seen", Note(site.texts["clips.cancelled"]))

    @router.post("/clips/{job_id}/forget")
    def forget(request: Request, job_id: str) -> Response:
        with site.deps.writing() as ports:
            athlete_id = current_id(ports)
            if ports.store.jobs.get(athlete_id, job_id).state.is_over:
                ports.store.jobs.drop(athlete_id, job_id)
        return site.go(request, "/seen")


def _job(ports: Ports, job_id: str) -> tuple[Shown, Job, int]:
    """The job, and how many are carried before it."""
    shown = shown_of(ports, find_athlete(ports))
    job = ports.store.jobs.get(shown.id, job_id)
    line = waiting_jobs(ports)
    return shown, job, line.index(job_id) if job_id in line else 0


def _again(job: Job) -> dict[str, Any]:
    """What the form asks, as it was answered."""
    return {
        "exercise": job.wish["exercise_id"],
        "side": job.wish["side"] or "",
        "session": job.wish["session_id"] or "",
    }
