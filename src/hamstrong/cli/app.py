"""The `hamstrong` command: names, options and help; the work is in the modules beside it.

Only Typer is imported here, so that help and mistakes answer at once.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer._click.exceptions import ClickException

from hamstrong import __version__
from hamstrong.cli.backup_commands import backup, restore, verify
from hamstrong.cli.body_command import body
from hamstrong.cli.errors import told, ways
from hamstrong.cli.judge import judge
from hamstrong.cli.log_commands import log_app
from hamstrong.cli.paces_command import paces
from hamstrong.cli.plan_command import KeepRaces, plan
from hamstrong.cli.replan_command import diff, redo, replan, undo
from hamstrong.cli.root import app
from hamstrong.cli.say import SAY
from hamstrong.cli.service_commands import services_app
from hamstrong.cli.setup_command import setup
from hamstrong.cli.spoken_help import show_refusal, spoken_command
from hamstrong.cli.why_command import rules, why
from hamstrong.cli.wished_language import VARIABLE, language_first, wished_language
from hamstrong.errors import BadInput, HamstrongError
from hamstrong.language import read_language, speak, speaking

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors

INTERRUPTED = 130

__all__ = [
    "app",
    "backup",
    "body",
    "diff",
    "judge",
    "paces",
    "plan",
    "redo",
    "replan",
    "restore",
    "rules",
    "run",
    "setup",
    "undo",
    "verify",
    "why",
]

exercises_app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def run(doors: "Doors", args: list[str] | None = None) -> int:
    """Run a command line; gives the exit code. Errors are one sentence on standard error."""
    words = language_first(sys.argv[1:] if args is None else args)
    with speaking(wished_language(words, os.environ)):
        return _run(doors, words)


def _run(doors: "Doors", words: list[str]) -> int:
    command = spoken_command(app)
    try:
        code = command.main(words, prog_name="hamstrong", standalone_mode=False, obj=doors)
    except ClickException as error:
        show_refusal(error)
        return error.exit_code
    except HamstrongError as error:
        for line in (f"hamstrong: {told(error)}", *ways(error)):
            typer.echo(line, err=True)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us (`head`, a pager) has seen enough.
        sys.stderr.close()
        return 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    return code if isinstance(code, int) else 0


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"hamstrong {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
    language: Annotated[
        str,
        typer.Option(
            envvar=VARIABLE,
            help="What is spoken, en or es, anywhere on the line; by default what the athlete "
            "chose, and before that the system's.",
        ),
    ] = "",
) -> None:
    """Options that stand before the command."""
    if language:
        chosen = read_language(language)
        if chosen is None:
            raise BadInput(SAY.say("no-language", text=repr(language)), place="language")
        speak(chosen)


@app.command()
def today(context: typer.Context, json: Json = False) -> None:
    """What to run and what to lift today, or why nothing."""
    from hamstrong.cli.look_commands import show_today

    show_today(context.obj, as_json=json)


@app.command()
def week(
    context: typer.Context,
    day: Annotated[
        str, typer.Option(help="A day of the week to show, YYYY-MM-DD; this week by default.")
    ] = "",
    json: Json = False,
) -> None:
    """Seven days: runs, strength, and the hours between them."""
    from hamstrong.cli.look_commands import show_week

    show_week(context.obj, day=day, as_json=json)


@exercises_app.command("list")
def list_exercises(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(help="Any words; all must occur.")] = None,
    family: Annotated[str, typer.Option(help="Only this family, as hamstring-bridge.")] = "",
    slot: Annotated[str, typer.Option(help="Only what fills this slot, as posterior.")] = "",
    tissue: Annotated[str, typer.Option(help="Only what loads it, as calf.")] = "",
    position: Annotated[str, typer.Option(help="Only in this position, as back or standing.")] = "",
    level: Annotated[str, typer.Option(help="Only this rung of the ladders, 1 to 12.")] = "",
    minutes: Annotated[str, typer.Option(help="Only what its usual dose ends within.")] = "",
    equipment: Annotated[
        str, typer.Option(help="Only what is possible with this, as support,loop-band or none.")
    ] = "",
    need: Annotated[str, typer.Option(help="Only what uses it, as loop-band; or nothing.")] = "",
    json: Json = False,
) -> None:
    """The library, or what of it fits, by family and rung."""
    from hamstrong.cli.exercise_commands import print_list

    filters = {
        "family": family,
        "slot": slot,
        "tissue": tissue,
        "position": position,
        "level": level,
        "minutes": minutes,
        "need": need,
    }
    print_list(context.obj, words=words or (), filters=filters, equipment=equipment, as_json=json)


@exercises_app.command("show")
def show_exercise(
    context: typer.Context,
    exercise_id: Annotated[str, typer.Argument(metavar="ID", help="As `list` prints it.")],
    json: Json = False,
) -> None:
    """One exercise: how, how much, what to watch, and why it is here."""
    from hamstrong.cli.exercise_commands import print_one

    print_one(context.obj, exercise_id, as_json=json)


@exercises_app.command("search")
def search_exercises(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help="Any words; all must occur.")],
    json: Json = False,
) -> None:
    """Exercises whose name, summary, muscles or steps hold all the words."""
    from hamstrong.cli.exercise_commands import print_list

    print_list(context.obj, words=words, as_json=json)


app.add_typer(exercises_app, name="exercises", help="Look into the exercise library.")
app.add_typer(log_app, name="log", help="Read the log, or add to it. Nothing in it ever changes.")
app.add_typer(
    services_app,
    name="services",
    help="Connect Garmin Connect, intervals.icu, Strava or Runalyze. All are off until you say so.",
)


@app.command(
    "import",
    epilog="""**Examples**

