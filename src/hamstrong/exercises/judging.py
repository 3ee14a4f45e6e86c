"""How a camera judges an exercise: the `[judge]` table of its file.

The engine in `motion` knows no exercise: it reads here what to measure, where the bands are,
and what to say. Angles in degrees, lengths in torso lengths (middle of the shoulders to middle
of the hips), times in seconds.
"""

import math
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Criterion(StrEnum):
    """What is asked of the body. The order is that of importance."""

    UP = "up"
    LINE = "line"
    LEVEL = "level"
    LEVER = "lever"
    STILL = "still"
    ABDUCTION = "abduction"
    RANGE = "range"
    TEMPO = "tempo"


class Gauge(StrEnum):
    """What can be read off a body in one picture; the formulas are in `motion.gauges`.

    `bridge-share`: hips between rest (0) and the line from shoulder to knee (1).
    `rise-of-best`: rise of the hips as a share of the athlete's own best since the set-up.
    `hip-height`: rise of the hips over their rest, torso lengths.
    `hip-angle`: shoulder, hip, knee; 180 is straight, more is arched.
    `body-sag`: bend of the line shoulder, hip, ankle; positive sags, negative is piked.
    `body-slope`: rise of the line from ankle to shoulder; 0 lies flat.
    `knee-flexion`: 0 is straight.
    `thigh-slope`: fall from knee to hip; 0 is a level thigh, positive a hip above the knee.
    `trunk-lean`: from upright.
    `prop`: height of the shoulder over the elbow, torso lengths.
    `heel-rise`: rise of the heel over the toes against the set-up, share of the foot's length.
    `sway`: movement of the hips above the noise at rest, percent of the torso length.
    `pelvis-roll`: of the line between the hips, by a phone on them; positive with the left higher.
    """

    BRIDGE_SHARE = "bridge-share"
    RISE_OF_BEST = "rise-of-best"
    HIP_HEIGHT = "hip-height"
    HIP_ANGLE = "hip-angle"
    BODY_SAG = "body-sag"
    BODY_SLOPE = "body-slope"
    KNEE_FLEXION = "knee-flexion"
    THIGH_SLOPE = "thigh-slope"
    TRUNK_LEAN = "trunk-lean"
    PROP = "prop"
    HEEL_RISE = "heel-rise"
    SWAY = "sway"
    PELVIS_ROLL = "pelvis-roll"


class Part(StrEnum):
    """Parts of the body that a camera must see."""

    SHOULDER = "shoulder"
    ELBOW = "elbow"
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"
    HEEL = "heel"
    TOE = "toe"


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Band(_Table):
    """Where a gauge should be.

    `margin` is the hysteresis: good begins that far inside the band, and ends that far outside.
    """

    gauge: Gauge
    low: float | None = None
    high: float | None = None
    margin: float = Field(gt=0)

    @model_validator(mode="after")
    def _has_room(self) -> "Band":
        if self.low is None and self.high is None:
            raise ValueError("a band needs low, high or both")
        width = math.inf if self.low is None or self.high is None else self.high - self.low
        if width <= 2 * self.margin:
            raise ValueError("a band must be wider than twice its margin")
        return self

    def holds(self, value: float, *, was: bool) -> bool:
        """Whether `value`, in the gauge's unit, is in the band, given whether it just was."""
        return self._holds(value, self.margin if was else -self.margin)

    def holds_bare(self, value: float) -> bool:
        """Whether `value` is in the band itself, no matter what was."""
        return self._holds(value, 0.0)

    def room(self, value: float) -> float:
        """How far `value` is within the band, in margins; negative outside."""
        low = math.inf if self.low is None else value - self.low
        high = math.inf if self.high is None else self.high - value
        return min(low, high) / self.margin

    def _holds(self, value: float, room: float) -> bool:
        if self.low is not None and value < self.low - room:
            return False
        return self.high is None or value <= self.high + room


Cue = Annotated[str, Field(min_length=3, max_length=40)]


class SetUpWords(_Table):
    """What a set-up outside the band is, and what to do about it, a sentence for each edge."""

    low: Annotated[str, Field(min_length=3, max_length=100)]
    high: Annotated[str, Field(min_length=3, max_length=100)]


class Check(Band):
    """A criterion that counts while the hold is on.

    `of_start`: the band is for the change since the first second of the hold.
    `times_own`: `high` is raised to so many times the gauge's own value in the first seconds.
    `persist_s`: how long it must be out before it is lost; back-dated then.
    `counts`: False only reports and cues, and leaves the seconds valid.
    `stop_s`: lost for so long, it ends the hold; None never does.
    `fault`: what being out is called, the exercise's own name for it where it has one.
    `set_up`: where being out from the start is no fault of the hold but another hold's set-up.
    """

    criterion: Criterion
    of_start: bool = False
    times_own: float | None = Field(default=None, gt=1)
    persist_s: float = Field(default=0.7, ge=0.3, le=5)
    counts: bool = True
    stop_s: float | None = Field(default=3.0, ge=1)
    fault: str
    cue_low: Cue | None = None
    cue_high: Cue | None = None
    set_up: SetUpWords | None = None

    @model_validator(mode="after")
    def _says_what_to_do(self) -> "Check":
        if self.set_up is not None and (self.of_start or self.low is None or self.high is None):
            raise ValueError("a set-up is asked for by a band with two edges, not by a change")
        for edge, cue in ((self.low, self.cue_low), (self.high, self.cue_high)):
            if (edge is None) != (cue is None):
                raise ValueError("each edge of a check needs its cue, and no other")
        return self


