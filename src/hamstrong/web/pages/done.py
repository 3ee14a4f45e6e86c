"""What was really done: files in, the list, one activity, and what it means for the plan."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from hamstrong.coach.activity_files import ActivityFiles, FoundFile
from hamstrong.coach.deciding import decide
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.import_activities import Outcome
from hamstrong.coach.preview import preview
from hamstrong.coach.show_activities import forget_activity, show_activities, show_activity
from hamstrong.coach.take_in_activities import plan_on_done, take_in
from hamstrong.errors import BadFile, BadInput, NoPlan
from hamstrong.web.pages.changes import told
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.site import Site, current_id, shown_of
from hamstrong.web.text import load_catalogue

HOME = "/done"
MOST_FILES: Final = 1000
MOST_BYTES: Final = 2_000_000_000
"""Of one form: an account export of some years. It lies on disk while it is read."""

MOST_NAMED: Final = 100
"""Files that a report names for each outcome; the command line names all."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that a form brought; its bytes lie on disk."""

    name: str
    stream: IO[bytes]


async def sent_files(request: Request) -> AsyncIterator[tuple[Sent, ...]]:
    """The files of a form, there for as long as the request lasts.

    Raises BadFile for more than `MOST_FILES` or `MOST_BYTES`.
    """
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise _too_much()
    try:
        async with request.form(max_files=MOST_FILES, max_fields=10) as form:
            values = [value for _, value in form.multi_items()]
            yield tuple(
                Sent(value.filename, value.file)
                for value in values
                if isinstance(value, UploadFile) and value.filename
            )
    except HTTPException as error:
        raise _too_much() from error


def _too_much() -> BadFile:
    texts = load_catalogue()
    return BadFile(
        texts.say("done.too-much", files=MOST_FILES, size=round(MOST_BYTES / 1e9)), place="files"
    )


SentFiles = Annotated[tuple[Sent, ...], Depends(sent_files)]


def done_routes(site: Site) -> APIRouter:
    """Everything under `/done`."""
    router = site.router()
    _list_routes(router, site)
    _plan_routes(router, site)
    _one_routes(router, site)
    return router


def _list_routes(router: APIRouter, site: Site) -> None:
    @router.get(HOME)
    def show_all(request: Request, until: date | None = None) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            view = show_activities(ports, shown.id, until=until)
        return site.page(
            request, "done.html", athlete=shown.athlete, view=view, today=shown.today, until=until
        )

    @router.post(f"{HOME}/files")
    def take(request: Request, sent: SentFiles) -> Response:
        if not sent:
            return site.go(request, HOME, Note(site.texts["done.no-file"], tone="careful"))
        files = site.deps.activities()
        taken = take_in(site.deps, current_id, files, _found(files, sent))
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
        results = {outcome: taken.report.of(outcome) for outcome in Outcome}
        return site.page(
            request,
            "done_report.html",
            athlete=shown.athlete,
            taken=taken,
            results=results,
            most=MOST_NAMED,
        )


def _found(files: ActivityFiles, sent: tuple[Sent, ...]) -> Iterator[FoundFile]:
    for one in sent:
        yield from files.sent(one.name, one.stream)


def _plan_routes(router: APIRouter, site: Site) -> None:
    @router.get(f"{HOME}/plan")
    def offer(request: Request) -> Response:
        """What planning again on what was done would change; nothing is kept."""
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            try:
                change = preview(ports, shown.id, plan_on_done).outcome
            except NoPlan as error:
                return site.go(request, HOME, Note(error.message, tone="careful"))
        return site.page(request, "done_plan.html", athlete=shown.athlete, change=change)

    @router.post(f"{HOME}/plan")
    def keep(request: Request) -> Response:
        try:
            change = decide(site.deps, current_id, plan_on_done)
        except (NoPlan, BadInput) as error:
            return site.go(request, HOME, Note(error.message, tone="careful"))
        return site.go(request, "/week", told(site, change, "/week"))


def _one_routes(router: APIRouter, site: Site) -> None:
    @router.get(f"{HOME}/{{activity_id}}")
    def show_one(request: Request, activity_id: str) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            view = show_activity(ports, shown.id, activity_id)
        return site.page(request, "activity.html", athlete=shown.athlete, view=view)

    @router.post(f"{HOME}/{{activity_id}}/delete")
    def delete(request: Request, activity_id: str) -> Response:
        with site.deps.writing() as ports:
            forget_activity(ports, current_id(ports), activity_id)
        return site.go(request, HOME, Note(site.texts["done.deleted"]))
