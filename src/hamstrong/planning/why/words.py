"""The sentences of explanations, in `words.en.toml` and its like."""

from hamstrong.language import Sentences

DAY_PARTS = ((12, "morning"), (17, "afternoon"), (24, "evening"))
"""Parts of a day by the key of their words, each with the hour before which it holds."""

WHY_SENTENCES = Sentences("hamstrong.planning.why")
