"""Finding a rung by short holds (evidence 3.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.coach.events import read_event
from hamstrong.coach.levels import Attempt, found_levels, settled_level
from hamstrong.coach.model import Event
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family
from hamstrong.planning.constants.levels import TRYOUT_MAX_TRIES
from tests.unit.coach.desk import NOW, a_set, a_try


@pytest.mark.parametrize(
    ("attempts", "level"),
    [
        ([], None),
        ([(4, 7)], 4),
        ([(4, 6)], None),
        ([(4, 6), (5, 7)], 5),
        ([(4, 5), (5, 8)], 4),
        ([(4, 8)], None),
        ([(4, 9), (3, 6)], 3),
        ([(4, 9), (3, 7)], 3),
        ([(4, 3), (5, 4), (6, 5)], 6),
        ([(4, 9), (3, 9), (2, 9)], 1),
        ([(1, 9), (1, 9), (1, 9)], 1),
        ([(4, 6.5)], 4),
    ],
)
def test_the_rung_that_holds_find(attempts: list[tuple[int, float]], level: int | None) -> None:
    assert settled_level([Attempt(rung, rpe) for rung, rpe in attempts]) == level


def test_the_player_may_call_a_try_the_last() -> None:
    assert settled_level([Attempt(8, 5, last=True)]) == 8
    assert settled_level([Attempt(4, 9, last=True)]) == 3


attempts = st.builds(Attempt, st.integers(1, 12), st.floats(0, 10))


@given(st.lists(attempts, min_size=TRYOUT_MAX_TRIES, max_size=6))
def test_enough_tries_always_settle_and_never_above_what_was_tried(tries: list[Attempt]) -> None:
    level = settled_level(tries)
    assert level is not None
    assert 1 <= level <= max(a.level for a in tries)


def read(*raw: object) -> list[Event]:
    return [read_event(one, now=NOW) for one in raw]  # type: ignore[arg-type]


def test_the_latest_session_that_came_to_an_end_counts() -> None:
    library = load_library()
    events = read(
        a_try("a", "hb_floor_1l", 7, minute=1),
        a_try("b", "hb_support_1l_bent", 7, minute=2),
        a_try("c", "hb_floor_1l", 3, minute=3),
        a_try("c", "sp_knees", 7, minute=4),
    )
    assert found_levels(events, library) == {
        Family.HAMSTRING_BRIDGE: library["hb_support_1l_bent"].level,
        Family.SIDE_PLANK: library["sp_knees"].level,
    }


def test_sets_of_a_session_without_questions_find_the_rung_once() -> None:
    library = load_library()
    events = read(
        a_set("a", "hb_support_1l_bent", rpe=7),
        a_set("a", "hb_support_1l_bent", side="right"),
        a_set("b", "hb_floor_1l", rpe=7),
    )
    assert found_levels(events, library) == {
        Family.HAMSTRING_BRIDGE: library["hb_support_1l_bent"].level
    }


def test_sets_that_were_too_hard_find_the_rung_below() -> None:
    library = load_library()
    level = library["hb_support_1l_bent"].level
    (found,) = found_levels(read(a_set("a", "hb_support_1l_bent", rpe=9)), library).values()
    assert found == level - 1


def test_sets_beside_an_open_try_out_find_nothing() -> None:
    events = read(a_try("a", "hb_floor_1l", 3, minute=1), a_set("a", "hb_floor_1l", rpe=7))
    assert found_levels(events, load_library()) == {}


def test_skipped_sets_and_other_families_find_nothing() -> None:
    events = read(
        a_set("a", "hb_floor_1l", skipped=True, hold_s=None), a_set("a", "calf_1l", reps=8)
    )
    assert found_levels(events, load_library()) == {}
