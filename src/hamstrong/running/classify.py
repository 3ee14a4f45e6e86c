"""What each entry of a run plan asks for, and whether it is key.

The words of the plan decide first, by the tables of `vocabulary`; what they leave open is decided
by the place in the week. Key runs are quality (threshold, interval, marathon-pace), long runs,
races, and repetitions that are the main work of the day; strides at the end of an easy run are
not, nor are medium-long runs.

Source: run patterns after Daniels (2014) and Pfitzinger and Douglas (2019), evidence 6; the
thresholds below are judgement.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from hamstrong.running.amounts import Amounts, read_amounts
from hamstrong.running.model import RunType
from hamstrong.running.run_words import Classification, Facts, from_words, read_facts
from hamstrong.running.vocabulary import DEFAULT_LANGUAGE, Vocabulary, vocabulary
from hamstrong.running.words import WORDS

# Only compares the sizes of runs that give a distance with runs that give a time. Judgement.
COMPARING_PACE_S_PER_KM = 360.0
# An unnamed run is the long run when it is this much longer than the week's other runs. Judgement.
LONG_TO_MEAN = 1.2
# A run that the plan calls easy is still the week's long run from here on. Judgement.
EASY_LONG_MIN = 90.0
EASY_LONG_TO_NEXT = 1.5
# Pfitzinger and Douglas (2019): medium-long runs are 11-15 miles, from about 90 minutes.
MEDIUM_LONG_MIN = 90.0
# A run on race day of at least this share of the race is the race. Judgement.
RACE_SHARE = 0.9
_QUALITY = (RunType.THRESHOLD, RunType.INTERVAL, RunType.MARATHON_PACE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a run plan before it is known what it is.

    Attributes:
        text: Title in the first line, any description below.
        week: Equal for the entries of one week.
        distance_m: Metres, where the plan gives them outside the text.
        minutes: Likewise.
        days_to_race: None when no race is known.
    """

    text: str
    week: Hashable = None
    distance_m: float | None = None
    minutes: float | None = None
    days_to_race: int | None = None


@dataclass(frozen=True, slots=True)
class WeekContext:
    """What the rest of the week and the race say about an entry.

    Attributes:
        others_min: Sizes in minutes of the week's other runs, earlier ones first.
        later_min: Sizes of those after this one.
        long_named: True when another run of the week is called long.
        race_in_week: True when another entry of the week is a race.
        race_m: Distance of the block's race.
        days_to_race: 0 on race day, None when unknown.
    """

    others_min: tuple[float, ...] = ()
    later_min: tuple[float, ...] = ()
    long_named: bool = False
    race_in_week: bool = False
    race_m: float | None = None
    days_to_race: int | None = None


NO_CONTEXT = WeekContext()

__all__ = ["Classification", "Entry", "WeekContext", "classify", "classify_plan", "size_min"]


def classify_plan(
    entries: Sequence[Entry], *, race_m: float | None = None, language: str = DEFAULT_LANGUAGE
) -> tuple[Classification, ...]:
    """Classify every entry with the others of its week in view, in the order given.

    Args:
        entries: In time order.
        race_m: Distance of the block's race, metres.
        language: Code of a word table, see `vocabulary.languages`.
    """
    words = vocabulary(language)
    read = [_read(entry, words, race_m) for entry in entries]
    alone = [
        _in_its_week(one, WeekContext(race_m=race_m, days_to_race=entry.days_to_race))
        for one, entry in zip(read, entries, strict=True)
    ]
    weeks: dict[Hashable, list[int]] = {}
    for index, entry in enumerate(entries):
        weeks.setdefault(entry.week, []).append(index)
    sizes = [_size(one.facts.amounts) for one in read]
    return tuple(
        _in_its_week(
            read[index],
            replace(
                _context(index, weeks[entry.week], alone, sizes),
                race_m=race_m,
                days_to_race=entry.days_to_race,
            ),
        )
        for index, entry in enumerate(entries)
    )


def size_min(entry: Entry, *, language: str = DEFAULT_LANGUAGE) -> float:
    """How long a run is for comparing it with others, minutes; 0 when nothing says."""
    return _size(_amounts(entry.text, entry.distance_m, entry.minutes, vocabulary(language)))


