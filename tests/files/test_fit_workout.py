"""Workouts for the watch: what other people's readers find is the session that was planned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.adapters.files.fit.checksum import crc16
from hamstrong.adapters.files.fit.course import MOST_STEPS, codes, watch_steps
from hamstrong.adapters.files.fit.layouts import NO_NAME
from hamstrong.adapters.files.fit.workout import fit_workout
from hamstrong.coach.activity_files import FoundFile
from hamstrong.errors import BadFile, BadInput
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.library import Library, load_library
from hamstrong.exercises.schema import LoadClass
from hamstrong.exercises.steps import session_steps
from hamstrong.language import Language, speaking
from hamstrong.planning.model import BlockPhase, Reason, Session
from tests.files.fit_reading import (
    ACTIVE,
    REPEAT,
    REPS,
    TIME,
    Values,
    by_fitdecode,
    by_fitparse,
    named,
    run_workout,
)

REVISED = datetime(2027, 1, 1, 9, tzinfo=UTC)
START = datetime(2027, 1, 4, 18, tzinfo=ZoneInfo("Europe/Madrid"))
NEWEST_FIRST_CATEGORY = 33
"""Categories from here on came after 2019; the watch of then knows 0 to 32."""

MOST_THAT_ALWAYS_FIT = 6

LEFT_WORDS = {Language.ENGLISH: "LEFT", Language.SPANISH: "IZQUIERDA"}
RIGHT_WORDS = {Language.ENGLISH: "RIGHT", Language.SPANISH: "DERECHA"}

HOLD = Dose("hb_floor_1l", Side.EACH, 3, 30, None, 45)
HEELS = Dose("calf_2l", Side.BOTH, 2, None, 12, 60)


def session(doses: Sequence[Dose], title: str = "Hips, calves", reason: str = "Far.") -> Session:
    return Session(
        id="2027-01-04-1",
        start=START,
        end=START + timedelta(minutes=30),
        phase=BlockPhase.BUILD,
        load_class=LoadClass.C2,
        novel=False,
        title=title,
        doses=tuple(doses),
        reason=Reason(reason),
    )


def written(doses: Sequence[Dose], language: Language = Language.ENGLISH, **how: bool) -> bytes:
    with speaking(language):
        library = load_library(language)
        return fit_workout(session(doses), library=library, revised_at=REVISED, **how)


def steps_of(data: bytes) -> list[Values]:
    return named(by_fitdecode(data), "workout_step")


@st.composite
def doses(draw: st.DrawFn, *, extra: int = 1) -> Dose:
    """A dose of any exercise of the library, larger and smaller than any planner would give."""
    exercise = draw(st.sampled_from(sorted(load_library().values(), key=lambda e: e.id)))
    one_sided = (Side.EACH, Side.EACH, Side.LEFT, Side.RIGHT)
    side = draw(st.sampled_from(one_sided if exercise.one_sided else (Side.BOTH,)))
    amount = draw(st.integers(1, 120))
    return Dose(
        exercise.id,
        side,
        sets=draw(st.integers(1, 6)),
        hold_s=amount if exercise.timed else None,
        reps=None if exercise.timed else amount,
        rest_s=draw(st.integers(0, 240)),
        tempo_s=exercise.prescription.tempo_s if not exercise.timed else (2, 1, 2),
        first=draw(st.sampled_from((Side.LEFT, Side.RIGHT))),
        extra_sets=draw(st.integers(0, extra)) if side is Side.EACH else 0,
    )


def work_of_watch(data: bytes, language: Language, library: Library) -> list[tuple[object, ...]]:
    """What a watch lets one do, in order: codes, side as the note begins, amount."""
    found: list[tuple[object, ...]] = []
    for step in run_workout(steps_of(data)):
        if step["7"] != ACTIVE:
            assert "10" not in step
            continue
        note = step["8"]
        side = "both"
        if note.startswith(f"{LEFT_WORDS[language]} · "):
            side = "left"
        elif note.startswith(f"{RIGHT_WORDS[language]} · "):
            side = "right"
        amount = step["2"] if step["1"] == REPS else step["2"] / 1000
        found.append((step["1"], step["10"], step.get("11", NO_NAME), side, amount))
    return found


def work_of_plan(given: Sequence[Dose], library: Library) -> list[tuple[object, ...]]:
    """The same of the steps that the player runs."""
    return [
        (
            REPS if step.kind == "reps" else TIME,
            *codes(library[step.exercise_id], older=False),
            step.side,
            step.reps if step.kind == "reps" else step.seconds,
        )
        for step in session_steps(library, given)
        if step.kind in ("hold", "reps")
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(doses(), min_size=1, max_size=8), st.sampled_from(Language))
def test_a_watch_does_what_the_player_does(given: list[Dose], language: Language) -> None:
    library = load_library(language)
    data = written(given, language)
    assert work_of_watch(data, language, library) == work_of_plan(given, library)
    assert len(steps_of(data)) <= MOST_STEPS


@settings(max_examples=40, deadline=None)
@given(st.lists(doses(), min_size=1, max_size=8), st.sampled_from(Language), st.booleans())
def test_two_readers_see_the_same(given: list[Dose], language: Language, older: bool) -> None:
    data = written(given, language, older=older)
    assert crc16(data) == 0
    assert crc16(data[:14]) == 0
    one, other = by_fitdecode(data), by_fitparse(data)
    assert [message.values for message in one] == [message.values for message in other]
    assert len(named(one, "workout_step")) == named(one, "workout")[0]["6"]


@settings(max_examples=40, deadline=None)
@given(st.lists(doses(extra=3), min_size=1, max_size=20))
def test_a_session_that_is_too_long_is_refused_in_words(given: list[Dose]) -> None:
    library = load_library()
    if len(given) <= MOST_THAT_ALWAYS_FIT:
        assert len(watch_steps(library, given)) <= MOST_STEPS
        return
    try:
        steps = watch_steps(library, given)
    except BadInput as error:
        steps = ()
        refused = error.message
    else:
        refused = ""
    assert len(steps) <= MOST_STEPS
    assert bool(steps) != ("50 steps" in refused)


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text())
def test_any_title_and_reason_fit(title: str, reason: str) -> None:
    whole = fit_workout(session([HOLD], title, reason), library=load_library(), revised_at=REVISED)
    (workout,) = named(by_fitdecode(whole), "workout")
    assert len(workout["8"].encode()) <= 31
    assert len(workout.get("17", "").encode()) <= 159


@pytest.mark.parametrize("language", Language)
def test_every_exercise_has_codes_and_a_title_of_its_own(language: Language) -> None:
    library = load_library(language)
    for exercise in library.values():
        assert exercise.garmin is not None, exercise.id
        side = Side.EACH if exercise.one_sided else Side.BOTH
        dose = Dose(
            exercise.id,
            side,
            2,
            20 if exercise.timed else None,
            None if exercise.timed else 8,
            30,
        )
        messages = by_fitdecode(written([dose], language))
        (title,) = named(messages, "exercise_title")
        assert (title["0"], title.get("1", NO_NAME)) == codes(exercise, older=False)
        assert exercise.name.startswith(title["2"])
        assert len(title["2"].encode()) > 60 or title["2"] == exercise.name


def test_an_older_watch_gets_only_what_it_knows() -> None:
    for exercise in load_library().values():
        category, name = codes(exercise, older=True)
        assert category < NEWEST_FIRST_CATEGORY, exercise.id
        assert 0 <= name <= 65535


def test_the_wrist_reads_the_side_first_and_the_sets_once() -> None:
    steps = steps_of(written([HOLD, HEELS]))
    notes = [step.get("8", "") for step in steps]
    assert notes[0].startswith("Warm up. Lap starts. Within reach: ")
    assert notes[1] == "Next: Single-leg floor bridge, LEFT first."
    assert notes[2].startswith("LEFT · Single-leg floor bridge. ")
    assert notes[3] == "Switch: RIGHT next."
    assert notes[4].startswith("RIGHT · ")
    assert notes[5] == "Rest."
    assert (steps[6]["1"], steps[6]["2"], steps[6]["4"]) == (REPEAT, 2, 3)
    assert notes[8].startswith("Two-leg heel raise, 2-1-2 s. ")
    assert len(steps) == 11


def test_the_last_rest_is_left_out_as_long_as_there_is_room() -> None:
    assert steps_of(written([HEELS]))[-1]["7"] == ACTIVE


def test_the_file_is_ours_and_never_twice_the_same_number() -> None:
    (one,) = named(by_fitdecode(written([HOLD])), "file_id")
    (two,) = named(by_fitdecode(written([HEELS])), "file_id")
    (old,) = named(by_fitdecode(written([HOLD], older=True)), "file_id")
    assert (one["0"], one["1"]) == (5, 255)
    assert one["3"] != two["3"] > 0
    assert written([HOLD]) == written([HOLD])
    moved = fit_workout(
        session([HOLD]), library=load_library(), revised_at=REVISED + timedelta(seconds=1)
    )
    (later,) = named(by_fitdecode(moved), "file_id")
    assert later["3"] != one["3"]
    assert old["0"] == 5


def test_two_exercises_that_a_watch_cannot_tell_apart_share_a_title() -> None:
    library = load_library()
    pairs: dict[tuple[int, int], list[str]] = {}
    for exercise in library.values():
        pairs.setdefault(codes(exercise, older=False), []).append(exercise.id)
    both = next(ids for ids in pairs.values() if len(ids) > 1)
    given = [replace(HEELS, exercise_id=exercise_id) for exercise_id in both[:2]]
    (title,) = named(by_fitdecode(written(given)), "exercise_title")
    assert title["2"].startswith(f"{library[both[0]].name} / "[:40])


def test_a_session_without_exercises_has_no_workout() -> None:
    with pytest.raises(BadInput, match="no exercise"):
        written([])


def test_a_workout_that_comes_back_is_not_taken_for_a_run() -> None:
    with pytest.raises(BadFile, match="a workout"):
        Reader().read(FoundFile("hamstrong.fit", written([HOLD])))
