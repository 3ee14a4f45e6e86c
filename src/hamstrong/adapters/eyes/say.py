"""What the eyes refuse with and write into clips, in `words.en.toml` and its like."""

from typing import Final

from hamstrong.language import Sentences

SAY: Final = Sentences("hamstrong.adapters.eyes")
