"""Judge one set while it is done: frames of a camera or readings of a phone on the hips in, what
to show and say out, at the end its worth."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hamstrong.coach.judge_clip import find_exercise
from hamstrong.coach.judge_siblings import siblings
from hamstrong.coach.kept_frames import FrameLog
from hamstrong.coach.trace import Trace, TraceRecorder
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import Library
from hamstrong.motion.hip_judge import HipJudge
from hamstrong.motion.hip_judging import HipWords
from hamstrong.motion.hip_sensor import HipSample
from hamstrong.motion.judge import Judge, JudgeOptions
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import FramingKind, Report, State
from hamstrong.motion.sight import FRONT_SENTENCE, SENTENCES

INSTRUCTIONS = frozenset({*SENTENCES.values(), FRONT_SENTENCE})
"""What the judge says about the picture: pages say it in their own language."""

DIGITS = 2
"""Hundredths of seconds."""


Witnessed = Literal["camera", "hips"]
"""By what a set is judged."""


@dataclass(frozen=True, slots=True)
class LiveWish:
    """What to judge: the set's own id, made by who watches it; the exercise; the working side; by
    a camera or by a phone on the hips."""

    id: str
    exercise_id: str
    side: Side
    by: Witnessed = "camera"


class LiveJudging:
    """One set under a camera or a phone on the hips.

    Raises:
        NotFound: There is no such exercise.
        BadInput: The side does not fit it, or it cannot be judged so.
    """

    def __init__(self, library: Library, wish: LiveWish) -> None:
        exercise = find_exercise(library, wish.exercise_id)
        judging = exercise.judge
        if wish.by == "camera" and (judging is None or judging.mode == "timer"):
            why = (judging.why if judging is not None else None) or ""
            sentence = SAY.say("judge-no-camera", name=exercise.name, why=why).strip()
            raise BadInput(sentence, place="exercise_id")
        self.wish = wish
        self._view = "side" if judging is None else judging.view
        # The countdown stays the player's: it counts the seconds of its clock.
        options = JudgeOptions(
            ready=SAY["measured"],
            siblings=siblings(library, exercise),
            hips=HipWords(SAY["pelvis-fault"], SAY["left-hip-up"], SAY["right-hip-up"]),
        )
        self._judge = Judge(exercise, wish.side, options=options) if wish.by == "camera" else None
        self._hips = HipJudge(exercise, wish.side, options=options) if wish.by == "hips" else None
        self._recorder = TraceRecorder()
        self._frames = FrameLog()
        self._last_s = -math.inf
        self._answer: dict[str, Any] = {}
        self._before_s = 0.0
        self._running_s = 0.0

    def feed(self, frame: Frame) -> dict[str, Any]:
        """Take a frame; where the judge is then, for the page (docs/judging-live.md).

        One that is older than the one before is left out: a clock that jumps back makes no
        second count twice.

        Raises:
            BadInput: A phone on the hips judges.
        """
        if self._judge is None:
            raise BadInput("This set is judged by the hips: send readings.", place="frame")
        if not self._is_new(frame.time_s):
            return self._silent()
        state = self._judge.feed(self._frames.keep(frame))
        self._recorder.add(frame, state)
        self._answer = self._told(state)
        return self._answer

    def feel(self, samples: Sequence[HipSample]) -> dict[str, Any]:
        """Take readings, at least one; where the judge is after them.

        What is to be said after any of them is told. Older ones than the one before are left out.

        Raises:
            BadInput: A camera judges.
        """
        if self._hips is None:
            raise BadInput("This set is judged by a camera: send frames.", place="readings")
        told = self._silent()
        for sample in samples:
            if not self._is_new(sample.time_s):
                continue
            said = told["cue"], told["say_framing"]
            told = self._told(self._hips.feed(sample))
            told["cue"] = told["cue"] or said[0]
            told["say_framing"] = told["say_framing"] or said[1]
        pelvis = self._hips.pelvis
        known = pelvis is not None and pelvis.why is None
        told["roll_deg"] = round(pelvis.roll_deg, 1) if pelvis is not None and known else None
        self._answer = told
        return told

    def _silent(self) -> dict[str, Any]:
        """The answer before, with nothing to be said once more."""
        return {**self._answer, "cue": None, "say_framing": False}

    def _is_new(self, time_s: float) -> bool:
        new = time_s >= self._last_s
        self._last_s = max(self._last_s, time_s)
        return new

    def _told(self, state: State) -> dict[str, Any]:
        if state.total_s == 0:  # no hold is under way: the one before, if any, is over
            self._before_s += self._running_s
        self._running_s = state.valid_s
        return {
            "time_s": round(state.time_s, DIGITS),
            "stage": str(state.stage),
            "verdicts": dict(state.verdicts),
            "valid_s": round(self._before_s + state.valid_s, DIGITS),
            "reps": state.reps,
            "abstaining": state.abstaining,
            "framing": self._framing(state),
            "cue": None if self._is_instruction(state) else state.say,
            "say_framing": self._is_instruction(state),
            "set_up": None if state.set_up is None else state.set_up.sentence,
        }

    def finish(self) -> dict[str, Any] | None:
        """What the set was worth by its witness; None where it saw nothing of it."""
        if self._hips is not None:
            return judged_set(self._hips.finish(), by="hips")
        return None if self._judge is None else judged_set(self._judge.finish(), by="camera")

    def evidence(self) -> tuple[Report, Trace] | None:
        """The whole report, and the trace that the set can be drawn from; None without a camera."""
        return None if self._judge is None else (self._judge.finish(), self._recorder.trace())

    def frames(self) -> bytes:
        """What was judged, packed, to be judged again; empty where it was not kept."""
        return self._frames.packed()

    def _framing(self, state: State) -> str | None:
        """What is wrong with the picture: its kind, or where the camera should stand."""
        if state.framing is FramingKind.OBLIQUE:
            return self._view
        return None if state.framing is None else state.framing.value

    def _is_instruction(self, state: State) -> bool:
        return state.say is not None and state.say in INSTRUCTIONS


def judged_set(report: Report, *, by: Witnessed) -> dict[str, Any] | None:
    """A report as the evidence of one set: `JudgedData` of the log, seconds and counts."""
    if report.reps:
        full = sum(rep.full for rep in report.reps)
        return {"by": by, "full_reps": full, "reps": len(report.reps)}
    if not report.holds:
        return None
    lost: dict[str, float] = {}
    for hold in report.holds:
        for criterion, seconds in hold.lost_s.items():
            lost[criterion.value] = lost.get(criterion.value, 0.0) + seconds
    return {
        "by": by,
        "valid_s": _round(sum(hold.valid_s for hold in report.holds)),
        "held_s": _round(sum(hold.total_s for hold in report.holds)),
        "unseen_s": _round(sum(hold.abstained_s for hold in report.holds)),
        "lost_s": {name: _round(seconds) for name, seconds in sorted(lost.items())},
        "longest_valid_s": _round(max(hold.valid_s for hold in report.holds)),
        "trusted": all(hold.trusted for hold in report.holds),
    }


def _round(seconds: float) -> float:
    return round(seconds, DIGITS)
