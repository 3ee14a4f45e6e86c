"""From where the camera looks at the body, averaged over a second or two."""

import math
from collections.abc import Sequence

from hamstrong.exercises.dose import Side
from hamstrong.motion.body import Row
from hamstrong.motion.constants import LEANING_WIDTH, SHOULDER_WIDTH, VIEW_S
from hamstrong.motion.landmarks import Landmark


class View:
    """Estimates the camera's place about the body's upright or long axis.

    The nearer side is the one whose shoulder and hip have the smaller z; only its sign is used,
    because runtimes scale z differently. The angle comes from how far the shoulders are apart
    along the picture's horizontal: seen from the side they hide each other.
    """

    __slots__ = ("_across", "_apart", "_depth", "_rise", "_run", "_time_s")

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew, for another body."""
        self._time_s: float | None = None
        self._apart = self._across = self._depth = self._run = self._rise = 0.0

    def feed(self, time_s: float, rows: Sequence[Row]) -> None:
        """Take the 33 rows of a picture at `time_s` seconds."""
        left, right = rows[Landmark.LEFT_SHOULDER], rows[Landmark.RIGHT_SHOULDER]
        hip_left, hip_right = rows[Landmark.LEFT_HIP], rows[Landmark.RIGHT_HIP]
        apart = left[0] - right[0]
        across = left[1] - right[1]
        depth = left[2] - right[2] + hip_left[2] - hip_right[2]
        run = (left[0] + right[0] - hip_left[0] - hip_right[0]) / 2
        rise = (left[1] + right[1] - hip_left[1] - hip_right[1]) / 2
        if not math.isfinite(apart + across + depth + run + rise):
            return
        last, self._time_s = self._time_s, time_s
        gain = 1.0 if last is None else 1 - math.exp(-(time_s - last) / VIEW_S)
        self._apart += gain * (apart - self._apart)
        self._across += gain * (across - self._across)
        self._depth += gain * (depth - self._depth)
        self._run += gain * (run - self._run)
        self._rise += gain * (rise - self._rise)

    @property
    def near(self) -> Side:
        """The athlete's side that is nearer to the camera."""
        return Side.LEFT if self._depth < 0 else Side.RIGHT

    @property
    def lower(self) -> Side | None:
        """The side that the athlete leans on, seen from the front; None where neither is lower."""
        least = LEANING_WIDTH * math.hypot(self._run, self._rise)
        if abs(self._across) < least:
            return None
        return Side.LEFT if self._across > 0 else Side.RIGHT

    @property
    def width(self) -> float:
        """Between the shoulders as seen, in torso lengths."""
        torso = math.hypot(self._run, self._rise)
        return math.hypot(self._apart, self._across) / torso if torso else 0.0

    @property
    def from_side_deg(self) -> float:
        """Degrees between this view and one square from the side, 0 to 90."""
        apart = abs(self._apart) / SHOULDER_WIDTH
        flat = self._run**2 + self._rise**2
        if not flat + apart:
            return 90.0
        # What the torso loses to depth: a lying body points as far away as it is turned.
        lying = 1 - self._rise**2 / (flat + apart**2)
        torso = math.sqrt(flat + apart**2 * lying)
        return math.degrees(math.asin(min(1.0, apart / torso))) if torso else 90.0
