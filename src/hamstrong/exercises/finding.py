"""Finding exercises: by words and by marks, the short facts that a list can be narrowed to."""

import math
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping

from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.schema import Equipment, Exercise
from hamstrong.exercises.steps import FIRST_READY_S, exercise_steps, total_seconds

RUNGS = {"first": range(1, 4), "middle": range(4, 7), "upper": range(7, 13)}
"""Thirds of a ladder, for a list to be narrowed to."""
LONGEST_MIN = 30
"""Above the longest exercise of the library at its usual dose."""


def usual_dose(exercise: Exercise) -> Dose:
    """What its prescription begins with: the fewest sets of the shortest hold or fewest reps."""
    usual = exercise.prescription
    return Dose(
        exercise_id=exercise.id,
        side=Side.EACH if exercise.one_sided else Side.BOTH,
        sets=usual.sets[0],
        hold_s=usual.hold_s[0] if usual.hold_s else None,
        reps=usual.reps[0] if usual.reps else None,
        rest_s=usual.rest_s,
        tempo_s=usual.tempo_s,
    )


def usual_minutes(exercise: Exercise) -> int:
    """Whole minutes of the usual dose, from getting ready to the end of the last rest."""
    steps = exercise_steps(exercise, usual_dose(exercise), ready_s=FIRST_READY_S)
    return math.ceil(total_seconds(steps) / 60)


def marks_of(exercise: Exercise, at_hand: Collection[Equipment] = ()) -> frozenset[str]:
    """What a list can be narrowed to, as `filter:value`.

    Args:
        exercise: Of the library.
        at_hand: What the athlete has; `need:mine` is given to what is possible with it.
            `need:loop-band` is given to what one can do with a loop band, whatever else serves.

    Example:
        >>> from hamstrong.exercises.library import load_library
        >>> sorted(marks_of(load_library()["plank"]) - {"minutes:30"})[:2]
        ['family:trunk', 'kind:isometric']
    """
    return frozenset(_marks(exercise, frozenset(at_hand)))


def _marks(exercise: Exercise, at_hand: frozenset[Equipment]) -> Iterator[str]:
    yield f"family:{exercise.family}"
    yield f"kind:{exercise.kind}"
    yield f"position:{exercise.position}"
    yield f"level:{exercise.level}"
    yield from (f"slot:{slot}" for slot in exercise.slots)
    yield from (f"tissue:{tissue}" for tissue in exercise.tissues)
    yield from (f"rung:{name}" for name, levels in RUNGS.items() if exercise.level in levels)
    yield from (f"minutes:{n}" for n in range(usual_minutes(exercise), LONGEST_MIN + 1))
    if exercise.possible_with(frozenset()):
        yield "need:nothing"
    if exercise.possible_with(at_hand):
        yield "need:mine"
    yield from (f"need:{item}" for item in {item for way in exercise.equipment for item in way})


def text_of(exercise: Exercise) -> str:
    """All that words are looked for in, lower case and without accents."""
    parts = (
        exercise.id,
        exercise.name,
        exercise.family,
        exercise.kind,
        exercise.summary,
        *exercise.slots,
        *exercise.tissues,
        *exercise.steps,
        *exercise.fetch,
        *exercise.also,
    )
    return plain(" ".join(parts))


def plain(text: str) -> str:
    """Lower case, without accents: on a phone few people type them.

    Example:
        >>> plain("Puente de glúteos"), plain("Flexión del tobillo")
        ('puente de gluteos', 'flexion del tobillo')
    """
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def find(
    exercises: Iterable[Exercise],
    *,
    words: str = "",
    wanted: Mapping[str, str] | None = None,
    at_hand: Collection[Equipment] = (),
) -> tuple[Exercise, ...]:
    """The exercises that hold every word and have every mark, in the order they came.

    Args:
        exercises: To choose from.
        words: Parted by spaces, accents or not; each must be somewhere in the exercise's words.
        wanted: Value by filter, as in `marks_of`; an empty value asks for nothing.
        at_hand: What the athlete has.
    """
    needed = {f"{name}:{value}" for name, value in (wanted or {}).items() if value}
    asked = plain(words).split()
    return tuple(
        exercise
        for exercise in exercises
        if needed <= marks_of(exercise, at_hand)
        and all(word in text for text in [text_of(exercise)] for word in asked)
    )
