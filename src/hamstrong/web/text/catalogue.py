"""Texts by key, with values filled in and plurals chosen."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


class Catalogue(Mapping[str, str]):
    """The texts of one language by dotted key, for instance `today.title`.

    A text that depends on a count is a table with `one` and `other`; asking for its key with
    `n` chooses.

    Example:
        >>> texts = Catalogue({"days": {"one": "{n} day", "other": "{n} days"}})
        >>> texts.say("days", n=1), texts.say("days", n=3)
        ('1 day', '3 days')
    """

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._texts = dict(_flatten(tree))

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


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


@cache
def load_catalogue(language: str = "en") -> Catalogue:
    """The texts of a language that comes with the package."""
    text = (files("hamstrong.web.text") / f"{language}.toml").read_text(encoding="utf-8")
    return Catalogue(tomllib.loads(text))
