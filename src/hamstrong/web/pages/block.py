"""The block at a glance: kilometres as columns, strength as a line, phases as bands."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response

from hamstrong.coach.absences import list_absences
from hamstrong.coach.block import BlockView, BlockWeek, block
from hamstrong.coach.find_athlete import find_athlete
from hamstrong.planning.model import BlockPhase
from hamstrong.web.pages.away import away_bands
from hamstrong.web.pages.formats import Formats, monday_of
from hamstrong.web.pages.labels import (
    NARROW_PX,
    WIDE_PX,
    Label,
    place_names,
    shown_numbers,
)
from hamstrong.web.pages.site import Site, WelcomeFirst, shown_of

HEIGHT = 190.0
"""Of the plot, pixels; the longest week's column is as high."""

TOP = 52.0
"""Room above the plot for one row of the phases' names and the flag, pixels."""

ROW = 20.0
"""Room for one more row of names, pixels."""

FOOT = 28.0
"""Room below the plot for the weeks' numbers, pixels."""

LINE_SHARE = 0.62
"""Of the plot's height that the most strength reaches, so that the line stays off the flag."""

COLUMN_SHARE = 0.78
"""Of a week's width that its column takes."""


@dataclass(frozen=True, slots=True)
class Column:
    """One week: across in percent of the picture's width, down in pixels.

    Attributes:
        left, wide: Of the week's whole share.
        x, width: Of its column.
        y, height: Of its column.
        middle: Where its number and its dot of the strength line are.
        dot_y: Of the strength line.
        numbered: In which layouts its number is shown: narrow, wide.
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
    numbered: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """Weeks of one phase in a row, across in percent; where its name stands in each layout."""

    phase: BlockPhase
    x: float
    width: float
    names: Mapping[str, Label | None]


@dataclass(frozen=True, slots=True)
class BlockPicture:
    """The picture; `base` is where columns stand, `top` where they may reach to, pixels from above.

    `height` is in pixels, too.
    """

    height: float
    top: float
    base: float
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    flag_x: float
    top_m: float
    top_min: int


LAYOUTS: Mapping[str, float] = {"narrow": NARROW_PX, "wide": WIDE_PX}
"""The narrowest picture of each, pixels; styles choose between them by the window."""


def draw_block(view: BlockView, formats: Formats) -> BlockPicture:
    """Columns scale to the longest week, the line to the most strength in a week.

    Positions across are shares of the width, so that the whole block fits any screen.
    """
    top_m = max((week.run_m for week in view.weeks), default=0.0) or 1.0
    top_min = max((week.strength_min for week in view.weeks), default=0) or 1
    bands = _bands(view, formats)
    rows = max((name.row for band in bands for name in band.names.values() if name), default=0)
    top = TOP + ROW * rows
    numbered = _numbered(view)
    columns = []
    share = 100 / max(1, len(view.weeks))
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
                y=round(top + HEIGHT - height, 1),
                height=round(height, 1),
                middle=round((number + 0.5) * share, 3),
                dot_y=round(top + HEIGHT * (1 - LINE_SHARE * week.strength_min / top_min), 1),
                numbered=tuple(name for name, shown in numbered.items() if to_race in shown),
                label=_label(week, formats),
            )
        )
    race_week = next((c for c in columns if c.week.plan_week.weeks_to_race == 0), columns[-1])
    return BlockPicture(
        height=top + HEIGHT + FOOT,
        top=top,
        base=top + HEIGHT,
        columns=tuple(columns),
        bands=bands,
        flag_x=race_week.middle,
        top_m=top_m,
        top_min=top_min,
    )


def _numbered(view: BlockView) -> Mapping[str, frozenset[int]]:
    to_race = [week.plan_week.weeks_to_race for week in view.weeks]
    current = next((w.plan_week.weeks_to_race for w in view.weeks if w.is_current), None)
    return {
        name: shown_numbers(to_race, width_px=width, always=current)
        for name, width in LAYOUTS.items()
    }


def _bands(view: BlockView, formats: Formats) -> tuple[Band, ...]:
    share = 1 / max(1, len(view.weeks))
    found: list[tuple[BlockPhase, float, float]] = []
    at = 0
    for phase, group in groupby(view.weeks, key=lambda week: week.plan_week.phase):
        weeks = len(tuple(group))
        found.append((phase, at * share, weeks * share))
        at += weeks
    named = [(formats.texts[f"phases-short.{phase.value}"], x, width) for phase, x, width in found]
    placed = {name: place_names(named, width_px=width) for name, width in LAYOUTS.items()}
    return tuple(
        Band(
            phase,
            round(100 * x, 3),
            round(100 * width, 3),
            {name: labels[number] for name, labels in placed.items()},
        )
        for number, (phase, x, width) in enumerate(found)
    )


def _label(week: BlockWeek, formats: Formats) -> str:
    texts = formats.texts
    return texts.say(
        "block.column",
        week=formats.day(week.plan_week.monday),
        phase=texts[f"phases.{week.plan_week.phase.value}"],
        distance=formats.distance_round(week.run_m),
        strength=formats.minutes(week.strength_min),
    )


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
            absences=absences,
            this_monday=monday_of(shown.today),
            today=shown.today,
            days_to_race=(view.race.day - shown.today).days,
        )

    return router
