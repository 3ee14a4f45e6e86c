"""Where a person's joints are in a region: the second half of BlazePose.

The order of the outputs and the refinement by the heatmap follow the pose landmark graph of
MediaPipe 0.5 (Bazarevsky et al., BlazePose, 2020, arXiv:2006.10204; Apache-2.0), written anew.
"""

from dataclasses import dataclass

import numpy as np

from hamstrong.adapters.eyes.detector import Floats, sigmoid
from hamstrong.adapters.eyes.network import Network
from hamstrong.adapters.eyes.region import Pixels, Region

BODY = 33
POINTS = 39
"""The landmarks of the body and six more, of which the first two frame the next region."""
_HIPS, _EDGE = 33, 34
MAP = 64
"""Rows and columns of the heatmap."""
REACH = 3
"""Cells of the heatmap around a point that may move it (MediaPipe's kernel of 7)."""
LEAST_HEAT = 0.5
"""Where the map is nowhere warmer than this, from 0 to 1, the point stays (MediaPipe)."""


@dataclass(frozen=True, slots=True)
class Body:
    """What was seen in a region.

    `points` is (33, 4): x, y, z in pixels of the frame, z towards the camera negative and from
    the hips, visibility 0-1. `presence` 0-1 says whether a person is there at all. `region` is
    where to look in the next frame.
    """

    points: Floats
    presence: float
    region: Region


class Landmarker:
    """Finds the landmarks of one person."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def read(self, pixels: Pixels, region: Region) -> Body:
        """The person in the region of the frame."""
        cells = self._network.cells
        self._network.look(region.cut(pixels, cells) * np.float32(1 / 255))
        rows = self._network.output(1, POINTS * 5).reshape(POINTS, 5)
        heat = self._network.output(1, MAP, MAP, POINTS)[0]
        flat = refine(rows[:, :2] * (MAP / np.float32(cells)), heat)
        placed = region.to_frame(flat, MAP)
        points = np.empty((BODY, 4), np.float32)
        points[:, :2] = placed[:BODY]
        points[:, 2] = rows[:BODY, 2] * (region.side / cells)
        points[:, 3] = sigmoid(rows[:BODY, 3])
        presence = float(self._network.output(1, 1)[0, 0])
        return Body(points, presence, Region.around(placed[_HIPS], placed[_EDGE]))


def refine(points: Floats, heat: Floats) -> Floats:
    """Points (n, 2) in cells of the map, moved to the centre of the warmth around them.

    `heat` is (cells, cells, n) in logits. Points beyond the map stay where they are.
    """
    cells, count = heat.shape[0], len(points)
    step = np.arange(-REACH, REACH + 1)
    at = np.floor(points).astype(np.intp)
    x = at[:, 0, None, None] + step[None, None, :]
    y = at[:, 1, None, None] + step[None, :, None]
    known = (x >= 0) & (x < cells) & (y >= 0) & (y < cells)
    which = np.arange(count)[:, None, None]
    warmth = sigmoid(heat[y.clip(0, cells - 1), x.clip(0, cells - 1), which]) * known
    inside = ((at >= 0) & (at < cells)).all(axis=1)
    moves = inside & (warmth.max(axis=(1, 2)) >= LEAST_HEAT)
    total = np.where(moves, warmth.sum(axis=(1, 2)), 1)
    centre = np.stack(((warmth * x).sum(axis=(1, 2)), (warmth * y).sum(axis=(1, 2))), axis=1)
    return np.where(moves[:, None], centre / total[:, None], points).astype(np.float32)
