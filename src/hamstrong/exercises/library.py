"""The library of exercises: read once, judged whole, then trusted by everyone."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

from hamstrong.errors import NotFound
from hamstrong.exercises.lint import Draft, find_problems
from hamstrong.exercises.schema import Equipment, Exercise, Family, Slot
from hamstrong.exercises.toml_files import Problem, bad_library, read_spec
from hamstrong.language import Sentences

ENGLISH = "en"
"""The language of the exercises' own files."""

_SAY = Sentences("hamstrong")


class Library(Mapping[str, Exercise]):
    """Exercises by id, in the order of family, level and id; their texts are in `language`."""

    def __init__(self, exercises: Iterable[Exercise], *, language: str = ENGLISH) -> None:
        self.language = language
        order = {family: number for number, family in enumerate(Family)}
        ranked = sorted(exercises, key=lambda e: (order[e.family], e.level, e.id))
        self._exercises = {exercise.id: exercise for exercise in ranked}
        # Planning asks for these many thousand times.
        self._families = {f: tuple(e for e in ranked if e.family is f) for f in Family}
        self._ladders = {
            family: tuple(e for e in members if not e.is_test)
            for family, members in self._families.items()
        }
        self._slots = {slot: tuple(e for e in ranked if slot in e.slots) for slot in Slot}
        self._possible: dict[tuple[Slot, frozenset[Equipment]], tuple[Exercise, ...]] = {}

    @cached_property
    def digest(self) -> str:
        """Of all that its exercises say; libraries that agree in it are alike."""
        texts = (exercise.model_dump_json() for exercise in self.values())
        return blake2b("\n".join(texts).encode(), digest_size=12).hexdigest()

    def __getitem__(self, exercise_id: str) -> Exercise:
        return self._exercises[exercise_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._exercises)

    def __len__(self) -> int:
        return len(self._exercises)

    def find(self, exercise_id: str) -> Exercise:
        """The exercise with this id, for an id that a person typed.

        Raises:
            NotFound: The library has no such exercise.
        """
        if exercise_id not in self._exercises:
            raise NotFound(_SAY.say("no-exercise", exercise=exercise_id), place=exercise_id)
        return self._exercises[exercise_id]

    def ladder(self, family: Family) -> tuple[Exercise, ...]:
        """A family's exercises from the lowest rung up; rungs side by side in order of id.

        Tests are no rungs, so that nobody is sent down to one.
        """
        return self._ladders[family]

    def of_family(self, family: Family) -> tuple[Exercise, ...]:
        """A family's tests and rungs."""
        return self._families[family]

    def in_slot(self, slot: Slot) -> tuple[Exercise, ...]:
        """The exercises that can fill a slot of the week, by family and level."""
        return self._slots[slot]

    def possible(self, slot: Slot, equipment: frozenset[Equipment]) -> tuple[Exercise, ...]:
        """Those of them that what is at hand allows."""
        key = (slot, equipment)
        if key not in self._possible:
            there = self._slots[slot]
            self._possible[key] = tuple(e for e in there if e.possible_with(equipment))
        return self._possible[key]


def load_library(language: str = ENGLISH) -> Library:
    """The library that comes with the package, read once a language.

    Args:
        language: Of the texts, for instance "es"; everything else is the same in all.

    Raises:
        BadSpec: One or more files are wrong; the message names all of them.
        NotFound: The package has no texts in that language.
    """
    return _load(language)


@cache
def _load(language: str) -> Library:
    package = files("hamstrong.exercises")
    if language == ENGLISH:
        return read_library(package / "data")
    return translate_library(_load(ENGLISH), package / "texts", language=language)


def read_library(folder: Traversable) -> Library:
    """Read every `.toml` file of a folder as an exercise and judge them together.

    Raises:
        BadSpec: One or more files are wrong; the message has a line for each problem,
            with the file, the field and what is wrong there.
    """
    exercises: dict[str, Exercise] = {}
    problems: list[Problem] = []
    unread: set[str] = set()
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        name = file.name.removesuffix(".toml")
        exercise, found = read_spec(file, Exercise, name=file.name)
        problems.extend(found)
        if exercise is None:
            unread.add(name)
        else:
            exercises[name] = exercise
    problems.extend(find_problems(Draft(exercises, frozenset(unread))))
    if problems:
        raise bad_library(problems)
    return Library(exercises.values())


def translate_library(library: Library, folder: Traversable, *, language: str) -> Library:
    """The library with another language's texts in the place of the English ones.

    Args:
        library: In English.
        folder: Holds `<language>.toml` and a folder of that name with a file for each exercise.
        language: For instance "es".

    Raises:
        BadSpec: One or more files are wrong; the message has a line for each problem.
        NotFound: The folder has no such language.
    """
    # Imported when called: English needs none of it.
    from hamstrong.exercises.translation import lay, read_translation
    from hamstrong.exercises.translation_lint import find_translation_problems

    translation, problems = read_translation(folder, language, library)
    if translation is not None:
        problems.extend(find_translation_problems(translation))
    if translation is None or problems:
        raise bad_library(problems)
    return Library(lay(translation), language=language)
