"""Timed steps: examples that can be read aloud, and properties that hold for every dose."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstrong.errors import BadInput, NotFound
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Exercise
from hamstrong.exercises.steps import (
    FINISH_S,
    FIRST_READY_S,
    READY_S,
    SWITCH_S,
    Say,
    Step,
    exercise_steps,
    place,
    session_blocks,
    session_seconds,
    session_steps,
    total_seconds,
)
from hamstrong.exercises.words import Words, load_words, spoken_s

LIBRARY = load_library()
HOLD = LIBRARY["hb_support_1l_bent"]
FLAGSHIP = Dose(HOLD.id, Side.EACH, 3, 30, None, 60)


def lines(step: Step) -> list[tuple[float, str]]:
    return [(say.at_s, say.text) for say in step.say]


def default_dose(exercise: Exercise) -> Dose:
    rx = exercise.prescription
    return Dose(
        exercise.id,
        Side.EACH if exercise.one_sided else Side.BOTH,
        rx.sets[0],
        rx.hold_s and rx.hold_s[1],
        rx.reps and rx.reps[1],
        rx.rest_s,
        rx.tempo_s,
    )


@st.composite
def doses(draw: st.DrawFn) -> Dose:
    exercise = LIBRARY[draw(st.sampled_from(sorted(LIBRARY)))]
    held = draw(st.booleans())
    tempo = st.sampled_from([0, 0.5, 1, 1.3, 2, 3, 4])
    return Dose(
        exercise_id=exercise.id,
        side=draw(st.sampled_from(Side)),
        sets=draw(st.integers(1, 5)),
        hold_s=draw(st.integers(1, 90)) if held else None,
        reps=None if held else draw(st.integers(1, 25)),
        rest_s=draw(st.integers(0, 180)),
        tempo_s=(draw(tempo), draw(tempo), draw(st.sampled_from([1, 1.5, 2]))),
        tryout=draw(st.booleans()),
        first=draw(st.sampled_from((Side.LEFT, Side.RIGHT))),
        extra_sets=draw(st.integers(0, 2)),
    )


sessions = st.lists(doses(), min_size=1, max_size=4)


# Examples


def test_flagship_session_in_full() -> None:
    steps = session_steps(LIBRARY, [replace(FLAGSHIP, sets=2)])
    assert [(s.kind, s.side, s.seconds, s.set_number) for s in steps] == [
        ("ready", "left", 10, 1),
        ("hold", "left", 30, 1),
        ("switch", "right", 10, 1),
        ("hold", "right", 30, 1),
        ("rest", "right", 60, 1),
        ("hold", "left", 30, 2),
        ("switch", "right", 10, 2),
        ("hold", "right", 30, 2),
        ("rest", "right", 5, 2),
    ]
    assert total_seconds(steps) == 215
    assert lines(steps[0]) == [
        (0, "Single-leg isometric hamstring hold"),
        (6, "Left side"),
        (8, "Get ready"),
    ]
    assert lines(steps[1]) == [
        (0, "Up"),
        (4, "Heel down and back."),
        (12, "Hips up."),
        (15, "Halfway"),
        (20, "Pelvis level."),
        (25, "5"),
        (26, "4"),
        (27, "3"),
        (28, "2"),
        (29, "1"),
    ]
    assert lines(steps[2]) == [
        (0, "And lower"),
        (3, "Switch sides"),
        (6, "Right side"),
        (8, "Get ready"),
    ]
    assert lines(steps[4]) == [
        (0, "And lower"),
        (52, "Set 2 of 2"),
        (56, "Left side"),
        (58, "Get ready"),
    ]
    assert lines(steps[8]) == [(0, "And lower"), (3, "Session done")]


def test_the_weaker_side_begins_and_gets_one_more_set() -> None:
    steps = session_steps(LIBRARY, [replace(FLAGSHIP, sets=2, first=Side.RIGHT, extra_sets=1)])
    assert [(s.kind, s.side, s.seconds, s.set_number, s.sets) for s in steps] == [
        ("ready", "right", 10, 1, 2),
        ("hold", "right", 30, 1, 2),
        ("switch", "left", 10, 1, 2),
        ("hold", "left", 30, 1, 2),
        ("rest", "left", 60, 1, 2),
        ("hold", "right", 30, 2, 2),
        ("switch", "left", 10, 2, 2),
        ("hold", "left", 30, 2, 2),
        ("rest", "left", 60, 2, 2),
        ("hold", "right", 30, 3, 3),
        ("rest", "right", 5, 3, 3),
    ]
    assert lines(steps[2])[2:] == [(6, "Left side"), (8, "Get ready")]
    assert lines(steps[8])[1:] == [(52, "Extra set"), (56, "Right side"), (58, "Get ready")]


def test_next_exercise_is_announced_in_the_rest_before_it() -> None:
    plank = Dose("plank", Side.BOTH, 1, 20, None, 40)
    first, second = session_blocks(LIBRARY, [plank, replace(FLAGSHIP, sets=1)])
    assert lines(first[-1])[-1] == (3, "Next: Single-leg isometric hamstring hold")
    assert (second[0].seconds, lines(second[0])) == (5, [(1, "Left side"), (3, "Get ready")])


def test_reps_are_counted_at_the_start_of_each_at_their_tempo() -> None:
    clam = Dose("sp_knees_clam", Side.LEFT, 1, None, 8, 45, (2, 1, 2))
    work = exercise_steps(LIBRARY["sp_knees_clam"], clam)[1]
    counts = [(at, text) for at, text in lines(work) if text.isdigit()]
    assert counts == [(5 * n, str(n + 1)) for n in range(8)]
    assert (work.kind, work.seconds, work.reps, work.side) == ("reps", 40, 8, "left")


def test_alternating_hold_says_change_instead_of_halfway() -> None:
    march = LIBRARY["hb_march"]
    work = exercise_steps(march, Dose(march.id, Side.BOTH, 1, 30, None, 60))[1]
    said = lines(work)
    assert [at for at, text in said if text == "Change"] == [5, 10, 15, 20]
    assert "Halfway" not in {text for _, text in said}


def test_cues_turn_from_set_to_set() -> None:
    steps = exercise_steps(HOLD, FLAGSHIP)
    first = [lines(s)[1][1] for s in steps if s.kind == "hold" and s.side == "left"]
    assert first == list(HOLD.cues[:3])


def test_short_hold_keeps_the_end_of_the_countdown() -> None:
    work = exercise_steps(HOLD, replace(FLAGSHIP, hold_s=4))[1]
    assert lines(work) == [(0, "Up"), (2, "2"), (3, "1")]


def test_rest_of_nothing_still_lets_the_body_down() -> None:
    steps = exercise_steps(HOLD, replace(FLAGSHIP, rest_s=0))
    rests = [s for s in steps if s.kind == "rest"]
    assert [s.seconds for s in rests] == [3, 3, 3]
    assert all(s.say[0] == Say(0, "And lower") for s in rests)


def test_place_prefers_what_is_given_first() -> None:
    kept = place([Say(4, "Up"), Say(3, "Hips up."), Say(5.5, "1"), Say(9.5, "1")], seconds=10)
    assert kept == (Say(4, "Up"), Say(5.5, "1"))


def test_another_language_is_another_catalogue() -> None:
    german = load_words().model_copy(update={"get_ready": "Bereit", "left": "Linke Seite"})
    assert isinstance(german, Words)
    steps = exercise_steps(HOLD, FLAGSHIP, words=german)
    assert lines(steps[0]) == [(1, "Linke Seite"), (3, "Bereit")]


@pytest.mark.parametrize("exercise", LIBRARY.values(), ids=lambda e: e.id)
def test_whole_library_can_be_guided(exercise: Exercise) -> None:
    """Everybody hears the name in time, the beginning, the end and at least one cue."""
    (block,) = session_blocks(LIBRARY, [default_dose(exercise)])
    assert Say(0, exercise.name) in block[0].say
    work = next(s for s in block if s.kind in ("hold", "reps"))
    said = {say.text for say in work.say}
    if exercise.timed:
        assert work.say[0] == Say(0, exercise.voice.start)
        assert {"5", "4", "3", "2", "1"} <= said
    assert said & set(exercise.cues) or work.seconds <= 10
    assert block[-1].say[0] == Say(0, exercise.voice.end)


@pytest.mark.parametrize(
    "changes",
    [
        {"hold_s": None},
        {"reps": 5},
        {"hold_s": 0},
        {"sets": 0},
        {"hold_s": None, "reps": 5, "tempo_s": (0, 0, 0)},
        {"first": Side.EACH},
        {"extra_sets": -1},
    ],
)
def test_impossible_dose_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(BadInput) as caught:
        exercise_steps(HOLD, replace(FLAGSHIP, **changes))  # type: ignore[arg-type]
    assert caught.value.place == HOLD.id


def test_unknown_exercise_is_named() -> None:
    with pytest.raises(NotFound, match="moon_walk"):
        session_steps(LIBRARY, [replace(FLAGSHIP, exercise_id="moon_walk")])


def test_no_doses_are_no_steps() -> None:
    assert session_steps(LIBRARY, []) == ()
    assert session_seconds([]) == 0


# Properties


@given(sessions)
def test_total_is_the_sum_and_the_clock_is_right(given_doses: list[Dose]) -> None:
    steps = session_steps(LIBRARY, given_doses)
    expected = FIRST_READY_S + READY_S * (len(given_doses) - 1) + FINISH_S
    for dose in given_doses:
        window = dose.hold_s or math.ceil(round((dose.reps or 0) * sum(dose.tempo_s), 6))
        sides = 2 if dose.side is Side.EACH else 1
        expected += dose.sets * (sides * window + (sides - 1) * SWITCH_S + max(dose.rest_s, 3))
        extra = dose.extra_sets if dose.side is Side.EACH else 0
        expected += extra * (window + max(dose.rest_s, 3))
    expected -= max(given_doses[-1].rest_s, 3)
    assert total_seconds(steps) == expected == sum(step.seconds for step in steps)
    assert session_seconds(given_doses) == expected
    assert all(isinstance(step.seconds, int) and step.seconds > 0 for step in steps)


@given(doses())
def test_each_side_gets_the_same_full_window_in_order(dose: Dose) -> None:
    steps = exercise_steps(LIBRARY[dose.exercise_id], replace(dose, side=Side.EACH))
    work = "hold" if dose.hold_s else "reps"
    first = dose.first.value
    other = "left" if first == "right" else "right"
    one_set = [(work, first), ("switch", other), (work, other), ("rest", other)]
    extra = [(work, first), ("rest", first)] * dose.extra_sets
    assert [(s.kind, s.side) for s in steps] == [("ready", first), *one_set * dose.sets, *extra]
    for number in range(1, dose.sets + 1):
        one, two = (s for s in steps if s.set_number == number and s.kind == work)
        assert replace(one, side=two.side) == two
        assert one.seconds >= (dose.hold_s or (dose.reps or 0) * sum(dose.tempo_s))


@given(doses())
def test_one_window_for_one_side_or_both(dose: Dose) -> None:
    side = Side.BOTH if dose.side is Side.EACH else dose.side
    steps = exercise_steps(LIBRARY[dose.exercise_id], replace(dose, side=side))
    work = "hold" if dose.hold_s else "reps"
    assert [s.kind for s in steps] == ["ready", *[work, "rest"] * dose.sets]
    assert {s.side for s in steps} == {side.value}
    assert {s.sets for s in steps} == {dose.sets}


@given(sessions)
def test_lines_stay_in_their_step_and_never_overlap(given_doses: list[Dose]) -> None:
    start, free_from = 0, 0.0
    for step in session_steps(LIBRARY, given_doses):
        for say in step.say:
            assert say.at_s >= 0
            assert say.at_s + spoken_s(say.text) <= step.seconds
            assert start + say.at_s >= free_from - 1e-9
            free_from = start + say.at_s + spoken_s(say.text)
        start += step.seconds


@given(sessions)
def test_work_is_always_announced(given_doses: list[Dose]) -> None:
    """Before every window there is a get-ready, unless the rest before it is too short for one."""
    steps = session_steps(LIBRARY, given_doses)
    for before, step in pairwise(steps):
        if step.kind in ("hold", "reps") and before.seconds >= READY_S:
            assert before.say[-1] == Say(before.seconds - 2, "Get ready")


@given(sessions)
def test_replacing_one_exercise_leaves_the_other_blocks_as_long(given_doses: list[Dose]) -> None:
    swapped = [replace(FLAGSHIP, sets=1), *given_doses[1:]]
    before, after = session_blocks(LIBRARY, given_doses), session_blocks(LIBRARY, swapped)
    assert [total_seconds(b) for b in before[1:]] == [total_seconds(b) for b in after[1:]]


@given(st.text(max_size=60))
def test_speaking_takes_time(text: str) -> None:
    assert spoken_s(text) >= 1.0
