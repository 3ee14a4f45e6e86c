"""`hamstrong body`: how the body stands, and what follows from it."""

from typing import Annotated

import typer

from hamstrong.cli.root import app


@app.command()
def body(
    context: typer.Context,
    whole_block: Annotated[
        bool, typer.Option("--whole-block", help="The legs on every day of the block.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """How the body stands: lights, limits, what became of each rung, the legs to come."""
    from hamstrong.cli.body_words import show

    show(context.obj, as_json=json, whole_block=whole_block)
