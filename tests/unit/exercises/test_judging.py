"""The `[judge]` table: what it must hold together, and what its bands mean."""

from typing import Any

import pytest
from pydantic import ValidationError

from hamstrong.exercises.judging import Band, Check, Gauge, Judging, Reps
from hamstrong.exercises.library import load_library

UP = {"gauge": "prop", "low": 0.3, "margin": 0.05}
HOLD: dict[str, Any] = {"mode": "hold", "up": [UP], "cue_up": "Hips up.", "up_fault": "Hips sag"}
CHECK: dict[str, Any] = {
    "criterion": "line",
    "gauge": "body-sag",
    "high": 12,
    "margin": 2,
    "fault": "Hips sag",
    "cue_high": "Hips up.",
}


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"mode": "timer"}, "why is told"),
        ({"mode": "hold", "up": [UP], "cue_up": "Hips up."}, "needs up, up_fault and cue_up"),
        (HOLD | {"why": "It is too small."}, "why is told"),
        ({"mode": "reps"}, "reps are told"),
        ({"mode": "timer", "why": "Too small.", "checks": [CHECK]}, "a timer checks nothing"),
        (HOLD | {"up": [{"gauge": "prop", "margin": 0.1}]}, "needs low, high or both"),
        (HOLD | {"up": [UP | {"high": 0.35}]}, "wider than twice its margin"),
        (HOLD | {"checks": [CHECK | {"low": -9}]}, "each edge of a check needs its cue"),
        (HOLD | {"checks": [CHECK | {"gauge": "elbow"}]}, "Input should be"),
        (HOLD | {"angle": 3}, "Extra inputs"),
    ],
)
def test_tables_that_do_not_hold_together(table: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Judging.model_validate(table)


def test_reps_go_somewhere() -> None:
    with pytest.raises(ValidationError, match="begin and full are the same"):
        Reps(gauge=Gauge.PROP, begin=1, full=1, cue_short="Deeper.", cue_fast="Slower down.")


@pytest.mark.parametrize(
    ("value", "was", "good"),
    [(2, False, True), (2, True, True), (11, False, False), (11, True, True), (13, True, False)],
)
def test_a_band_lets_go_later_than_it_takes(value: float, was: bool, good: bool) -> None:
    band = Band(gauge=Gauge.BODY_SAG, low=-20, high=10, margin=2)
    assert band.holds(value, was=was) is good


def test_the_whole_ladder_of_bridge_holds_is_judged() -> None:
    judged = {e.id for e in load_library().values() if e.judge and e.judge.mode == "hold"}
    assert judged >= {
        "hb_floor_2l",
        "hb_support_2l",
        "hb_floor_1l",
        "hb_support_1l_bent",
        "hb_support_1l_mid",
        "hb_support_1l_long",
        "hb_long_loaded",
    }


def test_faults_of_holds_are_the_exercises_own_where_it_has_them() -> None:
    spec = load_library()["hb_support_1l_mid"]
    assert spec.judge is not None
    named = {check.fault for check in spec.judge.checks}
    assert named & {fault.name for fault in spec.faults} == {
        "Hips sag",
        "Knee leaves its angle",
        "Shaking grows",
    }


def test_a_check_is_a_band_with_words() -> None:
    check = Check.model_validate(CHECK)
    assert check.holds(5, was=True)
    assert check.counts
