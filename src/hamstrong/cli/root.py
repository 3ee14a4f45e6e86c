"""The command that all others hang from."""

from typing import Any, Final

import typer
from typer.core import TyperGroup

from hamstrong.cli.exit_codes import EXIT_CODES

COMMANDS: Final = (
    *("setup", "today", "week", "why", "log", "body"),
    *("replan", "undo", "redo", "diff"),
    *("plan", "paces", "exercises", "judge"),
    *("import", "export", "feed", "services"),
    *("serve", "backup", "verify", "restore", "rules"),
)
"""As help lists them: what is wanted daily first, what is wanted seldom last."""


class _Listed(TyperGroup):
    """Lists its commands in our order, whichever module is loaded first."""

    def list_commands(self, ctx: Any) -> list[str]:
        there = super().list_commands(ctx)
        return sorted(there, key=COMMANDS.index)


app = typer.Typer(
    cls=_Listed,
    name="hamstrong",
    help="A strength coach for distance runners: it plans strength around your runs and guides "
    "every hold. Your race and your runs decide; strength moves.",
    epilog="""**Examples**

`hamstrong plan --race 2027-04-18 --runs examples/spring-marathon.ics` plans a whole block
without a server

`hamstrong plan --race 2027-04-18 --generate --easy-pace 6:00 --weekly-km 35` makes the runs too

`hamstrong paces --race "10k 47:30"` says how fast to train, and what other races would take

`hamstrong setup --race 2027-04-18 --runs examples/spring-marathon.ics` keeps race, runs and you

`hamstrong serve` starts the app on this machine

`hamstrong today` says what to run and what to lift, `hamstrong why` says why

`hamstrong replan --move-run 2027-01-07 2027-01-08` plans again around a run that moved

"""
    + EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
