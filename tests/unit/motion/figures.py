"""Bodies drawn with ruler and compass: joints in a plane, seen by a camera from any side.

Lengths in torso lengths, x along the floor, z up; the athlete's right side is nearer.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hamstrong.motion.landmarks import Frame, Landmark

WIDTH, HEIGHT = 640, 480
THIGH = SHANK = 0.85
TORSO_PX = 100.0
STRAIGHT_DEG = 30.0
REST_DEG = 3.0
HALF_WIDTHS = {"shoulder": 0.36, "elbow": 0.4, "wrist": 0.4}
HALF_HIP = 0.2

Point = tuple[float, float]
Joints = dict[str, Point]
Points = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Camera:
    """`off_deg`: degrees away from square on the side. `far`: 2 halves the picture of the body."""

    off_deg: float = 0.0
    far: float = 1.0
    right_px: float = 120.0
    floor_px: float = 420.0
    visibility: float = 0.98


SIDE = Camera()


def step(start: Point, angle_deg: float, length: float) -> Point:
    angle = math.radians(angle_deg)
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)


def between(hip: Point, ankle: Point) -> Point:
    """The knee of a leg that reaches from hip to ankle, bent upwards."""
    reach = min(math.dist(hip, ankle), THIGH + SHANK - 1e-9)
    along = math.atan2(ankle[1] - hip[1], ankle[0] - hip[0])
    bend = math.acos((THIGH**2 + reach**2 - SHANK**2) / (2 * THIGH * reach))
    return step(hip, math.degrees(along + bend), THIGH)


def bridge(level: float, *, knee_deg: float = 45.0, arch_deg: float = 0.0) -> Joints:
    """A bridge with the heels on a support: level 0 lies, 1 is straight with that knee flexion."""
    shoulder = (0.0, 0.2)
    top = step(shoulder, STRAIGHT_DEG, 1 + THIGH)
    ankle = step(top, STRAIGHT_DEG - knee_deg, SHANK)
    trunk_deg = REST_DEG + level * (STRAIGHT_DEG - REST_DEG) + arch_deg
    hip = step(shoulder, trunk_deg, 1.0)
    return {
        "nose": (-0.4, 0.3),
        "shoulder": shoulder,
        "elbow": (0.3, 0.1),
        "wrist": (0.6, 0.1),
        "hip": hip,
        "knee": between(hip, ankle),
        "ankle": ankle,
        "heel": (ankle[0] + 0.05, ankle[1] - 0.1),
        "toe": (ankle[0] + 0.1, ankle[1] + 0.3),
    }


def plank(sag_deg: float = -9.0, *, propped: float = 0.55, toes_down: bool = True) -> Joints:
    """On elbows and toes; the line shoulder, hip, ankle bent by `sag_deg`, positive sags."""
    shoulder, ankle = (0.0, propped + 0.05), (2.6, 0.15)
    slope = math.degrees(math.atan2(ankle[1] - shoulder[1], ankle[0] - shoulder[0]))
    hip = step(shoulder, slope - sag_deg * 0.63, 1.0)
    knee = ((hip[0] + ankle[0]) / 2, (hip[1] + ankle[1]) / 2)
    toe_z = 0.0 if toes_down else 0.3
    return {
        "nose": (-0.4, shoulder[1] - 0.1),
        "shoulder": shoulder,
        "elbow": (0.0, 0.05),
        "wrist": (-0.5, 0.05),
        "hip": hip,
        "knee": knee,
        "ankle": ankle,
        "heel": (2.7, 0.2),
        "toe": (2.6, toe_z),
    }


def squat(knee_deg: float, *, lean_deg: float = 0.0) -> Joints:
    """Standing, or as deep as the knees are bent; the shins lean by a third of that."""
    ankle = (1.5, 0.15)
    knee = step(ankle, 90 + knee_deg / 3, SHANK)
    hip = step(knee, 90 + knee_deg / 3 - knee_deg, THIGH)
    shoulder = step(hip, 90 + lean_deg, 1.0)
    return {
        "nose": (shoulder[0] - 0.2, shoulder[1] + 0.4),
        "shoulder": shoulder,
        "elbow": (shoulder[0], shoulder[1] - 0.5),
        "wrist": (shoulder[0], shoulder[1] - 0.9),
        "hip": hip,
        "knee": knee,
        "ankle": ankle,
        "heel": (1.6, 0.05),
        "toe": (1.2, 0.03),
    }


def seen(joints: Joints, camera: Camera = SIDE) -> Points:
    """What the camera makes of the joints: (33, 4), both sides alike but for their depth."""
    points = np.zeros((33, 4), np.float32)
    points[:, 3] = camera.visibility
    turn, scale = math.radians(camera.off_deg), TORSO_PX / camera.far
    for name, (x, z) in joints.items():
        half = HALF_WIDTHS.get(name, HALF_HIP)
        for side, lateral in (("LEFT", half), ("RIGHT", -half)):
            row = Landmark.NOSE if name == "nose" else Landmark[f"{side}_{name.upper()}"]
            along = x * math.cos(turn) + lateral * math.sin(turn)
            depth = lateral * math.cos(turn) - x * math.sin(turn)
            points[row, 0] = camera.right_px + scale * along
            points[row, 1] = camera.floor_px - scale * z
            points[row, 2] = scale * depth
    return points


def film(
    pose: Callable[[float], Joints | None],
    seconds: float,
    *,
    fps: float = 20.0,
    camera: Camera | Callable[[float], Camera] = SIDE,
) -> list[Frame]:
    """Frames of what `pose` says at each second; None is an empty picture."""
    return list(_film(pose, seconds, fps, camera))


def _film(
    pose: Callable[[float], Joints | None],
    seconds: float,
    fps: float,
    camera: Camera | Callable[[float], Camera],
) -> Iterator[Frame]:
    for number in range(round(seconds * fps) + 1):
        time_s = number / fps
        joints = pose(time_s)
        lens = camera(time_s) if callable(camera) else camera
        yield Frame(time_s, None if joints is None else seen(joints, lens), WIDTH, HEIGHT)


def profile(*corners: tuple[float, float]) -> Callable[[float], float]:
    """Straight lines between (second, value) corners."""
    times, values = zip(*corners, strict=True)
    return lambda time_s: float(np.interp(time_s, times, values))


def bridging(*corners: tuple[float, float], knee_deg: float = 45.0) -> Callable[[float], Joints]:
    """A bridge whose level follows the corners."""
    level = profile(*corners)
    return lambda time_s: bridge(level(time_s), knee_deg=knee_deg)
