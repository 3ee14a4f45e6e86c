"""Yes or no with a dwell: when a change counts, and from when on."""

import pytest

from hamstrong.exercises.judging import Band, Gauge
from hamstrong.motion.switch import LONGEST_CROSSING_S, Switch

STEP_S = 0.05
BAND = Band(gauge=Gauge.RISE_OF_BEST, low=0.8, margin=0.02)
DWELL_S = 0.3


def change(values: list[float]) -> float | None:
    """When a switch that is on goes off, by values a step apart."""
    switch = Switch(state=True, on_s=DWELL_S, off_s=DWELL_S)
    was = True
    for number, value in enumerate(values):
        was = BAND.holds(value, was=was)
        start_s = number * STEP_S
        changed_s = switch.feed(start_s, start_s + STEP_S, was, bare=BAND.holds_bare(value))
        if changed_s is not None:
            return changed_s
    return None


@pytest.mark.parametrize("a_second", [0.03, 0.1, 0.4])
def test_a_slow_change_counts_from_the_band_and_not_from_its_margin(a_second: float) -> None:
    crosses_s = 2.0
    falls = [0.8 + a_second * (crosses_s - number * STEP_S) for number in range(200)]
    assert change(falls) == pytest.approx(crosses_s + STEP_S, abs=STEP_S)


def test_trembling_within_the_margin_is_no_change() -> None:
    assert change([0.785, 0.815] * 100) is None


def test_who_stayed_in_the_margin_leaves_when_they_leave_it() -> None:
    stays = [0.9] * 20 + [0.79] * 100 + [0.7] * 20
    left_s = 120 * STEP_S
    changed_s = change(stays)
    assert changed_s is not None
    assert left_s - LONGEST_CROSSING_S - STEP_S <= changed_s <= left_s


def test_a_change_without_bands_counts_from_its_own_start() -> None:
    switch = Switch(state=False, on_s=DWELL_S, off_s=DWELL_S)
    assert switch.feed(0.0, 0.1, False) is None
    assert switch.feed(0.1, 0.3, True) is None
    assert switch.undecided_s == pytest.approx(0.1)
    assert switch.feed(0.3, 0.5, True) == pytest.approx(0.1)
    assert switch.undecided_s is None
