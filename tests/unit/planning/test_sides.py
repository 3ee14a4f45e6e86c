"""When one side gets a set more, and that noise alone rarely does it (evidence 3.4)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.planning.set_logs import SetLog, exposures_of
from hamstrong.planning.sides import SideTest, weaker_side, weaker_sides

D = date(2027, 3, 1)
DAY = timedelta(days=1)


def in_days(*days: tuple[int, float, float]) -> list[SideTest]:
    return [SideTest(D + day * DAY, left, right, 5.0) for day, left, right in days]


def found(tests: list[SideTest], on: int) -> Side | None:
    return weaker_side(tests, today=D + on * DAY)


BEHIND = in_days((0, 20, 30), (5, 20, 30), (10, 21, 30), (15, 20, 30))


def test_the_same_side_behind_in_four_sessions_over_two_weeks_gets_a_set() -> None:
    assert found(BEHIND, 15) is Side.LEFT


def test_three_of_four_are_enough_and_two_are_not() -> None:
    three = in_days((0, 20, 30), (5, 30, 30), (10, 20, 30), (15, 20, 30))
    assert found(three, 15) is Side.LEFT
    two = in_days((0, 20, 30), (5, 30, 30), (10, 30, 30), (15, 20, 30))
    assert found(two, 15) is None


def test_two_weeks_are_needed() -> None:
    assert found(in_days((0, 20, 30), (5, 20, 30), (10, 20, 30)), 10) is None
    often = in_days(*((day, 20, 30) for day in range(0, 13, 2)))
    assert found(often, 12) is None
    assert found(in_days(*((day, 20, 30) for day in range(0, 19, 2))), 18) is Side.LEFT


def test_a_difference_within_noise_or_below_a_seventh_is_none() -> None:
    within = in_days(*((day, 25, 30) for day in (0, 5, 10, 15)))
    assert found(within, 15) is None
    small = in_days(*((day, 52, 60) for day in (0, 5, 10, 15)))
    assert found(small, 15) is None
    assert found(in_days(*((day, 51, 60) for day in (0, 5, 10, 15))), 15) is Side.LEFT


def test_sides_that_take_turns_are_even() -> None:
    turns = in_days((0, 20, 30), (5, 30, 20), (10, 20, 30), (15, 30, 20))
    assert found(turns, 15) is None


def test_after_four_weeks_only_newer_sessions_decide() -> None:
    assert found(BEHIND, 15 + 27) is Side.LEFT
    assert found(BEHIND, 15 + 28) is None
    even = [*BEHIND, *in_days(*((day, 30, 30) for day in (25, 32, 39, 44)))]
    assert found(even, 44) is None
    still = [*BEHIND, *in_days(*((day, 20, 30) for day in (25, 32, 39, 44)))]
    assert found(still, 44) is Side.LEFT


def test_from_logged_sets_with_what_was_left() -> None:
    def day(number: int, left: float, right: float) -> list[SetLog]:
        when = D + number * DAY
        return [
            SetLog(when, "hb_floor_1l", side, 20, reserve=reserve)
            for side, reserve in ((Side.LEFT, left), (Side.RIGHT, right))
        ]

    logs = [one for number in (0, 5, 10, 15) for one in day(number, 12, 2)]
    exposures = exposures_of(logs, load_library())
    assert weaker_sides(exposures, today=D + 15 * DAY) == {"hb_floor_1l": Side.RIGHT}


AMOUNTS = st.lists(st.tuples(st.floats(0, 60), st.floats(0, 60)), max_size=20)


@given(AMOUNTS, st.integers(1, 9), st.integers(0, 60))
def test_swapping_sides_swaps_the_answer(
    amounts: list[tuple[float, float]], apart: int, later: int
) -> None:
    days = in_days(*((apart * n, left, right) for n, (left, right) in enumerate(amounts)))
    swapped = in_days(*((apart * n, right, left) for n, (left, right) in enumerate(amounts)))
    other = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, None: None}
    on = apart * len(amounts) + later
    assert found(swapped, on) is other[found(days, on)]
