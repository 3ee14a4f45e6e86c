"""Watching a clip: its pictures in, frames of landmarks out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from hamstrong.adapters.eyes.ahead import ReadAhead
from hamstrong.adapters.eyes.clip import Clip, Picture
from hamstrong.adapters.eyes.detector import Detector, Floats
from hamstrong.adapters.eyes.landmarker import Landmarker
from hamstrong.adapters.eyes.network import Network
from hamstrong.adapters.eyes.overlay import Overlay, written
from hamstrong.adapters.eyes.tracker import Tracker
from hamstrong.adapters.eyes.weights import DETECTOR, landmarks_name, read_weights
from hamstrong.coach.judge_clip import ClipAbout, Model
from hamstrong.motion.landmarks import Frame
from hamstrong.motion.report import State


class ClipInSight:
    """A clip, and the eyes on it."""

    def __init__(self, clip: Clip, tracker: Tracker) -> None:
        self._clip = clip
        self._tracker = tracker
        self._now: Picture | None = None
        self._points: Floats | None = None
        self._overlay: Overlay | None = None

    @property
    def about(self) -> ClipAbout:
        """What it is."""
        return self._clip.about

    @property
    def damage(self) -> str:
        """After the frames: a sentence about what could not be read, or empty."""
        return self._clip.damage

    def frames(self) -> Iterator[Frame]:
        """What is seen in each picture that is looked at, in pixels of the upright clip."""
        width, height = self.about.width, self.about.height
        with ReadAhead(self._clip.pictures()) as pictures:
            for picture in pictures:
                points = self._tracker.see(picture.pixels)
                self._now, self._points = picture, points
                if points is not None:
                    points = enlarged(points, width / picture.pixels.shape[1])
                yield Frame(picture.time_s, points, width, height)

    @contextmanager
    def draw_to(self, path: Path) -> Iterator["ClipInSight"]:
        """Begin the new clip, whole when the block ends. Raises BadInput, Unavailable."""
        with written(path) as overlay:
            self._overlay = overlay
            yield self

    def add(self, state: State) -> None:
        """Draw the state after the frame that was taken last."""
        if self._overlay is not None and self._now is not None:
            self._overlay.add(self._now.time_s, self._now.pixels, self._points, state)


@contextmanager
def watch(
    path: Path, *, model: Model, weights: Path | None = None, threads: int | None = None
) -> Iterator[ClipInSight]:
    """Open a clip to be watched. Raises BadFile, Unavailable."""
    tracker = make_tracker(model, weights=weights, threads=threads)
    clip = Clip(path)
    try:
        yield ClipInSight(clip, tracker)
    finally:
        clip.close()


def make_tracker(
    model: Model, *, weights: Path | None = None, threads: int | None = None
) -> Tracker:
    """A tracker that has seen nothing yet. Raises Unavailable without its weights."""

    def network(name: str) -> Network:
        return Network(read_weights(name, folder=weights), threads=threads)

    return Tracker(Detector(network(DETECTOR)), Landmarker(network(landmarks_name(model))))


def enlarged(points: Floats, factor: float) -> Floats:
    """Landmarks (33, 4) of a picture that is `factor` times as large; visibility stays."""
    return np.asarray(points * np.array([factor, factor, factor, 1], np.float32), np.float32)
