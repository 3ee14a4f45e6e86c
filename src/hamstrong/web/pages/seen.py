"""What cameras saw: the list, the report of one hold, one exercise over time, two dates."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse

from hamstrong.coach.export_everything import seen_document
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.keep_seen import drop_seen, tell_set_up
from hamstrong.coach.seen_progress import HOLD_ERROR_S, LikeSets, seen_progress
from hamstrong.coach.seen_report import SeenHold
from hamstrong.coach.show_seen import SeenDetail, compare_seen, list_seen, show_seen
from hamstrong.errors import BadInput, NotFound
from hamstrong.web.pages.clips import read_protocol
from hamstrong.web.pages.filled import FormOf
from hamstrong.web.pages.flash import Note
from hamstrong.web.pages.formats import Formats
from hamstrong.web.pages.hold_picture import HoldPicture, hold_picture, part_of, spans_of
from hamstrong.web.pages.judged import is_judged
from hamstrong.web.pages.site import Site, current_id, shown_of


def seen_routes(site: Site) -> APIRouter:
    """Everything under /seen."""
    router = site.router()
    _list_routes(router, site)
    _compare_route(router, site)
    _one_routes(router, site)
    _file_routes(router, site)
    return router


def _list_routes(router: APIRouter, site: Site) -> None:
    @router.get("/seen")
    def show_all(request: Request) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            seen = list_seen(ports, shown.id)
            names = {key: exercise.name for key, exercise in ports.library.items()}
        return site.page(
            request, "seen.html", athlete=shown.athlete, seen=seen, names=names, current="more"
        )

    @router.get("/seen/exercises/{exercise_id}")
    def show_exercise(request: Request, exercise_id: str) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            view = seen_progress(ports, shown.id, exercise_id=exercise_id)
            exercise = ports.library.get(exercise_id)
        if exercise is None and not view.groups:
            raise NotFound(site.texts.say("error.no-exercise", exercise=exercise_id))
        formats = Formats(site.texts, shown.athlete.units, shown.athlete.zone)
        return site.page(
            request,
            "seen_exercise.html",
            athlete=shown.athlete,
            view=view,
            judged=is_judged(exercise),
            charts=[group_chart(group, view.unit, formats) for group in view.groups],
        )


def group_chart(group: LikeSets, unit: str, formats: Formats) -> dict[str, Any]:
    """The best of each day, a line for each side."""
    days = sorted({point.day for summary in group.summaries for point in summary.points})
    series = []
    for summary in group.summaries:
        by_day = {point.day: round(point.value, 1) for point in summary.points}
        series.append(
            {
                "name": formats.texts[f"progress.side.{summary.side}"],
                "tone": "run" if summary.side == "left" else "strength",
                "values": [by_day.get(day) for day in days],
            }
        )
    return {
        "kind": "lines",
        "x": [day.isoformat() for day in days],
        "series": series,
        "unit": formats.texts[f"progress.unit-{unit}"],
    }


def _compare_route(router: APIRouter, site: Site) -> None:
    @router.get("/seen/compare")
    def compare(request: Request, one: str = "", other: str = "") -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            both = compare_seen(ports, shown.id, one=one, other=other)
        pairs = [(detail, detail.report.best) for detail in (both.before, both.after)]
        return site.page(
            request,
            "seen_compare.html",
            athlete=shown.athlete,
            both=both,
            pictures=_pictures([(d, hold) for d, hold in pairs if hold is not None]),
        )


def _pictures(pairs: list[tuple[SeenDetail, SeenHold]]) -> dict[str, HoldPicture]:
    """On the same scales, by the id of the set; without a trace there is nothing to draw."""
    parts = [(detail, hold, part_of(hold, detail.trace)) for detail, hold in pairs]
    parts = [(detail, hold, part) for detail, hold, part in parts if part.moments]
    spans = spans_of(part for _, _, part in parts)
    lengths = [part.moments[-1].time_s - part.moments[0].time_s for _, _, part in parts]
    return {
        detail.seen.id: hold_picture(hold, part, spans=spans, longest_s=max(lengths))
        for detail, hold, part in parts
    }


def _one_routes(router: APIRouter, site: Site) -> None:
    @router.get("/seen/{seen_id}")
    def show_one(request: Request, seen_id: str, hold: int = 0) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            detail = show_seen(ports, shown.id, seen_id=seen_id)
        chosen = _chosen(site, detail, hold)
        pictures = {} if chosen is None else _pictures([(detail, chosen)])
        return site.page(
            request,
            "seen_one.html",
            athlete=shown.athlete,
            detail=detail,
            seen=detail.seen,
            hold=chosen,
            hold_error=HOLD_ERROR_S,
            picture=pictures.get(seen_id),
        )

    @router.post("/seen/{seen_id}/set-up")
    def set_up(request: Request, seen_id: str, form: FormOf) -> Response:
        where = f"/seen/{seen_id}"
        try:
            protocol = read_protocol(form)
        except BadInput as error:
            return site.go(request, where, Note(error.message, tone="careful"))
        with site.deps.writing() as ports:
            tell_set_up(ports, current_id(ports), seen_id=seen_id, protocol=protocol)
        return site.go(request, where, Note(site.texts["settings.kept"]))

    @router.post("/seen/{seen_id}/delete")
    def delete(request: Request, seen_id: str) -> Response:
        with site.deps.writing() as ports:
            drop_seen(ports, current_id(ports), seen_id=seen_id)
        if site.deps.clips is not None:
            site.deps.clips.shelf.drop(seen_id)
        return site.go(request, "/seen", Note(site.texts["seen.deleted"]))


def _chosen(site: Site, detail: SeenDetail, number: int) -> SeenHold | None:
    if number == 0:
        return detail.report.best
    if not 1 <= number <= len(detail.report.holds):
        raise BadInput(site.texts["seen.no-such-hold"], place="hold")
    return detail.report.holds[number - 1]


def _file_routes(router: APIRouter, site: Site) -> None:
    @router.get("/seen/{seen_id}/trace.json")
    def trace(seen_id: str) -> Response:
        with site.deps.reading() as ports:
            seen = ports.store.seen.get(current_id(ports), seen_id)
        headers = {
            "Content-Disposition": f'attachment; filename="hold-{seen.at:%Y-%m-%d}.json"',
            "Cache-Control": "no-store",
        }
        return JSONResponse(seen_document(seen), headers=headers)

    @router.get("/seen/{seen_id}/clip")
    def clip(seen_id: str) -> Response:
        with site.deps.reading() as ports:
            seen = ports.store.seen.get(current_id(ports), seen_id)
        doors = site.deps.clips
        path = doors.shelf.path(seen.id) if doors is not None and seen.clip else None
        if path is None or not path.is_file():
            raise NotFound(site.texts["seen.no-clip"])
        # Nobody's file is shown as what it says it is: the browser only stores it.
        return FileResponse(
            path,
            media_type="application/octet-stream",
            filename=seen.clip,
            headers={"Cache-Control": "no-store"},
        )
