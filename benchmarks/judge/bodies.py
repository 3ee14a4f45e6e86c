"""The six rendered clips: what was rendered, where the camera stood, and what is true of it."""

import json
import math
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.judge.film import Array, Truth
from hamstrong.motion.landmarks import Landmark

SHARED = Path(os.environ.get("HAMSTRONG_SHARED", Path(__file__).parents[3] / "shared"))
CLIPS = SHARED / "pose" / "clips"
SIZE = (640, 480)
CLIP_DISTANCE_M = 2.5
"""From every camera to its body; found with FOCAL_PX."""

EXERCISES = {
    "steady": "hb_support_1l_mid",
    "sag": "hb_support_1l_mid",
    "half": "hb_support_1l_mid",
    "longlever": "hb_support_1l_long",
    "drops": "hb_support_1l_bent",
    "rot": "hb_support_1l_mid",
}
FAULTS = {
    "steady": "none",
    "sag": "slow sag",
    "half": "half lift first",
    "longlever": "none",
    "drops": "three lifts",
    "rot": "pelvis turns",
}
_REST_LEVEL = 0.001
_NAMES = {
    mark: mark.name.lower().replace("toe", "big_toe")
    for mark in Landmark
    if mark not in (Landmark.LEFT_EAR, Landmark.RIGHT_EAR)
}


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """One rendered clip.

    Attributes:
        name: Of its files.
        times_s: Seconds of each frame.
        joints: Metres of each frame's joints, (frames, joints, 3): x along the body from head to
            feet, y away from the athlete's right, z up.
        seen: Their true places in the picture, pixels, (frames, joints, 2).
        column: Of each landmark in the two.
        truth: Of each frame.
        spec: As it was rendered: body, clothes, camera, light.
    """

    name: str
    times_s: Array
    joints: Array
    seen: Array
    column: dict[Landmark, int]
    truth: Truth
    spec: dict[str, Any]

    @property
    def path(self) -> Path:
        """Of the film."""
        return CLIPS / f"{self.name}.mp4"

    @property
    def conditions(self) -> dict[str, str]:
        """What it shows, by the name of the condition."""
        return {
            "yaw": f"{self.spec['yaw']:g}°",
            "height": f"{self.spec['h']:g} m",
            "distance": f"{CLIP_DISTANCE_M:g} m",
            "light": str(self.spec.get("light", "day")),
            "clothing": f"set {self.spec['fit']}",
            "body": str(self.spec["rig"]),
            "lever": f"knee {self.spec['knee']:g}°",
            "support": str(self.spec["sup"]),
            "fault": FAULTS[self.name],
        }

    @property
    def off_deg(self) -> float:
        """Degrees between its camera and a view square from the side."""
        return abs(90.0 - float(self.spec["yaw"]))


@cache
def body(name: str) -> Body:
    """A clip's body by its name."""
    told: dict[str, Any] = json.loads((CLIPS / f"{name}.json").read_text())
    joints = np.array([frame["kp3"] for frame in told["frames"]], float)
    column: dict[Landmark, int] = {
        mark: told["labels"].index(label) for mark, label in _NAMES.items()
    }
    level = np.array([frame["level"] for frame in told["frames"]], float)
    return Body(
        name=name,
        times_s=np.array([frame["t"] for frame in told["frames"]], float),
        joints=joints,
        seen=np.array([frame["kp2"] for frame in told["frames"]], float),
        column=column,
        truth=true_of(joints, column, level),
        spec=told["spec"],
    )


def bodies() -> list[Body]:
    """All of them; none where the clips are not beside the checkout."""
    return [body(name) for name in EXERCISES if (CLIPS / f"{name}.json").exists()]


def true_of(joints: Array, column: dict[Landmark, int], level: Array) -> Truth:
    """What is true of joints, (frames, joints, 3) in metres; the right side is the nearer one."""

    def at(mark: Landmark) -> Array:
        return joints[:, column[mark]]

    shoulder, hip, knee = map(
        at, (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE)
    )
    middle = (shoulder + at(Landmark.LEFT_SHOULDER) - hip - at(Landmark.LEFT_HIP)) / 2
    torso = float(np.median(np.linalg.norm(middle, axis=1)))
    rise = hip[:, 2] - shoulder[:, 2]
    at_rest = level < _REST_LEVEL
    u, w = (shoulder - hip)[:, [0, 2]], (knee - hip)[:, [0, 2]]
    cross = w[:, 0] * u[:, 1] - w[:, 1] * u[:, 0]
    return Truth(
        level=level,
        hip_angle_deg=np.degrees(np.arctan2(cross, (u * w).sum(axis=1))) % 360,
        hip_height=(rise - np.median(rise[at_rest])) / torso,
    )


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole camera that looks at the middle of the body.

    Attributes:
        off_deg: Degrees from square on the right side towards the feet; 180 is the left side.
        height_m: Of the lens over the floor.
        distance_m: Along the floor.
        roll_deg: Its own turn, clockwise.
    """

    off_deg: float = 0.0
    height_m: float = 0.7
    distance_m: float = 2.5
    roll_deg: float = 0.0


FOCAL_PX = 532.6
"""Of the cameras that the clips were rendered with, found by fitting their joints (exact to 0.02
pixels)."""


def projected(joints: Array, camera: Camera, look_at: Array) -> Array:
    """Pixels and depth in metres, (..., 3), of joints in metres; y goes down.

    Args:
        joints: Metres, as of `Body`.
        camera: Where it stands.
        look_at: The point in the middle of the picture, metres.
    """
    turn = math.radians(camera.off_deg)
    eye = np.array(
        [
            look_at[0] + camera.distance_m * math.sin(turn),
            look_at[1] - camera.distance_m * math.cos(turn),
            camera.height_m,
        ]
    )
    ahead = look_at - eye
    ahead /= np.linalg.norm(ahead)
    right = np.cross(ahead, [0.0, 0.0, 1.0])
    right /= np.linalg.norm(right)
    down = np.cross(ahead, right)
    roll = math.radians(camera.roll_deg)
    right, down = (
        math.cos(roll) * right + math.sin(roll) * down,
        math.cos(roll) * down - math.sin(roll) * right,
    )
    from_eye = joints - eye
    depth = from_eye @ ahead
    x = SIZE[0] / 2 + FOCAL_PX * (from_eye @ right) / depth
    y = SIZE[1] / 2 + FOCAL_PX * (from_eye @ down) / depth
    return np.stack([x, y, depth], axis=-1)