`hamstrong import plan.ics` takes in a run plan; once more changes nothing, and your corrections
stick

`hamstrong import morning.fit export_1234.zip ~/Runs` takes in what you really did: FIT, TCX, GPX,
packed or not, folders, a Strava bulk export, a Garmin account export

**Exit codes** of activities: 0 something is kept, or was already · 3 every file was refused ·
6 there was no file · 130 interrupted; the next import goes on from there""",
)
def import_files(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="A run plan (calendar, YAML, JSON, CSV; - reads stdin), or activities.",
        ),
    ],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Of a run plan: drop every other one that is there."),
    ] = False,
    keep_races: KeepRaces = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Stay, and take in what comes into the folders, till ^C."),
    ] = False,
    json: Json = False,
) -> None:
    """Take in a run plan, or what you really did."""
    from hamstrong.cli.activity_commands import are_activities, take_in_activities
    from hamstrong.cli.data_commands import take_in

    if watch:
        from hamstrong.cli.watch_commands import watch as watch_folders

        watch_folders(context.obj, paths)
    if are_activities(context.obj, paths):
        if replace:
            raise BadInput(SAY["replace-is-for-plans"], place="--replace")
        take_in_activities(context.obj, paths, as_json=json)
    else:
        take_in(context.obj, paths[0], replace=replace, keep_races=keep_races, as_json=json)


@app.command(
    epilog="""**Examples**

`hamstrong export everything.zip` writes all that is kept

`hamstrong export --fit 2027-01-05` writes that day's session as a workout for a Garmin watch

`hamstrong export --done 2027-01-05 evening.tcx` writes what you did; .fit and .csv likewise"""
)
def export(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(help="Where to; a name of its own by default, - writes to stdout."),
    ] = None,
    fit: Annotated[
        str, typer.Option("--fit", help="A session, by id or day, as a FIT workout.")
    ] = "",
    fit_week: Annotated[
        str, typer.Option("--fit-week", help="A day: the workouts left in its week, as a zip.")
    ] = "",
    done: Annotated[
        str, typer.Option("--done", help="A session that was done: as FIT, TCX or CSV.")
    ] = "",
    older: Annotated[
        bool, typer.Option("--older", help="For a watch with the exercises of before 2019.")
    ] = False,
) -> None:
    """Write everything that is kept about you to a zip, or single files for watches and logs."""
    from hamstrong.cli.take_out import Wanted, write_export

    write_export(context.obj, file, Wanted(fit, fit_week, done, older))


@app.command()
def feed(
    context: typer.Context,
    busy: Annotated[
        bool, typer.Option("--busy", help="The one for others: times and nothing else.")
    ] = False,
    new: Annotated[bool, typer.Option("--new", help="Withdraw the address, make another.")] = False,
    revoke: Annotated[bool, typer.Option("--revoke", help="Withdraw the address.")] = False,
) -> None:
    """Print the secret address of your calendar feed, made now if there is none."""
    from hamstrong.cli.data_commands import print_feed

    print_feed(context.obj, busy=busy, new=new, revoke=revoke)


@app.command(
    epilog="""**Examples**

`hamstrong serve --port 8080`

`hamstrong serve --lan` also serves the phones in this house and prints how to pair one

Behind Caddy or Tailscale: docs/phone.md. Settings from the environment: docs/settings.md."""
)
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.", show_default=False)] = "",
    port: Annotated[int, typer.Option(help="Port of the app.", min=0, max=65535)] = 0,
    lan: Annotated[
        bool, typer.Option("--lan", help="Also serve phones in this house, by HTTPS and pairing.")
    ] = False,
) -> None:
    """Start the app on this machine."""
    from hamstrong.cli.serve_command import start

    start(context.obj, host=host, port=port, lan=lan)
