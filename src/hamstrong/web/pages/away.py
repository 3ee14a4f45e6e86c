"""Days away: ill, away or travelling, marked and changed."""

from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request, Response

from hamstrong.coach.absences import list_absences
from hamstrong.coach.block import BlockView
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.planning.model import Absence, AbsenceKind, ReturnSpeed
from hamstrong.web.pages.site import Site, shown_of

DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class AwayBand:
    """An absence over the block's picture, across in percent of its width."""

    absence: Absence
    x: float
    width: float


def away_bands(view: BlockView, absences: tuple[Absence, ...]) -> tuple[AwayBand, ...]:
    """The absences as far as they lie in the block."""
    if not view.weeks:
        return ()
    first = view.weeks[0].plan_week.monday
    days = len(view.weeks) * DAYS_OF_WEEK
    bands = []
    for absence in absences:
        start = max(0, (absence.first - first).days)
        end = min(days, (absence.last - first).days + 1)
        if start < end:
            x, width = 100 * start / days, 100 * (end - start) / days
            bands.append(AwayBand(absence, x=round(x, 3), width=round(width, 3)))
    return tuple(bands)


def away_routes(site: Site) -> APIRouter:
    """The form to mark days, and what is marked; what follows is shown by `/plan/preview`."""
    router = site.router()

    @router.get("/away")
    def show(request: Request, day: date | None = None) -> Response:
        with site.deps.reading() as ports:
            shown = shown_of(ports, find_athlete(ports))
            absences = list_absences(ports, shown.id)
        first = day or shown.today + timedelta(days=1)
        return site.page(
            request,
            "away.html",
            athlete=shown.athlete,
            absences=absences,
            kinds=tuple(AbsenceKind),
            speeds=tuple(ReturnSpeed),
            first=first,
            today=shown.today,
        )

    return router