class Reps(_Table):
    """How reps are told apart.

    A rep begins when the gauge passes `begin` and ends when it is back; it is full when it
    reached `full`. `begin` lies on the way from rest to `full`, which may be lower or higher.
    `least_s` is the shortest rep whose tempo is still under control.
    """

    gauge: Gauge
    begin: float
    full: float
    least_s: float = Field(default=1.0, gt=0)
    cue_short: Cue
    cue_fast: Cue

    @model_validator(mode="after")
    def _goes_somewhere(self) -> "Reps":
        if self.begin == self.full:
            raise ValueError("begin and full are the same")
        return self


_T = TypeVar("_T", bound=_Table)


def _worded(table: _T, fields: Iterable[str], word: Callable[[str], str]) -> _T:
    said = {name: getattr(table, name) for name in fields}
    return table.model_copy(update={k: word(text) for k, text in said.items() if text is not None})


def _worded_check(check: Check, word: Callable[[str], str]) -> Check:
    set_up = check.set_up and _worded(check.set_up, ("low", "high"), word)
    whole = _worded(check, ("fault", "cue_low", "cue_high"), word)
    return whole.model_copy(update={"set_up": set_up})


class Judging(_Table):
    """What a camera can tell of an exercise.

    `mode`: `hold` counts seconds, `reps` counts reps, `timer` judges nothing and says `why`.
    `view`: where the camera stands. `near`: whether the working side must be the nearer one.
    `lower`: whether it must be the one nearer to the floor, which a view from the front shows.
    `parts`: what must be seen. `needs_rest`: whether the body is first measured at rest.
    `up`: all of these bands make the position. `down`: below this value of the first of them the
    athlete has come down, which ends the hold at once.
    `up_fault`, `cue_up`: what not being up is called, and what to do about it.
    `not_visible`: criteria that matter here and that this view never shows.
    """

    mode: Literal["hold", "reps", "timer"]
    why: str | None = None
    view: Literal["side", "front"] = "side"
    near: Literal["working", "either"] = "either"
    lower: Literal["working", "either"] = "either"
    parts: tuple[Part, ...] = (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)
    needs_rest: bool = False
    up: tuple[Band, ...] = ()
    down: float | None = None
    up_fault: str | None = None
    cue_up: Cue | None = None
    checks: tuple[Check, ...] = ()
    reps: Reps | None = None
    not_visible: tuple[Criterion, ...] = ()

    def spoken(self) -> tuple[str, ...]:
        """Every cue that the judge may give."""
        cues = [self.cue_up, *(cue for c in self.checks for cue in (c.cue_low, c.cue_high))]
        if self.reps is not None:
            cues += [self.reps.cue_short, self.reps.cue_fast]
        return tuple(cue for cue in cues if cue is not None)

    def texts(self) -> tuple[str, ...]:
        """Everything it has words for: cues, faults, and why it judges nothing."""
        faults = (self.up_fault, *(check.fault for check in self.checks))
        set_ups = [check.set_up for check in self.checks if check.set_up is not None]
        said = (text for words in set_ups for text in (words.low, words.high))
        return (*self.spoken(), *said, *(text for text in (*faults, self.why) if text is not None))

    def worded(self, word: Callable[[str], str]) -> "Judging":
        """The same with other words for each of its texts."""
        checks = tuple(_worded_check(check, word) for check in self.checks)
        reps = self.reps and _worded(self.reps, ("cue_short", "cue_fast"), word)
        whole = _worded(self, ("why", "up_fault", "cue_up"), word)
        return whole.model_copy(update={"checks": checks, "reps": reps})

    @model_validator(mode="after")
    def _is_whole(self) -> "Judging":
        if (self.mode == "timer") != (self.why is not None):
            raise ValueError("why is told where, and only where, the mode is timer")
        if (self.mode == "hold") != bool(self.up and self.cue_up and self.up_fault):
            raise ValueError("a hold, and only a hold, needs up, up_fault and cue_up")
        if (self.mode == "reps") != (self.reps is not None):
            raise ValueError("reps are told where, and only where, the mode is reps")
        if self.mode == "timer" and self.checks:
            raise ValueError("a timer checks nothing")
        if self.lower == "working" and self.view != "front":
            raise ValueError("which side is lower shows from the front only")
        return self
