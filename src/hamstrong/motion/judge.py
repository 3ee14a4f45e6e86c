"""The judge: landmarks in, the seconds and reps that count out."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion, Judging
from hamstrong.exercises.schema import Exercise
from hamstrong.motion.constants import (
    HEIGHT_PER_OBLIQUE,
    HEIGHT_TORSOS,
    HIP_ANGLE_DEG,
    PER_OBLIQUE_DEG,
    READY_WORDS,
)
from hamstrong.motion.cues import Cues, Now
from hamstrong.motion.findings import FramingLog
from hamstrong.motion.hip_judging import HipWords, can_feel, with_hips
from hamstrong.motion.hip_sensor import HipSample, Pelvis
from hamstrong.motion.hip_track import HipTrack
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import (
    FramingKind,
    Measure,
    Report,
    Stage,
    State,
    Verdict,
)
from hamstrong.motion.scene import Scene
from hamstrong.motion.sight import FRONT_SENTENCE, SENTENCES, Sight
from hamstrong.motion.smooth_body import BodySmoother, Sample
from hamstrong.motion.words import SAY
from hamstrong.motion.wrong_set_up import SetUpCheck, Sibling

TIMER = Judging(mode="timer", why="Nothing is known about how to judge it.")


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """What the judge cannot see for itself.

    Attributes:
        target_s: Planned seconds of the hold, for the countdown; None counts nothing down.
        camera_roll_deg: Turn of the camera about its own axis, positive clockwise, degrees; from
            the phone's sensor where there is one.
        cues: False for silence: `State.say` is always None.
        ready: What is said, in the athlete's language, when the body was measured at rest.
        siblings: Other holds whose set-up may be taken for this one's.
        hips: What is said of the level, where a phone lies on the hips.
    """

    target_s: float | None = None
    camera_roll_deg: float = 0.0
    cues: bool = True
    ready: str = READY_WORDS
    siblings: tuple[Sibling, ...] = ()
    hips: HipWords = field(default_factory=HipWords)


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
            key = "one-side" if spec.one_sided else "both-sides"
            sentence = SAY.say(f"refused.{key}", name=spec.name, side=side)
            raise BadInput(sentence, place="side")
        self._spec = spec
        self._side = side
        self._options = options or JudgeOptions()
        self._judging = spec.judge or TIMER
        self._hips = HipTrack() if can_feel(spec) else None
        if self._hips is not None:
            self._judging = with_hips(self._judging, self._options.hips)
        self._sight = Sight(self._judging, side, roll_deg=self._options.camera_roll_deg)
        self._smoother = BodySmoother()
        lies = SetUpCheck(self._judging.checks, self._options.siblings)
        self._scene = Scene(spec, self._judging, side, sight=self._sight, lies=lies)
        self._scene.hips = self._hips
        self._cues = Cues(self._options.target_s, ready=self._options.ready, end=spec.voice.end)
        self._log = FramingLog()
        self._why: FramingKind | None = None
        self._first_s: float | None = None
        self._last_s = -math.inf
        self._report: Report | None = None

    def feed(self, frame: Frame) -> State:
        """Take the next frame.

        Raises:
            BadInput: The frame is older than the one before, its points are not (33, 4), or the
                judge has already finished.
        """
        self._take_time(frame.time_s)
        if self._judging.mode == "timer":
            return State(frame.time_s, Stage.TIMER_ONLY)
        sighting = self._sight.feed(frame)
        sample = self._smoother.feed(frame.time_s, sighting)
        if sample is not None:
            self._take(sample)
        return self._state(frame.time_s)

    def feed_hips(self, sample: HipSample) -> Pelvis:
        """Take what a phone on the hips felt, on the frames' clock: it answers for the level.

        Frames that were judged before keep what they were told.

        Raises:
            BadInput: Nothing is asked of the hips here, or the sample is older than the one before.
        """
        if self._hips is None:
            raise BadInput(
                f"A phone on the hips says nothing of {self._spec.name}.", place="exercise_id"
            )
        return self._hips.feed(sample)

    def finish(self) -> Report:
        """End the hold under way and tell everything; calling it again gives the same report."""
        if self._report is None:
            for sample in self._smoother.finish():
                self._take(sample)
            self._scene.finish()
            self._report = self._told()
        return self._report

    def _take_time(self, time_s: float) -> None:
        place = f"{time_s:.3f} s"
        if self._report is not None:
            raise BadInput("This judge has finished; begin a new one for more frames.", place=place)
        if not time_s >= self._last_s or math.isinf(time_s):
            raise BadInput(
                f"Frames come in order of time; this one is older than {self._last_s:.3f} s.",
                place=place,
            )
        self._last_s = time_s
        if self._first_s is None:
            self._first_s = time_s

    def _take(self, sample: Sample) -> None:
        self._why = why = self._scene.feed(sample)
        if why is not None:
            self._log.add(why, self._sentence(why), start_s=sample.start_s, end_s=sample.end_s)

    def _sentence(self, why: FramingKind) -> str:
        if why is FramingKind.OBLIQUE and self._judging.view == "front":
            return FRONT_SENTENCE
        return SENTENCES[why]

    def _state(self, time_s: float) -> State:
        holds, reps = self._scene.holds, self._scene.reps
        stage = self._stage()
        seen = self._why is None and self._scene.ready
        state = State(
            time_s=time_s,
            stage=stage,
            verdicts=self._verdicts(seen=seen),
            total_s=holds.total_s if holds else 0.0,
            valid_s=holds.valid_s if holds else 0.0,
            reps=reps.full if reps else 0,
            abstaining=stage is Stage.ACTIVE and self._why is not None,
            framing=self._why,
            hip_angle_deg=self._angle() if seen else None,
            hip_height=self._height() if seen else None,
            set_up=self._scene.set_up,
        )
        words = self._words(state) if self._options.cues else None
        return state if words is None else replace(state, say=words)

    def _stage(self) -> Stage:
        if not self._scene.ready:
            waits = self._why is None or self._why is FramingKind.POSITION
            return Stage.SET_UP if waits else Stage.FRAMING
        holds, reps = self._scene.holds, self._scene.reps
        if holds is not None and holds.clock.stopped:
            return Stage.STOPPED
        if (holds is not None and (holds.clock.running or holds.is_up)) or (reps and reps.moving):
            return Stage.ACTIVE
        return Stage.READY if self._why is None else Stage.FRAMING

    def _verdicts(self, *, seen: bool) -> Mapping[Criterion, Verdict]:
        holds = self._scene.holds
        told = dict.fromkeys(self._judging.not_visible, Verdict.NOT_VISIBLE)
        if holds is not None:
            judged = holds.verdicts()
            if not self._feels:
                judged.pop(Criterion.LEVEL, None)
            told |= judged if seen else dict.fromkeys(judged, Verdict.UNSURE)
        return MappingProxyType(told)

    @property
    def _feels(self) -> bool:
        return self._hips is not None and self._hips.knows(self._last_s)

    def _angle(self) -> Measure | None:
        holds = self._scene.holds
        if holds is None or math.isnan(holds.angle):
            return None
        return Measure(holds.angle, HIP_ANGLE_DEG + PER_OBLIQUE_DEG * holds.clock.yaw_deg)

    def _height(self) -> Measure | None:
        holds = self._scene.holds
        if holds is None or math.isnan(holds.height):
            return None
        return Measure(holds.height, HEIGHT_TORSOS + HEIGHT_PER_OBLIQUE * holds.clock.yaw_deg)

    def _words(self, state: State) -> str | None:
        framing = None if state.framing is None else self._sentence(state.framing)
        return self._cues.feed(
            Now(
                time_s=state.time_s,
                cue=self._scene.cue(state.stage, state.time_s),
                framing=framing,
                valid_s=state.valid_s,
                ready=self._scene.rested,
                set_up=None if state.set_up is None else state.set_up.sentence,
            )
        )

    def _not_visible(self) -> tuple[Criterion, ...]:
        felt = self._hips is not None and self._hips.answered
        hidden = self._judging.not_visible
        return tuple(item for item in hidden if not (felt and item is Criterion.LEVEL))

    def _told(self) -> Report:
        holds, reps = self._scene.holds, self._scene.reps
        return Report(
            exercise_id=self._spec.id,
            side=self._side,
            judged=self._judging.mode != "timer",
            watched_s=self._last_s - self._first_s if self._first_s is not None else 0.0,
            seen_s=self._scene.seen_s,
            holds=tuple(holds.clock.holds) if holds else (),
            reps=tuple(reps.done) if reps else (),
            framing=self._log.findings(),
            not_visible=self._not_visible(),
            set_up=self._scene.set_ups(),
        )


def judge_frames(
    spec: Exercise, side: Side, frames: Iterable[Frame], *, options: JudgeOptions | None = None
) -> Report:
    """Judge a whole stream of frames at once, in constant memory but for the report."""
    judge = Judge(spec, side, options=options)
    for frame in frames:
        judge.feed(frame)
    return judge.finish()
