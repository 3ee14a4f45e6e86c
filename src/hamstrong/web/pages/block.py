"""The block at a glance: kilometres as columns, strength as a line, phases as bands."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request, Response

from hamstrong.coach.absences import list_absences
from hamstrong.coach.block import BlockView, BlockWeek, block
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.planning.model import BlockPhase
from hamstrong.web.pages.away import away_bands
from hamstrong.web.pages.formats import Formats
from hamstrong.web.pages.site import Site, WelcomeFirst, shown_of

HEIGHT = 190.0
"""Of the plot, pixels; the longest week's column is as high."""

TOP = 52.0
"""Room above the plot for the phases' names and the flag, pixels."""

FOOT = 28.0
"""Room below the plot for the weeks' numbers, pixels."""

LINE_SHARE = 0.62
"""Of the plot's height that the most strength reaches, so that the line stays off the flag."""

COLUMN_SHARE = 0.78
"""Of a week's width that its column takes."""

NAME_FITS_FROM = 3
"""Weeks a phase must last for its name to fit above it on a phone."""


@dataclass(frozen=True, slots=True)
class Column:
    """One week: across in percent of the picture's width, down in pixels.

    Attributes:
        left, wide: Of the week's whole share.
        x, width: Of its column.
        y, height: Of its column.
        middle: Where its number and its dot of the strength line are.
        dot_y: Of the strength line.
        numbered: False when its number is left out on a phone.
    """

    week: BlockWeek
    left: float
    wide: float
    x: float
    width: float
    y: float
    height: float
    middle: float
    dot_y: float
    numbered: bool
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """Weeks of one phase in a row, across in percent."""

    phase: BlockPhase
    x: float
    width: float
    name_fits: bool


@dataclass(frozen=True, slots=True)
class BlockPicture:
    """The picture; `base` is where columns stand, pixels from the top, as is `height`."""

    height: float
    base: float
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    flag_x: float
    top_m: float
    top_min: int


def draw_block(view: BlockView, formats: Formats) -> BlockPicture:
    """Columns scale to the longest week, the line to the most strength in a week.

    Positions across are shares of the width, so that the whole block fits any screen.
    """
    top_m = max((week.run_m for week in view.weeks), default=0.0) or 1.0
    top_min = max((week.strength_min for week in view.weeks), default=0) or 1
    share = 100 / max(1, len(view.weeks))
    columns = []
    for number, week in enumerate(view.weeks):
        height = HEIGHT * week.run_m / top_m
        to_race = week.plan_week.weeks_to_race
        columns.append(
            Column(
                week=week,
                left=round(number * share, 3),
                wide=round(share, 3),
                x=round((number + (1 - COLUMN_SHARE) / 2) * share, 3),
                width=round(COLUMN_SHARE * share, 3),
                y=round(TOP + HEIGHT - height, 1),
                height=round(height, 1),
                middle=round((number + 0.5) * share, 3),
                dot_y=round(TOP + HEIGHT * (1 - LINE_SHARE * week.strength_min / top_min), 1),
                numbered=to_race % (2 if len(view.weeks) <= NUMBERED_BY_TWO else 4) == 0,
                label=_label(week, formats),
            )
        )
    race_week = next((c for c in columns if c.week.plan_week.weeks_to_race == 0), columns[-1])
    return BlockPicture(
        height=TOP + HEIGHT + FOOT,
        base=TOP + HEIGHT,
        columns=tuple(columns),
        bands=_bands(view, share),
        flag_x=race_week.middle,
        top_m=top_m,
        top_min=top_min,
    )


NUMBERED_BY_TWO = 20
"""Weeks up to which every second has its number on a phone; beyond, every fourth."""


def _bands(view: BlockView, share: float) -> tuple[Band, ...]:
    bands, at = [], 0
    for phase, group in groupby(view.weeks, key=lambda week: week.plan_week.phase):
        weeks = len(tuple(group))
        is_last = at + weeks == len(view.weeks)
        fits = weeks >= NAME_FITS_FROM + is_last  # the picture's edge would cut it off
        bands.append(Band(phase, round(at * share, 3), round(weeks * share, 3), fits))
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
            absences = list_absences(ports, shown.id)
        formats = Formats(site.texts, shown.athlete.units, shown.athlete.zone)
        return site.page(
            request,
            "block.html",
            athlete=shown.athlete,
            view=view,
            picture=draw_block(view, formats),
            away=away_bands(view, absences),
            today=shown.today,
            days_to_race=(view.race.day - shown.today).days,
        )

    return router
