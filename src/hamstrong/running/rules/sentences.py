"""The sentences of the rules, in `words.en.toml` and its like."""

from typing import Final

from hamstrong.language import Sentences

SENTENCES: Final = Sentences("hamstrong.running.rules")


def say(key: str, **facts: object) -> str:
    """A sentence with its facts."""
    return SENTENCES[key].format(**facts)


def say_more(others: int) -> str:
    """The tail of a sentence that stands for several findings; empty when there is only one."""
    if others == 0:
        return ""
    return SENTENCES["once more"] if others == 1 else say("more", count=others)
