"""Predictions carry their error, and critical speed finds the line it was made from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.errors import BadInput
from hamstrong.running.critical_speed import (
    CriticalSpeed,
    Effort,
    critical_speed,
    held_share,
    marathon_by_critical_speed,
)
from hamstrong.running.model import MARATHON_M, TEN_KM_M
from hamstrong.running.paces import race_time
from hamstrong.running.predict import (
    Prediction,
    predict_by_riegel,
    predict_by_vdot,
    predict_marathon_by_critical_speed,
    riegel_exponent,
)


def test_vdot_prediction_is_the_equal_vdot_time() -> None:
    race_s = race_time(45, TEN_KM_M)
    prediction = predict_by_vdot(MARATHON_M, race_m=TEN_KM_M, race_s=race_s)
    assert prediction.time_s == pytest.approx(race_time(45, MARATHON_M), abs=0.5)
    assert "Daniels" in prediction.source


@pytest.mark.parametrize(
    ("weekly_m", "exponent"),
    [(None, 1.06), (50_000, 1.06), (49_999, 1.08), (30_000, 1.08), (29_999, 1.10)],
)
def test_riegel_exponent_by_weekly_distance(weekly_m: float | None, exponent: float) -> None:
    assert riegel_exponent(weekly_m) == exponent


def test_riegel_by_hand() -> None:
    prediction = predict_by_riegel(20_000, race_m=10_000, race_s=3000)
    assert prediction.time_s == pytest.approx(3000 * 2**1.06)
    assert prediction.error == pytest.approx(0.04)


def test_less_volume_predicts_a_slower_marathon() -> None:
    times = [
        predict_by_riegel(MARATHON_M, race_m=10_000, race_s=3000, weekly_m=weekly).time_s
        for weekly in (60_000, 40_000, 20_000)
    ]
    assert times == sorted(times)
    assert len(set(times)) == 3


def test_marathon_by_critical_speed_states_its_error() -> None:
    prediction = predict_marathon_by_critical_speed(CriticalSpeed(3.74, 200, 3))
    assert prediction.error == 0.077
    assert prediction.high_s / prediction.time_s == pytest.approx(1.077)
    assert prediction.low_s / prediction.time_s == pytest.approx(0.923)


def test_the_mean_runner_of_the_study_lies_within_its_stated_error() -> None:
    # Mean critical speed 3.74 m/s, mean share 84.8 %.
    prediction = predict_marathon_by_critical_speed(CriticalSpeed(3.74, 200, 3))
    assert MARATHON_M / prediction.time_s / 3.74 == pytest.approx(0.8887, abs=1e-4)
    assert prediction.time_s < MARATHON_M / (0.848 * 3.74) < prediction.high_s


@pytest.mark.parametrize(("minutes", "share"), [(150, 0.93), (360, 0.789), (60, 0.95), (500, 0.75)])
def test_held_share(minutes: float, share: float) -> None:
    assert held_share(minutes * 60) == pytest.approx(share, abs=1e-3)


@given(speed=st.floats(2.0, 6.2))
def test_marathon_speed_and_share_agree(speed: float) -> None:
    time_s = marathon_by_critical_speed(speed)
    assert pytest.approx(held_share(time_s) * speed, rel=1e-4) == MARATHON_M / time_s


@given(
    speed=st.floats(2.0, 6.0),
    reserve=st.floats(20, 400),
    times=st.lists(st.integers(120, 1200), min_size=2, max_size=6, unique=True),
)
def test_critical_speed_recovers_its_line(speed: float, reserve: float, times: list[int]) -> None:
    efforts = [Effort(speed * t + reserve, t) for t in times]
    if max(times) < 1.5 * min(times):
        with pytest.raises(BadInput):
            critical_speed(efforts)
        return
    found = critical_speed(efforts)
    assert found.speed_m_s == pytest.approx(speed, rel=1e-6)
    assert found.reserve_m == pytest.approx(reserve, rel=1e-3)


@pytest.mark.parametrize(
    ("efforts", "word"),
    [
        ([Effort(1000, 200)], "two or more"),
        ([Effort(1000, 200), Effort(10_000, 2600)], "two or more"),
        ([Effort(1000, 200), Effort(1200, 250)], "alike"),
        ([Effort(1000, 300), Effort(3000, 700)], "as fast as"),
    ],
)
def test_efforts_that_fix_no_line(efforts: list[Effort], word: str) -> None:
    with pytest.raises(BadInput, match=word):
        critical_speed(efforts)


@given(
    race_m=st.sampled_from([5000.0, 10_000.0, 21_097.5]),
    speed=st.floats(2.5, 5.5),
    distance_m=st.floats(3000, 43_000),
)
def test_every_prediction_lies_in_its_range(race_m: float, speed: float, distance_m: float) -> None:
    predictions: list[Prediction] = [
        predict_by_vdot(distance_m, race_m=race_m, race_s=race_m / speed),
        predict_by_riegel(distance_m, race_m=race_m, race_s=race_m / speed),
    ]
    for prediction in predictions:
        assert prediction.low_s < prediction.time_s < prediction.high_s
        assert prediction.error >= 0.02
        assert prediction.source
