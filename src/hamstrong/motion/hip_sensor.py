"""A phone on the front of the pelvis: its motion sensors in, tilt and roll of the pelvis out.

The phone lies on its back, the top towards the head: its x axis points to the athlete's left, y to
the head, z away from the screen (W3C Device Orientation). Rotation rates go about x, y and z in
this order, as all browsers give them (w3c/deviceorientation, issue 44).
"""

import math
from collections import deque
from dataclasses import dataclass

from hamstrong.errors import BadInput
from hamstrong.motion.hip_table import (
    ASKEW_DEG,
    BACKWARDS_DEG,
    CREPT_DEG,
    DOWN_SHARE,
    DOWNHILL_DEG,
    FALL_DEG,
    FALLEN_DEG,
    FLAT_DEG,
    GAP_S,
    JUMP_DEG,
    JUMP_S,
    LEAST_TILT_DEG,
    QUIET_DEG,
    QUIET_S,
    SPIN_DEG,
    SPIN_S,
)
from hamstrong.motion.report import FramingKind
from hamstrong.motion.upright import Upright, Vector, angle_deg, turning

LEVEL: Vector = (0.0, 0.0, 1.0)
"""Up, for a phone that lies level."""


@dataclass(frozen=True, slots=True)
class HipSample:
    """One event of the phone's motion sensors.

    Attributes:
        time_s: Seconds from any start; never falls.
        up: Acceleration including gravity along x, y, z, metres per second squared; at rest it
            points up, on iOS down, which the zero finds out. Any length will do where only the
            direction is known (from an orientation).
        rate: Rotation about x, y, z, degrees a second; None without a gyroscope.
    """

    time_s: float
    up: Vector
    rate: Vector | None


@dataclass(frozen=True, slots=True)
class Pelvis:
    """Where the pelvis is.

    Attributes:
        time_s: Of the sample.
        tilt_deg: Against the zero, positive where the hips are lifted; 0 without a zero.
        roll_deg: Of the line between the hips, positive where the left one is higher.
        noise_deg: RMS of the tilt at the zero.
        laid: How often the phone was laid down anew: what was known of it before is void.
        why: What keeps this from being known; None where it is.
    """

    time_s: float
    tilt_deg: float
    roll_deg: float
    noise_deg: float
    laid: int
    why: FramingKind | None


