"""A session as the steps of a watch: at most fifty, a set that comes again written once.

    warm-up | ready  LEFT  switch  RIGHT  rest  ×3 | ready  both  rest  ×2 | ...

A watch knows no sides: LEFT and RIGHT are steps of their own, the side first in the note, where
the wrist shows it. What the watch calls an exercise may be another one that comes near, so the
note names ours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from hamstrong.adapters.files.fit.layouts import NO_NAME, Duration, Intensity
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Dose
from hamstrong.exercises.schema import Exercise
from hamstrong.exercises.steps import FIRST_READY_S, READY_S, Step, StepSide, exercise_steps
from hamstrong.language import Language, number_text

MOST_STEPS: Final = 50
"""Of a workout in Garmin Connect; watches themselves run more (a file of 71 was seen to run)."""

Codes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WatchStep:
    """A step of a workout.

    Attributes:
        ends_by: What ends it.
        value: Milliseconds, reps, or the number of the first step that is repeated, from 0.
        intensity: How the watch shows it.
        note: What the wrist tells, the side first.
        exercise: What is done; None for rests and repeats.
        side: Whose work it is.
        rounds: How often in all, of a repeat.
    """

    ends_by: Duration
    value: int | None = None
    intensity: Intensity | None = None
    note: str = ""
    exercise: Exercise | None = None
    side: StepSide = "both"
    rounds: int | None = None


@dataclass(frozen=True, slots=True)
class _Shape:
    """How much of the way between sets is written; less of it for a session of many exercises.

    Attributes:
        last_rest: Whether the session ends with the rest of its last set.
        ready: Whether each exercise begins with its name and a few seconds to set up.
        switch: Whether there are seconds between the sides.
    """

    last_rest: bool
    ready: bool = True
    switch: bool = True


_SHAPES: Final = (
    _Shape(last_rest=False),
    _Shape(last_rest=True),
    _Shape(last_rest=True, ready=False),
    _Shape(last_rest=True, ready=False, switch=False),
)


def watch_steps(library: Mapping[str, Exercise], doses: Sequence[Dose]) -> tuple[WatchStep, ...]:
    """The steps of a session, in the language that is spoken.

    Raises:
        BadInput: There is nothing in it, or more than a watch can hold.
    """
    if not doses:
        raise BadInput(SAY["watch.nothing-to-do"], place="workout")
    steps: tuple[WatchStep, ...] = ()
    for shape in _SHAPES:
        steps = tuple(_steps(library, doses, shape))
        if len(steps) <= MOST_STEPS:
            return steps
    raise BadInput(SAY.say("watch.too-many", steps=len(steps), most=MOST_STEPS), place="workout")


def codes(exercise: Exercise, *, older: bool) -> Codes:
    """Category and name as the watch knows them; `older` takes those of before 2019 if need be."""
    garmin = exercise.garmin
    if garmin is None:
        # Of no category, so that the watch shows our title instead of a wrong name.
        return (65534, NO_NAME)
    if older and garmin.older is not None:
        return garmin.older
    return (garmin.category_id, garmin.name_id)


def work_note(
    exercise: Exercise, side: StepSide, tempo_s: tuple[float, float, float] | None
) -> str:
    """`LEFT · Single-leg bridge. Hips up.`; the tempo of reps behind the name."""
    tempo = "" if tempo_s is None else SAY.say("watch.tempo", tempo=_tempo(tempo_s))
    said = " ".join((f"{exercise.name}{tempo}.", *exercise.cues))
    return said if side == "both" else f"{SAY[f'watch.{side}']} · {said}"


def side_of(note: str) -> Literal["left", "right"] | None:
    """The side that a note of `work_note` begins with, in whatever language it was written.

    Watches keep the workout that they ran in their activity: so a set finds its side again.
    """
    for language in Language:
        words = SAY.spoken(language)
        if note.startswith(f"{words['watch.left']} · "):
            return "left"
        if note.startswith(f"{words['watch.right']} · "):
            return "right"
    return None


def _tempo(tempo_s: tuple[float, float, float]) -> str:
    return "-".join(map(number_text, tempo_s))


def _steps(
    library: Mapping[str, Exercise], doses: Sequence[Dose], shape: _Shape
) -> Iterator[WatchStep]:
    exercises = [library[dose.exercise_id] for dose in doses]
    yield _warm_up(exercises)
    written = 1
    for number, (exercise, dose) in enumerate(zip(exercises, doses, strict=True)):
        ready_s = READY_S if number else FIRST_READY_S
        steps = exercise_steps(exercise, dose, ready_s=ready_s)
        if number == len(doses) - 1 and not shape.last_rest:
            steps = steps[:-1]
        for step in _exercise(exercise, steps, shape, first=written, opens=number == 0):
            written += 1
            yield step


def _warm_up(exercises: Sequence[Exercise]) -> WatchStep:
    things = dict.fromkeys(thing for exercise in exercises for thing in exercise.fetch)
    fetch = SAY.say("watch.fetch", things=", ".join(things)) if things else ""
    note = f"{SAY['watch.warm-up']} {fetch}".strip()
    return WatchStep(Duration.OPEN, intensity=Intensity.WARM_UP, note=note)


def _exercise(
    exercise: Exercise, steps: Sequence[Step], shape: _Shape, *, first: int, opens: bool
) -> Iterator[WatchStep]:
    """One exercise; `first` is the number of its first step."""
    written = first
    if shape.ready or opens:
        written += 1
        yield _way(steps[0], _next_note(exercise, steps[0].side))
    for _, same in groupby(_sets(steps[1:], shape), key=_looks):
        sets = list(same)
        yield from (_step(exercise, step) for step in sets[0])
        length = len(sets[0])
        if len(sets) > 1:
            yield WatchStep(Duration.REPEAT, written, rounds=len(sets))
            length += 1
        written += length


def _sets(steps: Sequence[Step], shape: _Shape) -> Iterator[tuple[Step, ...]]:
    """Set by set, each with the rest after it."""
    one: list[Step] = []
    for step in steps:
        if step.kind == "switch" and not shape.switch:
            continue
        one.append(step)
        if step.kind == "rest":
            yield tuple(one)
            one = []
    if one:
        yield tuple(one)


def _looks(one: tuple[Step, ...]) -> tuple[object, ...]:
    """Equal for sets that a watch may repeat."""
    return tuple((step.kind, step.side, step.seconds, step.reps) for step in one)


def _step(exercise: Exercise, step: Step) -> WatchStep:
    if step.kind == "switch":
        return _way(step, SAY.say("watch.switch", side=SAY[f"watch.{step.side}"]))
    if step.kind == "rest":
        return _way(step, SAY["watch.rest"])
    by_reps = step.kind == "reps"
    return WatchStep(
        Duration.REPS if by_reps else Duration.TIME,
        step.reps if by_reps else 1000 * step.seconds,
        Intensity.ACTIVE,
        work_note(exercise, step.side, step.tempo_s if by_reps else None),
        exercise,
        step.side,
    )


def _way(step: Step, note: str) -> WatchStep:
    """Time between two stretches of work."""
    return WatchStep(Duration.TIME, 1000 * step.seconds, Intensity.REST, note)


def _next_note(exercise: Exercise, side: StepSide) -> str:
    if side == "both":
        return SAY.say("watch.next", name=exercise.name)
    return SAY.say("watch.next-side", name=exercise.name, side=SAY[f"watch.{side}"])
