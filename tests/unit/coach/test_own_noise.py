"""Noise and trend from an athlete's own repeats, held against simulated athletes."""

import random

import pytest

from hamstrong.coach.own_noise import LEAST_TREND, Typical, own_noise, trend, typical


def test_typical_is_the_middle_of_what_was_done() -> None:
    assert typical([30.0]) == Typical(30.0, 30.0, 30.0)
    assert typical([10.0, 20.0, 30.0, 40.0]) == Typical(25.0, 15.0, 35.0)


def test_too_few_repeats_have_no_noise() -> None:
    assert own_noise([20.0, 22.0]) is None
    assert own_noise([20.0, 22.0, 21.0], [20.0]) is None
    assert own_noise([20.0, 22.0, 21.0, 24.0, 20.0]) is not None


def test_who_always_does_the_same_has_none() -> None:
    assert own_noise([20.0] * 6, [25.0] * 6) == 0.0


def test_getting_better_evenly_is_no_noise() -> None:
    assert own_noise([20.0, 22.0, 24.0, 26.0, 28.0, 30.0]) == pytest.approx(0.0)


@pytest.mark.parametrize("days", [5, 8, 14])
def test_equal_sides_differ_by_more_than_the_noise_once_in_twenty(days: int) -> None:
    rng = random.Random(days)
    beyond = tries = 0
    for _ in range(1500):
        left, right = ([rng.gauss(30, 3) for _ in range(days)] for _ in range(2))
        noise = own_noise(left, right)
        assert noise is not None
        # A day that the noise was not made from: two fresh numbers of equal sides.
        beyond += abs(rng.gauss(30, 3) - rng.gauss(30, 3)) > noise
        tries += 1
    assert 0.02 < beyond / tries < 0.08


@pytest.mark.parametrize("slope", [0.0, 1.5])
def test_the_interval_of_a_trend_holds_the_truth_nine_times_of_ten(slope: float) -> None:
    rng = random.Random(7)
    held = 0
    for _ in range(800):
        days = sorted(rng.sample(range(70), 9))
        values = [30 + slope * day / 7 + rng.gauss(0, 2) for day in days]
        found = trend(days, values)
        assert found is not None
        held += found.low <= slope <= found.high
    assert 0.85 < held / 800 < 0.98


def test_a_trend_takes_some_days() -> None:
    days = list(range(0, 7 * LEAST_TREND, 7))
    values = [20.0 + day / 7 for day in days]
    assert trend(days[:-1], values[:-1]) is None
    found = trend(days, values)
    assert found is not None
    assert found.per_week == pytest.approx(1.0)
    assert found.is_change
    flat = trend(days, [20.0, 21.0, 20.0, 21.0, 20.0])
    assert flat is not None
    assert not flat.is_change
