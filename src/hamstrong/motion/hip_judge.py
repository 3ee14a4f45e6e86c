"""The judge without a camera: a phone on the hips tells up, level and still."""

import math

from hamstrong.errors import BadInput
from hamstrong.exercises.dose import Side
from hamstrong.exercises.schema import Exercise
from hamstrong.motion.body import Body
from hamstrong.motion.constants import CUE_UP_S, DROPOUT_S
from hamstrong.motion.cues import Cues, Now
from hamstrong.motion.findings import FramingLog
from hamstrong.motion.gauges import Baseline, Known
from hamstrong.motion.hip_judging import by_hips, can_feel
from hamstrong.motion.hip_sensor import HipSample, HipSensor, Pelvis
from hamstrong.motion.holding import HoldWatch
from hamstrong.motion.judge import JudgeOptions
from hamstrong.motion.report import FramingKind, Report, Stage, State, Verdict
from hamstrong.motion.sight import SENTENCES
from hamstrong.motion.witness import HIP_WITNESS
from hamstrong.motion.words import SAY

PATIENCE_S = 6.0
"""The zero takes three seconds; who needs longer is told to lie still. Judgement."""


def trunk(tilt_deg: float) -> Body:
    """A trunk one torso long that lies on its shoulders, tilted; the legs go on in its line."""
    x, y = math.cos(math.radians(tilt_deg)), math.sin(math.radians(tilt_deg))
    return Body(0, 0, 0, 0, x, y, 2 * x, 2 * y, 3 * x, 3 * y, 3 * x, 3 * y, 3 * x, 3 * y)


def lying(noise_deg: float) -> Baseline:
    """The rest that the zero is, with the RMS of the tilt then."""
    return Baseline(
        torso=1.0,
        thigh=1.0,
        shank=1.0,
        foot=1.0,
        rise=0.0,
        share=0.0,
        heel=0.0,
        noise=100 * math.sin(math.radians(noise_deg)),
        anchors=(0.0, 0.0, 0.0, 0.0),
        yaw_deg=0.0,
        rested=True,
    )


