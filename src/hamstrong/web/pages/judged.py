"""What a camera can judge, as pages offer it."""

from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise, Family


def is_judged(exercise: Exercise | None) -> bool:
    """Whether a camera can judge it."""
    return exercise is not None and exercise.judge is not None and exercise.judge.mode != "timer"


def judged_exercises(library: Library) -> list[tuple[Family, list[Exercise]]]:
    """What a camera can judge, by family, lowest rung first."""
    found = []
    for family in Family:
        members = [e for e in library.of_family(family) if is_judged(e)]
        if members:
            found.append((family, members))
    return found
