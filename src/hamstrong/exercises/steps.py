"""An exercise and a dose as timed steps: what the player, the voice, the files all read.

    ready | left  switch  right  rest | left  switch  right  rest | ready ...

A dose may begin with the right side, and give the side that begins one more set at the end.

Every step lasts whole seconds, reps included: they are paced by their tempo, so that nobody
has to touch anything. Lines are spoken within their step and never two at once.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hamstrong.errors import BadInput, NotFound
from hamstrong.exercises.dose import Dose, Side
from hamstrong.exercises.schema import Exercise
from hamstrong.exercises.words import Words, load_words, spoken_s

# Seconds, all [judgement]: long enough to hear the line and be in place.
FIRST_READY_S = 10  # lie down and find the support
READY_S = 5  # the rest before it has already named the exercise
SWITCH_S = 10  # come down, change legs or roll over, set up again
MIN_REST_S = 3  # a body that holds its hips up has to come down
FINISH_S = 5  # after the last set of a session: only the closing lines

COUNTDOWN_FROM = 5
GET_READY_BEFORE_S = 2
SIDE_BEFORE_S = 4
NEXT_BEFORE_S = 8  # "Set 2 of 3" before the side
CHANGE_EVERY_S = 5  # alternating holds: 3-5 s a leg (evidence 4.1, hb_march)
FIRST_CUE_S = 4
CUE_EVERY_S = 8  # at most one cue in 6-8 s (evidence 4, conventions)
CUE_REPS = 3  # in reps, a cue at most every third

StepKind = Literal["ready", "hold", "reps", "switch", "rest"]
StepSide = Literal["left", "right", "both"]


@dataclass(frozen=True, slots=True)
class Say:
    """A line and when it begins, seconds from the start of its step."""

    at_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a session with a duration of its own.

    Attributes:
        kind: `hold` and `reps` are work; the others lead from one to the next.
        seconds: Duration, at least 1.
        exercise_id: Of the library; a rest belongs to the exercise before it.
        side: Whose work it is, or whose comes next for `ready` and `switch`.
        set_number: From 1.
        sets: Sets in all, per side; an extra set of one side counts itself in.
        reps: Reps in this step, None unless `kind` is `reps`.
        tempo_s: Seconds down, pause, up.
        say: In time order; every line ends before the step does.
    """

    kind: StepKind
    seconds: int
    exercise_id: str
    side: StepSide
    set_number: int
    sets: int
    reps: int | None
    tempo_s: tuple[float, float, float]
    say: tuple[Say, ...]


def total_seconds(steps: Iterable[Step]) -> int:
    """Seconds from the first step's start to the last one's end."""
    return sum(step.seconds for step in steps)


def session_seconds(doses: Sequence[Dose]) -> int:
    """What `total_seconds` of the session's steps would be, without making them.

    Planning weighs thousands of sessions and needs only their length.
    """
    if not doses:
        return 0
    last_rest = max(doses[-1].rest_s, MIN_REST_S)
    ready = FIRST_READY_S + READY_S * (len(doses) - 1)
    return ready + sum(_dose_seconds(dose) for dose in doses) - last_rest + FINISH_S


def _dose_seconds(dose: Dose) -> int:
    """Work, switches and rests of one exercise, without its get-ready."""
    work = _work_seconds(dose)
    rest = max(dose.rest_s, MIN_REST_S)
    if dose.side is not Side.EACH:
        return dose.sets * (work + rest)
    return dose.sets * (2 * work + SWITCH_S + rest) + dose.extra_sets * (work + rest)


def last_set_seconds(dose: Dose) -> int:
    """What the last of its sets takes, an extra one of a side where there is one, with its rest."""
    work = _work_seconds(dose)
    both_sides = dose.side is Side.EACH and not dose.extra_sets
    return (2 * work + SWITCH_S if both_sides else work) + max(dose.rest_s, MIN_REST_S)


def _work_seconds(dose: Dose) -> int:
    if dose.hold_s is not None:
        return dose.hold_s
    return math.ceil(round((dose.reps or 0) * sum(dose.tempo_s), 6))


def session_steps(library: Mapping[str, Exercise], doses: Sequence[Dose]) -> tuple[Step, ...]:
    """A whole session, from the first get-ready to the closing line.

    Raises:
        NotFound: A dose names an exercise that the library does not have.
        BadInput: A dose asks for something that cannot be done (see `exercise_steps`).
    """
    return tuple(step for block in session_blocks(library, doses) for step in block)


