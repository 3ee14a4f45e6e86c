"""What the words of one plan entry say it is, by the tables of `vocabulary`."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from hamstrong.running.amounts import Amounts, Quantity
from hamstrong.running.model import HALF_MARATHON_M, MARATHON_M, RunType
from hamstrong.running.vocabulary import Hit, Vocabulary, normalise
from hamstrong.running.words import WORDS

# Daniels (2014): repetitions last up to 2 min at mile pace, mostly 200-400 m; a plan that says
# only "8 x 400" means intervals more often, so the words decide above 250 m. Judgement.
REPETITION_MAX_M = 250.0
REPETITION_MAX_MIN = 0.75
STRIDE_MAX_M = 150.0
STRIDE_MAX_MIN = 0.5
# Daniels (2014): intervals last up to 5 min; longer repeats without a named pace are cruise work.
CRUISE_FROM_M = 2000.0
CRUISE_FROM_MIN = 8.0
# "Pace" alone names race pace only in a title as short as "5 mi pace". Judgement.
BARE_PACE_MAX_WORDS = 4


@dataclass(frozen=True, slots=True)
class Classification:
    """What an entry asks for.

    Attributes:
        type: Of the run, or rest or cross-training.
        key: True when it must not be compromised.
        why: The evidence, as a short phrase: `says "tempo"`, "longest run of the week".
        named: False when neither words nor distance say that it is a run at all.
    """

    type: RunType
    key: bool
    why: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """A text taken apart: what it says, how much, and the distance of the block's race."""

    text: str
    hits: tuple[Hit, ...]
    amounts: Amounts
    race_m: float | None

    def first(self, *meanings: str) -> Hit | None:
        return next((hit for hit in self.hits if hit.meaning in meanings), None)

    def has(self, *meanings: str) -> bool:
        return self.first(*meanings) is not None


def read_facts(text: str, amounts: Amounts, words: Vocabulary, race_m: float | None) -> Facts:
    plain = normalise(text)
    hits = words.hits(plain)
    other_day = words.role("elsewhere").search(plain)
    if other_day:
        here = tuple(hit for hit in hits if hit.end <= other_day.start())
        hits = here if any(hit.meaning != "nothing" for hit in here) else hits
    return Facts(plain, hits, amounts, race_m)


def from_words(facts: Facts) -> Classification | None:
    for check in _CHECKS:
        if found := check(facts):
            return found
    return None


def _says(hit: Hit) -> str:
    return WORDS["why.says"].format(phrase=hit.phrase)


def _is_opening(facts: Facts, hit: Hit) -> bool:
    """True when nothing but numbers, a weekday's worth of dashes, or filler comes before."""
    return not re.search(r"[^\W\d_]{4,}", facts.text[: hit.start])


def _nothing(facts: Facts) -> Classification | None:
    if facts.text or facts.amounts.distance_m or facts.amounts.minutes:
        return None
    return Classification(RunType.REST, False, WORDS["why.nothing"])


def _rest(facts: Facts) -> Classification | None:
    hit = facts.first("rest")
    if hit is None or not _is_opening(facts, hit) or facts.hits[0] is not hit:
        return None
    return Classification(RunType.REST, False, _says(hit))


def _cross_training(facts: Facts) -> Classification | None:
    """Something else than running; "bike, easy" too, but not "core + easy 5 km"."""
    hit = facts.first("cross-training")
    if hit is None or facts.has("run", "long", "race", *_HARDER_THAN_EASY):
        return None
    easy = facts.first("easy")
    if easy and (easy.start < hit.start or re.search(r"[+&,;]", facts.text[hit.end : easy.start])):
        return None
    return Classification(RunType.CROSS_TRAINING, False, _says(hit))


def _run_and_walk(facts: Facts) -> Classification | None:
    """Walk breaks make a run easy; a walk without a run is another sport."""
    hit = facts.first("run-walk", "walk")
    if hit is None or facts.has("hill", "race", "long", *_HARDER_THAN_EASY):
        return None
    if facts.has("run", "run-walk"):
        return Classification(RunType.EASY, False, _says(hit))
    return Classification(RunType.CROSS_TRAINING, False, _says(hit))


def _race(facts: Facts) -> Classification | None:
    hit = facts.first("race")
    before = [found for found in facts.hits if hit and found.start < hit.start]
    if hit is None or any(found.meaning in _NOT_A_RACE for found in before):
        return None
    return Classification(RunType.RACE, True, _says(hit))


def _marathon_pace(facts: Facts) -> Classification | None:
    hit = facts.first("marathon-pace")
    if hit is None:
        return None
    change = re.match(r"\s*([-+])\s*\d", facts.text[hit.end :])
    if change is None:
        return Classification(RunType.MARATHON_PACE, True, _says(hit))
    if change[1] == "-":
        return Classification(RunType.THRESHOLD, True, WORDS["why.faster"])
    return None


