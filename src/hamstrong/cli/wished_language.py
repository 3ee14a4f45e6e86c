"""Which language a command line is answered in, as far as it is known before it is read."""

from collections.abc import Mapping, Sequence
from typing import Final

from hamstrong.language import Language, read_language

OPTION: Final = "--language"
VARIABLE: Final = "HAMSTRONG_LANGUAGE"
LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where the system says it, the first that says anything (POSIX.1-2017, 8.2)."""


def language_first(words: Sequence[str]) -> list[str]:
    """The line with `--language es`, wherever it stands, before the command.

    Without a value nothing but the option is left: there is no use in guessing what it meant.

    Example:
        >>> language_first(["week", "--language", "es", "--json"])
        ['--language', 'es', 'week', '--json']
    """
    ours, rest = [], []
    coming = iter(words)
    for word in coming:
        if word == "--":
            rest += [word, *coming]
        elif word == OPTION:
            value = next(coming, None)
            if value is None:
                return [OPTION]
            ours += [OPTION, value]
        elif word.startswith(f"{OPTION}="):
            ours.append(word)
        else:
            rest.append(word)
    return [*ours, *rest]


def wished_language(words: Sequence[str], environ: Mapping[str, str]) -> Language:
    """What the line asks for, else the environment, else the system's, else English.

    Args:
        words: As `language_first` gives them.
        environ: Variables by name.
    """
    asked = _asked(words) or environ.get(VARIABLE, "")
    system = next(filter(None, (environ.get(name, "") for name in LOCALE)), "")
    return read_language(asked) or read_language(system) or Language.ENGLISH


def _asked(words: Sequence[str]) -> str:
    text = ""
    coming = iter(words)
    for word in coming:
        if word == OPTION:
            text = next(coming, "")
        elif word.startswith(f"{OPTION}="):
            text = word.partition("=")[2]
        else:
            break
    return text