def session_blocks(
    library: Mapping[str, Exercise], doses: Sequence[Dose]
) -> tuple[tuple[Step, ...], ...]:
    """The steps of a session, one block for each dose, in order.

    A block keeps its length when another exercise takes a neighbour's place, except the last:
    it ends with a short closing instead of a rest.
    """
    exercises = [_exercise(library, dose) for dose in doses]
    blocks = []
    for number, (exercise, dose) in enumerate(zip(exercises, doses, strict=True)):
        following = exercises[number + 1].name if number + 1 < len(exercises) else None
        block = exercise_steps(
            exercise,
            dose,
            ready_s=READY_S if number else FIRST_READY_S,
            following=following,
            closing=following is None,
        )
        blocks.append(block)
    return tuple(blocks)


def exercise_steps(
    exercise: Exercise,
    dose: Dose,
    *,
    ready_s: int = READY_S,
    following: str | None = None,
    closing: bool = False,
    words: Words | None = None,
) -> tuple[Step, ...]:
    """One exercise as timed steps.

    For `side=each` a set is one side, switch, the other, rest; each side has its own full window.
    The dose says which begins, and how many more sets that side gets by itself. A rest shorter
    than 3 s is made 3 s.

    Args:
        exercise: What is done.
        dose: How much of it; `dose.exercise_id` is not looked at.
        ready_s: Seconds before the first set, at least 1.
        following: Name of the exercise after this one, announced in the last rest.
        closing: True for the last exercise of a session: its last rest becomes 5 s of closing.
        words: The spoken lines, those of the language that is spoken when None.

    Raises:
        BadInput: No sets, no time, both or neither of hold and reps, no side to begin with.
    """
    _check(dose, ready_s)
    talk = _Talk(exercise, dose, words or load_words())
    first = _first_side(dose)
    steps = [_step(talk, "ready", ready_s, side=first, say=talk.ready(first, ready_s))]
    for number in range(1, _sets_of(dose) + 1):
        last = number == _sets_of(dose)
        steps.extend(_set(talk, number))
        if last and closing:
            seconds, lines = FINISH_S, talk.closing()
        else:
            seconds = max(dose.rest_s, MIN_REST_S)
            lines = talk.last_rest(following) if last else talk.rest(first, number + 1, seconds)
        say = place(lines, seconds=seconds)
        steps.append(_step(talk, "rest", seconds, side=steps[-1].side, number=number, say=say))
    return tuple(steps)


def place(lines: Iterable[Say], *, seconds: int) -> tuple[Say, ...]:
    """Keep the lines that fit, the first ones given before the later ones.

    A line fits when it starts and ends within the step and no kept line is being spoken.
    """
    kept: list[Say] = []
    for line in lines:
        end = line.at_s + spoken_s(line.text)
        free = all(end <= k.at_s or k.at_s + spoken_s(k.text) <= line.at_s for k in kept)
        if line.at_s >= 0 and end <= seconds and free:
            kept.append(line)
    return tuple(sorted(kept, key=lambda line: line.at_s))


