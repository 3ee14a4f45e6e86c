"""Help and refusals of the command line in the language spoken, Typer's own words among them.

Help stands in English where its option is declared; `help.es.toml` has it in Spanish by what it
says in English, as `tables.es.toml` has the rules'. `refusals.en.toml` and its Spanish twin say
what Typer refuses. Typer builds its commands anew for each run, so that what is put into them here
stays in this run.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import typer
from typer._click.core import Command
from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError
from typer._click.formatting import HelpFormatter
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from hamstrong.language import Language, Sentence, sentences, spoken

USAGE: Final = "Usage: "
TYPERS_WORDS: Final = (
    "ARGUMENTS_PANEL_TITLE",
    "OPTIONS_PANEL_TITLE",
    "COMMANDS_PANEL_TITLE",
    "ERRORS_PANEL_TITLE",
    "DEFAULT_STRING",
    "ENVVAR_STRING",
    "REQUIRED_LONG_STRING",
    "RICH_HELP",
)
"""What `typer.rich_utils` calls the words that it prints."""

_CODE: Final = re.compile(r"`[^`]*`")


def spoken_command(app: typer.Typer) -> Command:
    """The command with its help in the language spoken."""
    command = get_command(app)
    _put_words(command, None)
    return command


def show_refusal(error: ClickException) -> None:
    """Print what is wrong with a command line as Typer does, in the language spoken."""
    if isinstance(error, NoArgsIsHelpError):
        return
    # Typer's printer takes longer than the command: it is loaded where there is something to print.
    from typer import rich_utils

    _lend_words()
    told = reworded(error.format_message())
    rich_utils.rich_format_error(UsageError(told, ctx=getattr(error, "ctx", None)))


def told_help(text: str) -> str:
    """Help in the language spoken, paragraph by paragraph. What has no words stays."""
    known = _told("texts", spoken())
    return "\n\n".join(_paragraph(part, known) for part in text.split("\n\n"))


def help_key(paragraph: str) -> str:
    """What `help.es.toml` calls a paragraph: its English on one line, with holes for code.

    Example:
        >>> help_key("`hamstrong today` says what\\nto run")
        '{} says what to run'
    """
    return " ".join(_CODE.sub("{}", paragraph).split())


def reworded(message: str) -> str:
    """A refusal of Typer's in the language spoken, by the template that it was made from."""
    for template, sentence in sentences("hamstrong.cli", "refusals", spoken()).items():
        found = _pattern(template).fullmatch(message)
        if found:
            return sentence.format(*(reworded(part) for part in found.groups()))
    return message


class _Formatter(HelpFormatter):
    """Writes the usage, which is the first of all that help and refusals print."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        _lend_words()
        super().write_usage(prog, args, told_help(prefix or USAGE))


class _Context(typer.Context):
    formatter_class = _Formatter


def _put_words(command: Command, parent: _Context | None) -> None:
    command.context_class = _Context
    context = _Context(command, parent=parent, **command.context_settings)
    if spoken() is not Language.ENGLISH:
        command.help = told_help(command.help or "")
        command.epilog = told_help(command.epilog or "")
        command.options_metavar = told_help(command.options_metavar or "")
        for param in command.get_params(context):
            _put_words_of(param, context)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = told_help(command.subcommand_metavar)
        for below in command.commands.values():
            _put_words(below, context)


def _put_words_of(param: Any, context: _Context) -> None:
    if not isinstance(param, TyperArgument | TyperOption):
        return
    kind = told_help(param.display_type(context))
    param.display_type = lambda ctx: kind  # type: ignore[method-assign]
    param.help = told_help(param.help or "")
    param.rich_help_panel = told_help(param.rich_help_panel or "")
    if param.metavar or isinstance(param, TyperArgument):
        param.metavar = told_help(param.metavar or param.name)


def _lend_words() -> None:
    from typer import rich_utils

    for name, word in {**_typers_own(), **_told("typer", spoken())}.items():
        setattr(rich_utils, name, word)
    coloured = rich_utils.OptionHighlighter.highlights
    others = [pattern for pattern in coloured if "(?P<usage>" not in pattern]
    coloured[:] = [*others, rf"(?P<usage>{told_help(USAGE)})"]


@cache
def _typers_own() -> Mapping[str, str]:
    from typer import rich_utils

    return {name: getattr(rich_utils, name) for name in TYPERS_WORDS}


def _paragraph(text: str, known: Mapping[str, Sentence]) -> str:
    sentence = known.get(help_key(text))
    return text if sentence is None else sentence.format(*_CODE.findall(text))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.escape(template).replace(r"\{\}", "(.+?)"), re.DOTALL)


@cache
def _told(table: str, language: Language) -> Mapping[str, Sentence]:
    if language is Language.ENGLISH:
        return {}
    texts = sentences("hamstrong.cli", "help", language)
    start = f"{table}."
    return {key.removeprefix(start): text for key, text in texts.items() if key.startswith(start)}
