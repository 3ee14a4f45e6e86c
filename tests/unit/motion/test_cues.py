"""What is said while an athlete holds: soon, seldom, the most important first."""

from itertools import pairwise

import pytest

from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Exercise
from hamstrong.motion.judge import Judge, JudgeOptions
from hamstrong.motion.landmarks import Frame
from tests.unit.motion.figures import bridge, bridging, film, plank, profile

BRIDGE = load_library()["hb_support_1l_mid"]
RISE = ((0, 0), (3.5, 0), (4.5, 1))
PERSISTS_S = 0.7


def said(
    frames: list[Frame],
    *,
    spec: Exercise = BRIDGE,
    target_s: float | None = None,
    ready: bool = False,
) -> list[tuple[float, str]]:
    """What is said and when, without the word that the set-up is done unless asked for."""
    side = Side.RIGHT if spec.one_sided else Side.BOTH
    judge = Judge(spec, side, options=JudgeOptions(target_s=target_s))
    states = [judge.feed(frame) for frame in frames]
    heard = [(state.time_s, state.say) for state in states if state.say is not None]
    return [item for item in heard if ready or item[1] != "Ready"]


def test_good_form_is_silence_once_the_body_is_measured() -> None:
    ((time_s, words),) = said(film(bridging(*RISE, (20, 1)), 20), ready=True)
    assert words == "Ready"
    assert time_s == pytest.approx(3.1, abs=0.1)


def test_nothing_is_announced_where_no_rest_is_needed() -> None:
    assert said(film(lambda _: plank(), 8), spec=load_library()["plank"], ready=True) == []


@pytest.mark.parametrize("fps", [10, 15, 30])
def test_low_hips_are_called_within_a_second_of_lasting(fps: float) -> None:
    low = film(bridging(*RISE, (8, 1), (8.01, 0.6), (11, 0.6)), 11, fps=fps)
    (time_s, words), *_ = said(low)
    assert words == "Hips up."
    assert 8 + PERSISTS_S <= time_s <= 8 + PERSISTS_S + 1.0


def test_a_fault_that_stays_is_called_every_six_seconds_at_most() -> None:
    sag = profile((0, -9), (5, -9), (5.1, 10), (30, 10))
    spec = load_library()["plank"]
    assert spec.judge is not None
    checks = tuple(check.model_copy(update={"stop_s": None}) for check in spec.judge.checks)
    patient = spec.model_copy(update={"judge": spec.judge.model_copy(update={"checks": checks})})
    words = said(film(lambda t: plank(sag(t)), 30), spec=patient)
    times = [time_s for time_s, _ in words]
    assert {text for _, text in words} == {"Hips up."}
    assert all(later - sooner >= 6 for sooner, later in pairwise(times))
    assert len(times) == 5


def test_the_most_important_comes_first() -> None:
    arch = profile((0, 0), (8, 0), (8.2, 14), (20, 14))
    knee = profile((0, 45), (8, 45), (8.2, 66), (20, 66))
    level = profile(*RISE, (20, 1))
    frames = film(lambda t: bridge(level(t), arch_deg=arch(t), knee_deg=knee(t)), 10)
    assert [text for _, text in said(frames)][:1] == ["Ribs down."]


def test_the_last_five_valid_seconds_are_counted_down_once() -> None:
    words = said(film(bridging(*RISE, (20, 1)), 20), target_s=10)
    assert [text for _, text in words] == [
        "Five",
        "Four",
        "Three",
        "Two",
        "One",
        BRIDGE.voice.end,
    ]
    assert words[-1][0] - words[0][0] == pytest.approx(5, abs=0.1)
    # Up at 4.3 s, so ten valid seconds are full at 14.3 s, and two frames later it is known.
    assert words[-1][0] == pytest.approx(14.4, abs=0.15)


def test_form_that_ended_the_hold_asks_to_come_down() -> None:
    knee, level = profile((0, 45), (8, 45), (8.2, 67), (20, 67)), profile(*RISE, (20, 1))
    words = [text for _, text in said(film(lambda t: bridge(level(t), knee_deg=knee(t)), 20))]
    assert words[0] == "Knee back to its angle."
    assert BRIDGE.voice.end in words


def test_a_picture_that_stays_wrong_is_spoken_of() -> None:
    (time_s, words), *rest = said(film(lambda _: None, 9))
    assert words == "Step into the picture."
    assert time_s >= 1.5
    assert [later - time_s >= 6 for later, _ in rest] == [True]


def test_silence_can_be_asked_for() -> None:
    judge = Judge(BRIDGE, Side.RIGHT, options=JudgeOptions(cues=False))
    assert all(judge.feed(frame).say is None for frame in film(lambda _: None, 9))