@dataclass(frozen=True, slots=True)
class _Talk:
    """The lines of one exercise, most important first within a step."""

    exercise: Exercise
    dose: Dose
    words: Words

    def ready(self, side: StepSide, seconds: int) -> tuple[Say, ...]:
        lines = [*self._before_work(side, seconds), Say(0, self.exercise.name)]
        return place(lines, seconds=seconds)

    def work(self, number: int, seconds: int) -> tuple[Say, ...]:
        if self.dose.hold_s is None:
            return place([*self._counts(), *self._rep_cues(number)], seconds=seconds)
        opening = Say(0, self.exercise.voice.start)
        lines = [opening, *_countdown(seconds), *self._middle(seconds)]
        return place([*lines, *self._hold_cues(number, seconds)], seconds=seconds)

    def switch(self) -> tuple[Say, ...]:
        lines = [
            Say(0, self.exercise.voice.end),
            *self._before_work(_other_side(self.dose), SWITCH_S),
            Say(3, self.words.switch),
        ]
        return place(lines, seconds=SWITCH_S)

    def rest(self, side: StepSide, number: int, seconds: int) -> Iterator[Say]:
        yield Say(0, self.exercise.voice.end)
        yield from self._before_work(side, seconds)
        announced = self.words.next_set.format(set=number, sets=self.dose.sets)
        extra = number > self.dose.sets
        yield Say(seconds - NEXT_BEFORE_S, self.words.extra_set if extra else announced)

    def last_rest(self, following: str | None) -> Iterator[Say]:
        yield Say(0, self.exercise.voice.end)
        if following is not None:
            yield Say(3, self.words.next_exercise.format(name=following))

    def closing(self) -> Iterator[Say]:
        yield Say(0, self.exercise.voice.end)
        yield Say(3, self.words.finished)

    def _before_work(self, side: StepSide, seconds: int) -> Iterator[Say]:
        yield Say(seconds - GET_READY_BEFORE_S, self.words.get_ready)
        if side != "both":
            text = self.words.left if side == "left" else self.words.right
            yield Say(seconds - SIDE_BEFORE_S, text)

    def _counts(self) -> Iterator[Say]:
        for rep in range(self.dose.reps or 0):
            yield Say(round(rep * sum(self.dose.tempo_s), 3), str(rep + 1))

    def _middle(self, seconds: int) -> Iterator[Say]:
        if self.exercise.alternating:
            changes = range(CHANGE_EVERY_S, seconds, CHANGE_EVERY_S)
            yield from (Say(at, self.words.change) for at in changes)
        else:
            yield Say(seconds // 2, self.words.halfway)

    def _hold_cues(self, number: int, seconds: int) -> Iterator[Say]:
        for turn, at in enumerate(range(FIRST_CUE_S, seconds - COUNTDOWN_FROM, CUE_EVERY_S)):
            yield Say(at, self._cue(number + turn))

    def _rep_cues(self, number: int) -> Iterator[Say]:
        for turn, rep in enumerate(range(1, self.dose.reps or 0, CUE_REPS)):
            yield Say(round(rep * sum(self.dose.tempo_s) + 1, 3), self._cue(number + turn))

    def _cue(self, turn: int) -> str:
        cues = self.exercise.cues
        return cues[(turn - 1) % len(cues)]


def _countdown(seconds: int) -> Iterator[Say]:
    # From the last second backwards: a short hold loses "5", never "1".
    return (Say(seconds - left, str(left)) for left in range(1, COUNTDOWN_FROM + 1))


def _set(talk: _Talk, number: int) -> Iterator[Step]:
    yield _work(talk, number, _first_side(talk.dose))
    if talk.dose.side is Side.EACH and number <= talk.dose.sets:
        other = _other_side(talk.dose)
        yield _step(talk, "switch", SWITCH_S, side=other, number=number, say=talk.switch())
        yield _work(talk, number, other)


def _work(talk: _Talk, number: int, side: StepSide) -> Step:
    kind: StepKind = "reps" if talk.dose.hold_s is None else "hold"
    seconds = _work_seconds(talk.dose)
    say = talk.work(number, seconds)
    return _step(talk, kind, seconds, side=side, number=number, say=say)


def _step(
    talk: _Talk,
    kind: StepKind,
    seconds: int,
    *,
    side: StepSide,
    say: tuple[Say, ...],
    number: int = 1,
) -> Step:
    dose = talk.dose
    reps = dose.reps if kind == "reps" else None
    return Step(
        kind=kind,
        seconds=seconds,
        exercise_id=talk.exercise.id,
        side=side,
        set_number=number,
        sets=max(number, dose.sets),
        reps=reps,
        tempo_s=dose.tempo_s,
        say=say,
    )


def _sets_of(dose: Dose) -> int:
    return dose.sets + (dose.extra_sets if dose.side is Side.EACH else 0)


def _first_side(dose: Dose) -> StepSide:
    side = dose.first if dose.side is Side.EACH else dose.side
    if side is Side.LEFT:
        return "left"
    return "right" if side is Side.RIGHT else "both"


def _other_side(dose: Dose) -> StepSide:
    return "left" if dose.first is Side.RIGHT else "right"


def _exercise(library: Mapping[str, Exercise], dose: Dose) -> Exercise:
    exercise = library.get(dose.exercise_id)
    if exercise is None:
        raise NotFound(f"There is no exercise called {dose.exercise_id}.", place=dose.exercise_id)
    return exercise


def _check(dose: Dose, ready_s: int) -> None:
    place_ = dose.exercise_id
    if (dose.hold_s is None) == (dose.reps is None):
        raise BadInput(
            "A dose needs seconds to hold or a number of reps, one of them.", place=place_
        )
    if dose.sets < 1 or (dose.hold_s or dose.reps or 0) < 1 or ready_s < 1:
        raise BadInput("Sets, seconds and reps must each be 1 or more.", place=place_)
    if dose.first not in (Side.LEFT, Side.RIGHT) or dose.extra_sets < 0:
        raise BadInput(
            "The left or the right side begins, and extra sets are 0 or more.", place=place_
        )
    if dose.reps is not None and (min(dose.tempo_s) < 0 or sum(dose.tempo_s) < 1):
        raise BadInput("A rep must last 1 second or more.", place=place_)
