"""When one side gets a set more, and that noise alone rarely does it (evidence 3.4)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.planning.body.set_logs import SetLog, exposures_of
from hamstrong.planning.body.sides import SideDrop, SideTest, side_drops, weaker_side, weaker_sides

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


HOLD = "hb_floor_1l"


def hold(day: int, side: Side, amount: float, **told: Any) -> SetLog:
    return SetLog(D + day * DAY, HOLD, side, amount, **{"planned": 30, **told})


def both(day: int, left: float, right: float, **told: Any) -> list[SetLog]:
    return [hold(day, Side.LEFT, left, **told), hold(day, Side.RIGHT, right)]


def drops(*logs: SetLog, on: int) -> tuple[SideDrop, ...]:
    return side_drops(exposures_of(logs, load_library()), today=D + on * DAY)


USUAL = [*both(0, 28, 28), *both(4, 29, 28), *both(8, 27, 29)]


def test_a_side_that_falls_a_fifth_below_its_own_median_is_asked_about() -> None:
    (drop,) = drops(*USUAL, *both(12, 20, 28), on=12)
    assert (drop.side, drop.before, drop.now) == (Side.LEFT, 28, 20)
    assert drop.question.startswith("Your left hold fell from 28 to 20 s in ")
    assert drop.question.endswith("does something hurt?")


@pytest.mark.parametrize("left", [28, 24, 23])
def test_less_than_a_fifth_or_noise_is_none(left: float) -> None:
    assert drops(*USUAL, *both(12, left, 28), on=12) == ()


def test_both_sides_falling_is_the_day_not_a_side() -> None:
    assert drops(*USUAL, *both(12, 18, 18), on=12) == ()


def test_a_set_that_was_asked_to_be_short_is_no_drop() -> None:
    assert drops(*USUAL, *both(12, 20, 28, planned=20), on=12) == ()
    (drop,) = drops(*USUAL, *both(12, 20, 28, planned=20, reserve=0), on=12)
    assert drop.now == 20
    assert drops(*USUAL, *both(12, 20, 28, planned=20, reserve=9), on=12) == ()


def test_with_pain_a_drop_beyond_noise_is_enough() -> None:
    longer = [*both(0, 60, 60), *both(4, 60, 60)]
    assert drops(*longer, *both(12, 52, 60, planned=60), on=12) == ()
    assert drops(*longer, *both(12, 52, 60, planned=60, pain=1), on=12)
    assert drops(*longer, *both(12, 52, 60, planned=60, ended_by_pain=True), on=12)


def test_it_is_asked_for_a_week_and_compared_with_four_weeks_of_two_sessions() -> None:
    fallen = both(12, 20, 28)
    assert drops(*USUAL, *fallen, on=18)
    assert drops(*USUAL, *fallen, on=19) == ()
    assert drops(*USUAL[:2], *fallen, on=12) == ()
    assert drops(*USUAL, *both(37, 20, 28), on=37) == ()


def test_only_the_latest_session_is_asked_about() -> None:
    assert drops(*USUAL, *both(12, 20, 28), *both(14, 28, 28), on=14) == ()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60), st.integers(0, 60)), max_size=12))
def test_drops_swap_with_the_sides_and_never_rise(days: list[tuple[int, int, int]]) -> None:
    logs = [one for day, left, right in days for one in both(day, left, right)]
    turned = [one for day, left, right in days for one in both(day, right, left)]
    found_, other = drops(*logs, on=40), drops(*turned, on=40)
    assert [(d.before, d.now) for d in found_] == [(d.before, d.now) for d in other]
    assert all(a.side is not b.side for a, b in zip(found_, other, strict=True))
    assert all(d.now < d.before for d in found_)
