"""Whether the athlete lies as the hold asks: foreseen at rest, and seen once the hips are up."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hamstrong.exercises.judging import Check, Gauge
from hamstrong.motion.constants import FORESEEN_DEG
from hamstrong.motion.gauges import Baseline
from hamstrong.motion.report import Measure, SetUpFinding

SEEN_DEG = 11.0
"""The full model's error at the knee, 9 of 10 within (pose tests)."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another hold that a wrong set-up may be the right one for.

    Attributes:
        low: Least value of the gauge there, degrees.
        high: Most.
        sentence: That says so, with its name.
    """

    low: float
    high: float
    sentence: str

    def fits(self, value: float) -> bool:
        """Whether `value`, degrees, is asked for there."""
        return self.low <= value <= self.high

    def off(self, value: float) -> float:
        """How far `value` is from the middle of what is asked, degrees."""
        return abs(value - (self.low + self.high) / 2)


def foreseen_knee(baseline: Baseline) -> float:
    """Degrees of knee flexion that the hips' way up will end in, from lengths at rest.

    With the hips up, shoulder, hip and knee make one line as long as torso and thigh; heel and
    shoulder stay. So three sides are known, and the cosine rule gives the knee. On the six clips
    with truth it was 4 to 9 degrees off what was seen later.
    """
    shoulder_x, shoulder_y, ankle_x, ankle_y = baseline.anchors
    line, shank = baseline.torso + baseline.thigh, max(baseline.shank, 1e-6)
    reach = math.hypot(ankle_x - shoulder_x, ankle_y - shoulder_y)
    cosine = (line**2 + shank**2 - reach**2) / (2 * line * shank)
    return 180 - math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


FORESEEN: Mapping[Gauge, Callable[[Baseline], float]] = {Gauge.KNEE_FLEXION: foreseen_knee}


class SetUpCheck:
    """Finds that the set-up is that of another hold.

    Args:
        checks: Of the exercise; the first that has words about its set-up is looked at.
        siblings: Other holds, told by name where they fit better.
    """

    def __init__(self, checks: Sequence[Check], siblings: Sequence[Sibling]) -> None:
        self._check = next((check for check in checks if check.set_up is not None), None)
        self._siblings = siblings

    def foresee(self, baseline: Baseline, time_s: float) -> SetUpFinding | None:
        """What is clearly wrong at rest, at `time_s` seconds; None where it may turn out right."""
        check = self._check
        if check is None or not baseline.rested or check.gauge not in FORESEEN:
            return None
        value = FORESEEN[check.gauge](baseline)
        low, high = check.low, check.high
        if low is not None and value < low - FORESEEN_DEG:
            return self._finding(check, value, (time_s, time_s), foreseen=True)
        if high is not None and value > high + FORESEEN_DEG:
            return self._finding(check, value, (time_s, time_s), foreseen=True)
        return None

    def seen(self, value: float, start_s: float, end_s: float) -> SetUpFinding | None:
        """What was wrong in a hold between these times, seconds."""
        if self._check is None:
            return None
        return self._finding(self._check, value, (start_s, end_s), foreseen=False)

    def _finding(
        self, check: Check, value: float, times_s: tuple[float, float], *, foreseen: bool
    ) -> SetUpFinding | None:
        if check.set_up is None or check.low is None:
            return None
        sentence = check.set_up.low if value < check.low else check.set_up.high
        fitting = [sibling for sibling in self._siblings if sibling.fits(value)]
        if fitting:
            best = min(fitting, key=lambda sibling: sibling.off(value))
            sentence = f"{sentence} {best.sentence}"
        return SetUpFinding(
            criterion=check.criterion,
            sentence=sentence,
            value=Measure(value, FORESEEN_DEG if foreseen else SEEN_DEG),
            start_s=times_s[0],
            end_s=times_s[1],
            foreseen=foreseen,
        )
