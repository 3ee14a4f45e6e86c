"""Texts by key, with values filled in and plurals chosen."""

from collections.abc import Iterator, Mapping
from functools import cache

from hamstrong.language import Language, Sentence, sentences, spoken


class Catalogue(Mapping[str, str]):
    """The texts of one language by dotted key, for instance `today.title`.

    A text that depends on a count is a table with `one` and `other`; asking for its key with
    `n` chooses.

    Example:
        >>> texts = load_catalogue(Language.ENGLISH)
        >>> texts.say("today.exercises", n=1), texts.say("today.exercises", n=3)
        ('1 exercise', '3 exercises')
    """

    def __init__(self, texts: Mapping[str, Sentence]) -> None:
        self._texts = texts

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def say(self, key: str, /, **values: object) -> str:
        """The text with its values.

        Raises:
            KeyError: The language file has no such text, or it needs a value that is missing.
        """
        if key not in self._texts and "n" in values:
            key = f"{key}.one" if values["n"] == 1 else f"{key}.other"
        return self._texts[key].format(**values)

    def under(self, prefix: str) -> dict[str, str]:
        """The texts below a key, without the prefix, in the order of the file."""
        start = f"{prefix}."
        return {k.removeprefix(start): v for k, v in self._texts.items() if k.startswith(start)}


def load_catalogue(language: Language | None = None) -> Catalogue:
    """The texts of a language, of the one that is spoken by default."""
    return _catalogue(language or spoken())


@cache
def _catalogue(language: Language) -> Catalogue:
    return Catalogue(sentences("hamstrong.web.text", "", language))


def say(key: str, /, **values: object) -> str:
    """A text in the language that is spoken, with its values. Raises KeyError as `Catalogue.say`.

    Example:
        >>> say("form.save")
        'Save'
    """
    return load_catalogue().say(key, **values)
