"""Help and refusals in every language: nothing is left in English, nothing is left over."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import typer
from typer import rich_utils
from typer.core import TyperArgument
from typer.main import get_command

from hamstrong.cli.app import app, run
from hamstrong.cli.spoken_help import TYPERS_WORDS, USAGE, help_key
from hamstrong.language import Language, sentences
from tests.cli.desk_doors import DeskDoors
from tests.unit.coach.desk import Desk

Say = Callable[..., str]

OTHERS = [language for language in Language if language is not Language.ENGLISH]
SMALL = {
    "en": re.compile(r"\b(el|la|los|las|del|tu|tus|con|para|qué|cómo|si)\b", re.IGNORECASE),
    "es": re.compile(r"\b(the|of|and|your|with|what|which|this|from|to|by|is)\b", re.IGNORECASE),
}
"""Small words of the other language."""


def tables(language: Language) -> dict[str, dict[str, str]]:
    """The file of a language by table."""
    found: dict[str, dict[str, str]] = {"typer": {}, "texts": {}, "refusals": {}}
    for key, text in sentences("hamstrong.cli", "help", language).items():
        table, _, english = key.partition(".")
        found[table][english] = str(text)
    return found


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    todo: list[tuple[tuple[str, ...], Any]] = [((), get_command(app))]
    while todo:
        words, command = todo.pop()
        yield words, command
        below = getattr(command, "commands", {})
        todo += [((*words, name), below[name]) for name in below]


COMMANDS = [words for words, _ in commands()]


def texts_of(command: Any) -> Iterator[str]:
    """All that Typer puts together to the help of one command."""
    context = typer.Context(command)
    yield from (command.help, command.epilog, command.options_metavar)
    yield getattr(command, "subcommand_metavar", None) or ""
    for param in command.get_params(context):
        yield from (param.help, param.rich_help_panel, param.metavar, param.display_type(context))
        if isinstance(param, TyperArgument) and not param.metavar:
            yield param.name


def english_keys() -> set[str]:
    texts = [text for _, command in commands() for text in texts_of(command) if text]
    keys = {help_key(part) for text in texts for part in text.split("\n\n") if part.strip()}
    return (keys | {help_key(USAGE)}) - {"{}"}


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """What a command line prints."""

    def said(*words: str, code: int = 0) -> str:
        assert run(DeskDoors(Desk()), list(words)) == code
        told = capsys.readouterr()
        return " ".join((told.out + told.err).replace("│", " ").split())

    return said


@pytest.mark.parametrize("language", OTHERS)
def test_all_help_is_translated_and_nothing_else(language: Language) -> None:
    wanted, there = english_keys(), tables(language)["texts"].keys()
    assert len(wanted) > 150
    assert sorted(wanted - there) == []
    assert sorted(there - wanted) == []
    assert tables(language)["typer"].keys() == set(TYPERS_WORDS)


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_filled_in_finds_its_place(language: Language) -> None:
    found = tables(language)
    holes = re.compile(r"\{\w*\}")
    for english, text in (*found["texts"].items(), *found["refusals"].items()):
        assert len(holes.findall(english)) == len(holes.findall(text)), english
    for name, text in found["typer"].items():
        assert holes.findall(getattr(rich_utils, name)) == holes.findall(text), name


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_are_translated(language: Language) -> None:
    same = {
        english
        for english, text in tables(language)["texts"].items()
        if text == english and len(re.findall(r"[a-z]{3,}", english)) >= 3
    }
    assert same == set()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_help_speaks_one_language(say: Say, words: tuple[str, ...]) -> None:
    for language, title in (("es", "Opciones"), ("en", "Options")):
        told = say("--language", language, *words, "--help")
        assert title in told
        assert SMALL[language].findall(told) == []
        assert ("Uso: hamstrong" in told) == (language == "es")
        assert ("Usage: hamstrong" in told) == (language == "en")


def test_no_words_at_all_is_help(say: Say) -> None:
    assert "COMANDO [ARGUMENTOS]" in say("--language", "es", "exercises", code=2)
    assert "COMMAND [ARGS]" in say("exercises", code=2)


def test_both_names_of_help_are_known_everywhere(say: Say) -> None:
    assert say("log", "set", "-h", "--language=es") == say("log", "set", "--help", "--language=es")


REFUSED = {
    "tody": "No existe el comando 'tody'. ¿Querías decir 'today', 'body'?",
    "xyzzy": "No existe el comando 'xyzzy'.",
    "week --dai": "No existe la opción --dai (opciones posibles: --day)",
    "week --xyzzy": "No existe la opción --xyzzy",
    "plan": "Falta la opción '--race'.",
    "judge": "Falta el argumento 'vídeo'.",
    "week --day": "La opción '--day' necesita un valor.",
    "replan --move 2027-01-05": "La opción '--move' necesita 2 valores.",
    "week --json=yes": "La opción '--json' no lleva valor.",
    "today now": "Sobra lo que no se esperaba: now",
    "diff one": "Valor no válido para 'N': tiene que ser un número entero",
    "log done x --rpe hard": "Valor no válido para '--rpe': tiene que ser un número",
    "log done x --rpe 11": "Valor no válido para '--rpe': tiene que ser 10 o menos",
    "serve --port -1": "Valor no válido para '--port': tiene que ser 0 o más",
}


@pytest.mark.parametrize("line", REFUSED)
def test_a_refusal_speaks_it_too(say: Say, line: str) -> None:
    spanish = say("--language", "es", *line.split(), code=2)
    assert REFUSED[line] in spanish
    assert SMALL["es"].findall(spanish) == []
    english = say(*line.split(), code=2)
    # Typer names the command with most refusals, not with all.
    assert ("La ayuda está en 'hamstrong" in spanish) == ("Try 'hamstrong" in english)
    assert ("Uso: hamstrong" in spanish) == ("Usage: hamstrong" in english)
    assert SMALL["en"].findall(english) == []


def test_an_option_without_its_value_asks_for_it(say: Say) -> None:
    assert "'--language' requires an argument" in say("week", "--language", code=2)
