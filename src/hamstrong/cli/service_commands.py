"""`hamstrong services`: names, options and help; the work is in `services.py`."""

from typing import Annotated

import typer

services_app = typer.Typer(rich_markup_mode="markdown", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Name = Annotated[
    str, typer.Argument(metavar="SERVICE", help="garmin, intervals, strava or runalyze.")
]
WayName = Annotated[
    str, typer.Argument(metavar="WAY", help="activities-in, sessions-out or done-out.")
]


@services_app.command("status")
def status(context: typer.Context, json: Json = False) -> None:
    """What is connected, what goes which way, and when it last did."""
    from hamstrong.cli.services import print_status

    print_status(context.obj, as_json=json)


@services_app.command(
    "connect",
    epilog="""**Examples**

`hamstrong services connect intervals` asks for the key and does not show it

`hamstrong services connect runalyze < token.txt` reads it, a line for each field

Variables work as well: `HAMSTRONG_INTERVALS_KEY`, `HAMSTRONG_GARMIN_KEY`,
`HAMSTRONG_RUNALYZE_TOKEN`, and `HAMSTRONG_STRAVA_CLIENT_ID`,
`HAMSTRONG_STRAVA_CLIENT_SECRET`, `HAMSTRONG_STRAVA_REFRESH_TOKEN`""",
)
def connect(context: typer.Context, service: Name) -> None:
    """Keep the key of a service, encrypted, once the service takes it. Everything stays off."""
    from hamstrong.cli.services import connect_service

    connect_service(context.obj, service)


@services_app.command("on")
def on(context: typer.Context, service: Name, way: WayName) -> None:
    """Switch one way on, and say exactly what goes where from now on."""
    from hamstrong.cli.services import turn

    turn(context.obj, service, way, on=True)


@services_app.command("off")
def off(
    context: typer.Context,
    service: Name,
    way: WayName,
    take_out: Annotated[
        bool,
        typer.Option(
            "--take-out", help="With sessions-out: remove the sessions to come from there."
        ),
    ] = False,
) -> None:
    """Switch one way off: nothing more goes that way."""
    from hamstrong.cli.services import turn

    turn(context.obj, service, way, on=False, take_out=take_out)


@services_app.command("sync")
def sync(
    context: typer.Context,
    service: Annotated[
        str, typer.Argument(metavar="SERVICE", help="Only this one; all that are on by default.")
    ] = "",
    json: Json = False,
) -> None:
    """Ask what is on now; `hamstrong serve` does so by itself, once an hour."""
    from hamstrong.cli.services import sync_now

    sync_now(context.obj, service, as_json=json)


@services_app.command("disconnect")
def disconnect(context: typer.Context, service: Name) -> None:
    """Delete the key of a service; what went out stays there."""
    from hamstrong.cli.services import disconnect_service

    disconnect_service(context.obj, service)


@services_app.command("key")
def key() -> None:
    """Print a fresh key for HAMSTRONG_SERVICES_KEY; nothing is kept."""
    from hamstrong.cli.services import print_key

    print_key()
