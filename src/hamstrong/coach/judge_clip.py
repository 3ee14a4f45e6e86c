"""Judge a clip of an exercise: which seconds count, which do not, and why."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Protocol

from hamstrong.coach.judge_siblings import siblings
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, NotFound
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise
from hamstrong.language import number_text
from hamstrong.motion.document import VERSION, report_document
from hamstrong.motion.judge import Judge, JudgeOptions
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import Report, State

SCHEMA = f"hamstrong-judged-clip/{VERSION}"

LOWEST_SUPPORT_M = 0.0
HIGHEST_SUPPORT_M = 1.5
"""Nobody rests a heel higher."""


class Model(StrEnum):
    """Which eyes: `full` is quick, `heavy` takes about three times as long and errs a little less
    (measured, docs/judging.md)."""

    FULL = "full"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class ClipAbout:
    """A clip: upright width and height in pixels, seconds as it claims them, None if unsaid."""

    name: str
    width: int
    height: int
    length_s: float | None


class Drawing(Protocol):
    """A new clip that shows what was seen and judged."""

    def add(self, state: State) -> None:
        """Draw the state after the frame that was taken last."""


class WatchingStopped(Exception):
    """What watches was told to stop before it was done; the clip is as good as before."""


class WatchedClip(Protocol):
    """A clip that is being watched."""

    @property
    def about(self) -> ClipAbout:
        """What it is."""

    @property
    def damage(self) -> str:
        """After the frames: a sentence about what could not be read, or empty."""

    def frames(self) -> Iterator[Frame]:
        """What is seen, in order of time; read once."""

    def draw_to(self, path: Path) -> AbstractContextManager[Drawing]:
        """Begin the new clip, whole when the block ends. Raises BadInput, Unavailable."""


class Eyes(Protocol):
    """Something that sees bodies in clips."""

    def watch(self, path: Path, *, model: Model) -> AbstractContextManager[WatchedClip]:
        """Open a clip. Raises BadFile when it is none, Unavailable without what it takes."""


@dataclass(frozen=True, slots=True)
class JudgeWish:
    """What to judge.

    Attributes:
        path: Of the clip.
        exercise_id: Of the library.
        side: None leaves it to the exercise.
        support_height_m: Of what the heel rests on, in metres, None if unsaid.
        model: Which eyes.
        overlay: Where to write the clip with everything drawn over it, None for nowhere.
    """

    path: Path
    exercise_id: str
    side: Side | None = None
    support_height_m: float | None = None
    model: Model = Model.FULL
    overlay: Path | None = None


@dataclass(frozen=True, slots=True)
class JudgedClip:
    """What became of it.

    Attributes:
        wish: What was asked.
        exercise: That was judged.
        clip: That was watched.
        report: Of the judge.
        frames: Pictures that were looked at.
        seen: Of these, pictures in which somebody was seen.
        damage: A sentence about what could not be read, or empty.
    """

    wish: JudgeWish
    exercise: Exercise
    clip: ClipAbout
    report: Report
    frames: int
    seen: int
    damage: str


Watcher = Callable[[ClipAbout, State], None]
"""Is told after every frame where the judge is."""


def judge_clip(
    eyes: Eyes, library: Library, wish: JudgeWish, *, watcher: Watcher | None = None
) -> JudgedClip:
    """Watch a clip and judge it.

    Raises:
        NotFound: There is no such exercise.
        BadInput: The side does not fit it, no camera can judge it, the support is too high, or
            the new clip would take the place of the old one.
        BadFile: The file is no clip that can be read.
        Unavailable: Libraries or weights are not installed, or the new clip cannot be written.
    """
    exercise = find_exercise(library, wish.exercise_id)
    check_judged(exercise)
    check_support(wish.support_height_m)
    check_overlay(wish)
    options = JudgeOptions(cues=False, siblings=siblings(library, exercise))
    judge = Judge(exercise, working_side(exercise, wish.side), options=options)
    with ExitStack() as opened:
        clip = opened.enter_context(eyes.watch(wish.path, model=wish.model))
        watchers: list[Callable[[State], None]] = []
        if watcher is not None:
            watchers.append(partial(watcher, clip.about))
        if wish.overlay is not None:
            watchers.append(opened.enter_context(clip.draw_to(wish.overlay)).add)
        frames, seen = _watch(clip, judge, watchers)
    return JudgedClip(wish, exercise, clip.about, judge.finish(), frames, seen, clip.damage)


def _watch(
    clip: WatchedClip, judge: Judge, watchers: Iterable[Callable[[State], None]]
) -> tuple[int, int]:
    """How many frames there were, and in how many somebody was seen."""
    frames = seen = 0
    for frame in clip.frames():
        state = judge.feed(frame)
        frames += 1
        seen += frame.points is not None
        for watch in watchers:
            watch(state)
    return frames, seen


def find_exercise(library: Library, exercise_id: str) -> Exercise:
    """An exercise by its id. Raises NotFound."""
    exercise = library.get(exercise_id)
    if exercise is None:
        raise NotFound(SAY.say("judge-no-exercise", text=repr(exercise_id)), place="exercise")
    return exercise


def working_side(exercise: Exercise, side: Side | None) -> Side:
    """The side to judge; one-sided exercises have to be told. Raises BadInput."""
    if side is not None:
        return side
    if exercise.one_sided:
        raise BadInput(SAY.say("judge-which-side", name=exercise.name), place="side")
    return Side.BOTH


def check_judged(exercise: Exercise) -> None:
    """That a camera can judge it. Raises BadInput."""
    if exercise.judge is None or exercise.judge.mode == "timer":
        why = (exercise.judge.why if exercise.judge is not None else None) or ""
        raise BadInput(
            SAY.say("judge-no-camera", name=exercise.name, why=why).strip(), place="exercise"
        )


def check_overlay(wish: JudgeWish) -> None:
    """That the new clip is not the old one. Raises BadInput."""
    if wish.overlay is not None and wish.overlay.resolve() == wish.path.resolve():
        raise BadInput(SAY["judge-own-name"], place="overlay")


def check_support(height_m: float | None) -> None:
    """A height in metres that a support can have, or None. Raises BadInput."""
    if height_m is not None and not LOWEST_SUPPORT_M <= height_m <= HIGHEST_SUPPORT_M:
        raise BadInput(
            SAY.say(
                "judge-support",
                height=number_text(height_m),
                lowest=number_text(LOWEST_SUPPORT_M),
                highest=number_text(HIGHEST_SUPPORT_M),
            ),
            place="support_height",
        )


def judged_document(judged: JudgedClip) -> dict[str, object]:
    """What was judged, as `hamstrong-judged-clip/1`; docs/judging.md tells every field."""
    report = report_document(judged.report)
    del report["version"]
    return {
        "schema": SCHEMA,
        "clip": {
            "name": judged.clip.name,
            "width": judged.clip.width,
            "height": judged.clip.height,
            "length_s": judged.clip.length_s,
            "frames": judged.frames,
            "frames_with_someone": judged.seen,
            "damage": judged.damage or None,
        },
        "model": judged.wish.model.value,
        "support_height_m": judged.wish.support_height_m,
        **report,
    }
