"""The words of run plans, one table per language, and how a text is read with them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found in a text: what it means, how it was said, where."""

    meaning: str
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language.

    Attributes:
        language: Its name in itself.
        units: Canonical unit (kilometre, mile, metre, minute, hour, second) per spelling.
        race_names: Metres of the races that say their distance by name.
    """

    language: str
    units: Mapping[str, str]
    race_names: Mapping[str, float]
    _meaning_of: Mapping[str, str]
    _phrases: re.Pattern[str]
    _roles: Mapping[str, re.Pattern[str]]

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Phrases in a normalised text in reading order, the longest where several fit."""
        return tuple(
            Hit(self._meaning_of[match[0]], match[0], match.start(), match.end())
            for match in self._phrases.finditer(text)
        )

    def role(self, name: str) -> re.Pattern[str]:
        """The pattern of a list that is about roles, not run types: `with`, `pace`, `total`..."""
        return self._roles[name]


_FOLD = str.maketrans({"–": "-", "—": "-", "−": "-", "×": "x", "’": "'", "″": '"', "′": "'"})


def normalise(text: str) -> str:
    """The text as it is compared: no accents, lower case, plain dashes, single spaces.

    >>> normalise("V̇O₂max  Med-long 5–6 × 1 km")
    'vo2max med long 5-6 x 1 km'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_FOLD))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " ", plain.casefold())
    return re.sub(r"\s+", " ", plain).strip()


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages there are tables for, the default first."""
    folder = resources.files(__package__).joinpath("data")
    found = sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(found, key=lambda code: (code != DEFAULT_LANGUAGE, code)))


@cache
def vocabulary(language: str = DEFAULT_LANGUAGE) -> Vocabulary:
    """The words of a language by its code; KeyError when there is no table for it."""
    if language not in languages():
        raise KeyError(language)
    file = resources.files(__package__).joinpath("data", f"{language}.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    meaning_of = {
        normalise(phrase): meaning
        for meaning, phrases in table["meanings"].items()
        for phrase in phrases
    }
    units = {
        normalise(spelling): unit for unit, all_of in table["units"].items() for spelling in all_of
    }
    return Vocabulary(
        language=table["language"],
        units=units,
        race_names={
            normalise(name): float(metres)
            for metres, names in table["race_names"].items()
            for name in names
        },
        _meaning_of=meaning_of,
        _phrases=_any_of(meaning_of),
        _roles={role: _any_of(map(normalise, said)) for role, said in table["roles"].items()},
    )


def guess_language(texts: Iterable[str]) -> str:
    """The language whose table knows most of the letters of the texts; the default on a draw."""
    joined = [normalise(text) for text in texts]

    def known(language: str) -> int:
        words = vocabulary(language)
        return sum(hit.end - hit.start for text in joined for hit in words.hits(text))

    return max(languages(), key=known)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    inner = "|".join(re.escape(phrase) for phrase in longest_first) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)")
