"""The catalogue of spoken lines, and how long a line takes to say."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from hamstrong.language import spoken

# Speaking times at a voice's normal speed, [judgement]: a count is one beat of the clock,
# a word or three fit 1.5 s, a sentence 3 s or, when long, 0.45 s a word (about 130 a minute).
COUNT_S = 1.0
SHORT_S = 1.5
SENTENCE_S = 3.0
WORD_S = 0.45
SHORT_WORDS = 3


class Words(BaseModel):
    """Every line that `steps` can say, in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    left: str
    right: str
    get_ready: str
    halfway: str
    change: str
    switch: str
    next_set: str
    extra_set: str
    next_exercise: str
    finished: str


def load_words(language: str | None = None) -> Words:
    """The catalogue of one language, for instance "en"; by default of the one that is spoken.

    Raises:
        FileNotFoundError: The package has no such language.
    """
    return _words(language or spoken())


@cache
def _words(language: str) -> Words:
    text = (files("hamstrong.exercises") / "voice" / f"{language}.toml").read_text("utf-8")
    return Words.model_validate(tomllib.loads(text))


def spoken_s(text: str) -> float:
    """Seconds that a line takes to say; hyphenated words count as many.

    Example:
        >>> spoken_s("5"), spoken_s("Switch sides"), spoken_s("Push the floor away.")
        (1.0, 1.5, 3.0)
    """
    words = text.replace("-", " ").split()
    if len(words) == 1 and text.isdigit():
        return COUNT_S
    return SHORT_S if len(words) <= SHORT_WORDS else max(SENTENCE_S, WORD_S * len(words))
