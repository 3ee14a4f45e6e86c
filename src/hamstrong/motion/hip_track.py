"""A phone on the hips beside a camera: what it told, by the camera's time."""

import math
from collections import deque

from hamstrong.motion.hip_sensor import HipSample, HipSensor, Pelvis

AGE_S = 0.3
"""A reading older than this says nothing of now. Judgement."""
KEPT_S = 5.0
"""Frames are judged two frames late, and two devices do not deliver alike. Judgement."""


class HipTrack:
    """The last seconds of the pelvis. Samples and frames are on one clock, seconds."""

    def __init__(self) -> None:
        self._sensor = HipSensor()
        self._readings: deque[Pelvis] = deque()
        self.answered = False
        """Whether a frame was ever told a roll."""

    def feed(self, sample: HipSample) -> Pelvis:
        """Take a sample. Raises BadInput for one that is older than the one before."""
        pelvis = self._sensor.feed(sample)
        readings = self._readings
        readings.append(pelvis)
        while pelvis.time_s - readings[0].time_s > KEPT_S:
            readings.popleft()
        return pelvis

    def roll_at(self, time_s: float) -> float:
        """Degrees at that time; not a number where it was not known then."""
        for pelvis in reversed(self._readings):
            if pelvis.time_s <= time_s:
                known = pelvis.why is None and time_s - pelvis.time_s <= AGE_S
                self.answered = self.answered or known
                return pelvis.roll_deg if known else math.nan
        return math.nan

    def knows(self, time_s: float) -> bool:
        """Whether the phone lies well now, by its newest reading."""
        last = self._readings[-1] if self._readings else None
        return last is not None and last.why is None and time_s - last.time_s <= KEPT_S