class HipJudge:
    """Judges one hold on the back by a phone on the pelvis, sample by sample.

    Up means as high as 0.815 of the athlete's own best rise, by the sine of the tilt, so half a
    lift that nothing higher follows is taken for a whole one: only a camera knows the line.

    Args:
        spec: The exercise.
        side: The working side.
        options: As for a camera.

    Raises:
        BadInput: No phone can lie on the hips in this exercise.
    """

    def __init__(
        self,
        spec: Exercise,
        side: Side,
        *,
        options: JudgeOptions | None = None,
    ) -> None:
        if spec.judge is None or not can_feel(spec):
            raise BadInput(SAY.say("refused.no-hips", name=spec.name), place="exercise_id")
        self._spec, self._side = spec, side
        self._options = options or JudgeOptions()
        self._judging = by_hips(spec.judge, self._options.hips)
        self._sensor = HipSensor()
        self._holds = HoldWatch(self._judging, side, witness=HIP_WITNESS)
        self._cues = Cues(self._options.target_s, ready=self._options.ready, end=spec.voice.end)
        self._log = FramingLog()
        self._why: FramingKind | None = None
        self._first_s: float | None = None
        self._last_s = 0.0
        self._seen_s = 0.0
        self._restless_s = 0.0
        self._laid = 0
        self.pelvis: Pelvis | None = None
        """By the newest sample."""
        self._report: Report | None = None

    def feed(self, sample: HipSample) -> State:
        """Take the next sample.

        Raises:
            BadInput: It is older than the one before, or the judge has already finished.
        """
        place = f"{sample.time_s:.3f} s"
        if self._report is not None:
            raise BadInput("This judge has finished; begin a new one.", place=place)
        pelvis = self.pelvis = self._sensor.feed(sample)
        start_s = sample.time_s if self._first_s is None else self._last_s
        self._first_s = start_s if self._first_s is None else self._first_s
        self._last_s = sample.time_s
        self._take(start_s, pelvis)
        return self._state(pelvis)

    def finish(self) -> Report:
        """End the hold under way and tell everything; calling it again gives the same report."""
        if self._report is None:
            self._holds.finish()
            self._report = Report(
                exercise_id=self._spec.id,
                side=self._side,
                judged=True,
                watched_s=self._last_s - self._first_s if self._first_s is not None else 0.0,
                seen_s=self._seen_s,
                holds=tuple(self._holds.clock.holds),
                framing=self._log.findings(),
                not_visible=self._judging.not_visible,
            )
        return self._report

    def _take(self, start_s: float, pelvis: Pelvis) -> None:
        end_s = pelvis.time_s
        self._why = why = pelvis.why
        if why is not None:
            self._log.add(why, SENTENCES[why], start_s=start_s, end_s=end_s)
            self._holds.dark(start_s, end_s)
            return
        if end_s - start_s > DROPOUT_S:
            self._holds.dark(start_s, end_s)
            start_s = end_s
        self._seen_s += end_s - start_s
        known = self._known(pelvis)
        known.roll_deg = pelvis.roll_deg
        self._holds.feed(start_s, end_s, trunk(pelvis.tilt_deg))

    def _known(self, pelvis: Pelvis) -> Known:
        holds = self._holds
        if pelvis.laid != self._laid:
            self._laid = pelvis.laid
            holds.forget()
        if holds.known is None:
            holds.measured(lying(pelvis.noise_deg))
        return holds.known or Known(lying(pelvis.noise_deg))

    def _state(self, pelvis: Pelvis) -> State:
        holds, seen = self._holds, self._why is None
        stage = self._stage()
        verdicts = dict.fromkeys(self._judging.not_visible, Verdict.NOT_VISIBLE)
        judged = holds.verdicts()
        verdicts |= judged if seen else dict.fromkeys(judged, Verdict.UNSURE)
        say = self._cues.feed(
            Now(
                time_s=pelvis.time_s,
                cue=self._cue(stage, pelvis.time_s),
                framing=self._instruction(pelvis.time_s),
                valid_s=holds.valid_s,
                ready=holds.known is not None and seen,
            )
        )
        return State(
            time_s=pelvis.time_s,
            stage=stage,
            verdicts=verdicts,
            total_s=holds.total_s,
            valid_s=holds.valid_s,
            abstaining=stage is Stage.ACTIVE and not seen,
            framing=self._why,
            say=say if self._options.cues else None,
        )

    def _instruction(self, time_s: float) -> str | None:
        """What to do about the phone; who has only just laid it down needs no word."""
        if self._why is not FramingKind.PHONE_RESTLESS:
            self._restless_s = time_s
        if self._why is None or (time_s - self._restless_s < PATIENCE_S and self._is_restless):
            return None
        return SENTENCES[self._why]

    @property
    def _is_restless(self) -> bool:
        return self._why is FramingKind.PHONE_RESTLESS

    def _stage(self) -> Stage:
        holds = self._holds
        if holds.clock.stopped:
            return Stage.STOPPED
        if holds.clock.running or holds.is_up:
            return Stage.ACTIVE
        if self._why is None:
            return Stage.READY
        return Stage.SET_UP if self._why is FramingKind.PHONE_RESTLESS else Stage.FRAMING

    def _cue(self, stage: Stage, time_s: float) -> str | None:
        holds = self._holds
        if stage is Stage.STOPPED:
            return self._spec.voice.end
        if stage is not Stage.ACTIVE:
            return None
        if not holds.is_up:
            return self._judging.cue_up if holds.left_for(time_s) >= CUE_UP_S else None
        worst = holds.worst()
        if worst is None:
            return None
        return worst.check.cue_low if worst.too_low else worst.check.cue_high
