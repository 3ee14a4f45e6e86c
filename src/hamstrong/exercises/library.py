"""The library of exercises: read once, judged whole, then trusted by everyone."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from hamstrong.errors import BadSpec, NotFound
from hamstrong.exercises.lint import Draft, Problem, find_problems
from hamstrong.exercises.schema import Equipment, Exercise, Family, Slot


class Library(Mapping[str, Exercise]):
    """Exercises by id, in the order of family, level and id."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
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
            raise NotFound(f"There is no exercise called {exercise_id}.", place=exercise_id)
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


@cache
def load_library() -> Library:
    """The library that comes with the package.

    Raises:
        BadSpec: One or more files are wrong; the message names all of them.
    """
    return read_library(files("hamstrong.exercises") / "data")


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
        exercise, found = _read(file)
        problems.extend(found)
        if exercise is None:
            unread.add(name)
        else:
            exercises[name] = exercise
    problems.extend(find_problems(Draft(exercises, frozenset(unread))))
    if problems:
        raise _bad(problems)
    return Library(exercises.values())


def _read(file: Traversable) -> tuple[Exercise | None, list[Problem]]:
    try:
        return Exercise.model_validate(tomllib.loads(file.read_text("utf-8"))), []
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(file.name, "the file", f"is not TOML: {error}.")]
    except UnicodeDecodeError:
        return None, [Problem(file.name, "the file", "is not text in UTF-8.")]
    except ValidationError as error:
        return None, [_schema_problem(file.name, dict(item)) for item in error.errors()]


def _schema_problem(file: str, item: Mapping[str, object]) -> Problem:
    place = item["loc"]
    parts = place if isinstance(place, tuple) else ()
    value = item["input"]
    # A missing field reports the table around it, which nobody wants to read.
    came = "" if isinstance(value, dict) else f" (came: {str(value)[:60]!r})"
    return Problem(file, ".".join(map(str, parts)) or "the file", f"{item['msg']}{came}.")


def _bad(problems: list[Problem]) -> BadSpec:
    count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = "".join(f"\n- {problem}" for problem in problems)
    return BadSpec(f"The exercise library has {count}; mend each in its file:{lines}")