class _Quiet:
    """Collects the way up while it stays where it is."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.since_s: float | None = None
        self._first: Vector = LEVEL
        self._sum = [0.0, 0.0, 0.0]
        self._rates = [0.0, 0.0, 0.0]
        self._squares = 0.0
        self._count = 0

    def feed(self, time_s: float, up: Vector, rate: Vector | None) -> bool:
        """True once it has been quiet for long enough."""
        if self.since_s is None or angle_deg(up, self._first) > QUIET_DEG:
            self.restart()
            self.since_s, self._first = time_s, up
        self._sum = [total + part for total, part in zip(self._sum, up, strict=True)]
        self._rates = [
            total + part if math.isfinite(part) else total
            for total, part in zip(self._rates, rate or (0.0, 0.0, 0.0), strict=True)
        ]
        self._squares += (up[1] - self._first[1]) ** 2
        self._count += 1
        return time_s - self.since_s >= QUIET_S

    def mean(self) -> Vector:
        x, y, z = (total / self._count for total in self._sum)
        size = math.hypot(x, y, z)
        return x / size, y / size, z / size

    def rate(self) -> Vector:
        """What the gyroscope told on average: its bias, degrees a second."""
        x, y, z = (total / self._count for total in self._rates)
        return x, y, z

    def noise_deg(self) -> float:
        mean = self._sum[1] / self._count - self._first[1]
        return math.degrees(math.sqrt(max(0.0, self._squares / self._count - mean**2)))


class HipSensor:
    """Makes a pelvis of samples: zeroed over three quiet seconds, and silent once it slipped."""

    def __init__(self) -> None:
        self._upright = Upright()
        self._quiet = _Quiet()
        self._zero: Vector | None = None
        self._noise_deg = 0.0
        self._laid = 0
        self._best_deg = 0.0
        self._backwards = False
        self._last_s: float | None = None
        self._recent: deque[tuple[float, float]] = deque()
        self._spin_deg = 0.0
        self._slipped = False
        self._lowest: Vector = LEVEL
        self._bias_z = 0.0
        self._fell = True

    def feed(self, sample: HipSample) -> Pelvis:
        """Take a sample.

        Raises:
            BadInput: It is older than the one before.
        """
        last_s = self._last_s
        if last_s is not None and not sample.time_s >= last_s:
            raise BadInput(
                f"Readings come in order of time; this one is older than {last_s:.3f} s.",
                place=f"{sample.time_s:.3f} s",
            )
        step_s = 0.0 if last_s is None else sample.time_s - last_s
        self._last_s = sample.time_s
        if step_s > GAP_S:
            self._gone()
            step_s = 0.0
        # Before its bias is known, the gyroscope would turn what lies still.
        rate = sample.rate if self._zero is not None else None
        up = self._upright.feed(sample.up, rate, step_s)
        tilt_deg, roll_deg = self._angles(up)
        if self._zero is not None and (
            self._slips(sample, step_s, tilt_deg, roll_deg) or angle_deg(up, LEVEL) > FALLEN_DEG
        ):
            self._slip(up, tilt_deg)
        self._rest(sample, up, tilt_deg)
        tilt_deg, roll_deg = self._angles(up)
        self._best_deg = max(self._best_deg, tilt_deg)
        return Pelvis(sample.time_s, tilt_deg, roll_deg, self._noise_deg, self._laid, self._why(up))

    def _why(self, up: Vector) -> FramingKind | None:
        if self._slipped:
            return FramingKind.PHONE_SLIPPED
        if self._zero is not None:
            return None
        return FramingKind.PHONE_RESTLESS if _lies(up) else FramingKind.PHONE_AWAY

    def _gone(self) -> None:
        """What happened in a gap is unknown; the way up is not, so the zero stays."""
        self._upright.forget()
        self._quiet.restart()
        self._recent.clear()
        self._spin_deg = 0.0

    def _angles(self, up: Vector) -> tuple[float, float]:
        """Tilt and roll against the zero, degrees."""
        if self._zero is None:
            return 0.0, 0.0
        x, y, z = turning(self._zero, up)
        if self._backwards:
            x, y = -x, -y
        return math.degrees(math.atan2(-y, z)), math.degrees(math.asin(max(-1.0, min(1.0, x))))

    def _slips(self, sample: HipSample, step_s: float, tilt_deg: float, roll_deg: float) -> bool:
        if tilt_deg < -BACKWARDS_DEG and self._best_deg < LEAST_TILT_DEG:
            return self._was_no_rest(sample)
        recent = self._recent
        recent.append((sample.time_s, roll_deg))
        while sample.time_s - recent[0][0] > JUMP_S:
            recent.popleft()
        if sample.rate is not None and math.isfinite(sample.rate[2]):
            turned = (sample.rate[2] - self._bias_z) * step_s
            self._spin_deg += turned - self._spin_deg * min(1.0, step_s / SPIN_S)
        jumped = abs(roll_deg - recent[0][1]) > JUMP_DEG
        turned = abs(self._spin_deg) > SPIN_DEG or tilt_deg < -BACKWARDS_DEG
        return jumped or turned or abs(roll_deg) > ASKEW_DEG

    def _was_no_rest(self, sample: HipSample) -> bool:
        """Tilted the other way: lifted with the phone's top to the feet, or down from a zero that
        was taken in the air, which is none."""
        zero = self._zero or LEVEL
        if abs(sample.up[1] / math.hypot(*sample.up)) > abs(zero[1]):
            self._backwards = not self._backwards
        else:
            self._zero = None
            self._quiet.restart()
        self._recent.clear()
        return False

    def _slip(self, up: Vector, tilt_deg: float) -> None:
        if not self._slipped:
            # In the air a quiet stretch is no rest: first the hips have to come down.
            self._fell = tilt_deg < max(DOWN_SHARE * self._best_deg, LEAST_TILT_DEG)
            self._lowest = up
        self._slipped = True
        self._quiet.restart()
        self._recent.clear()
        self._spin_deg = 0.0

    def _rest(self, sample: HipSample, up: Vector, tilt_deg: float) -> None:
        """Take the zero, or take it anew, where the hips lie quiet."""
        if not self._fell:
            self._fell = self._fallen_deg(up) >= FALL_DEG
        if not (_lies(up) and self._fell):
            self._quiet.restart()
            return
        lifted = tilt_deg >= max(DOWN_SHARE * self._best_deg, LEAST_TILT_DEG)
        if self._zero is not None and not self._slipped and lifted:
            self._quiet.restart()
            return
        if self._quiet.feed(sample.time_s, up, sample.rate):
            self._take_zero()

    def _fallen_deg(self, up: Vector) -> float:
        """How far the head's end of the phone has risen since the slip."""
        then, now = math.asin(self._lowest[1]), math.asin(max(-1.0, min(1.0, up[1])))
        return math.degrees(now - then) * (-1 if self._backwards else 1)

    def _take_zero(self) -> None:
        zero = self._quiet.mean()
        crept = self._zero is not None and angle_deg(zero, self._zero) > CREPT_DEG
        if crept and not self._slipped:
            # What was told since the last rest may be wrong; what comes from now on is not.
            self._slipped = True
            self._quiet.restart()
            return
        if self._slipped or self._zero is None:
            self._laid += 1
            self._best_deg, self._backwards = 0.0, False
        self._zero, self._noise_deg = zero, self._quiet.noise_deg()
        rate = self._quiet.rate()
        self._upright.learn_bias(rate)
        self._bias_z = rate[2]
        self._slipped, self._fell = False, True
        self._recent.clear()
        self._spin_deg = 0.0
        self._quiet.restart()


def _lies(up: Vector) -> bool:
    """Whether this may be a phone on hips at rest."""
    return angle_deg(up, LEVEL) <= FLAT_DEG and up[1] >= -math.sin(math.radians(DOWNHILL_DEG))
