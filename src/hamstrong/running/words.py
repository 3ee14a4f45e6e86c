"""Words of running, in `words.en.toml` and its like; plans are read by those of `vocabulary`."""

from typing import Final

from hamstrong.language import Sentences

WORDS: Final = Sentences("hamstrong.running")
