"""`hamstrong why` and `hamstrong rules`: what decided, and by which numbers."""

from typing import Annotated

import typer

from hamstrong.cli.root import app

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@app.command(
    epilog="""**Examples**

`hamstrong why` explains today

`hamstrong why 2027-01-04-1` explains a session: its day, the other days, its dose

`hamstrong why 2027-01-07` explains a day, with or without a session

`hamstrong why 2027-01-07 --week` explains the seven days of its week"""
)
def why(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="[SESSION|DATE]", help="A session's id or a day; today.")
    ] = "",
    week: Annotated[bool, typer.Option("--week", help="Every day of the week.")] = False,
    json: Json = False,
) -> None:
    """Why a session stands where it stands and nowhere else, or why a day has none.

    The sentences are derived from the rules that the planner obeyed, not written for the day.
    """
    from hamstrong.cli.why_words import explain

    explain(context.obj, what, whole_week=week, as_json=json)


@app.command()
def rules(
    context: typer.Context,
    table: Annotated[
        str, typer.Argument(help="Only this table, by the id that the list shows.")
    ] = "",
    json: Json = False,
) -> None:
    """Every number the planner decides by, with its source and how sure anybody can be of it."""
    from hamstrong.cli.rules_tables import print_rules

    print_rules(table, as_json=json)
