"""One athlete in front of one camera: set-up first, then holds or reps."""

import math

from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion, Judging, Reps
from hamstrong.exercises.schema import Exercise
from hamstrong.motion.body import Body
from hamstrong.motion.constants import (
    BONES,
    CUE_UP_S,
    DROPOUT_S,
    FOOT_TORSOS,
    MISFIT_S,
    SHIFT_TORSOS,
)
from hamstrong.motion.gauges import GAUGES, Baseline, Known
from hamstrong.motion.hip_track import HipTrack
from hamstrong.motion.holding import HoldWatch
from hamstrong.motion.posture import at_rest, in_position
from hamstrong.motion.report import FramingKind, SetUpFinding, Stage
from hamstrong.motion.reps import RepCounter
from hamstrong.motion.setting_up import SetUp
from hamstrong.motion.sight import Sight
from hamstrong.motion.smooth_body import Sample
from hamstrong.motion.switch import Switch
from hamstrong.motion.witness import camera_witness
from hamstrong.motion.wrong_set_up import SetUpCheck

SHIFTED_S = 0.5
"""Shoulder and ankle must both be elsewhere for so long. Judgement."""
TOGETHER = 0.25
"""They moved as one when their shifts differ by less, torso lengths. Judgement."""


JUST_S = 1.0
"""A rep is spoken of for so long after it. Judgement."""
SAME_REST = 0.02
"""Rests that differ by less, torso lengths, are the same. Judgement."""


