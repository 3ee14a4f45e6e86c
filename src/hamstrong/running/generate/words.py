"""What a generated plan says, in `words.en.toml` and its like."""

from typing import Final

from hamstrong.language import Sentences

WORDS: Final = Sentences("hamstrong.running.generate")
