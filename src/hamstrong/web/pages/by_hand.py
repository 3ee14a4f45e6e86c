"""What was done on paper, typed in: a box for each set and side, as on the printed sheet."""

from collections.abc import Iterator, Sequence
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from fastapi import APIRouter, BackgroundTasks, Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.log_by_hand import ByHand, SetByHand, is_logged, log_by_hand
from hamstrong.coach.make_plan import Cause
from hamstrong.coach.show_session import SessionDetail, SessionExercise, show_session
from hamstrong.coach.words import SAY as COACH_SAYS
from hamstrong.errors import BadInput, Conflict
from hamstrong.exercises.steps import StepSide
from hamstrong.web.pages.filled import Filled, FormOf
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.formats import Formats
from hamstrong.web.pages.session import dose_text
from hamstrong.web.pages.site import Site, current_id, shown_of
from hamstrong.web.renew import renew_plan

LONGEST_S = 3600.0
MOST_REPS = 1000.0


def by_hand_routes(site: Site) -> APIRouter:
    """The form, and what it sends."""
    router = site.router()

    @router.get("/sessions/{session_id}/by-hand")
    def show(request: Request, session_id: str) -> Response:
        return _form_page(site, request, session_id)

    @router.post("/sessions/{session_id}/by-hand")
    def keep(request: Request, session_id: str, form: FormOf, after: BackgroundTasks) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            session = show_session(ports, shown.id, session_id=session_id)
        try:
            with site.deps.writing() as ports:
                recorded = log_by_hand(
                    ports, current_id(ports), form=_filled(session, form, shown.athlete.zone)
                )
        except (BadInput, Conflict) as error:
            return _form_page(site, request, session_id, form=form, error=error)
        if recorded.replan:
            cause = Cause(COACH_SAYS["after-what-you-logged"])
            after.add_task(renew_plan, site.deps, shown.id, cause=cause)
        note = Note(site.texts.say("by-hand.kept", n=len(recorded.accepted) - 1))
        return site.go(request, f"/sessions/{session_id}", note)

    return router


def _form_page(
    site: Site,
    request: Request,
    session_id: str,
    *,
    form: Filled | None = None,
    error: BadInput | Conflict | None = None,
) -> Response:
    with site.deps.reading() as ports:
        shown = shown_of(ports, find_athlete(ports))
        session = show_session(ports, shown.id, session_id=session_id)
        logged = is_logged(ports, shown.id, session_id=session_id)
        end = min(session.end, ports.clock.now().astimezone(shown.athlete.zone))
    formats = Formats(site.texts, shown.athlete.units, shown.athlete.zone)
    return site.page(
        request,
        "by_hand.html",
        athlete=shown.athlete,
        status=error.status if error else 200,
        session=session,
        logged=COACH_SAYS["session-logged-already"] if logged else None,
        doses={item.id: dose_text(item, formats) for item in session.exercises},
        sides={item.id: sides_worked(item) for item in session.exercises},
        end=end,
        today=shown.today,
        form=form,
        form_id=form.text("form") if form else uuid4(),
        error=error,
    )


def sides_worked(item: SessionExercise) -> tuple[StepSide, ...]:
    """The rows of boxes: both sides one after the other, or one row."""
    sides: dict[str, tuple[StepSide, ...]] = {
        "each": ("left", "right"),
        "left": ("left",),
        "right": ("right",),
    }
    return sides.get(item.side, ("both",))


def field_name(exercise: int, side: str, number: int) -> str:
    """Of a box."""
    return f"set-{exercise}-{side}-{number}"


def _filled(session: SessionDetail, form: Filled, zone: ZoneInfo) -> ByHand:
    return ByHand(
        id=_form_id(form),
        session_id=session.id,
        sets=tuple(_sets(session.exercises, form)),
        end=form.moment(zone),
        rpe=_rpe(form, "rpe"),
    )


def _sets(exercises: Sequence[SessionExercise], form: Filled) -> Iterator[SetByHand]:
    for place, item in enumerate(exercises):
        most = LONGEST_S if item.hold_s is not None else MOST_REPS
        rpe = _rpe(form, f"rpe-{place}")
        for number in range(1, item.sets + 1):
            for side in sides_worked(item):
                name = field_name(place, side, number)
                if form.has(name):
                    amount = form.number(name, low=0, high=most)
                    yield SetByHand(item.id, side, number, amount, rpe)


def _rpe(form: Filled, name: str) -> float | None:
    return form.number(name, low=0, high=10) if form.has(name) else None


def _form_id(form: Filled) -> UUID:
    try:
        return UUID(form.text("form"))
    except ValueError:
        return uuid4()
