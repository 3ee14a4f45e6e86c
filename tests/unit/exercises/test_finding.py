"""What a search of the library finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.exercises.finding import (
    LONGEST_MIN,
    RUNGS,
    find,
    marks_of,
    usual_dose,
    usual_minutes,
)
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Equipment
from hamstrong.exercises.steps import FIRST_READY_S, exercise_steps, total_seconds

LIBRARY = load_library()
EVERYTHING = tuple(LIBRARY.values())
MARKS = sorted({mark for exercise in EVERYTHING for mark in marks_of(exercise)})


def test_nothing_asked_finds_everything_in_order() -> None:
    assert find(EVERYTHING) == EVERYTHING
    assert find(EVERYTHING, wanted={"family": "", "tissue": ""}) == EVERYTHING


def test_words_in_any_order_each_somewhere() -> None:
    found = find(EVERYTHING, words="HOLD hamstring")
    assert LIBRARY["hb_support_1l_bent"] in found
    assert find(EVERYTHING, words="hamstring hold") == found
    assert find(EVERYTHING, words="zebra") == ()


def test_filters_narrow_together() -> None:
    found = find(EVERYTHING, wanted={"tissue": "calf", "position": "standing", "rung": "first"})
    assert found
    assert all("calf" in e.tissues and e.position == "standing" and e.level <= 3 for e in found)
    wider = find(EVERYTHING, wanted={"tissue": "calf"})
    assert {e.id for e in found} < {e.id for e in wider}


def test_what_is_at_hand_decides() -> None:
    bare = find(EVERYTHING, wanted={"need": "mine"})
    banded = find(EVERYTHING, wanted={"need": "mine"}, at_hand=[Equipment.LOOP_BAND])
    assert bare == find(EVERYTHING, wanted={"need": "nothing"})
    assert {e.id for e in bare} < {e.id for e in banded}
    assert all(e.possible_with(frozenset({Equipment.LOOP_BAND})) for e in banded)


@pytest.mark.parametrize("item", list(Equipment))
def test_a_single_piece_of_kit_finds_what_uses_it(item: Equipment) -> None:
    found = find(EVERYTHING, wanted={"need": item.value})
    assert found
    assert all(any(item in way for way in exercise.equipment) for exercise in found)
    bare = {exercise.id for exercise in find(EVERYTHING, wanted={"need": "nothing"})}
    assert bare.isdisjoint(exercise.id for exercise in found)


def test_minutes_are_those_of_the_player() -> None:
    exercise = LIBRARY["hb_support_1l_bent"]
    steps = exercise_steps(exercise, usual_dose(exercise), ready_s=FIRST_READY_S)
    assert 0 <= usual_minutes(exercise) * 60 - total_seconds(steps) < 60
    assert exercise in find(EVERYTHING, wanted={"minutes": str(usual_minutes(exercise))})
    assert exercise not in find(EVERYTHING, wanted={"minutes": str(usual_minutes(exercise) - 1)})


@pytest.mark.parametrize("exercise", EVERYTHING, ids=lambda e: e.id)
def test_every_exercise_is_on_one_third_of_its_ladder_and_short_enough(exercise: object) -> None:
    found = next(e for e in EVERYTHING if e is exercise)
    assert sum(found.level in levels for levels in RUNGS.values()) == (0 if found.is_test else 1)
    assert usual_minutes(found) <= LONGEST_MIN


@given(st.lists(st.sampled_from(MARKS), max_size=3))
def test_a_search_finds_just_what_bears_its_marks(marks: list[str]) -> None:
    wanted = dict(mark.split(":") for mark in marks)
    asked = {f"{name}:{value}" for name, value in wanted.items()}
    found = find(EVERYTHING, wanted=wanted)
    assert all((exercise in found) == (asked <= marks_of(exercise)) for exercise in EVERYTHING)
