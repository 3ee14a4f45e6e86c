"""The studio's commands."""

import os
from pathlib import Path
from typing import Annotated

# One thread is faster than two for matrices as small as these; must be set before NumPy loads.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("LP_NUM_THREADS", "1")  # llvmpipe, the software renderer

import typer

from hamstrong.errors import BadInput
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Exercise

app = typer.Typer(no_args_is_help=True, add_completion=False)

OUT = Path("pictures")
MEDIA = Path("src/hamstrong/exercises/media")


@app.callback()
def main() -> None:
    """Pictures and ground-truth clips of the exercises, from one parametric body."""


def _chosen(names: list[str]) -> list[Exercise]:
    """Exercises by id or family.

    Raises:
        BadInput: A name that is neither.
    """
    library = load_library()
    made = []
    for name in names:
        found = [e for e in library.values() if name in (e.id, e.family.value)]
        if not found:
            raise BadInput(f"There is no exercise or family called {name}.", place=name)
        made += sorted(found, key=lambda e: e.level)
    return made


@app.command()
def rig(folder: Annotated[Path | None, typer.Option(help="Where the bodies go.")] = None) -> None:
    """Export the bodies from the anny model (needs the extra `rig`)."""
    from hamstrong_studio.export import export
    from hamstrong_studio.rig import FOLDER

    for path in export(folder or FOLDER):
        typer.echo(f"{path} {path.stat().st_size // 1024} kB")


@app.command()
def render(
    names: Annotated[list[str], typer.Argument(help="Exercise ids or families.")],
    out: Annotated[Path, typer.Option(help="Folder for the pictures.")] = OUT,
    body: Annotated[str | None, typer.Option(help="ada, ben, chen or dan.")] = None,
) -> None:
    """Poster and loop of each exercise from two angles."""
    from hamstrong_studio.film import write_all

    for exercise in _chosen(names):
        for path in write_all(exercise, out, body):
            typer.echo(f"{path} {path.stat().st_size // 1024} kB")


@app.command()
def pictures(
    names: Annotated[
        list[str] | None, typer.Argument(help="Ids or families; all if left out.")
    ] = None,
    out: Annotated[Path, typer.Option(help="The package's folder.")] = MEDIA,
    again: Annotated[bool, typer.Option(help="Also those that are up to date.")] = False,
) -> None:
    """The set that ships: posters, loops and faults of every exercise, and the manifest."""
    from hamstrong_studio.library import sweep, write_library

    every = [e for e in load_library().values() if e.figure]
    total = 0
    for name, size in write_library(_chosen(names) if names else every, out, again=again):
        total += size
        typer.echo(f"{name} {size // 1024} kB")
    for gone in sweep(every, out):
        typer.echo(f"removed {gone}")
    typer.echo(f"{total / 1e6:.1f} MB")


@app.command()
def sheet(
    names: Annotated[list[str], typer.Argument(help="Exercise ids or families.")],
    out: Annotated[Path, typer.Option(help="The picture to write.")] = Path("sheet.webp"),
    body: Annotated[str | None, typer.Option(help="ada, ben, chen or dan.")] = None,
    shipped: Annotated[bool, typer.Option(help="Out of the package, with faults.")] = False,
) -> None:
    """One contact sheet: set-up, half way and working pose of each exercise, from two angles."""
    from hamstrong_studio.sheet import write_sheet, write_shipped_sheet

    chosen = _chosen(names)
    made = write_shipped_sheet(chosen, out, MEDIA) if shipped else write_sheet(chosen, out, body)
    typer.echo(str(made))


@app.command()
def clip(
    exercise: Annotated[str, typer.Option(help="Exercise id.")],
    script: Annotated[str, typer.Option(help="Events, such as 'up@2 sag@8:12 lower@20'.")],
    out: Annotated[Path, typer.Option(help="The MP4; the truth goes beside it as JSON.")],
    seed: Annotated[int, typer.Option(help="Of tremor and sway.")] = 0,
    body: Annotated[str, typer.Option(help="ada, ben, chen or dan.")] = "ada",
    yaw: Annotated[float, typer.Option(help="Degrees; 90 sees the working side square on.")] = 90.0,
    height: Annotated[float, typer.Option(help="Of the lens, metres.")] = 0.6,
    distance: Annotated[float, typer.Option(help="From the hips, metres.")] = 2.6,
    roll: Annotated[float, typer.Option(help="Of the phone, degrees.")] = 0.0,
    focal: Annotated[float, typer.Option(help="Focal length over picture height.")] = 1.0,
    light: Annotated[str, typer.Option(help="day, side, dim or back.")] = "day",
    clothes: Annotated[str, typer.Option(help="teal, black or grey.")] = "teal",
    size: Annotated[str, typer.Option(help="Width x height, pixels.")] = "640x480",
    rate: Annotated[int, typer.Option(help="Frames a second.")] = 15,
) -> None:
    """A film with its truth: joint positions, angles and events of every frame."""
    from hamstrong_studio.clip import Shot, write_clip
    from hamstrong_studio.script import read_script

    width, _, tall = size.partition("x")
    shot = Shot(
        yaw=yaw,
        height=height,
        distance=distance,
        roll=roll,
        focal=focal,
        light=light,
        clothes=clothes,
        size=(int(width), int(tall)),
        rate=rate,
        seed=seed,
    )
    (chosen,) = _chosen([exercise])
    typer.echo(str(write_clip(chosen, read_script(script), shot, out=out, body=body)))


if __name__ == "__main__":
    app()
