"""From the words of `hamstrong paces` to its tables."""

import re
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hamstrong.cli import words
from hamstrong.cli.output import console, print_json
from hamstrong.cli.say import SAY
from hamstrong.coach.model import Units
from hamstrong.coach.show_paces import PacesView, paces_document, show_paces
from hamstrong.language import number_text
from hamstrong.planning.constants import CERTAINTY_WORDS
from hamstrong.planning.constants.told import say
from hamstrong.running.critical_speed import Effort
from hamstrong.running.paces import FRACTION_SOURCE
from hamstrong.running.wording import clock_text, pace_range_text, pace_text, race_text
from hamstrong.running.words import WORDS

_METRES = re.compile(r"(\d+(?:\.\d+)?)\s*m")


def show(
    race: str, efforts: Sequence[str], *, weekly_km: float | None, units: str, as_json: bool
) -> None:
    """Print paces, predictions and, with efforts, critical speed."""
    shown_in = words.read_word(units, Units, place="--units")
    view = show_paces(
        read_effort(race, place="--race"),
        efforts=[read_effort(text, place="--effort") for text in efforts],
        weekly_m=None if weekly_km is None else weekly_km * 1000,
    )
    if as_json:
        print_json(paces_document(view))
    else:
        _print(view, shown_in)


def read_effort(text: str, *, place: str) -> Effort:
    """`10k 47:30`, `1200m 4:10`. Raises BadInput."""
    distance, _, duration = text.strip().rpartition(" ")
    if metres := _METRES.fullmatch(distance.strip().lower()):
        return Effort(float(metres[1]), words.read_duration(duration, place=place))
    return Effort(*words.read_race_result(text, place=place))


def _print(view: PacesView, units: Units) -> None:
    screen = console()
    race = race_text(view.race.distance_m, units.value)
    vdot = number_text(view.vdot, ".1f")
    screen.print(SAY.say("vdot", vdot=vdot, race=race, time=clock_text(view.race.time_s)))
    screen.print(_paces(view, units))
    screen.print(_predictions(view, units))
    _print_critical(screen, view, units)
    _print_sources(screen, view)


def _paces(view: PacesView, units: Units) -> Table:
    table = Table(title=SAY["training-paces"], title_justify="left")
    table.add_column(SAY["columns.run"])
    table.add_column(SAY["columns.pace"], justify="right", no_wrap=True)
    table.add_column(SAY["columns.go-by"])
    table.add_column(SAY["columns.how-sure"])
    for row in view.paces:
        pace = pace_range_text(row.speeds, units.value)
        sure = say(CERTAINTY_WORDS[row.certainty]).partition(":")[0]
        table.add_row(
            SAY[f"run-types.{row.type}"],
            f"[dim]{pace}[/dim]" if row.effort else pace,
            row.effort,
            sure,
        )
    return table


def _predictions(view: PacesView, units: Units) -> Table:
    table = Table(title=SAY["race-predictions"], title_justify="left")
    table.add_column(SAY["columns.race"])
    table.add_column(SAY["columns.method"])
    for column in ("time", "from", "to", "error"):
        table.add_column(SAY[f"columns.{column}"], justify="right", no_wrap=True)
    for row in view.predictions:
        for number, one in enumerate(row.methods):
            table.add_row(
                "" if number else race_text(row.distance_m, units.value),
                one.method,
                f"[bold]{clock_text(one.time_s)}[/bold]",
                clock_text(one.low_s),
                clock_text(one.high_s),
                f"± {number_text(100 * one.error, '.1f')} %",
                end_section=number == len(row.methods) - 1,
            )
    return table


def _print_critical(screen: Console, view: PacesView, units: Units) -> None:
    line = view.critical
    if line is None:
        return
    screen.print(
        SAY.say(
            "critical",
            pace=pace_text(line.speed_m_s, units.value),
            reserve=round(line.reserve_m),
            count=line.efforts,
        )
    )


def _print_sources(screen: Console, view: PacesView) -> None:
    by_method = {one.method: one.source for row in view.predictions for one in row.methods}
    lines = [SAY.say("paces-from", source=FRACTION_SOURCE)]
    if view.critical is not None:
        lines.append(SAY.say("critical-from", source=WORDS["methods.line"]))
    lines += [f"{method}: {source}." for method, source in by_method.items()]
    for line in lines:
        screen.print(f"[dim]{escape(line)}[/dim]")
