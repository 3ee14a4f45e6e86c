"""What is said about body and progress; the sentences are in `words.en.toml` and its like."""

from hamstrong.language import Sentences

BODY_SENTENCES = Sentences("hamstrong.planning.body")
