"""What backups refuse with, in `words.en.toml` and its like."""

from typing import Final

from hamstrong.language import Sentences

SAY: Final = Sentences("hamstrong.adapters.backups")
