"""`hamstrong backup`, `verify` and `restore`: names, options and help; the work is beside it."""

from pathlib import Path
from typing import Annotated

import typer

from hamstrong.cli.root import app

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="As `hamstrong backup` wrote it.")]


@app.command(
    epilog="""**Examples**

`hamstrong backup` writes one into the folder of backups, also while the app runs

`hamstrong backup /media/stick` writes it onto another disk"""
)
def backup(
    context: typer.Context,
    destination: Annotated[
        Path | None,
        typer.Argument(metavar="DEST", help="A folder, or a file that is not there yet."),
    ] = None,
    clips: Annotated[
        bool, typer.Option("--clips", help="Films that lie in the data folder as well.")
    ] = False,
    json: Json = False,
) -> None:
    """Write everything into one file that is verified."""
    from hamstrong.cli.backups import make_and_print

    make_and_print(context.obj, destination, clips=clips, as_json=json)


@app.command()
def verify(context: typer.Context, file: File, json: Json = False) -> None:
    """Read all of a backup, and say what is in it or what is wrong."""
    from hamstrong.cli.backups import verify_and_print

    verify_and_print(context.obj, file, as_json=json)


@app.command()
def restore(
    context: typer.Context,
    file: File,
    without_keys: Annotated[
        bool, typer.Option("--without-keys", help="Leave keys and certificates as they are here.")
    ] = False,
) -> None:
    """Put a backup in place of the data, which is kept aside. Stop the app first."""
    from hamstrong.cli.backups import restore_and_print

    restore_and_print(context.obj, file, keys=not without_keys)
