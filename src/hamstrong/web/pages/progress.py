"""What was done, as pictures with a table behind each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.progress import ExerciseProgress, Point, Progress, progress
from hamstrong.coach.show_body import show_body
from hamstrong.web.pages.formats import Formats
from hamstrong.web.pages.site import Site, shown_of


def progress_routes(site: Site) -> APIRouter:
    """The progress page."""
    router = site.router()

    @router.get("/progress")
    def show(request: Request) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            view = progress(ports, shown.id)
            body = show_body(ports, shown.id, last=shown.today)
        formats = Formats(site.texts, shown.athlete.units, shown.athlete.zone)
        return site.page(
            request,
            "progress.html",
            athlete=shown.athlete,
            view=view,
            exercise_charts=[exercise_chart(item, formats) for item in view.exercises],
            week_chart=week_chart(view, formats),
            morning_chart=morning_chart(view, formats),
            today=shown.today,
            alarms=[state for state in body.states if state.since],
        )

    return router


@dataclass(frozen=True, slots=True)
class Chart:
    """What the chart island draws, and the days of its rows for the table behind it."""

    props: dict[str, Any]
    days: tuple[date, ...]


def exercise_chart(item: ExerciseProgress, formats: Formats) -> Chart:
    """One exercise's sides over time: a line for each."""
    sides = {"left": item.left, "right": item.right, "both": item.both}
    used = {side: points for side, points in sides.items() if points}
    days = sorted({point.day for points in used.values() for point in points})
    series = [
        {
            "name": formats.texts[f"progress.side.{side}"],
            "tone": "run" if side == "left" else "strength",
            "values": _values(points, days),
        }
        for side, points in used.items()
    ]
    unit = formats.texts[f"progress.unit-{item.unit}"]
    return _chart("lines", days, series, unit=unit, title=item.name)


def week_chart(view: Progress, formats: Formats) -> Chart:
    """Hours of strength beside the distance run, by week."""
    texts = formats.texts
    series = [
        {
            "name": texts["progress.run"],
            "tone": "run",
            "unit": formats.unit,
            "values": [round(week.run_m / formats.unit_m, 1) for week in view.weeks],
        },
        {
            "name": texts["progress.strength"],
            "tone": "strength",
            "unit": texts["units.h"],
            "values": [round(week.strength_h, 2) for week in view.weeks],
        },
    ]
    mondays = [week.monday for week in view.weeks]
    return _chart("bars-and-line", mondays, series, title=texts["progress.weeks"])


def morning_chart(view: Progress, formats: Formats) -> Chart:
    """The worst soreness and pain of each morning, 0 to 10."""
    texts = formats.texts
    series = [
        {
            "name": texts["progress.soreness"],
            "tone": "strength",
            "values": [point.soreness for point in view.mornings],
        },
        {
            "name": texts["progress.pain"],
            "tone": "accent",
            "values": [point.pain for point in view.mornings],
        },
    ]
    days = [point.day for point in view.mornings]
    return _chart("lines", days, series, title=texts["progress.mornings"], top=10)


def _chart(
    kind: str, days: Sequence[date], series: Sequence[Mapping[str, Any]], **more: object
) -> Chart:
    props = {"kind": kind, "x": [day.isoformat() for day in days], "series": series, **more}
    return Chart(props, tuple(days))


def _values(points: Sequence[Point], days: Sequence[date]) -> list[float | None]:
    by_day = {point.day: point.value for point in points}
    return [by_day.get(day) for day in days]
