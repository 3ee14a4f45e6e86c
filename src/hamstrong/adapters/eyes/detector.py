"""Where people are in a frame: the first half of BlazePose.

Anchors, decoding and the merging of overlapping boxes follow the pose detection graph of MediaPipe
0.5 (Bazarevsky et al., BlazePose, 2020, arXiv:2006.10204; Apache-2.0), written anew.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hamstrong.adapters.eyes.network import Network
from hamstrong.adapters.eyes.region import Pixels, Points, Region

STRIDES = (8, 16, 32, 32, 32)
"""Cells between anchors of the five layers, in pixels of the 224 x 224 input (as trained)."""
ANCHORS_A_LAYER = 2
LEAST_SCORE = 0.5
"""Score from 0 to 1 below which nobody is there (MediaPipe's default)."""
SAME_PERSON = 0.3
"""Share of overlap above which two boxes are one person (MediaPipe's default)."""
_HIPS, _EDGE = slice(4, 6), slice(6, 8)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody found: `score` 0-1, and the square to look for landmarks in."""

    score: float
    region: Region


class Detector:
    """Finds people in whole frames."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._anchors = anchors(network.cells)

    def find(self, pixels: Pixels) -> tuple[Person, ...]:
        """Everybody in the frame, the surest first."""
        height, width = pixels.shape[:2]
        whole = Region.whole(width, height)
        cells = self._network.cells
        self._network.look(whole.cut(pixels, cells) * np.float32(1 / 127.5) - np.float32(1))
        scores = sigmoid(self._network.output(1, len(self._anchors), 1)[0, :, 0])
        sure = np.flatnonzero(scores > LEAST_SCORE)
        rows = self._network.output(1, len(self._anchors), 12)[0, sure]
        boxes = decode(rows, self._anchors[sure])
        return tuple(
            Person(score, Region.around(*whole.to_frame(points, cells)))
            for score, points in merge(boxes, scores[sure])
        )


def anchors(cells: int) -> Points:
    """(n, 2): centres of the anchors in cells, in the order of the network's rows."""
    rows: list[Points] = []
    for stride in dict.fromkeys(STRIDES):
        side = cells // stride
        y, x = np.mgrid[0:side, 0:side].reshape(2, -1).astype(np.float32)
        centres = (np.stack((x, y), axis=1) + np.float32(0.5)) * stride
        rows.append(np.repeat(centres, ANCHORS_A_LAYER * STRIDES.count(stride), axis=0))
    return np.concatenate(rows)


def decode(rows: Floats, centres: Points) -> Floats:
    """(n, 12) in cells: x, y, width, height of the box, then four points, all absolute.

    The rows say how far each is from its anchor, but for width and height.
    """
    boxes = rows.reshape(-1, 6, 2).copy()
    boxes[:, [0, 2, 3, 4, 5]] += centres[:, None]
    return boxes.reshape(-1, 12)


def merge(boxes: Floats, scores: Floats) -> list[tuple[float, Points]]:
    """One person for each heap of boxes: its score, and (2, 2) mid-hip and edge of its circle.

    The boxes of a heap are averaged by their scores.
    """
    left = np.argsort(-scores)
    people = []
    while len(left):
        same = overlap(boxes[left[0]], boxes[left]) > SAME_PERSON
        same[0] = True
        heap = left[same]
        mean = np.average(boxes[heap], axis=0, weights=scores[heap])
        points = np.stack((mean[_HIPS], mean[_EDGE])).astype(np.float32)
        people.append((float(scores[left[0]]), points))
        left = left[~same]
    return people


def overlap(box: Floats, others: Floats) -> Floats:
    """Shares 0-1: what a box has in common with others, of all that both cover."""
    low = np.maximum(box[:2] - box[2:4] / 2, others[:, :2] - others[:, 2:4] / 2)
    high = np.minimum(box[:2] + box[2:4] / 2, others[:, :2] + others[:, 2:4] / 2)
    common = np.clip(high - low, 0, None).prod(axis=1)
    shares = common / (box[2:4].prod() + others[:, 2:4].prod(axis=1) - common)
    return np.asarray(shares, np.float32)


def sigmoid(values: Floats) -> Floats:
    """From logits to 0-1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -80, 80))), np.float32)
