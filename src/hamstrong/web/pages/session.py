"""One strength session: what, why, how long, what to fetch; and the player's page."""

from datetime import date

from fastapi import APIRouter, Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.session_done import has_work
from hamstrong.coach.show_session import SessionDetail, SessionExercise, show_session
from hamstrong.web.pages.formats import Formats
from hamstrong.web.pages.judged import is_judged
from hamstrong.web.pages.site import Shown, Site, shown_of


def session_routes(site: Site) -> APIRouter:
    """The session's page and the player."""
    router = site.router()

    @router.get("/sessions/{session_id}")
    def show(request: Request, session_id: str) -> Response:
        shown, session = _read(site, session_id)
        with site.deps.reading() as ports:
            library = ports.library
            handed = has_work(ports, shown.id, session_id=session_id)
        formats = Formats(site.texts, shown.athlete.units, shown.athlete.zone)
        doses = {item.id: dose_text(item, formats) for item in session.exercises}
        return site.page(
            request,
            "session.html",
            athlete=shown.athlete,
            session=session,
            filmable=[item for item in session.exercises if is_judged(library.get(item.id))],
            doses=doses,
            handed=handed,
            today=shown.today,
            day=formats.local_day(session.start),
            is_today=_is_today(session, shown.today, formats),
        )

    @router.get("/sessions/{session_id}/sheet")
    def sheet(request: Request, session_id: str) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            session, library = show_session(ports, shown.id, session_id=session_id), ports.library
        formats = Formats(site.texts, shown.athlete.units, shown.athlete.zone)
        return site.page(
            request,
            "sheet.html",
            athlete=shown.athlete,
            session=session,
            parts=[(item, library[item.id]) for item in session.exercises],
            doses={item.id: dose_text(item, formats) for item in session.exercises},
            sides={item.id: sides_of(item) for item in session.exercises},
            day=formats.local_day(session.start),
        )

    @router.get("/sessions/{session_id}/play")
    def play(request: Request, session_id: str) -> Response:
        shown, session = _read(site, session_id)
        return site.page(request, "player.html", athlete=shown.athlete, session=session)

    return router


def _read(site: Site, session_id: str) -> tuple[Shown, SessionDetail]:
    with site.deps.reading() as ports:
        shown = shown_of(ports, find_athlete(ports))
        return shown, show_session(ports, shown.id, session_id=session_id)


def _is_today(session: SessionDetail, today: date, formats: Formats) -> bool:
    return formats.local_day(session.start) == today


def sides_of(item: SessionExercise) -> tuple[str, ...]:
    """The rows that a sheet has boxes for; one without a name where both sides work together."""
    return {"each": ("left", "right"), "both": ("",)}.get(item.side, (item.side,))


def dose_text(item: SessionExercise, formats: Formats) -> str:
    """3 × 30 s each side"""
    texts = formats.texts
    amount = (
        formats.seconds(item.hold_s)
        if item.hold_s is not None
        else texts.say("dose.reps", n=item.reps or 0)
    )
    text = texts.say("dose.sets", sets=item.sets, amount=amount)
    side = texts[f"dose.side.{item.side}"]
    return f"{text} {side}".strip()
