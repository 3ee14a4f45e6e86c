"""The tables of constants in the language that is spoken.

A row is made from the very values the planner uses, so its words are looked up by what they say
in English, with the numbers taken out: `From day 3 after a marathon` as `From day # after ...`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from hamstrong.language import Language, joined_articles, sentences, spoken
from hamstrong.planning.constants.table import Row, Table

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HOLE = re.compile(r"\{(\w+)\}")


def told(table: Table) -> Table:
    """The table as a person reads it."""
    language = spoken()
    if language is Language.ENGLISH:
        return table
    return replace(
        table,
        title=say(table.title),
        intro=say(table.intro),
        rows=lambda: tuple(_row(row) for row in table.rows()),
    )


def _row(row: Row) -> Row:
    return replace(
        row,
        name=say(row.name),
        value=_decimal(say(row.value)),
        unit=_decimal(say(row.unit)),
        source=say(row.source),
    )


def _decimal(text: str) -> str:
    """Numbers as the language writes them; section numbers in sources stay as they are."""
    return _NUMBER.sub(lambda number: number[0].replace(".", ","), text)


def say(text: str) -> str:
    """A name, value, unit or source; as it is where the language has no other word for it."""
    language = spoken()
    if language is Language.ENGLISH:
        return text
    known = _phrases(language)
    found = known.get(_NUMBER.sub("#", text))
    if found is None:
        return _in_parts(text, known)
    numbers = iter(_NUMBER.findall(text))
    filled = re.sub("#", lambda _: next(numbers, "#"), found)
    return joined_articles(filled)


def _in_parts(text: str, known: dict[str, str]) -> str:
    """A list of words that are all known, or what is known before a semicolon."""
    head, semicolon, rest = text.partition("; ")
    if semicolon and _NUMBER.sub("#", head) in known:
        return f"{say(head)}; {rest}"
    parts = [known.get(part) for part in text.split(", ")]
    return text if None in parts else ", ".join(part for part in parts if part)


@cache
def _phrases(language: Language) -> dict[str, str]:
    tree = sentences("hamstrong.planning.constants", "tables", language)
    found: dict[str, str] = {}
    for key, text in tree.items():
        table, _, english = key.partition(".")
        if table not in ("run", "speed"):
            found.update(_filled(english, text, language))
    for english, other in _words("tissue", language):
        found[english] = other
    return found


def _filled(english: str, other: str, language: Language) -> Iterator[tuple[str, str]]:
    """The phrase, once for each word that fills its hole."""
    hole = _HOLE.search(english)
    if hole is None:
        yield english, other
        return
    for word, theirs in _words(hole[1], language):
        is_first = english.startswith("{")
        given = (_capital(word), _capital(theirs)) if is_first else (word, theirs)
        yield english.replace(hole[0], given[0]), other.replace(hole[0], given[1])


def _words(name: str, language: Language) -> Iterator[tuple[str, str]]:
    own = sentences("hamstrong.planning.constants", "tables", language)
    if name in ("run", "speed"):
        start = f"{name}."
        yield from ((k.removeprefix(start), v) for k, v in own.items() if k.startswith(start))
        return
    table = {"tissue": "tissues.", "area": "areas.", "phase": "phases."}[name]
    here = sentences("hamstrong.planning", "words", Language.ENGLISH)
    there = sentences("hamstrong.planning", "words", language)
    yield from ((here[key], there[key]) for key in here if key.startswith(table))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
