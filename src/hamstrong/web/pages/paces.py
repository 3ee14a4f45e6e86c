"""Paces: from a recent race to training paces and predictions; the question is the address."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from hamstrong.coach.find_athlete import find_athlete
from hamstrong.coach.model import Units
from hamstrong.coach.show_paces import FIVE_KM_M, PacesView, show_paces
from hamstrong.errors import BadInput
from hamstrong.running.critical_speed import LINE_CERTAINTY, Effort
from hamstrong.running.paces import SpeedRange
from hamstrong.running.predict import Prediction
from hamstrong.running.wording import clock_text
from hamstrong.running.words import WORDS
from hamstrong.web.pages.filled import Filled
from hamstrong.web.pages.formats import RACE_DISTANCES, Formats
from hamstrong.web.pages.site import Site
from hamstrong.web.text import load_catalogue

DISTANCES = {"5k": FIVE_KM_M, **RACE_DISTANCES}
"""Metres of the races to choose from, by the value of their field."""

EFFORTS = ("effort_1", "effort_2", "effort_3")
LONGEST_EFFORT_M = 10_000
MOST_WEEKLY = 200
FIELD_OF = {"recent race": "time", "weekly distance": "weekly"}
"""The field that a place of the core's errors stands for here."""


@dataclass(frozen=True, slots=True)
class PacesText:
    """How the page reads numbers of running: paces as ranges, times with their range."""

    formats: Formats

    def pace(self, speed_m_s: float) -> str:
        """3:59 /km"""
        return self.formats.pace(1000 / speed_m_s)

    def paces(self, speeds: SpeedRange) -> str:
        """5:34–6:40 /km"""
        fast, _, _ = self.pace(speeds.fast_m_s).partition(" ")
        return f"{fast}–{self.pace(speeds.slow_m_s)}"

    def time(self, seconds: float) -> str:
        """3:38:27"""
        return clock_text(seconds)

    def span(self, one: Prediction) -> str:
        """3:25:00–3:51:53"""
        return f"{clock_text(one.low_s)}–{clock_text(one.high_s)}"

    def race(self, metres: float) -> str:
        """Marathon, half marathon, 10 km, 5 km"""
        five = self.formats.texts["welcome.make.recent-5k"]
        return five if metres == FIVE_KM_M else self.formats.race_distance(metres)


def paces_routes(site: Site) -> APIRouter:
    """The page, empty or answered; it keeps nothing and needs nobody set up."""
    router = site.router()

    @router.get("/paces")
    def show(request: Request) -> Response:
        with site.deps.reading() as ports:
            athlete = find_athlete(ports).athlete
        formats = Formats(site.texts, athlete.units if athlete else Units.KM)
        form = Filled(FormData(request.query_params))
        view, error = (None, None) if "time" not in form.data else _answer(form, formats)
        return site.page(
            request,
            "paces.html",
            status=error.status if error else 200,
            athlete=athlete,
            form=form,
            error=error,
            view=view,
            said=PacesText(formats),
            efforts=EFFORTS,
            line_source=WORDS["methods.line"],
            line_certainty=LINE_CERTAINTY,
        )

    return router


def _answer(form: Filled, formats: Formats) -> tuple[PacesView | None, BadInput | None]:
    try:
        race = Effort(_distance_m(form), form.duration_s("time"))
        weekly = form.number("weekly", low=0, high=MOST_WEEKLY) if form.has("weekly") else None
        weekly_m = None if weekly is None else weekly * formats.unit_m
        return show_paces(race, efforts=_efforts(form), weekly_m=weekly_m), None
    except BadInput as error:
        return None, BadInput(error.message, place=FIELD_OF.get(error.place, error.place))


def _distance_m(form: Filled) -> float:
    metres = DISTANCES.get(form.text("distance"))
    if metres is None:
        raise BadInput(load_catalogue()["form.choice"], place="distance")
    return metres


def _efforts(form: Filled) -> list[Effort]:
    """The lines of which anything is filled in; a half one is refused."""
    return [
        Effort(
            form.number(f"{name}_m", low=400, high=LONGEST_EFFORT_M),
            form.duration_s(f"{name}_time"),
        )
        for name in EFFORTS
        if form.has(f"{name}_m") or form.has(f"{name}_time")
    ]
