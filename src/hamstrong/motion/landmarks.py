"""What the judge is fed: where 33 points of a body are in a picture, and when."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Protocol

LANDMARKS = 33
COLUMNS = 4


class Landmarks(Protocol):
    """An array of shape (33, 4) of float32, in BlazePose's order: x, y, z, visibility.

    x and y are pixels from the top left corner of the upright picture, never shares of its
    width and height, which would bend angles. z is depth on about the scale of x, smaller is
    nearer to the camera, and is only trusted to tell near from far. Visibility goes from 0 to 1.

    A numpy array is one; so is a `memoryview` cast to ("f", (33, 4)), so that bytes from a socket
    need no copy. The judge itself needs no numpy.
    """

    @property
    def shape(self) -> tuple[int, ...] | None: ...

    def tolist(self) -> Any: ...


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture, or what is left of it.

    Attributes:
        time_s: Seconds from any start; never falls from frame to frame.
        points: The one person's landmarks, None where nobody was seen.
        width: Of the upright picture, pixels.
        height: Of the upright picture, pixels.
    """

    time_s: float
    points: Landmarks | None
    width: int
    height: int


class Landmark(IntEnum):
    """The rows that are used, by BlazePose's numbers; left and right are the athlete's own."""

    NOSE = 0
    LEFT_EAR = 7
    RIGHT_EAR = 8
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_TOE = 31
    RIGHT_TOE = 32
