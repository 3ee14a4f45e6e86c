"""What a generated plan says, in `words.en.toml` and its like."""

from typing import Final

from hamstrong.language import Sentences

PLAN_NAME: Final = "Hamstrong run plan"
"""The source of every generated run."""

WORDS: Final = Sentences("hamstrong.running.generate")