def classify(
    text: str,
    distance_m: float | None = None,
    *,
    minutes: float | None = None,
    context: WeekContext = NO_CONTEXT,
    language: str = DEFAULT_LANGUAGE,
) -> Classification:
    """What one entry asks for and whether it is key.

    Args:
        text: Title in the first line, any description below.
        distance_m: Metres; read from the text when None.
        minutes: Likewise.
        context: The rest of its week; without it only the words decide.
        language: Code of a word table.

    >>> classify("6 x 800 m at 5K pace")
    Classification(type=<RunType.INTERVAL: 'interval'>, key=True, why='says "5k pace"', named=True)
    >>> classify("8 km easy with 6 strides").key
    False
    """
    entry = Entry(text, distance_m=distance_m, minutes=minutes)
    return _in_its_week(_read(entry, vocabulary(language), context.race_m), context)


@dataclass(frozen=True, slots=True)
class _Read:
    """An entry's title taken apart, and what its words say; None when they leave it open."""

    facts: Facts
    named: Classification | None


def _read(entry: Entry, words: Vocabulary, race_m: float | None) -> _Read:
    title, _, description = entry.text.strip().partition("\n")
    amounts = _amounts(entry.text, entry.distance_m, entry.minutes, words)
    facts = read_facts(title, amounts, words, race_m)
    named = from_words(facts)
    if named is None and description:
        named = from_words(read_facts(description, amounts, words, race_m))
        if named is not None and not _may_say(named.type, facts):
            named = None
    return _Read(facts, named)


def _may_say(kind: RunType, title: Facts) -> bool:
    """A description ("rest if tired", "the race is near") does not undo a title that is a run."""
    is_run = title.first("run") or title.amounts.distance_m or title.amounts.minutes
    return not is_run or (kind.is_run and kind is not RunType.RACE)


def _amounts(
    text: str, distance_m: float | None, minutes: float | None, words: Vocabulary
) -> Amounts:
    title, _, description = text.strip().partition("\n")
    read = read_amounts(title, words)
    if description and read.distance_m is None and read.minutes is None:
        read = read_amounts(description, words)
    return replace(
        read,
        distance_m=read.distance_m if distance_m is None else distance_m,
        minutes=read.minutes if minutes is None else minutes,
    )


def _size(amounts: Amounts) -> float:
    if amounts.distance_m is not None:
        return amounts.distance_m / 1000 * COMPARING_PACE_S_PER_KM / 60
    return amounts.minutes or 0.0


def _in_its_week(read: _Read, context: WeekContext) -> Classification:
    """What the words leave open, decided by race day and the other runs of the week."""
    named, facts = read.named, read.facts
    if named is not None and (named.type in _QUALITY or named.key or not named.type.is_run):
        return named
    size = _size(facts.amounts)
    if context.days_to_race == 0 and named is None and _is_race_size(facts, context.race_m):
        return Classification(RunType.RACE, True, WORDS["why.race-day"])
    if _is_long_run_of_week(named, size, context):
        return Classification(RunType.LONG, True, WORDS["why.longest"])
    if named is not None:
        return named
    if size >= MEDIUM_LONG_MIN:
        return Classification(
            RunType.MEDIUM_LONG, False, WORDS["why.not-longest"].format(minutes=round(size))
        )
    run = facts.first("run")
    if run is not None:
        return Classification(RunType.EASY, False, WORDS["why.not-harder"])
    return Classification(
        RunType.EASY, False, WORDS["why.no-word"], named=bool(facts.amounts.distance_m)
    )


def _is_race_size(facts: Facts, race_m: float | None) -> bool:
    distance_m = facts.amounts.distance_m
    return race_m is not None and distance_m is not None and distance_m >= race_m * RACE_SHARE


def _is_long_run_of_week(named: Classification | None, size: float, context: WeekContext) -> bool:
    others = [other for other in context.others_min if other > 0]
    if context.race_in_week or context.long_named or not others or size < max(others):
        return False
    if size in context.later_min:
        return False
    if named is not None and named.type is RunType.EASY:
        return size >= EASY_LONG_MIN and size >= max(others) * EASY_LONG_TO_NEXT
    if named is not None and named.type is not RunType.MEDIUM_LONG:
        return False
    return size >= sum(others) / len(others) * LONG_TO_MEAN


def _context(
    index: int, week: Sequence[int], alone: Sequence[Classification], sizes: Sequence[float]
) -> WeekContext:
    others = [other for other in week if other != index and alone[other].type.is_run]
    return WeekContext(
        others_min=tuple(sizes[other] for other in others),
        later_min=tuple(sizes[other] for other in others if other > index),
        long_named=any(alone[other].type is RunType.LONG for other in others),
        race_in_week=any(alone[other].type is RunType.RACE for other in others),
    )
