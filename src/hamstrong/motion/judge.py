"""The judge: landmarks in, the seconds and reps that count out."""

from collections.abc import Iterable
from dataclasses import dataclass

from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.schema import Exercise
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import Report, State


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """What the judge cannot see for itself.

    Attributes:
        target_s: Planned seconds of the hold, for the countdown; None counts nothing down.
        camera_roll_deg: Turn of the camera about its own axis, positive clockwise, degrees; from
            the phone's sensor where there is one.
        cues: False for silence: `State.say` is always None.
    """

    target_s: float | None = None
    camera_roll_deg: float = 0.0
    cues: bool = True


class Judge:
    """Judges one exercise on one side, frame by frame, without clock, camera or file.

    Frames fed one by one, in chunks or all at once give the identical report.

    Args:
        spec: The exercise; its `judge` table says what is asked for.
        side: The working side: left or right for one-sided exercises, both for the others.
        options: What the judge cannot see for itself.

    Raises:
        BadInput: The side does not fit the exercise.

    Example:
        >>> from hamstrong.exercises.library import load_library
        >>> judge = Judge(load_library()["hb_support_1l_mid"], Side.LEFT)
        >>> judge.feed(Frame(0.0, None, 640, 480)).stage.value
        'framing'
        >>> judge.finish().holds
        ()
    """

    def __init__(self, spec: Exercise, side: Side, *, options: JudgeOptions | None = None) -> None:
        allowed = (Side.LEFT, Side.RIGHT) if spec.one_sided else (Side.BOTH,)
        if side not in allowed:
            wanted = " or ".join(allowed)
            raise BadInput(f"{spec.name} is judged for {wanted}; {side} came.", place="side")
        self._options = options or JudgeOptions()

    def feed(self, frame: Frame) -> State:
        """Take the next frame.

        Raises:
            BadInput: The frame is older than the one before, or its points are not (33, 4).
        """
        raise NotImplementedError

    def finish(self) -> Report:
        """End the hold under way and tell everything; calling it again gives the same report."""
        raise NotImplementedError


def judge_frames(
    spec: Exercise, side: Side, frames: Iterable[Frame], *, options: JudgeOptions | None = None
) -> Report:
    """Judge a whole stream of frames at once, in constant memory but for the report."""
    judge = Judge(spec, side, options=options)
    for frame in frames:
        judge.feed(frame)
    return judge.finish()
