"""The library in another language: texts alone, laid over the exercises, which stay as they are.

`texts/<language>/<id>.toml` holds the texts of one exercise, `texts/<language>.toml` what belongs
to none. Ids, numbers, pictures and certainties have one home, the exercise's own file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pydantic import Field

from hamstrong.errors import NotFound
from hamstrong.exercises.figures.spec import BodySpec, FigureSpec
from hamstrong.exercises.judging import Judging
from hamstrong.exercises.schema import Exercise, Fault, Spec, Substitute, Text
from hamstrong.exercises.toml_files import Problem, read_spec


class SpokenTexts(Spec):
    """What is said when a set begins and when it ends."""

    start: Text
    end: Text


class EvidenceTexts(Spec):
    """A claim and where it comes from; its certainty is the exercise's."""

    claim: Text
    source: Text


class ExerciseTexts(Spec):
    """The texts of one exercise, each in the place of the English one."""

    name: Text
    summary: Text
    camera: Text
    fetch: tuple[Text, ...] = ()
    steps: tuple[Text, ...]
    cues: tuple[Text, ...]
    stop: tuple[Text, ...]
    avoid: tuple[Text, ...] = ()
    voice: SpokenTexts
    substitutes: tuple[Substitute, ...] = ()
    faults: tuple[Fault, ...]
    evidence: tuple[EvidenceTexts, ...]


class LanguageTexts(Spec):
    """What a language says of no single exercise.

    `always_stop` is the first stop rule of every exercise; `never_said` are beginnings of words
    that promise too much; `same` are texts that are not translated, such as names of authors.
    `also` holds the words people look for, by field of the exercise and its value; `judged` what
    the judge says, by its English, except faults that an exercise has a name for.
    """

    always_stop: Text
    never_said: tuple[Text, ...] = Field(min_length=1)
    same: frozenset[Text] = frozenset()
    also: Mapping[str, Mapping[str, Text]]
    judged: Mapping[Text, Text]


@dataclass(frozen=True, slots=True)
class Translation:
    """A language before it is trusted.

    Attributes:
        language: For instance "es".
        words: What belongs to no single exercise.
        exercises: The English ones, by id.
        texts: By file name without ending.
        unread: Names of files that broke the schema.
    """

    language: str
    words: LanguageTexts
    exercises: Mapping[str, Exercise]
    texts: Mapping[str, ExerciseTexts]
    unread: frozenset[str] = frozenset()

    def pairs(self) -> Iterator[tuple[str, Exercise, ExerciseTexts]]:
        """What problems call the file, the exercise, and its texts, where both are there."""
        for name, texts in self.texts.items():
            if name in self.exercises:
                yield f"{self.language}/{name}.toml", self.exercises[name], texts


def read_translation(
    folder: Traversable, language: str, exercises: Mapping[str, Exercise]
) -> tuple[Translation | None, list[Problem]]:
    """A language's files and what is wrong with them one by one.

    Raises:
        NotFound: There is no such language.
    """
    known = sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name[-5:] == ".toml")
    if language not in known:
        told = ", ".join(["en", *known])
        raise NotFound(
            f"There is no library in the language {language!r}: choose one of {told}.",
            place=language,
        )
    words, problems = read_spec(folder / f"{language}.toml", LanguageTexts, name=f"{language}.toml")
    texts: dict[str, ExerciseTexts] = {}
    unread: set[str] = set()
    for file in sorted((folder / language).iterdir(), key=lambda entry: entry.name):
        name = file.name.removesuffix(".toml")
        if name == file.name:
            continue
        read, found = read_spec(file, ExerciseTexts, name=f"{language}/{file.name}")
        problems.extend(found)
        if read is None:
            unread.add(name)
        else:
            texts[name] = read
    if words is None:
        return None, problems
    return Translation(language, words, exercises, texts, frozenset(unread)), problems


def lay(translation: Translation) -> Iterable[Exercise]:
    """The exercises with the texts of the language, which has been judged before."""
    for name, exercise in translation.exercises.items():
        yield _laid(exercise, translation.texts[name], translation.words)


def _laid(exercise: Exercise, texts: ExerciseTexts, words: LanguageTexts) -> Exercise:
    evidence = zip(exercise.evidence, texts.evidence, strict=True)
    update = {name: getattr(texts, name) for name in ExerciseTexts.model_fields} | {
        "voice": exercise.voice.model_copy(update=dict(texts.voice)),
        "evidence": tuple(item.model_copy(update=dict(text)) for item, text in evidence),
        "figure": _figure(exercise, texts),
        "judge": _judge(exercise, texts, words),
        "also": tuple(looked_for(exercise, words)),
    }
    return exercise.model_copy(update=update)


def _judge(exercise: Exercise, texts: ExerciseTexts, words: LanguageTexts) -> Judging | None:
    said = {**words.judged, **_fault_names(exercise, texts)}
    return exercise.judge and exercise.judge.worded(said.__getitem__)


def _fault_names(exercise: Exercise, texts: ExerciseTexts) -> dict[str, str]:
    both = zip(exercise.faults, texts.faults, strict=True)
    return {ours.name: theirs.name for ours, theirs in both}


def _figure(exercise: Exercise, texts: ExerciseTexts) -> FigureSpec | None:
    """The figure, whose pictures of faults go by the faults' names."""
    if exercise.figure is None or exercise.figure.body is None:
        return exercise.figure
    names = _fault_names(exercise, texts)
    body: BodySpec = exercise.figure.body
    faults = {names[name]: degrees for name, degrees in body.faults.items()}
    body = body.model_copy(update={"faults": faults})
    return exercise.figure.model_copy(update={"body": body})


def looked_for(exercise: Exercise, words: LanguageTexts) -> Iterator[str]:
    """The language's words for what the exercise is, loads and needs."""
    things = {item for needed in exercise.equipment for item in needed}
    marks = {
        "family": (exercise.family,),
        "kind": (exercise.kind,),
        "position": (exercise.position,),
        "slot": exercise.slots,
        "tissue": exercise.tissues,
        "equipment": sorted(things),
    }
    for name, values in marks.items():
        yield from (words.also[name][value] for value in values)
