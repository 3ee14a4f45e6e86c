"""The block at a glance: kilometres as columns, strength as a line, phases as bands."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request, Response

from hamstrong.coach.block import BlockView, BlockWeek, block
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.planning.model import BlockPhase
from hamstrong.web.pages.formats import Formats
from hamstrong.web.pages.site import Site, WelcomeFirst, shown_of

HEIGHT = 200.0
"""Of the plot in the picture's own units; a column is at most this high."""

COLUMN = 40.0
GAP = 10.0
TOP = 44.0
"""Room above the plot for the phases' names and the flag."""


@dataclass(frozen=True, slots=True)
class Column:
    """One week's column, in the picture's units; `dot_y` is where the strength line passes."""

    week: BlockWeek
    x: float
    y: float
    width: float
    height: float
    dot_x: float
    dot_y: float
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """Weeks of one phase in a row."""

    phase: BlockPhase
    x: float
    width: float
    weeks: int


@dataclass(frozen=True, slots=True)
class BlockPicture:
    """The picture: sizes, bands, columns, and the strength line as points of a polyline."""

    width: float
    height: float
    base: float
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    line: str
    flag_x: float
    top_m: float
    top_min: int


def draw_block(view: BlockView, formats: Formats) -> BlockPicture:
    """Columns scale to the longest week, the line to the most strength in a week."""
    top_m = max((week.run_m for week in view.weeks), default=0.0) or 1.0
    top_min = max((week.strength_min for week in view.weeks), default=0) or 1
    base = TOP + HEIGHT
    columns = []
    for number, week in enumerate(view.weeks):
        x = number * (COLUMN + GAP) + GAP / 2
        height = HEIGHT * week.run_m / top_m * 0.92
        columns.append(
            Column(
                week=week,
                x=x,
                y=round(base - height, 1),
                width=COLUMN,
                height=round(height, 1),
                dot_x=x + COLUMN / 2,
                dot_y=round(base - HEIGHT * 0.6 * week.strength_min / top_min, 1),
                label=_label(week, formats),
            )
        )
    race_week = next((c for c in columns if c.week.plan_week.weeks_to_race == 0), columns[-1])
    return BlockPicture(
        width=len(columns) * (COLUMN + GAP),
        height=base + 28,
        base=base,
        columns=tuple(columns),
        bands=_bands(view),
        line=" ".join(f"{c.dot_x:g},{c.dot_y:g}" for c in columns),
        flag_x=race_week.x + COLUMN / 2,
        top_m=top_m,
        top_min=top_min,
    )


def _bands(view: BlockView) -> tuple[Band, ...]:
    bands, at = [], 0
    for phase, group in groupby(view.weeks, key=lambda week: week.plan_week.phase):
        weeks = len(tuple(group))
        width = weeks * (COLUMN + GAP)
        bands.append(Band(phase=phase, x=at * (COLUMN + GAP), width=width, weeks=weeks))
        at += weeks
    return tuple(bands)


def _label(week: BlockWeek, formats: Formats) -> str:
    texts = formats.texts
    return texts.say(
        "block.column",
        week=formats.day(week.plan_week.monday),
        phase=texts[f"phases.{week.plan_week.phase.value}"],
        distance=formats.distance_round(week.run_m),
        strength=formats.minutes(week.strength_min),
    )


def is_past(week: BlockWeek, today: date) -> bool:
    """Whether the week is over."""
    return (today - week.plan_week.monday).days >= 7


def block_routes(site: Site) -> APIRouter:
    """The block's page."""
    router = site.router()

    @router.get("/block")
    def show(request: Request) -> Response:
        with site.deps.reading() as ports:
            state = find_athlete(ports)
            shown = shown_of(ports, state)
            if not state.has_plan:
                raise WelcomeFirst
            view = block(ports, shown.id)
        formats = Formats(site.texts, shown.athlete.units, shown.athlete.zone)
        return site.page(
            request,
            "block.html",
            athlete=shown.athlete,
            view=view,
            picture=draw_block(view, formats),
            today=shown.today,
            days_to_race=(view.race.day - shown.today).days,
        )

    return router
