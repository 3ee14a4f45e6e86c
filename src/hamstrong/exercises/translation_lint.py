"""The rules that a language of the library keeps, one small function each.

A rule takes the whole translation and yields the problems it finds; it never raises, so that
whoever translates sees everything at once.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from hamstrong.exercises.lint import MAX_CUE_WORDS
from hamstrong.exercises.schema import Equipment, Exercise, Family, Position, Slot, Tissue
from hamstrong.exercises.toml_files import Problem
from hamstrong.exercises.translation import ExerciseTexts, Translation
from hamstrong.exercises.words import SENTENCE_S, spoken_s

Rule = Callable[[Translation], Iterator[Problem]]

LISTS = ("fetch", "steps", "cues", "stop", "avoid", "substitutes", "faults", "evidence")
"""Fields with several texts; the place of each one in its list is its name."""

KINDS = ("isometric", "dynamic", "eccentric-slow", "plyometric", "mobility")

LOOKED_FOR: Mapping[str, Iterable[str]] = {
    "family": Family,
    "kind": KINDS,
    "position": Position,
    "slot": Slot,
    "tissue": Tissue,
    "equipment": Equipment,
}

LONGER = 1.25
"""Share of the English length that all steps together may take, [judgement]: the player and the
printed sheet are laid out for it."""

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def every_exercise_has_texts(translation: Translation) -> Iterator[Problem]:
    for name in translation.exercises:
        if name not in translation.texts and name not in translation.unread:
            yield Problem(f"{translation.language}/{name}.toml", "the file", "is missing.")


def texts_belong_to_an_exercise(translation: Translation) -> Iterator[Problem]:
    for name in translation.texts:
        if name not in translation.exercises:
            what = f"belongs to no exercise; there is no data/{name}.toml."
            yield Problem(f"{translation.language}/{name}.toml", "the file", what)


def counts_agree(translation: Translation) -> Iterator[Problem]:
    for file, exercise, texts in translation.pairs():
        for field in LISTS:
            came, wanted = len(getattr(texts, field)), len(getattr(exercise, field))
            if came != wanted:
                yield Problem(file, field, f"has {came} texts, the English has {wanted}.")


def faults_have_names_of_their_own(translation: Translation) -> Iterator[Problem]:
    """Pictures of faults go by name."""
    for file, _, texts in translation.pairs():
        counted = Counter(fault.name for fault in texts.faults)
        for name in sorted(name for name, times in counted.items() if times > 1):
            yield Problem(file, "faults.name", f'"{name}" names two faults.')


def numbers_agree(translation: Translation) -> Iterator[Problem]:
    """Seconds, degrees, doses, years and addresses of studies are the English ones."""
    for file, exercise, texts in translation.pairs():
        for field, ours, theirs in text_pairs(exercise, texts):
            if _numbers(ours) != _numbers(theirs):
                what = f'"{theirs}" has other numbers than the English "{ours}"'
                yield Problem(file, field, what + ".")


def _numbers(text: str) -> list[str]:
    return sorted(number.replace(",", ".") for number in NUMBER.findall(text))


def texts_are_translated(translation: Translation) -> Iterator[Problem]:
    for file, exercise, texts in translation.pairs():
        for field, ours, theirs in text_pairs(exercise, texts):
            if ours == theirs and theirs not in translation.words.same:
                yield Problem(file, field, f'"{theirs}" is the English text.')


def same_texts_are_met(translation: Translation) -> Iterator[Problem]:
    """The list of texts that stay English holds none that no exercise has any more."""
    met = {
        theirs
        for _, exercise, texts in translation.pairs()
        for _, ours, theirs in text_pairs(exercise, texts)
        if ours == theirs
    }
    for text in sorted(translation.words.same - met):
        what = f'"{text}" is the same in no exercise; take it off the list.'
        yield Problem(f"{translation.language}.toml", "same", what)


def steps_are_not_much_longer(translation: Translation) -> Iterator[Problem]:
    for file, exercise, texts in translation.pairs():
        came, ours = sum(map(len, texts.steps)), sum(map(len, exercise.steps))
        if came > LONGER * ours:
            what = f"have {came} letters, {came / ours:.2f} times the English {ours}; "
            yield Problem(file, "steps", what + f"at most {LONGER} times fit the page.")


def spoken_lines_are_short(translation: Translation) -> Iterator[Problem]:
    """A cue is said within a hold, and what opens and closes a set in the 3 s it has."""
    for file, _, texts in translation.pairs():
        for cue in texts.cues:
            if len(cue.split()) > MAX_CUE_WORDS:
                what = f'"{cue}" is longer than {MAX_CUE_WORDS} words; it is spoken in a hold.'
                yield Problem(file, "cues", what)
        for field, line in (("start", texts.voice.start), ("end", texts.voice.end)):
            if spoken_s(line) > SENTENCE_S:
                what = f'"{line}" takes longer than {SENTENCE_S:g} s to say.'
                yield Problem(file, f"voice.{field}", what)


def texts_end_alike(translation: Translation) -> Iterator[Problem]:
    """A full stop stands where the English has one; texts begin with a capital or a number."""
    for file, exercise, texts in translation.pairs():
        for field, ours, theirs in text_pairs(exercise, texts):
            if ours.endswith(".") != theirs.endswith("."):
                end = "with a full stop" if ours.endswith(".") else "without a full stop"
                yield Problem(file, field, f'"{theirs}" must end {end}, as the English does.')
            first = theirs.lstrip("¿")[:1]
            if not (first.isupper() or first.isdigit()):
                yield Problem(file, field, f'"{theirs}" must start with a capital.')


def stop_rules_begin_alike(translation: Translation) -> Iterator[Problem]:
    for file, _, texts in translation.pairs():
        if texts.stop[:1] != (translation.words.always_stop,):
            yield Problem(file, "stop", f'must begin with "{translation.words.always_stop}"')


def texts_promise_nothing(translation: Translation) -> Iterator[Problem]:
    """No shouting and no medical promise (evidence 0, claim 3)."""
    starts = "|".join(map(re.escape, translation.words.never_said))
    promises = re.compile(rf"[!¡]|\b({starts})\w*", re.IGNORECASE)
    for file, exercise, texts in translation.pairs():
        for field, _, theirs in text_pairs(exercise, texts):
            found = promises.search(theirs)
            if found:
                what = f'"{theirs}" contains "{found[0]}", which the product never says.'
                yield Problem(file, field, what)


def marks_have_words(translation: Translation) -> Iterator[Problem]:
    """Whatever an exercise is, loads and needs can be looked for, and nothing else."""
    also, file = translation.words.also, f"{translation.language}.toml"
    for name, values in LOOKED_FOR.items():
        came = set(also.get(name, {}))
        for value in sorted(set(map(str, values)) - came):
            yield Problem(file, f"also.{name}", f"has no words for {value}.")
        for value in sorted(came - set(map(str, values))):
            yield Problem(file, f"also.{name}", f"has words for {value}, which does not exist.")
    for name in sorted(set(also) - set(LOOKED_FOR)):
        yield Problem(file, f"also.{name}", "is no field that words are looked for by.")


def the_judge_has_words(translation: Translation) -> Iterator[Problem]:
    """Every cue, fault and refusal of the judge has its words, and nothing else has; cues stay as
    short as others."""
    file, words = f"{translation.language}.toml", translation.words.judged
    judged = [(e, e.judge) for e in translation.exercises.values() if e.judge is not None]
    needed = {
        text
        for exercise, judge in judged
        for text in judge.texts()
        if text not in {fault.name for fault in exercise.faults}
    }
    for text in sorted(needed - set(words)):
        yield Problem(file, "judged", f'has no words for "{text}"')
    for text in sorted(set(words) - needed):
        yield Problem(file, "judged", f'has words for "{text}", which no judge says.')
    cues = {cue for _, judge in judged for cue in judge.spoken()}
    for text in sorted(cues & set(words)):
        if len(words[text].split()) > MAX_CUE_WORDS:
            what = f'"{words[text]}" is longer than {MAX_CUE_WORDS} words; it is spoken in a hold.'
            yield Problem(file, "judged", what)


def text_pairs(exercise: Exercise, texts: ExerciseTexts) -> Iterator[tuple[str, str, str]]:
    """Each text as field, English, translated; of lists as far as both go."""
    for name in ("name", "summary", "camera"):
        yield name, getattr(exercise, name), getattr(texts, name)
    for key in ("start", "end"):
        yield f"voice.{key}", getattr(exercise.voice, key), getattr(texts.voice, key)
    for name in LISTS:
        both = zip(getattr(exercise, name), getattr(texts, name), strict=False)
        for number, (ours, theirs) in enumerate(both, 1):
            yield from _parts(f"{name}.{number}", ours, theirs)


def _parts(place: str, ours: object, theirs: object) -> Iterator[tuple[str, str, str]]:
    if isinstance(ours, str) and isinstance(theirs, str):
        yield place, ours, theirs
        return
    for key, text in vars(theirs).items():
        yield f"{place}.{key}", getattr(ours, key), text


RULES: tuple[Rule, ...] = (
    every_exercise_has_texts,
    texts_belong_to_an_exercise,
    counts_agree,
    faults_have_names_of_their_own,
    numbers_agree,
    texts_are_translated,
    same_texts_are_met,
    steps_are_not_much_longer,
    spoken_lines_are_short,
    texts_end_alike,
    stop_rules_begin_alike,
    texts_promise_nothing,
    marks_have_words,
    the_judge_has_words,
)


def find_translation_problems(translation: Translation) -> tuple[Problem, ...]:
    """Everything that is wrong, in the order of the rules."""
    return tuple(problem for rule in RULES for problem in rule(translation))
