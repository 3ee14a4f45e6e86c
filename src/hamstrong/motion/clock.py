"""The clock of holds: every second is valid, lost to a criterion, or abstained."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from hamstrong.exercises.dose import Side
from hamstrong.exercises.judging import Check, Criterion
from hamstrong.motion.constants import (
    BIN_S,
    FORM_STOP_S,
    HEIGHT_PER_OBLIQUE,
    HEIGHT_TORSOS,
    HIP_ANGLE_DEG,
    LEAST_DRIFT_S,
    LEAST_HOLD_S,
    LOST_S,
    PER_OBLIQUE_DEG,
    SETTLED_S,
    START_S,
    SWAY_SHARE,
    TRUSTED_YAW_DEG,
)
from hamstrong.motion.hip_table import ROLL_DEG
from hamstrong.motion.report import FormFault, JudgedHold, Measure
from hamstrong.motion.smoothing import median, theil_sen


@dataclass(slots=True)
class Moment:
    """The time between two frames, and what is decided about it.

    Attributes:
        start_s: Seconds.
        end_s: Seconds.
        seen: False where the judge abstains.
        up: Whether in position.
        down: Whether clearly come down.
        lost: Of each check.
        angle: Of the hip, degrees; not a number where it was not measured.
        height: Of the hip over rest, torso lengths; not a number likewise.
        sway: Percent of the torso; not a number likewise.
        set_up: What the set-up decides, in its gauge's unit; not a number likewise.
        roll: Of the pelvis, degrees; not a number likewise.
    """

    start_s: float
    end_s: float
    seen: bool
    up: bool = False
    down: bool = False
    lost: list[bool] = field(default_factory=list)
    angle: float = math.nan
    height: float = math.nan
    sway: float = math.nan
    set_up: float = math.nan
    roll: float = math.nan

    @property
    def seconds(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Amiss:
    """A hold, or its beginning, in the set-up of another hold.

    Attributes:
        start_s: Seconds.
        end_s: Seconds.
        value: Median of what was asked for over its first seconds, in its gauge's unit.
    """

    start_s: float
    end_s: float
    value: float


@dataclass(slots=True)
class _Trace:
    """Means over half seconds: (time s, hip angle degrees, height torso lengths)."""

    bins: list[tuple[float, float, float]] = field(default_factory=list)
    _until_s: float = -math.inf
    _count: int = 0
    _sums: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def add(self, moment: Moment) -> None:
        if math.isnan(moment.height):
            return
        if moment.end_s >= self._until_s:
            self.close()
            self._until_s = moment.end_s + BIN_S
        time_s, angle, height = self._sums
        self._sums = (time_s + moment.end_s, angle + moment.angle, height + moment.height)
        self._count += 1

    def close(self) -> None:
        if self._count:
            time_s, angle, height = self._sums
            self.bins.append((time_s / self._count, angle / self._count, height / self._count))
        self._count, self._sums = 0, (0.0, 0.0, 0.0)


@dataclass(slots=True)
class _Running:
    """A hold under way. The tail is what may still turn out not to belong to it."""

    start_s: float
    last_s: float
    valid_s: float = 0.0
    lost_s: dict[Criterion, float] = field(default_factory=dict)
    abstained_s: float = 0.0
    faults: list[FormFault] = field(default_factory=list)
    open_since: list[float | None] = field(default_factory=list)
    trace: _Trace = field(default_factory=_Trace)
    sways: list[float] = field(default_factory=list)
    rolls: list[float] = field(default_factory=list)
    rolled_s: float = 0.0
    tail_s: float | None = None
    tail_lost_s: float = 0.0
    tail_dark_s: float = 0.0
    not_up_s: float = 0.0
    is_amiss: bool | None = None
    amiss_s: tuple[float, float] | None = None
    amiss: list[float] = field(default_factory=list)


class HoldClock:
    """Takes decided moments in order of time and makes holds of them.

    Args:
        checks: Of the exercise, in the order of `Moment.lost`.
        side: The working side.
        up_fault: What not being up is called.
    """

    def __init__(self, checks: Sequence[Check], side: Side, *, up_fault: str) -> None:
        self._checks = checks
        order = list(Criterion)
        self._by_weight = sorted(
            (n for n, check in enumerate(checks) if check.counts),
            key=lambda n: (order.index(checks[n].criterion), n),
        )
        self._side = side
        self._up_fault = up_fault
        self._hold: _Running | None = None
        self.holds: list[JudgedHold] = []
        self.stopped = False
        """True after form ended a hold, until the athlete has left the position."""
        self.yaw_deg = 0.0
        self.measured = False
        self._amiss: list[Amiss] = []

    @property
    def running(self) -> bool:
        return self._hold is not None

    @property
    def valid_s(self) -> float:
        """Decided valid seconds of the hold under way."""
        return self._hold.valid_s if self._hold else 0.0

    @property
    def start_s(self) -> float | None:
        """When the hold under way began, seconds."""
        return self._hold.start_s if self._hold else None

    @property
    def is_amiss(self) -> bool:
        """Whether the hold under way began in another one's set-up and is still in it."""
        return self._hold is not None and bool(self._hold.is_amiss)

    @property
    def amiss(self) -> list[Amiss]:
        """Holds in another one's set-up, the one under way included."""
        now = _amiss(self._hold) if self._hold is not None else None
        return self._amiss if now is None else [*self._amiss, now]

    def take(self, moment: Moment) -> None:
        """Count one moment."""
        if moment.seen and not moment.up:
            self.stopped = False
        if self.stopped:
            return
        if moment.seen and moment.up:
            self._up(moment)
        elif self._hold is not None:
            self._not_up(self._hold, moment)

    def finish(self) -> None:
        """End the hold under way where it was last up."""
        if self._hold is not None:
            self._end(self._hold)

    def _up(self, moment: Moment) -> None:
        hold = self._hold
        if hold is None:
            hold = self._hold = _Running(moment.start_s, moment.start_s)
            hold.open_since = [None] * len(self._checks)
        self._join_tail(hold, moment)
        hold.last_s = moment.end_s
        lost = next((n for n in self._by_weight if moment.lost[n]), None)
        if lost is None:
            hold.valid_s += moment.seconds
            hold.trace.add(moment)
        else:
            criterion = self._checks[lost].criterion
            hold.lost_s[criterion] = hold.lost_s.get(criterion, 0.0) + moment.seconds
        if not math.isnan(moment.sway):
            hold.sways.append(moment.sway)
        if not math.isnan(moment.roll):
            hold.rolls.append(moment.roll)
            hold.rolled_s += moment.seconds
        if self._spans(hold, moment):
            self._end(hold)
            self.stopped = True

    def _join_tail(self, hold: _Running, moment: Moment) -> None:
        if hold.tail_s is None:
            return
        if hold.tail_lost_s:
            up = hold.lost_s.get(Criterion.UP, 0.0)
            hold.lost_s[Criterion.UP] = up + hold.tail_lost_s
            hold.faults.append(FormFault(Criterion.UP, self._up_fault, hold.tail_s, moment.start_s))
        hold.abstained_s += hold.tail_dark_s
        hold.tail_s = None
        hold.tail_lost_s = hold.tail_dark_s = hold.not_up_s = 0.0

    def _spans(self, hold: _Running, moment: Moment) -> bool:
        """Note where criteria are lost and good again; True when one ends the hold."""
        ended = False
        for number, check in enumerate(self._checks):
            if check.set_up is not None and _notes_amiss(hold, moment, lost=moment.lost[number]):
                continue
            since = hold.open_since[number]
            if moment.lost[number] and since is None:
                since = hold.open_since[number] = moment.start_s
            elif not moment.lost[number] and since is not None:
                hold.faults.append(FormFault(check.criterion, check.fault, since, moment.start_s))
                since = hold.open_since[number] = None
            if since is not None and moment.end_s - since >= (check.stop_s or math.inf):
                hold.faults.append(
                    FormFault(check.criterion, check.fault, since, moment.end_s, True)
                )
                hold.open_since[number] = None
                ended = True
        return ended

    def _not_up(self, hold: _Running, moment: Moment) -> None:
        if hold.tail_s is None:
            hold.tail_s = moment.start_s
        if moment.seen:
            hold.tail_lost_s += moment.seconds
            hold.not_up_s += moment.seconds
        else:
            hold.tail_dark_s += moment.seconds
        if moment.seen and moment.down:
            self._end(hold)
        elif hold.not_up_s >= FORM_STOP_S:
            hold.faults.append(
                FormFault(Criterion.UP, self._up_fault, hold.tail_s, moment.end_s, True)
            )
            self._end(hold)
        elif hold.tail_dark_s >= LOST_S:
            self._end(hold)

    def _end(self, hold: _Running) -> None:
        self._hold = None
        if hold.last_s - hold.start_s < LEAST_HOLD_S:
            return
        for number, since in enumerate(hold.open_since):
            if since is not None:
                check = self._checks[number]
                hold.faults.append(FormFault(check.criterion, check.fault, since, hold.last_s))
        amiss = _amiss(hold)
        if amiss is not None:
            self._amiss.append(amiss)
        hold.faults.sort(key=lambda fault: (fault.start_s, fault.criterion))
        hold.trace.close()
        self.holds.append(self._judged(hold))

    def _judged(self, hold: _Running) -> JudgedHold:
        bins = hold.trace.bins
        long = hold.valid_s >= LEAST_DRIFT_S and not any(math.isnan(angle) for _, angle, _ in bins)
        slope = theil_sen([(time_s, angle) for time_s, angle, _ in bins]) if long else None
        oblique = self.yaw_deg
        angle = height = None
        if bins:
            middle = median([angle for _, angle, _ in bins])
            if not math.isnan(middle):
                angle = Measure(middle, HIP_ANGLE_DEG + PER_OBLIQUE_DEG * oblique)
            height = Measure(
                median([height for _, _, height in bins]),
                HEIGHT_TORSOS + HEIGHT_PER_OBLIQUE * oblique,
            )
        sway = median(hold.sways) if hold.sways else None
        return JudgedHold(
            start_s=hold.start_s,
            end_s=hold.last_s,
            total_s=hold.last_s - hold.start_s,
            valid_s=hold.valid_s,
            lost_s=dict(sorted(hold.lost_s.items())),
            abstained_s=hold.abstained_s,
            side=self._side,
            hip_angle_deg=angle,
            hip_height=height if self.measured else None,
            drift_deg_10s=None if slope is None else 10 * slope,
            sway=None if sway is None else Measure(sway, SWAY_SHARE * sway),
            faults=tuple(hold.faults),
            trusted=oblique <= TRUSTED_YAW_DEG,
            pelvis_roll_deg=_roll(hold),
        )


def _notes_amiss(hold: _Running, moment: Moment, *, lost: bool) -> bool:
    """Whether the set-up is another hold's: it was never right, so nothing was done wrong."""
    if hold.is_amiss is None:
        if lost:
            hold.is_amiss = True
        elif moment.end_s - hold.start_s >= START_S:
            hold.is_amiss = False
    elif not lost:
        hold.is_amiss = False
    if hold.is_amiss:
        since_s = hold.amiss_s[0] if hold.amiss_s else moment.start_s
        hold.amiss_s = (since_s, moment.end_s)
        if moment.end_s - since_s <= SETTLED_S and not math.isnan(moment.set_up):
            hold.amiss.append(moment.set_up)
    return bool(hold.is_amiss)


def _amiss(hold: _Running) -> Amiss | None:
    if hold.amiss_s is None or not hold.amiss:
        return None
    return Amiss(*hold.amiss_s, median(hold.amiss))


def _roll(hold: _Running) -> Measure | None:
    if hold.rolled_s < (hold.last_s - hold.start_s) / 2 or not hold.rolls:
        return None
    return Measure(median(hold.rolls), ROLL_DEG)
