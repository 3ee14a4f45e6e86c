"""One person, found once and then followed from frame to frame."""

import math

from hamstrong.adapters.eyes.detector import Detector, Floats, Person
from hamstrong.adapters.eyes.landmarker import Body, Landmarker
from hamstrong.adapters.eyes.region import Pixels, Region

LEAST_PRESENCE = 0.5
"""Presence from 0 to 1 below which the person is lost (MediaPipe's default)."""


class Tracker:
    """Follows one person; when lost, looks for the same one again where it was."""

    def __init__(self, detector: Detector, landmarker: Landmarker) -> None:
        self._detector = detector
        self._landmarker = landmarker
        self._region: Region | None = None
        self._last: Region | None = None

    def see(self, pixels: Pixels) -> Floats | None:
        """The landmarks (33, 4) of the person in this frame, None where nobody is seen.

        x, y, z in pixels of the frame, visibility 0-1.
        """
        body = self._look(pixels)
        if body is None or body.presence < LEAST_PRESENCE:
            self._region = None
            return None
        self._region = self._last = body.region
        return body.points

    def _look(self, pixels: Pixels) -> Body | None:
        if self._region is not None:
            return self._landmarker.read(pixels, self._region)
        found = self._search(pixels)
        if found is None:
            return None
        # The detector frames lying people roughly; their own landmarks frame them well.
        return self._landmarker.read(pixels, self._landmarker.read(pixels, found).region)

    def _search(self, pixels: Pixels) -> Region | None:
        people = self._detector.find(pixels)
        if not people:
            return None
        return self._same(people).region

    def _same(self, people: tuple[Person, ...]) -> Person:
        if self._last is None:
            return people[0]
        x, y, reach = self._last.x, self._last.y, self._last.side / 2
        there = (
            person
            for person in people
            if math.hypot(person.region.x - x, person.region.y - y) < reach
        )
        return next(there, people[0])
