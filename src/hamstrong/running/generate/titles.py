"""Titles of generated runs, said anew in another language than they were made in."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from hamstrong.language import Language
from hamstrong.running.generate.words import PLAN_NAME, WORDS
from hamstrong.running.model import Run
from hamstrong.running.words import WORDS as RUNNING

_HOLE = re.compile(r"\{(\w+)\}")
_TITLES = ("workouts.", "plan.")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_MARKS = {Language.ENGLISH: ".", Language.SPANISH: ","}
_SETS = r"[\d.,]+ x [\d.,]+ \w+"
_RACES = ("races.marathon", "races.half")


def titled_in(run: Run, language: Language) -> Run:
    """The run with its title in a language; titles that a runner wrote stay as they are.

    Example:
        >>> from datetime import UTC, datetime
        >>> from hamstrong.running.model import RunType
        >>> at = datetime(2027, 1, 5, 7, tzinfo=UTC)
        >>> run = Run("a", at, at, RunType.EASY, False, "Easy 7.5 km at 5:50/km", source=PLAN_NAME)
        >>> titled_in(run, Language.SPANISH).title
        'Rodaje suave 7,5 km a 5:50/km'
    """
    if run.source != PLAN_NAME:
        return run
    for source in Language:
        title = None if source is language else _said(run.title, source, language)
        if title is not None:
            return replace(run, title=title)
    return run


@cache
def _said(text: str, source: Language, target: Language) -> str | None:
    """The title in the target language; None where it is no title of the source's."""
    for key, pattern in _patterns(source):
        match = pattern.fullmatch(text)
        if match:
            filled = {
                hole: _filled(hole, value, source, target)
                for hole, value in match.groupdict().items()
            }
            return WORDS.spoken(target)[key].format(**filled)
    return None


def _filled(hole: str, value: str, source: Language, target: Language) -> str:
    if hole == "race":
        return _race(value, RUNNING.spoken(source), RUNNING.spoken(target))
    return _said(value, source, target) or _DECIMAL.sub(_MARKS[target], value)


def _race(name: str, here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """A distance by its word; a race's own name is nobody's to change."""
    return next((there[key] for key in _RACES if here[key] == name), name)


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The titles as they are recognised, those with most words of their own first."""
    titles = {k: s for k, s in WORDS.spoken(language).items() if k.startswith(_TITLES)}
    ranked = sorted(titles, key=lambda key: -len(_HOLE.sub("", titles[key])))
    return tuple((key, _pattern(titles[key])) for key in ranked)


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = _HOLE.split(sentence)
    return re.compile("".join(_hole(p) if i % 2 else re.escape(p) for i, p in enumerate(parts)))


def _hole(name: str) -> str:
    """`sets` and `how` stand side by side: where the one ends must be known."""
    return f"(?P<{name}>{_SETS if name == 'sets' else '.+?'})"
