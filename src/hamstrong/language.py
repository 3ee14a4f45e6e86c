"""Which language is spoken, and where its sentences are.

Rules know keys, files know sentences: `words.en.toml` beside a module, `words.es.toml` with the
same keys and placeholders. The language is that of the running thread or task, so that no rule
has to hand it on; `speaking` sets it for a block. docs/decisions/0009-languages.md says why.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from string import Formatter
from typing import Any


class Language(StrEnum):
    """Languages there are texts in. A language is one value here and one file for each room."""

    ENGLISH = "en"
    SPANISH = "es"


_SPOKEN: ContextVar[Language] = ContextVar("language", default=Language.ENGLISH)

_CHOSEN: ContextVar[bool] = ContextVar("language_chosen", default=False)


def spoken() -> Language:
    """The language of this thread or task; English until somebody says otherwise."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language inside the block, and the one of before after it."""
    token, chosen = _SPOKEN.set(language), _CHOSEN.set(_CHOSEN.get())
    try:
        yield
    finally:
        _SPOKEN.reset(token)
        _CHOSEN.reset(chosen)


def speak(language: Language) -> None:
    """Speak a language from here on: for a command, which has one from start to end."""
    _SPOKEN.set(language)
    _CHOSEN.set(True)


def is_chosen() -> bool:
    """Whether somebody asked for the language that is spoken: then it is not the athlete's."""
    return _CHOSEN.get()


def read_language(text: str) -> Language | None:
    """The language of a tag such as `es`, `es-AR` or `es_ES.UTF-8`; None for one without texts.

    Example:
        >>> read_language("es_MX.UTF-8"), read_language("fr")
        (<Language.SPANISH: 'es'>, None)
    """
    code = text.strip().lower().replace("_", "-").partition("-")[0].partition(".")[0]
    return Language(code) if code in set(Language) else None


def preferred(accepted: str) -> Language:
    """What an Accept-Language header likes best of what there is; English when it likes none.

    Example:
        >>> preferred("fr;q=0.9, es-AR;q=0.8, en;q=0.5")
        <Language.SPANISH: 'es'>
    """
    best, most = Language.ENGLISH, 0.0
    for part in accepted.split(","):
        tag, _, weight = part.partition(";")
        language = read_language(tag)
        liking = _weight(weight)
        if language is not None and liking > most:
            best, most = language, liking
    return best


def _weight(text: str) -> float:
    try:
        return float(text.partition("=")[2]) if text.strip() else 1.0
    except ValueError:
        return 0.0


class _DecimalComma(Formatter):
    """Numbers with a decimal comma."""

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        return text.replace(".", ",") if isinstance(value, float) else text


_COMMA = _DecimalComma()
_JOINED = ((" de el ", " del "), (" a el ", " al "), ("De el ", "Del "), ("A el ", "Al "))
"""Spanish joins a preposition with the article of the word that is filled in after it."""


class Sentence(str):
    """A sentence of a file; `format` fills it in as its language writes numbers and articles."""

    __slots__ = ()

    def format(self, *values: object, **named: object) -> str:
        """The sentence with its values. Raises KeyError when one is missing."""
        return str.format(self, *values, **named)


class SpanishSentence(Sentence):
    """A sentence in Spanish.

    Example:
        >>> SpanishSentence("{km} km antes de {run}").format(km=7.5, run="el rodaje")
        '7,5 km antes del rodaje'
    """

    __slots__ = ()

    def format(self, *values: object, **named: object) -> str:
        """The sentence with its values. Raises KeyError when one is missing."""
        return joined_articles(_COMMA.vformat(self, values, named))


def joined_articles(text: str) -> str:
    """`de el` and `a el` as one word each."""
    for apart, together in _JOINED:
        if apart in text:
            text = text.replace(apart, together)
    return text


_KINDS: dict[Language, type[Sentence]] = {
    Language.ENGLISH: Sentence,
    Language.SPANISH: SpanishSentence,
}


def number_text(value: float, spec: str = "g") -> str:
    """A number as the language writes it: `7.5`, or `7,5`."""
    text = format(value, spec)
    return text.replace(".", ",") if spoken() is Language.SPANISH else text


class Sentences(Mapping[str, Sentence]):
    """The sentences of one file in the language spoken when they are asked for.

    Args:
        package: Where the files are.
        stem: Their name before `.en.toml`.
    """

    def __init__(self, package: str, stem: str = "words") -> None:
        self._package = package
        self._stem = stem

    def __getitem__(self, key: str) -> Sentence:
        return sentences(self._package, self._stem, _SPOKEN.get())[key]

    def __iter__(self) -> Iterator[str]:
        return iter(sentences(self._package, self._stem, _SPOKEN.get()))

    def __len__(self) -> int:
        return len(sentences(self._package, self._stem, _SPOKEN.get()))

    def spoken(self, language: Language) -> Mapping[str, Sentence]:
        """The sentences in one language, whatever is spoken."""
        return sentences(self._package, self._stem, language)

    def say(self, key: str, /, **values: object) -> str:
        """The sentence with its values; with `n` a key with `one` and `other` chooses.

        Raises:
            KeyError: There is no such sentence, or a value is missing.
        """
        known = sentences(self._package, self._stem, _SPOKEN.get())
        if key not in known and "n" in values:
            key = f"{key}.one" if values["n"] == 1 else f"{key}.other"
        return known[key].format(**values)

    def under(self, prefix: str) -> "Table":
        """The texts of one table, by what follows its name."""
        return Table(self, prefix)


class Table(Mapping[Any, str]):
    """The texts of one table, in the language spoken when they are asked for."""

    def __init__(self, texts: Sentences, prefix: str) -> None:
        self._texts = texts
        self._prefix = f"{prefix}."

    def __getitem__(self, key: object) -> str:
        return self._texts[f"{self._prefix}{key}"]

    def __iter__(self) -> Iterator[str]:
        start = self._prefix
        return (key.removeprefix(start) for key in self._texts if key.startswith(start))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def both(words: Sequence[str], conjunction: str) -> str:
    """`a, b and c`, with the conjunction as the file has it, spaces included."""
    return (
        conjunction.join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
    )


@cache
def sentences(package: str, stem: str, language: Language) -> dict[str, Sentence]:
    """All sentences of a file by dotted key, read once.

    Raises:
        FileNotFoundError: The package has no such file.
    """
    # Help of the commands needs no sentence, and need not wait for these.
    import tomllib
    from importlib.resources import files

    name = f"{stem}.{language}.toml" if stem else f"{language}.toml"
    text = (files(package) / name).read_text("utf-8")
    kind = _KINDS[language]
    return {key: kind(value) for key, value in _flat(tomllib.loads(text))}


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
