"""A slow sinking is dated by its trend, a quick one where it was seen."""

import math
from collections.abc import Callable

import pytest

from hamstrong.motion.sinking import AROUND_S, LEAST_S, NEAR_MARGINS, Sinking
from hamstrong.motion.smoothing import line_through
from hamstrong.motion.switch import Switch

STEP_S = 1 / 15


def dated(room: Callable[[float], float], *, seconds: float = 12.0) -> tuple[float, float | None]:
    """When the room was first gone for good, and what the trend says of it."""
    sinking, switch = Sinking(), Switch(state=True, on_s=0.3, off_s=0.3)
    crossed_s = math.nan
    was = True
    for number in range(round(seconds / STEP_S)):
        start_s = number * STEP_S
        now = room(start_s + STEP_S)
        was = now > (-1 if was else 1)
        sinking.feed(start_s, start_s + STEP_S, now)
        changed_s = switch.feed(start_s, start_s + STEP_S, was, bare=now >= 0)
        if changed_s is not None:
            crossed_s = sinking.crossed_s = changed_s
        if sinking.is_over:
            return crossed_s, sinking.settle()
    return crossed_s, sinking.settle()


@pytest.mark.parametrize("phase", [n / 8 for n in range(8)])
def test_breath_does_not_move_the_crossing(phase: float) -> None:
    """The hips sink by four margins a second and pass the edge at 6 s; they rise and fall by two
    margins every 1.6 s on top of it."""

    def room(time_s: float) -> float:
        return 4 * (6 - time_s) + 2 * math.sin(2 * math.pi * (time_s / 1.6 + phase))

    _, trend_s = dated(room)
    assert trend_s == pytest.approx(6.0, abs=0.25)


def test_without_the_trend_breath_moves_it() -> None:
    """What the trend is for: the plain crossing is off by more."""

    def room(time_s: float) -> float:
        return 4 * (6 - time_s) + 2 * math.sin(2 * math.pi * (time_s / 1.6 + 0.125))

    plain_s, trend_s = dated(room)
    assert trend_s is not None
    assert abs(trend_s - 6.0) < abs(plain_s - 6.0)


def test_a_quick_drop_is_dated_where_it_was_seen() -> None:
    plain_s, trend_s = dated(lambda time_s: 8.0 if time_s < 6 else -40.0)
    assert plain_s == pytest.approx(6.0, abs=STEP_S + 1e-9)
    assert trend_s is None


def test_a_fall_from_high_up_is_no_trend() -> None:
    _, trend_s = dated(lambda time_s: min(60.0, 200 * (6 - time_s)))
    assert trend_s is None


def test_who_never_leaves_the_band_crosses_nothing() -> None:
    plain_s, trend_s = dated(lambda time_s: 3.0)
    assert math.isnan(plain_s)
    assert trend_s is None


def test_only_so_much_is_undecided_as_may_be_dated_anew() -> None:
    sinking = Sinking()
    sinking.feed(0.0, 0.1, NEAR_MARGINS + 1)
    assert sinking.undecided_s is None
    for number in range(1, 100):
        sinking.feed(number / 10, (number + 1) / 10, NEAR_MARGINS - 1)
    assert sinking.undecided_s == pytest.approx(10.0 - AROUND_S)
    sinking.forget()
    assert sinking.undecided_s is None


def test_the_trend_never_reaches_beyond_what_it_was_read_from() -> None:
    """Flat for long, then just over the edge: a line through it crosses who knows where."""
    plain_s, trend_s = dated(lambda time_s: 1.5 if time_s < 6 else -1.5)
    assert trend_s is not None
    assert abs(trend_s - plain_s) <= AROUND_S
    assert LEAST_S < AROUND_S


def test_a_line_of_least_squares() -> None:
    assert line_through([(-1, 5.0), (0, 3.0), (1, 1.0)]) == pytest.approx((3.0, -2.0))
    assert line_through([(2, 5.0), (2, 7.0)]) == (6.0, 0.0)
    with pytest.raises(ValueError, match="needs points"):
        line_through([])
