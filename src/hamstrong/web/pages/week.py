"""A week, and moving what is in it."""

from datetime import date, timedelta

from fastapi import APIRouter, Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.model import PlanChange
from hamstrong.coach.move_run import move_run
from hamstrong.coach.move_session import free_session, move_session
from hamstrong.coach.show_session import show_session
from hamstrong.coach.week import week
from hamstrong.errors import BadInput, Conflict
from hamstrong.web.pages.filled import FormOf
from hamstrong.web.pages.flash import Note, Undo
from hamstrong.web.pages.runs import find_run
from hamstrong.web.pages.site import Site, WelcomeFirst, shown_of
from hamstrong.web.pages.timeline import lanes


def week_routes(site: Site) -> APIRouter:
    """The week's page."""
    router = site.router()

    @router.get("/week")
    def show(request: Request, day: date | None = None) -> Response:
        with site.deps.reading() as ports:
            state = find_athlete(ports)
            shown = shown_of(ports, state)
            if not state.has_plan:
                raise WelcomeFirst
            view = week(ports, shown.id, day=day)
        return site.page(
            request,
            "week.html",
            athlete=shown.athlete,
            view=view,
            lanes=lanes(view),
            today=shown.today,
        )

    return router


def move_routes(site: Site) -> APIRouter:
    """Forms that move a run or a session, and tell what followed."""
    router = site.router()

    @router.post("/runs/{run_id}/move")
    def run(request: Request, run_id: str, form: FormOf) -> Response:
        where = f"/runs/{run_id}"
        try:
            with site.deps.writing() as ports:
                shown = shown_of(ports, find_athlete(ports))
                before = find_run(ports, shown.id, run_id).run.start
                start = form.moment(shown.athlete.zone)
                change = move_run(ports, shown.id, run_id=run_id, start=start)
        except (BadInput, Conflict) as error:
            return site.go(request, where, Note(error.message, tone="careful"))
        fields = (("day", before.date().isoformat()), ("clock", f"{before:%H:%M}"))
        note = _moved(site, change, Undo(f"/runs/{run_id}/move", fields))
        return site.go(request, f"/week?day={start.date()}", note)

    @router.post("/sessions/{session_id}/move")
    def session(request: Request, session_id: str, form: FormOf) -> Response:
        where = f"/sessions/{session_id}"
        try:
            with site.deps.writing() as ports:
                shown = shown_of(ports, find_athlete(ports))
                before = show_session(ports, shown.id, session_id=session_id)
                start = form.moment(shown.athlete.zone)
                moved = move_session(ports, shown.id, session_id=session_id, start=start)
        except (BadInput, Conflict) as error:
            return site.go(request, where, Note(error.message, tone="careful"))
        if not moved.moved:
            text = " ".join(reason.text for reason in moved.reasons)
            note = Note(site.texts.say("move.refused", reasons=text), tone="careful")
            return site.go(request, where, note)
        fields = (("day", before.start.date().isoformat()), ("clock", f"{before.start:%H:%M}"))
        back = Undo(f"{where}/move", fields) if before.pinned else Undo(f"{where}/free")
        return site.go(request, f"/week?day={start.date()}", _moved(site, moved.change, back))

    @router.post("/sessions/{session_id}/free")
    def free(request: Request, session_id: str) -> Response:
        with site.deps.writing() as ports:
            shown = shown_of(ports, find_athlete(ports))
            change = free_session(ports, shown.id, session_id=session_id)
        monday = session_monday(session_id)
        where = f"/week?day={monday}" if monday else "/week"
        return site.go(request, where, _moved(site, change, None))

    return router


def session_monday(session_id: str) -> date | None:
    """The Monday that a session's id begins with, None when it begins otherwise."""
    try:
        return date.fromisoformat(session_id[:10])
    except ValueError:
        return None


def days_to_choose(first: date, last: date, *, around: date) -> tuple[date, ...]:
    """Days for a move: from a week before to a week after `around`, within the block."""
    start, end = max(first, around - timedelta(days=7)), min(last, around + timedelta(days=8))
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))


def _moved(site: Site, change: PlanChange | None, undo: Undo | None) -> Note:
    changes = change.changes if change else ()
    key = "move.followed" if changes else "move.nothing-followed"
    return Note(site.texts[key], changes=changes, undo=undo)
