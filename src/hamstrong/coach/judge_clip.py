"""Judge a clip of an exercise: which seconds count, which do not, and why."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from hamstrong.errors import BadInput, NotFound
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Exercise
from hamstrong.motion.document import VERSION, report_document
from hamstrong.motion.judge import Judge, JudgeOptions
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import Report, Stage, State

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


class Eyes(Protocol):
    """Something that sees bodies in clips."""

    def watch(self, path: Path, *, model: Model) -> AbstractContextManager[WatchedClip]:
        """Open a clip. Raises BadFile when it is none, Unavailable without what it takes."""


@dataclass(frozen=True, slots=True)
class JudgeWish:
    """What to judge. `side` None leaves it to the exercise; `support_height_m` in metres."""

    path: Path
    exercise_id: str
    side: Side | None = None
    support_height_m: float | None = None
    model: Model = Model.FULL


@dataclass(frozen=True, slots=True)
class JudgedClip:
    """What became of it.

    Attributes:
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
        BadInput: The side does not fit it, no camera can judge it, or the support is too high.
        BadFile: The file is no clip that can be read.
        Unavailable: Libraries or weights are not installed.
    """
    exercise = find_exercise(library, wish.exercise_id)
    check_support(wish.support_height_m)
    judge = Judge(exercise, working_side(exercise, wish.side), options=JudgeOptions(cues=False))
    frames = seen = 0
    with eyes.watch(wish.path, model=wish.model) as clip:
        for frame in clip.frames():
            state = judge.feed(frame)
            if state.stage is Stage.TIMER_ONLY:
                raise BadInput(
                    f"No camera can judge {exercise.name}: do it by the timer.", place="exercise"
                )
            frames += 1
            seen += frame.points is not None
            if watcher is not None:
                watcher(clip.about, state)
        return JudgedClip(wish, exercise, clip.about, judge.finish(), frames, seen, clip.damage)


def find_exercise(library: Library, exercise_id: str) -> Exercise:
    """An exercise by its id. Raises NotFound."""
    exercise = library.get(exercise_id)
    if exercise is None:
        raise NotFound(
            f"There is no exercise {exercise_id!r}: `hamstrong exercises list` names them all.",
            place="exercise",
        )
    return exercise


def working_side(exercise: Exercise, side: Side | None) -> Side:
    """The side to judge; one-sided exercises have to be told. Raises BadInput."""
    if side is not None:
        return side
    if exercise.one_sided:
        raise BadInput(f"{exercise.name} has two sides: say left or right.", place="side")
    return Side.BOTH


def check_support(height_m: float | None) -> None:
    """A height in metres that a support can have, or None. Raises BadInput."""
    if height_m is not None and not LOWEST_SUPPORT_M <= height_m <= HIGHEST_SUPPORT_M:
        raise BadInput(
            f"A support of {height_m:g} m cannot be: give metres from {LOWEST_SUPPORT_M:g} to "
            f"{HIGHEST_SUPPORT_M:g}.",
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
