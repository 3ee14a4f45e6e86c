"""Which way is up, seen from the phone: the gyroscope follows, gravity corrects.

The complementary filter on the direction of gravity (Mahony, Hamel, Pflimlin 2008): no compass and
no heading are needed for tilt and roll.
"""

import math

from hamstrong.motion.hip_table import GRAVITY, SHAKEN, TRUST_ALONE_S, TRUST_S

Vector = tuple[float, float, float]


def angle_deg(one: Vector, other: Vector) -> float:
    """Degrees between two unit vectors."""
    dot = one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    return math.degrees(math.acos(max(-1.0, min(1.0, dot))))


def turning(zero: Vector, up: Vector) -> Vector:
    """`up` after the shortest turn that brings `zero`, both of unit length, to (0, 0, 1).

    Rodrigues' formula about the axis zero × z.
    """
    x, y, z = zero
    share = 1 / (1 + z)
    a, b, c = up
    along = x * a + y * b
    return (
        a - share * x * along - x * c,
        b - share * y * along - y * c,
        along + z * c,
    )


class Upright:
    """The way up as a unit vector in the phone's axes."""

    def __init__(self) -> None:
        self._up: Vector | None = None
        self._sign = 1.0
        self._bias: Vector = (0.0, 0.0, 0.0)

    def forget(self) -> None:
        """Begin anew with the next sample; the gyroscope's bias stays."""
        self._up = None

    def learn_bias(self, rate: Vector) -> None:
        """What the gyroscope told on average while it was quiet, degrees a second."""
        self._bias = rate

    def feed(self, measured: Vector, rate: Vector | None, step_s: float) -> Vector:
        """The way up after `step_s` seconds.

        Args:
            measured: Acceleration including gravity, metres per second squared.
            rate: Degrees a second about x, y, z.
            step_s: Since the sample before.
        """
        size = math.hypot(*measured)
        if size < 1e-6 or not math.isfinite(size):
            return self._up or (0.0, 0.0, 1.0)
        if self._up is None:
            # iOS gives gravity where others give its reaction; the screen looks up.
            self._sign = -1.0 if measured[2] < 0 else 1.0
        if rate is not None and not math.isfinite(sum(rate)):
            rate = None
        x, y, z = (self._sign * part / size for part in measured)
        if self._up is None:
            self._up = (x, y, z)
            return self._up
        a, b, c = self._up if rate is None else self._turned(self._up, rate, step_s)
        gain = step_s / (step_s + TRUST_ALONE_S)
        if rate is not None:
            gain = step_s / (step_s + TRUST_S) * max(0.0, 1 - abs(size - GRAVITY) / SHAKEN)
        a, b, c = a + gain * (x - a), b + gain * (y - b), c + gain * (z - c)
        size = math.hypot(a, b, c)
        self._up = (a / size, b / size, c / size)
        return self._up

    def _turned(self, up: Vector, rate: Vector, step_s: float) -> Vector:
        """A direction that stands still in the room, in axes that turn."""
        p, q, r = (
            math.radians(value - bias) * step_s
            for value, bias in zip(rate, self._bias, strict=True)
        )
        a, b, c = up
        return a - (q * c - r * b), b - (r * a - p * c), c - (p * b - q * a)