def _threshold(facts: Facts) -> Classification | None:
    hit = facts.first("threshold")
    return Classification(RunType.THRESHOLD, True, _says(hit)) if hit else None


def _hills(facts: Facts) -> Classification | None:
    hit = facts.first("hill")
    if hit is None:
        return None
    repeated = re.search(r"\d\s*x", facts.text) or len(hit.phrase.split()) > 1
    if not repeated and facts.has("easy", "long", "medium-long"):
        return None
    return Classification(RunType.REPETITION, True, _says(hit))


def _interval(facts: Facts) -> Classification | None:
    hit = facts.first("interval")
    return Classification(RunType.INTERVAL, True, _says(hit)) if hit else None


def _race_pace(facts: Facts) -> Classification | None:
    """Race pace by the race: marathon, up to a half (about threshold), or shorter."""
    hit = facts.first("race-pace") or _bare_pace(facts)
    if hit is None:
        return None
    race_m = facts.race_m or MARATHON_M
    if race_m > HALF_MARATHON_M * 1.1:
        kind = RunType.MARATHON_PACE
    else:
        kind = RunType.THRESHOLD if race_m > HALF_MARATHON_M * 0.7 else RunType.INTERVAL
    return Classification(kind, True, _says(hit))


def _bare_pace(facts: Facts) -> Hit | None:
    short = len(facts.text.split()) <= BARE_PACE_MAX_WORDS
    return facts.first("bare-pace") if short and not facts.has("easy", "long") else None


def _repetition(facts: Facts) -> Classification | None:
    hit = facts.first("repetition")
    return Classification(RunType.REPETITION, True, _says(hit)) if hit else None


def _strides(facts: Facts) -> Classification | None:
    """Strides are speed, but leave the legs fresh: a day with nothing else fast is not key."""
    hit = facts.first("stride")
    if hit is None or _work(facts):
        return None
    if facts.has("easy", "long", "medium-long", "run") and not facts.has("speed"):
        return None
    return Classification(RunType.REPETITION, False, WORDS["why.alone"].format(says=_says(hit)))


def _speed(facts: Facts) -> Classification | None:
    hit = facts.first("speed")
    if hit is None:
        return None
    return Classification(RunType.INTERVAL, True, _says(hit))


def _repeats(facts: Facts) -> Classification | None:
    """Repeats without a named pace: their length decides."""
    work = _work(facts)
    if not work or (facts.has("easy") and not any(part.metres for part in work)):
        return None
    largest = max(work, key=lambda part: (part.metres or 0.0) + (part.minutes or 0.0) * 250)
    return Classification(
        _type_of_repeat(largest), True, WORDS["why.repeats"].format(count=largest.repeats)
    )


def _work(facts: Facts) -> list[Quantity]:
    return [part for part in facts.amounts.repeated if not _is_stride(part)]


def _is_stride(part: Quantity) -> bool:
    if part.metres is not None:
        return part.metres <= STRIDE_MAX_M
    return part.minutes is not None and part.minutes <= STRIDE_MAX_MIN


def _type_of_repeat(part: Quantity) -> RunType:
    metres, minutes = part.metres, part.minutes or 0.0
    if metres is not None:
        if metres <= REPETITION_MAX_M:
            return RunType.REPETITION
        return RunType.THRESHOLD if metres >= CRUISE_FROM_M else RunType.INTERVAL
    if minutes <= REPETITION_MAX_MIN:
        return RunType.REPETITION
    return RunType.THRESHOLD if minutes >= CRUISE_FROM_MIN else RunType.INTERVAL


def _medium_long(facts: Facts) -> Classification | None:
    hit = facts.first("medium-long")
    return Classification(RunType.MEDIUM_LONG, False, _says(hit)) if hit else None


def _long(facts: Facts) -> Classification | None:
    hit = facts.first("long")
    return Classification(RunType.LONG, True, _says(hit)) if hit else None


def _easy(facts: Facts) -> Classification | None:
    hit = facts.first("easy")
    return Classification(RunType.EASY, False, _says(hit)) if hit else None


_Check = Callable[[Facts], Classification | None]
_HARDER_THAN_EASY = (
    *("medium-long", "marathon-pace", "race-pace", "threshold", "interval", "repetition"),
    *("hill", "stride"),
)
_NOT_A_RACE = ("easy", "long", "medium-long", "rest", "marathon-pace", "threshold", "interval")
# In order of what weighs more: a tempo inside a long run makes it a threshold run.
_CHECKS: tuple[_Check, ...] = (
    *(_nothing, _rest, _cross_training, _race, _marathon_pace, _threshold, _run_and_walk),
    *(
        _hills,
        _interval,
        _race_pace,
        _repetition,
        _strides,
        _speed,
        _repeats,
        _medium_long,
        _long,
        _easy,
    ),
)
