"""The body on the screen: what speaks first, then what follows from it."""

from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hamstrong.cli.athlete import current_athlete
from hamstrong.cli.output import console, print_json
from hamstrong.cli.say import SAY
from hamstrong.coach.body_document import body_document
from hamstrong.coach.show_body import BodyView, show_body
from hamstrong.planning.body.fatigue import Freshness
from hamstrong.planning.body.pain import Light
from hamstrong.planning.body.progression import Direction, Verdict
from hamstrong.planning.body.readiness import AreaState
from hamstrong.planning.model import Limit
from hamstrong.planning.words import SENTENCES, WEEKDAYS, capitalised, day_word, short_weekday_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hamstrong.cli.doors import Doors

SHAPES = {Light.GREEN: "[green]○[/green]", Light.AMBER: "[yellow]◐[/yellow]"}
"""A light also is a shape; whatever is stricter than amber is full."""

DAYS_SHOWN = 14
"""Of the legs, on a screen that was not asked for the whole block."""

ARROWS = {Direction.ADVANCE: "↑", Direction.STAY: "→", Direction.REGRESS: "↓"}


def show(doors: "Doors", *, as_json: bool, whole_block: bool = False) -> None:
    """Print the body; the legs of the coming days, or of every day of the block."""
    with doors.reading() as ports:
        view = show_body(ports, current_athlete(ports).id)
        document = body_document(view, ports.library)
    if as_json:
        print_json(document)
    else:
        _print(view, whole_block=whole_block)


def _print(view: BodyView, *, whole_block: bool) -> None:
    screen = console()
    screen.print(SAY.say("today", weekday=capitalised(WEEKDAYS[view.day.weekday()]), day=view.day))
    if view.ill:
        screen.print(SAY["ill"])
    for question in view.questions:
        screen.print(SAY.say("question", text=escape(question.text)))
    _print_areas(screen, view.states)
    _print_limits(screen, view.limits)
    _print_verdicts(screen, view.verdicts)
    days = sorted(view.days.items())
    _print_days(screen, days if whole_block else days[:DAYS_SHOWN])
    if not whole_block and len(days) > DAYS_SHOWN:
        screen.print(SAY.say("more-legs", day=day_word(days[-1][0])))


def _print_areas(screen: Console, states: "Iterable[AreaState]") -> None:
    table = _table("area", "light", "since", "what-it-does")
    green = []
    for state in states:
        name = SAY["whole-body"] if state.spot is None else state.spot.words
        if state.light is Light.GREEN:
            green.append(name)
            continue
        shape = SHAPES.get(state.light, "[red]●[/red]")
        since = "" if state.since is None else short_weekday_day(state.since)
        words = " ".join(part for part in (state.why, state.does, state.advice) if part)
        table.add_row(name, f"{shape} {SAY[f'lights.{state.light}']}", since, escape(words))
    if table.row_count:
        screen.print(table)
    if green:
        screen.print(f"{SHAPES[Light.GREEN]} {SAY['lights.green']}: {', '.join(green)}")


def _print_limits(screen: Console, limits: "Iterable[Limit]") -> None:
    table = _table("from", "to", "keeps-to")
    for limit in limits:
        last = SAY["open"] if limit.last is None else short_weekday_day(limit.last)
        table.add_row(short_weekday_day(limit.first), last, escape(limit.reason.text))
    if table.row_count:
        screen.print(table)


def _print_verdicts(screen: Console, verdicts: "Iterable[Verdict]") -> None:
    table = _table("family", "day", "rung", "sets-meant")
    for verdict in verdicts:
        rung = f"{ARROWS[verdict.direction]} {verdict.level}"
        day = short_weekday_day(verdict.day)
        table.add_row(verdict.family.value, day, rung, escape(verdict.reason.text))
    if table.row_count:
        screen.print(table)
    else:
        screen.print(SAY["no-sets"])


def _print_days(screen: Console, days: "Sequence[tuple[date, Freshness]]") -> None:
    table = _table("day", "legs", "why")
    for day, fresh in days:
        table.add_row(
            f"{short_weekday_day(day)} {fresh.at:%H:%M}",
            SENTENCES[f"freshness.{fresh.word.name}"],
            escape(fresh.reason.text),
        )
    if table.row_count:
        screen.print(table)


def _table(*names: str) -> Table:
    """The last column takes what is left."""
    table = Table(expand=True)
    for name in names:
        last = name == names[-1]
        table.add_column(SAY[f"columns.{name}"], ratio=1 if last else None, no_wrap=not last)
    return table