class Scene:
    """What is known of the athlete, and what is made of each smoothed body.

    Args:
        spec: The exercise.
        judging: Its `judge` table.
        side: The working side.
        sight: The framing gate, whose side is locked after the set-up.
        lies: What finds that the set-up is another hold's.
    """

    def __init__(
        self, spec: Exercise, judging: Judging, side: Side, *, sight: Sight, lies: SetUpCheck
    ) -> None:
        self._sight = sight
        self._lies = lies
        self._foreseen: SetUpFinding | None = None
        self._amiss_before = 0
        self._cue_up = judging.cue_up
        self._end = spec.voice.end
        self._one_leg = judging.near == "working"
        self._foot_stays = judging.needs_rest
        places = at_rest if judging.needs_rest else in_position
        self._placed = places(spec.position)
        self.hips: HipTrack | None = None
        self._set_up = SetUp(self._placed, needs_rest=judging.needs_rest)
        self.holds = (
            HoldWatch(judging, side, witness=camera_witness(spec))
            if judging.mode == "hold"
            else None
        )
        self._reps = judging.reps
        self.reps = RepCounter(judging.reps) if judging.reps else None
        self._known: Known | None = None
        self._in_place = Switch(state=True, on_s=0.0, off_s=SHIFTED_S)
        self._fits = Switch(state=True, on_s=0.0, off_s=MISFIT_S)
        self._stretch = 1.0
        self._unseen_s = 0.0
        self.seen_s = 0.0

    @property
    def ready(self) -> bool:
        """True once the set-up is done."""
        return self._known is not None

    @property
    def rested(self) -> bool:
        """True once the body was measured at rest."""
        return self._known is not None and self._known.baseline.rested

    def set_ups(self) -> tuple[SetUpFinding, ...]:
        """Holds so far that were in the set-up of another one."""
        amiss = self.holds.clock.amiss if self.holds is not None else []
        found = (self._lies.seen(item.value, item.start_s, item.end_s) for item in amiss)
        return tuple(finding for finding in found if finding is not None)

    @property
    def set_up(self) -> SetUpFinding | None:
        """What is wrong about how the athlete lies now: seen in the last hold, or foreseen."""
        found = self.set_ups()[self._amiss_before :]
        if found:
            return found[-1]
        return self._foreseen if self._known is not None else None

    def cue(self, stage: Stage, time_s: float) -> str | None:
        """What to do about the worst fault at `time_s` seconds; None when form is good."""
        if self.reps is not None and self._reps is not None:
            return _rep_cue(self._reps, self.reps, time_s)
        holds = self.holds
        if holds is None or stage is Stage.STOPPED:
            return None if holds is None else self._end
        if stage is not Stage.ACTIVE:
            return None
        if not holds.is_up:
            return self._cue_up if holds.left_for(time_s) >= CUE_UP_S else None
        worst = holds.worst()
        if worst is None:
            return None
        return worst.check.cue_low if worst.too_low else worst.check.cue_high

    def feed(self, sample: Sample) -> FramingKind | None:
        """Make something of a sample; what kept the judge from it."""
        why = self._judge(sample, self._body(sample)) if sample.points else sample.why
        if sample.points is None or why is not None:
            self._dark(sample)
        else:
            self._unseen_s = 0.0
            passed_s = sample.end_s - sample.start_s
            self.seen_s += passed_s if passed_s <= DROPOUT_S else 0.0
        return why

    def _judge(self, sample: Sample, body: Body) -> FramingKind | None:
        if self._sight.take_newcomer():
            self._void()
            return FramingKind.OTHER_PERSON
        why = self._moved(sample, body)
        if why is not None:
            return why
        self._measure(sample.end_s, body)
        if self._known is None:
            return None if self._placed(body) else FramingKind.POSITION
        fit = self._bones_fit(body, self._known.baseline)
        if self._fits.feed(sample.start_s, sample.end_s, fit) is not None and not fit:
            self._void()
        if not fit:
            return FramingKind.UNCLEAR
        if self._foot_stays and _foot_left(body, self._known.baseline):
            return FramingKind.WRONG_SIDE if self._one_leg else FramingKind.POSITION
        self._count(sample, body, self._known)
        return None

    def _count(self, sample: Sample, body: Body, known: Known) -> None:
        start_s = sample.start_s
        if sample.end_s - start_s > DROPOUT_S:
            # Between two frames so far apart anything may have happened.
            self._dark(sample)
            start_s = sample.end_s
        if self.holds is not None:
            known.roll_deg = math.nan if self.hips is None else self.hips.roll_at(sample.end_s)
            self.holds.feed(start_s, sample.end_s, body)
        elif self.reps is not None and self._reps is not None:
            self.reps.feed(start_s, sample.end_s, GAUGES[self._reps.gauge](body, known))

    def _dark(self, sample: Sample) -> None:
        self._unseen_s += sample.end_s - sample.start_s
        if self.holds is not None:
            self.holds.dark(sample.start_s, sample.end_s)
        elif self.reps is not None and self._unseen_s > DROPOUT_S:
            self.reps.drop()

    def _body(self, sample: Sample) -> Body:
        """The body with its length undone of the view's foreshortening."""
        points = list(sample.points or ())
        if self._known is None:
            self._stretch = 1 / math.cos(math.radians(min(self._sight.yaw_deg, 60.0)))
        if self._stretch > 1:
            points[::2] = [x * self._stretch for x in points[::2]]
        return Body(*points)

    def _measure(self, time_s: float, body: Body) -> None:
        known = self._known
        yaw_deg = known.baseline.yaw_deg if known else self._sight.yaw_deg
        baseline = self._set_up.feed(time_s, body, yaw_deg)
        if baseline is None or (known is not None and not _is_lower(baseline, known.baseline)):
            return
        self._sight.lock()
        self._known = Known(baseline)
        self._foreseen = self._lies.foresee(baseline, time_s)
        self._amiss_before = len(self.set_ups())
        if self.holds is not None:
            self.holds.measured(baseline)
            self._known = self.holds.known

    def _void(self) -> None:
        self._known = None
        self._in_place.reset(state=True)
        self._fits.reset(state=True)
        self._set_up.forget()
        self._sight.forget()
        if self.holds is not None:
            self.holds.forget()
        if self.reps is not None:
            self.reps.drop()

    def _moved(self, sample: Sample, body: Body) -> FramingKind | None:
        """Whether shoulder and ankle are both elsewhere than at the set-up."""
        known = self._known
        if known is None or not known.baseline.rested:
            return None
        sx, sy, ax, ay = known.baseline.anchors
        most = SHIFT_TORSOS * known.baseline.torso
        shoulder = (body.sx - sx, body.sy - sy)
        ankle = (body.ax - ax, body.ay - ay)
        in_place = math.hypot(*shoulder) < most or math.hypot(*ankle) < most
        if self._in_place.feed(sample.start_s, sample.end_s, in_place) is not None and not in_place:
            self._void()
        if in_place:
            return None
        apart = math.hypot(shoulder[0] - ankle[0], shoulder[1] - ankle[1])
        as_one = apart < TOGETHER * most / SHIFT_TORSOS
        return FramingKind.CAMERA_MOVED if as_one else FramingKind.POSITION

    def _bones_fit(self, body: Body, baseline: Baseline) -> bool:
        low, high = BONES
        thigh = body.thigh / max(baseline.thigh, 1e-6)
        shank = body.shank / max(baseline.shank, 1e-6)
        return low <= thigh <= high and low <= shank <= high

    def finish(self) -> None:
        """End what is under way."""
        if self.holds is not None:
            self.holds.finish()
        elif self.reps is not None:
            self.reps.drop()


def _foot_left(body: Body, baseline: Baseline) -> bool:
    """The nearer foot is no longer where it was at rest."""
    _, _, ax, ay = baseline.anchors
    return math.hypot(body.ax - ax, body.ay - ay) > FOOT_TORSOS * baseline.torso


def _is_lower(new: Baseline, old: Baseline) -> bool:
    """A later rest counts when the hips lie as low: half way down is no rest."""
    return new.rise <= old.rise + SAME_REST * old.torso


def _rep_cue(reps: Reps, counter: RepCounter, time_s: float) -> str | None:
    """About the rep that just ended."""
    last = counter.done[-1] if counter.done else None
    if last is None or not last.lost or time_s - last.end_s > JUST_S:
        return None
    return reps.cue_short if Criterion.RANGE in last.lost else reps.cue_fast
