"""`hamstrong paces`: what a recent race says about training and other races."""

from typing import Annotated

import typer

from hamstrong.cli.root import app


@app.command(
    epilog="""**Examples**

`hamstrong paces --race "10k 47:30" --weekly-km 45`

`hamstrong paces --race "half 1:45:00" --effort "1200m 4:10" --effort "3000m 11:20"`"""
)
def paces(
    race: Annotated[str, typer.Option(help='A recent race, "10k 47:30".')],
    effort: Annotated[
        list[str] | None,
        typer.Option(
            help='An all-out effort of 2 to 20 minutes, "1200m 4:10"; two or more give critical '
            "speed."
        ),
    ] = None,
    weekly_km: Annotated[
        float | None, typer.Option(help="Kilometres a week at present; sets Riegel's exponent.")
    ] = None,
    units: Annotated[str, typer.Option(help="km or mi.")] = "km",
    json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Training paces and race predictions from a recent race, each with its range."""
    from hamstrong.cli.paces_table import show

    show(race, effort or (), weekly_km=weekly_km, units=units, as_json=json)
