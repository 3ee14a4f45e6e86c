"""What the judge says: after every frame a state, at the end a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Criterion


class Verdict(StrEnum):
    """What one criterion says now. `not-visible`: this view can never show it; no number then."""

    GOOD = "good"
    LOST = "lost"
    UNSURE = "unsure"
    NOT_VISIBLE = "not-visible"


class Stage(StrEnum):
    """Where the judge is.

    `framing`: waits for a picture that can be judged. `set-up`: measures the quiet body.
    `ready`: waits for the hold or the reps. `active`: in a hold or a set of reps.
    `stopped`: form ended the hold; waits until the athlete has come down.
    `timer-only`: this exercise cannot be judged by a camera; nothing is.
    """

    FRAMING = "framing"
    SET_UP = "set-up"
    READY = "ready"
    ACTIVE = "active"
    STOPPED = "stopped"
    TIMER_ONLY = "timer-only"


class FramingKind(StrEnum):
    """What is wrong with the picture, or with a phone on the hips, most important first."""

    NOBODY = "nobody"
    CUT_OFF = "cut-off"
    TOO_FAR = "too-far"
    TOO_NEAR = "too-near"
    OBLIQUE = "oblique"
    WRONG_SIDE = "wrong-side"
    OTHER_SIDE_DOWN = "other-side-down"
    UNCLEAR = "unclear"
    CAMERA_MOVED = "camera-moved"
    OTHER_PERSON = "other-person"
    POSITION = "position"
    PHONE_AWAY = "phone-away"
    PHONE_SLIPPED = "phone-slipped"
    PHONE_RESTLESS = "phone-restless"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its uncertainty: the truth is expected within value ± plus_minus, 9 of 10."""

    value: float
    plus_minus: float


@dataclass(frozen=True, slots=True)
class FramingFinding:
    """A stretch of time in which the picture could not be judged.

    Attributes:
        kind: What was wrong.
        sentence: One instruction for the athlete, ready to be shown or spoken.
        start_s: Time of the first such frame.
        end_s: Time of the last one.
    """

    kind: FramingKind
    sentence: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class FormFault:
    """A criterion that was lost for long enough to matter.

    Attributes:
        criterion: Which.
        name: Of the exercise's fault, in words.
        start_s: When it was lost.
        end_s: When it was good again, or when the hold ended.
        ended_hold: True when it stopped the hold.
    """

    criterion: Criterion
    name: str
    start_s: float
    end_s: float
    ended_hold: bool = False


@dataclass(frozen=True, slots=True)
class SetUpFinding:
    """The athlete was set up for another hold than the one that was asked for: not a fault in it.

    Attributes:
        criterion: That it concerns; the seconds of a hold so begun are lost to it.
        sentence: What is other, and what to do about it, ready to be shown or spoken.
        value: Of what was asked for: degrees of knee flexion, 0 straight.
        start_s: When it was found.
        end_s: Until when it was seen; `start_s` where it was foreseen.
        foreseen: True where it was told from the body at rest, before the hold.
    """

    criterion: Criterion
    sentence: str
    value: Measure
    start_s: float
    end_s: float
    foreseen: bool


@dataclass(frozen=True, slots=True)
class JudgedHold:
    """One hold. `valid_s` + the sum of `lost_s` + `abstained_s` is `total_s`.

    Attributes:
        start_s: When the position was reached, on the frames' time.
        end_s: When it was left, or when form ended it.
        total_s: Seconds from start to end.
        valid_s: Seconds in which every criterion that this view shows was good.
        lost_s: Seconds by the most important criterion that was lost then.
        abstained_s: Seconds in which the picture could not be judged.
        side: The working side, `both` for two-sided exercises.
        hip_angle_deg: Median over the valid seconds, 180 is straight; None where not measured.
        hip_height: Of the hip over its height at rest, in torso lengths; None without a rest.
        drift_deg_10s: Slope of the hip angle (Theil-Sen), degrees per 10 s; None for short holds.
        sway: Movement of the hips above the noise at rest, percent of torso length.
        faults: In order of time.
        trusted: False when the view was oblique, so that numbers are rough.
        pelvis_roll_deg: Median over the hold, positive where the left hip was higher; None where
            no phone lay on the hips for most of it.
    """

    start_s: float
    end_s: float
    total_s: float
    valid_s: float
    lost_s: Mapping[Criterion, float]
    abstained_s: float
    side: Side
    hip_angle_deg: Measure | None
    hip_height: Measure | None
    drift_deg_10s: float | None
    sway: Measure | None
    faults: tuple[FormFault, ...]
    trusted: bool = True
    pelvis_roll_deg: Measure | None = None


@dataclass(frozen=True, slots=True)
class JudgedRep:
    """One rep.

    Attributes:
        start_s: When it left the starting position.
        end_s: When it was back.
        full: True when it went through the whole range that the exercise asks for.
        reached: The furthest point, in the unit of the exercise's measure.
        lost: Criteria that it broke, `range` and `tempo` included.
    """

    start_s: float
    end_s: float
    full: bool
    reached: Measure
    lost: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """After one frame. Decided times lag behind the last frame by two seconds at most; `valid_s`
    goes up to it, and is less again where the hips turn out to have sunk before.

    Attributes:
        time_s: Of the frame.
        stage: Where the judge is.
        verdicts: Of each criterion of the exercise.
        total_s: Of the hold under way, 0 without one.
        valid_s: Of the hold under way.
        reps: Full reps so far.
        abstaining: True while seconds are neither valid nor lost.
        framing: What to change in the picture, the most important first; None when all is well.
        say: Words to be spoken now, None for silence.
        hip_angle_deg: Now, None where not measured.
        hip_height: Now, in torso lengths over rest.
        set_up: What is wrong about how the athlete lies, until they lie otherwise.
    """

    time_s: float
    stage: Stage
    verdicts: Mapping[Criterion, Verdict] = field(default_factory=dict)
    total_s: float = 0.0
    valid_s: float = 0.0
    reps: int = 0
    abstaining: bool = False
    framing: FramingKind | None = None
    say: str | None = None
    hip_angle_deg: Measure | None = None
    hip_height: Measure | None = None
    set_up: SetUpFinding | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was judged, in order of time.

    Attributes:
        exercise_id: Of the library.
        side: As asked.
        judged: False when the exercise is for the timer only.
        watched_s: From the first frame to the last.
        seen_s: Of these, seconds in which the picture could be judged.
        holds: Empty for exercises counted in reps.
        reps: Empty for holds.
        framing: What kept the judge from judging.
        not_visible: Criteria that matter here and that this view cannot show.
        set_up: Holds that began in the set-up of another one.
    """

    exercise_id: str
    side: Side
    judged: bool
    watched_s: float
    seen_s: float
    holds: tuple[JudgedHold, ...] = ()
    reps: tuple[JudgedRep, ...] = ()
    framing: tuple[FramingFinding, ...] = ()
    not_visible: tuple[Criterion, ...] = ()
    set_up: tuple[SetUpFinding, ...] = ()
