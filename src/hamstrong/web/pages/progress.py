"""What was done, as pictures with a table behind each."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.progress import ExerciseProgress, Point, Progress, progress
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
        formats = Formats(site.texts, shown.athlete.units, shown.athlete.zone)
        return site.page(
            request,
            "progress.html",
            athlete=shown.athlete,
            view=view,
            exercise_charts=[exercise_chart(item, formats) for item in view.exercises],
            week_chart=week_chart(view, formats),
            today=shown.today,
        )

    return router


def exercise_chart(item: ExerciseProgress, formats: Formats) -> dict[str, Any]:
    """One exercise's sides over time, for the chart island: days, and a line for each side."""
    sides = {"left": item.left, "right": item.right, "both": item.both}
    used = {side: points for side, points in sides.items() if points}
    days = sorted({point.day for points in used.values() for point in points})
    unit = formats.texts[f"progress.unit-{item.unit}"]
    return {
        "kind": "lines",
        "x": [day.isoformat() for day in days],
        "unit": unit,
        "series": [
            {
                "name": formats.texts[f"progress.side.{side}"],
                "tone": "run" if side == "left" else "strength",
                "values": _values(points, days),
            }
            for side, points in used.items()
        ],
    }


def _values(points: Sequence[Point], days: Sequence[object]) -> list[float | None]:
    by_day = {point.day: point.value for point in points}
    return [by_day.get(day) for day in days]  # type: ignore[call-overload]


def week_chart(view: Progress, formats: Formats) -> dict[str, Any]:
    """Hours of strength beside the distance run, by week."""
    texts = formats.texts
    return {
        "kind": "bars-and-line",
        "x": [week.monday.isoformat() for week in view.weeks],
        "series": [
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
        ],
    }
