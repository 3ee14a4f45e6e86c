"""What the judge calls things, in `words.en.toml` and its like."""

from collections.abc import Iterable
from typing import Final

from hamstrong.exercises.judging import Criterion
from hamstrong.language import Language, Sentences
from hamstrong.motion.report import FramingFinding, Verdict

SAY: Final = Sentences("hamstrong.motion")


def english_framing(key: str) -> str:
    """An instruction as reports keep it: in English, whatever is spoken."""
    return str(SAY.spoken(Language.ENGLISH)[f"framing.{key}"])


def framing_sentence(finding: FramingFinding) -> str:
    """Its instruction in the language spoken; one that is not of the judge as it is."""
    english = SAY.spoken(Language.ENGLISH)
    known = (key for key in english if key.startswith("framing."))
    key = next((key for key in known if english[key] == finding.sentence), None)
    return finding.sentence if key is None else SAY[key]


def criterion_word(criterion: Criterion) -> str:
    """`up`, as the language has it."""
    return SAY[f"criteria.{criterion}"]


def criterion_words(criteria: Iterable[Criterion]) -> str:
    """`up, still`; empty for none."""
    return ", ".join(criterion_word(criterion) for criterion in criteria)


def verdict_word(verdict: Verdict) -> str:
    """`not visible`, as the language has it."""
    return SAY[f"verdicts.{verdict}"]
