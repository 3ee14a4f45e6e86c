"""`hamstrong replan`, `undo`, `diff`: change the plan, take it back, look at what changed."""

from typing import Annotated

import typer

from hamstrong.cli.exit_codes import EXIT_CODES
from hamstrong.cli.given import given
from hamstrong.cli.root import app

_RUNS = "Runs"
_DAYS = "Days"
_SESSIONS = "Sessions"

RUN = "A run is named by its id, the beginning of it, or its day when it is the only run then."
WHEN = "2027-01-05T18:00, or 2027-01-05 to keep the hour"

RunAndWhen = tuple[str, str]
MoveRun = Annotated[
    RunAndWhen | None,
    typer.Option(
        "--move-run",
        metavar="RUN WHEN",
        help=f"You run at another time: {WHEN}.",
        rich_help_panel=_RUNS,
    ),
]
Missed = Annotated[
    list[str] | None,
    typer.Option(
        "--missed", metavar="RUN", help="You did not run it; may repeat.", rich_help_panel=_RUNS
    ),
]
Remove = Annotated[
    list[str] | None,
    typer.Option(
        "--remove", metavar="RUN", help="You will not run it; may repeat.", rich_help_panel=_RUNS
    ),
]
Did = Annotated[
    RunAndWhen | None,
    typer.Option(
        "--did",
        metavar="RUN WHAT",
        help="What you really ran: minutes, a type, or both: 75, threshold, threshold:75.",
        rich_help_panel=_RUNS,
    ),
]
Lengthen = Annotated[
    RunAndWhen | None,
    typer.Option(
        "--lengthen",
        metavar="RUN MINUTES",
        help="A coming run takes so many minutes.",
        rich_help_panel=_RUNS,
    ),
]
AddRun = Annotated[
    RunAndWhen | None,
    typer.Option(
        "--add-run",
        metavar="WHEN WHAT",
        help="A run that is in no plan: 2027-01-05T18:00, and 40 or threshold:40.",
        rich_help_panel=_RUNS,
    ),
]
Ill = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FROM[..TO]",
        help="Ill: no strength, 2027-01-05..2027-01-08; one day without an end; may repeat.",
        rich_help_panel=_DAYS,
    ),
]
Away = Annotated[
    list[str] | None,
    typer.Option(metavar="FROM[..TO]", help="Away: no time for strength.", rich_help_panel=_DAYS),
]
Travel = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FROM[..TO]",
        help="Travelling: time, but only what you have with you.",
        rich_help_panel=_DAYS,
    ),
]
Back = Annotated[
    str,
    typer.Option(
        help="How strength returns afterwards: gentle, steady or quick.", rich_help_panel=_DAYS
    ),
]
DayOff = Annotated[
    list[str] | None,
    typer.Option(metavar="DAY", help="No strength on this day; may repeat.", rich_help_panel=_DAYS),
]
Hours = Annotated[
    RunAndWhen | None,
    typer.Option(
        "--hours",
        metavar="DAY WHEN",
        help='Other hours on one day, "18-20 gym, 21-22", or usual.',
        rich_help_panel=_DAYS,
    ),
]
Move = Annotated[
    RunAndWhen | None,
    typer.Option(
        "--move",
        metavar="SESSION WHEN",
        help="Put a session elsewhere in its week.",
        rich_help_panel=_SESSIONS,
    ),
]
Free = Annotated[
    list[str] | None,
    typer.Option(
        "--free",
        metavar="SESSION",
        help="Let the planner choose its time again; may repeat.",
        rich_help_panel=_SESSIONS,
    ),
]
All = Annotated[
    bool,
    typer.Option("--all", help="A row for every session, also where many just hold more or less."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would follow, keep nothing.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@app.command(
    epilog=f"""{RUN} Sessions likewise. Several changes at once are planned for together and
are one version of the history; what a rule forbids is refused as a whole, with the rule.

**Examples**

`hamstrong replan --move-run 2027-01-07 2027-01-08` runs Thursday's run on Friday, at its hour

`hamstrong replan --ill 2027-01-05..2027-01-08 --back gentle --dry-run` shows what being ill costs

`hamstrong replan --did 2027-01-05 threshold:75` counts the run by what was done

`hamstrong undo` takes it back

"""
    + EXIT_CODES
)
def replan(
    context: typer.Context,
    move_run: MoveRun = None,
    missed: Missed = None,
    remove: Remove = None,
    did: Did = None,
    lengthen: Lengthen = None,
    add_run: AddRun = None,
    ill: Ill = None,
    away: Away = None,
    travel: Travel = None,
    back: Back = "steady",
    day_off: DayOff = None,
    hours: Hours = None,
    move: Move = None,
    free: Free = None,
    dry_run: DryRun = False,
    every: All = False,
    json: Json = False,
) -> None:
    """Plan again after something changed, and tell what follows, session by session.

    Without a change: plan again with what is known now. Nothing is asked. Strength moves as
    little as it can, never within a run's hours, and what was missed is not made up for.
    """
    from hamstrong.cli.replan_words import ReplanWords, replan_and_print

    given_words = given(context, ReplanWords)
    replan_and_print(context.obj, given_words, dry_run=dry_run, as_json=json, every=every)


@app.command()
def undo(
    context: typer.Context,
    dry_run: DryRun = False,
    every: All = False,
    json: Json = False,
) -> None:
    """Take back the newest change of the plan; once more takes back the one before.

    What was logged stays, and so does what has started. `hamstrong redo` goes forward again.
    """
    from hamstrong.cli.history_commands import step_and_print

    step_and_print(context.obj, forward=False, dry_run=dry_run, as_json=json, every=every)


@app.command()
def redo(
    context: typer.Context,
    dry_run: DryRun = False,
    every: All = False,
    json: Json = False,
) -> None:
    """Do again what `hamstrong undo` took back last; a new change cuts that off."""
    from hamstrong.cli.history_commands import step_and_print

    step_and_print(context.obj, forward=True, dry_run=dry_run, as_json=json, every=every)


@app.command()
def diff(
    context: typer.Context,
    first: Annotated[
        int | None, typer.Argument(metavar="N", help="A version; the newest by default.")
    ] = None,
    second: Annotated[
        int | None, typer.Argument(metavar="M", help="Compare with what this one left behind.")
    ] = None,
    history: Annotated[bool, typer.Option("--list", help="List the versions instead.")] = False,
    every: All = False,
    json: Json = False,
) -> None:
    """What a version of the plan changed, and why; or the difference between two.

    The last fifty versions are kept.
    """
    from hamstrong.cli.history_commands import print_diff, print_history

    if history:
        print_history(context.obj, as_json=json)
    else:
        print_diff(context.obj, first, second, as_json=json, every=every)
