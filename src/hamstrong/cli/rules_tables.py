"""The constants tables on the screen."""

from dataclasses import asdict

from rich.markup import escape
from rich.table import Table as Grid

from hamstrong.cli.output import console, print_json
from hamstrong.cli.say import SAY
from hamstrong.errors import NotFound
from hamstrong.planning.constants import CERTAINTY_WORDS, TABLES, Table
from hamstrong.planning.constants.told import say, told


def print_rules(table_id: str, *, as_json: bool) -> None:
    """All tables, or one. Raises NotFound with the ids there are."""
    tables = [table for table in TABLES if table_id in ("", table.id)]
    if not tables:
        known = ", ".join(table.id for table in TABLES)
        raise NotFound(
            SAY.say("there-no-table-choose", table=repr(table_id), known=known), place=table_id
        )
    if as_json:
        print_json({"certainties": CERTAINTY_WORDS, "tables": [_document(t) for t in tables]})
        return
    for table in tables:
        _print(told(table))
    for letter, words in CERTAINTY_WORDS.items():
        label, told_words = SAY[f"certainty.{letter}"], say(words)
        line = told_words if told_words.startswith(label) else f"{label}: {told_words}"
        console().print(f"[dim]{escape(line)}[/dim]")


def _document(table: Table) -> dict[str, object]:
    return {
        "id": table.id,
        "title": table.title,
        "intro": table.intro,
        "rows": [asdict(row) for row in table.rows()],
    }


def _print(table: Table) -> None:
    screen = console()
    screen.print(f"[bold]{escape(table.title)}[/bold] [dim]({table.id})[/dim]")
    screen.print(escape(table.intro))
    grid = Grid(expand=True)
    for name, ratio in (("what", 2), ("value", None), ("source", 2), ("sure", None)):
        grid.add_column(SAY[f"columns.{name}"], ratio=ratio, no_wrap=ratio is None)
    for row in table.rows():
        value = f"{row.value} {row.unit}".strip()
        source = SAY["no-source"] if row.source == "none" else row.source
        grid.add_row(
            escape(row.name), escape(value), escape(source), SAY[f"certainty.{row.certainty}"]
        )
    screen.print(grid)
