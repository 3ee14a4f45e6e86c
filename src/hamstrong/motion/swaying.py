"""How much the hips move in a hold, above what landmarks move by themselves (evidence 7.2)."""

import math

from hamstrong.motion.constants import SETTLED_S, SWAY_HIGH_PASS_HZ, SWAY_MOST, SWAY_S


class Swaying:
    """RMS of the hips' height after a high pass, averaged over seconds, less the noise at rest.

    Args:
        noise: RMS at rest, percent of the torso.
    """

    __slots__ = ("_last_s", "_left", "_mean", "_noise", "_square", "_start_s", "own")

    def __init__(self, noise: float) -> None:
        self._noise = noise
        self._start_s: float | None = None
        self._last_s = 0.0
        self._left = False
        self._mean = 0.0
        self._square = 0.0
        self.own: float | None = None
        """The athlete's own, from the first seconds of the hold."""

    def pause(self) -> None:
        """The position was left: the way down and up again is no trembling."""
        self._left = True

    def feed(self, time_s: float, height: float) -> float | None:
        """Take the height of the hips in percent of the torso; the sway, once it is known."""
        if self._start_s is None:
            self._start_s = self._last_s = time_s
            self._mean = height
            return None
        if self._left:
            self._left = False
            self._last_s, self._mean = time_s, height
        step = time_s - self._last_s
        self._last_s = time_s
        slow = 2 * math.pi * SWAY_HIGH_PASS_HZ * step
        self._mean += slow / (slow + 1) * (height - self._mean)
        gain = 1 - math.exp(-step / SWAY_S)
        away = min(abs(height - self._mean), SWAY_MOST)
        self._square += gain * (away**2 - self._square)
        if time_s - self._start_s < SETTLED_S:
            return None
        sway = math.sqrt(max(0.0, self._square - self._noise**2))
        if self.own is None:
            self.own = sway
        return sway
