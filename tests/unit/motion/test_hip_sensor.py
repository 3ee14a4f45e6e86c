"""The phone on the hips: which way the pelvis is turned, and when that is not known."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstrong.errors import BadInput
from hamstrong.motion.hip_sensor import HipSample, HipSensor, Pelvis
from hamstrong.motion.report import FramingKind
from hamstrong.motion.upright import turning
from tests.unit.motion.hip_films import Film, Hips, Phone, course, film, flat

TOP_DEG = 27.0
HOLD = course((0, 0), (4, 0), (5.2, TOP_DEG), (14, TOP_DEG), (15, 0), (20, 0))
DROP = course((8, 0), (9, 8), (11, 8), (12, 0))


def felt(told: Film) -> list[Pelvis]:
    sensor = HipSensor()
    return [sensor.feed(sample) for sample in told.samples]


def errors(told: Film) -> tuple[float, float]:
    """The 95th percentiles of roll and tilt, degrees, where they are known."""
    rolls, tilts = [], []
    for pelvis, tilt_deg, roll_deg in zip(felt(told), told.tilt_deg, told.roll_deg, strict=True):
        if pelvis.why is None:
            rolls.append(abs(pelvis.roll_deg - roll_deg))
            tilts.append(abs(pelvis.tilt_deg - tilt_deg))
    return float(np.percentile(rolls, 95)), float(np.percentile(tilts, 95))


@pytest.mark.parametrize(
    ("phone", "most_deg"),
    [
        ({}, 0.5),
        ({"bias": (0.15, -0.15, 0.1), "rate_bias": (1.0, -1.0, 0.8)}, 0.6),
        ({"sign": -1.0}, 0.5),
        ({"askew_deg": 180.0}, 0.5),
        ({"slope_deg": (-10.0, 12.0)}, 0.7),
    ],
)
def test_roll_and_tilt_are_right(phone: dict[str, Any], most_deg: float) -> None:
    roll_deg, tilt_deg = errors(film(Hips(HOLD, DROP), 20, phone=Phone(**phone)))
    assert roll_deg <= most_deg
    assert tilt_deg <= most_deg


def test_a_phone_laid_on_askew_errs_by_a_share_of_the_tilt() -> None:
    roll_deg, _ = errors(film(Hips(HOLD), 20, phone=Phone(askew_deg=8.0)))
    assert roll_deg == pytest.approx(TOP_DEG * math.sin(math.radians(8)), abs=0.3)


def test_without_a_gyroscope_only_the_movement_is_rough() -> None:
    told = film(Hips(HOLD), 20, phone=Phone(has_gyroscope=False))
    still = [
        abs(pelvis.tilt_deg - tilt)
        for pelvis, tilt in zip(felt(told), told.tilt_deg, strict=True)
        if pelvis.why is None and 6 < pelvis.time_s < 13.5
    ]
    assert max(still) < 1.0


def test_the_left_hip_up_is_positive() -> None:
    told = felt(film(Hips(HOLD, DROP), 20))
    assert next(pelvis.roll_deg for pelvis in told if pelvis.time_s >= 10) > 7


def test_three_quiet_seconds_make_the_zero() -> None:
    told = felt(film(Hips(flat), 6))
    assert {p.why for p in told if p.time_s < 2.9} == {FramingKind.PHONE_RESTLESS}
    assert {p.why for p in told if p.time_s > 3.1} == {None}


def test_a_phone_that_does_not_lie_is_asked_to() -> None:
    upright = Phone(slope_deg=(80.0, 0.0))
    assert {p.why for p in felt(film(Hips(flat), 6, phone=upright))} == {FramingKind.PHONE_AWAY}


def test_hips_in_the_air_make_no_zero() -> None:
    raised = felt(film(Hips(lambda _: TOP_DEG), 6))
    assert {pelvis.why for pelvis in raised} == {FramingKind.PHONE_AWAY}


@pytest.mark.parametrize(
    "slips",
    [
        (flat, course((8, 0), (8.2, 16)), flat),
        (flat, flat, course((8, 0), (8.5, 40))),
        (course((8, 0), (8.3, 70)), flat, flat),
    ],
    ids=["rolls off", "spins", "falls"],
)
def test_a_slip_in_the_hold_silences_until_the_hips_have_rested(slips: Any) -> None:
    told = felt(film(Hips(HOLD), 22, phone=Phone(slips=slips)))
    assert {p.why for p in told if 3.1 < p.time_s < 7.9} == {None}
    assert {p.why for p in told if 8.6 < p.time_s < 14.5} == {FramingKind.PHONE_SLIPPED}


def test_after_a_slip_a_rest_makes_a_new_zero() -> None:
    rolls = (flat, course((8, 0), (8.2, 16)), flat)
    told = felt(film(Hips(HOLD), 22, phone=Phone(slips=rolls)))
    assert [told[0].laid, told[-1].laid] == [0, 2]
    assert told[-1].why is None
    assert told[-1].roll_deg == pytest.approx(0, abs=0.3)


def test_what_crept_is_found_at_the_next_rest() -> None:
    creeps = (flat, course((6, 0), (13, 8)), flat)
    told = felt(film(Hips(HOLD), 26, phone=Phone(slips=creeps)))
    assert FramingKind.PHONE_SLIPPED in {p.why for p in told if p.time_s > 15}
    assert told[-1].why is None


def test_a_gap_keeps_the_zero_and_is_no_movement() -> None:
    told = film(Hips(HOLD, DROP), 20)
    kept = [n for n, sample in enumerate(told.samples) if not 5.5 < sample.time_s < 9.5]
    sensor = HipSensor()
    for number in kept:
        pelvis = sensor.feed(told.samples[number])
        if pelvis.why is None and pelvis.time_s > 9.8:
            assert pelvis.roll_deg == pytest.approx(told.roll_deg[number], abs=0.6)


def test_older_readings_are_refused() -> None:
    sensor = HipSensor()
    sensor.feed(HipSample(1.0, (0, 0, 9.8), None))
    with pytest.raises(BadInput):
        sensor.feed(HipSample(0.5, (0, 0, 9.8), None))


@settings(max_examples=50, deadline=None)
@given(zero=st.tuples(*[st.floats(-1, 1)] * 2), tilt=st.floats(-40, 40), roll=st.floats(-40, 40))
def test_a_turn_keeps_lengths_and_brings_the_zero_up(
    zero: tuple[float, float], tilt: float, roll: float
) -> None:
    size = math.hypot(*zero, 1.2)
    start = (zero[0] / size, zero[1] / size, 1.2 / size)
    assert turning(start, start) == pytest.approx((0, 0, 1), abs=1e-9)
    other = (
        math.sin(math.radians(roll)),
        -math.sin(math.radians(tilt)) * math.cos(math.radians(roll)),
        math.cos(math.radians(tilt)) * math.cos(math.radians(roll)),
    )
    turned = turning(start, other)
    assert math.hypot(*turned) == pytest.approx(1)
    dot = sum(a * b for a, b in zip(start, other, strict=True))
    assert turned[2] == pytest.approx(dot)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999), wild=st.sampled_from([0.0, 50.0, 1e6, math.inf, math.nan]))
def test_any_readings_are_survived(seed: int, wild: float) -> None:
    chance = np.random.default_rng(seed)
    sensor = HipSensor()
    for sample in film(Hips(HOLD), 8, hz=30).samples:
        if chance.random() < 0.1:
            sample = replace(sample, up=(wild, -wild, wild), rate=(wild, wild, -wild))
        pelvis = sensor.feed(sample)
        assert math.isfinite(pelvis.roll_deg)
        assert math.isfinite(pelvis.tilt_deg)
