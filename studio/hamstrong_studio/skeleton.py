"""Anatomical angles to bone transforms.

A pose is a vector of named numbers (`NAMES`): the pelvis' place in metres, everything else in
degrees. Zero is quiet standing, arms hanging, palms to the thighs. Flexion is positive at hip,
knee, elbow, shoulder, spine and neck; abduction away from the middle; rotation outward;
dorsiflexion up; spine and neck bend and twist to the left.

World axes: x to the right of the picture, y into it, z up.
"""

from functools import cache
from typing import Final

import numpy as np

from hamstrong_studio.rig import Floats, Rig

ROOT: Final = ("x", "y", "z", "pitch", "roll", "yaw")
TRUNK: Final = (
    "spine.flexion", "spine.side", "spine.twist",
    "neck.flexion", "neck.side", "neck.twist",
)  # fmt: skip
LIMB: Final = (
    "hip.flexion", "hip.abduction", "hip.rotation",
    "knee.flexion", "ankle.dorsiflexion", "ankle.eversion", "toes.extension",
    "shoulder.flexion", "shoulder.abduction", "shoulder.rotation",
    "elbow.flexion", "forearm.pronation", "wrist.flexion", "wrist.deviation",
    "scapula.elevation", "scapula.protraction",
)  # fmt: skip
SIDES: Final = ("left", "right")
NAMES: Final = (*ROOT, *TRUNK, *(f"{side}.{name}" for side in SIDES for name in LIMB))
INDEX: Final = {name: i for i, name in enumerate(NAMES)}

# Human range, degrees. Sources: American Academy of Orthopaedic Surgeons (1965) and Norkin and
# White (2016) for the cardinal movements; spine sums the lumbar and thoracic parts (certainty M).
# The wrist extends further under weight than by itself (judgement: 88 instead of 70 to 75).
# Trained adults exceed a few by 5-10 degrees, so this is where a picture must stay, not a norm.
LIMITS: Final[dict[str, tuple[float, float]]] = {
    "spine.flexion": (-35, 75), "spine.side": (-35, 35), "spine.twist": (-40, 40),
    "neck.flexion": (-60, 55), "neck.side": (-45, 45), "neck.twist": (-75, 75),
    "hip.flexion": (-20, 125), "hip.abduction": (-30, 45), "hip.rotation": (-45, 45),
    "knee.flexion": (-3, 145), "ankle.dorsiflexion": (-50, 25), "ankle.eversion": (-30, 20),
    "toes.extension": (-30, 75),
    "shoulder.flexion": (-60, 180), "shoulder.abduction": (-40, 180),
    "shoulder.rotation": (-90, 90), "elbow.flexion": (0, 150), "forearm.pronation": (-90, 90),
    "wrist.flexion": (-88, 80), "wrist.deviation": (-20, 30),
    "scapula.elevation": (-10, 35), "scapula.protraction": (-20, 30),
}  # fmt: skip

SPINE_SHARE: Final = {
    "spine05": 0.24,
    "spine04": 0.24,
    "spine03": 0.24,
    "spine02": 0.18,
    "spine01": 0.1,
}
NECK_SHARE: Final = {"neck01": 0.25, "neck02": 0.25, "neck03": 0.2, "head": 0.3}

_X, _Y, _Z = range(3)
UP: Final = np.array([0.0, 0.0, 1.0])


def limit(name: str) -> tuple[float, float]:
    """Human range of one number, degrees; the root's are free."""
    free = (-10.0, 10.0) if name in ("x", "y", "z") else (-360.0, 360.0)
    return LIMITS.get(name.split(".", 1)[-1] if name[:4] in ("left", "righ") else name, free)


def turn(axis: int, degrees: Floats) -> Floats:
    """Rotation matrices about x, y or z (0, 1, 2), (batch, 3, 3)."""
    angle = np.radians(degrees)
    cosine, sine = np.cos(angle), np.sin(angle)
    one, two = (axis + 1) % 3, (axis + 2) % 3
    made = np.zeros((len(angle), 3, 3))
    made[:, axis, axis] = 1.0
    made[:, one, one] = made[:, two, two] = cosine
    made[:, one, two], made[:, two, one] = -sine, sine
    return made


def _unit(vector: Floats) -> Floats:
    made: Floats = vector / np.linalg.norm(vector)
    return made


def _frame(down: Floats, lateral: Floats) -> Floats:
    """Columns: the body's left, back, up for a segment that hangs along `down`."""
    up = -_unit(down)
    left = _unit(lateral - up * (lateral @ up))
    made: Floats = np.column_stack([left, np.cross(up, left), up])
    return made


@cache
def _rest_frames(rig: Rig) -> dict[str, Floats]:
    """Of each limb segment: the frame that its rest pose shows, to be undone."""
    frames = {}
    for side, mark in (("left", "L"), ("right", "R")):
        hip, knee, ankle = (rig.head(f"{b}.{mark}") for b in ("upperleg01", "lowerleg01", "foot"))
        toe = rig.head(f"toe2-1.{mark}")
        ahead = toe - ankle
        ahead[2] = 0
        lateral = np.cross(UP, -_unit(ahead))
        lateral = -lateral if lateral[0] < 0 else lateral
        frames[f"{side}.thigh"] = _frame(knee - hip, lateral)
        frames[f"{side}.shank"] = _frame(ankle - knee, lateral)
        frames[f"{side}.foot"] = _frame(-UP, lateral)
        shoulder, elbow = rig.head(f"upperarm01.{mark}"), rig.head(f"lowerarm01.{mark}")
        wrist = rig.head(f"wrist.{mark}")
        hinge = np.cross(wrist - elbow, elbow - shoulder)
        frames[f"{side}.upper_arm"] = _frame(elbow - shoulder, hinge)
        frames[f"{side}.forearm"] = _frame(wrist - elbow, hinge)
        across = rig.head(f"metacarpal1.{mark}") - rig.head(f"metacarpal4.{mark}")
        along = rig.head(f"finger3-1.{mark}") - wrist
        # With the arm hanging the thumb points ahead and the palms look at the thighs.
        frames[f"{side}.hand"] = _frame(along, np.cross(across, along))
    return frames


class Poser:
    """Bone transforms of one body for batches of poses.

    Most bones (fingers, face) simply follow their parent: only the others are computed.
    """

    def __init__(self, rig: Rig, apart: frozenset[str] = frozenset()) -> None:
        """`apart` names the sides whose big toe alone rises, and whose others rise below zero."""
        self.rig = rig
        self.apart = apart
        self.frames = _rest_frames(rig)
        self.driven = sorted(self._turns(np.zeros((1, len(NAMES)))))
        place = {bone: number for number, bone in enumerate(self.driven)}
        self.leader = np.zeros(len(rig.parents), dtype=np.int64)
        for bone, parent in enumerate(rig.parents):
            self.leader[bone] = place[bone] if bone in place else self.leader[parent]
        self.weights = np.zeros((len(rig.points), len(self.driven)))
        np.add.at(self.weights.T, self.leader, rig.weights.T)

    def transforms(self, poses: Floats) -> Floats:
        """From rest to posed, (batch, bones, 3, 4), for poses (batch, len(NAMES))."""
        made: Floats = self.few(poses)[:, self.leader]
        return made

    def few(self, poses: Floats) -> Floats:
        """The same of the bones that `weights` counts, (batch, driven bones, 3, 4)."""
        turns = self._turns(poses)
        made = np.zeros((len(poses), len(self.driven), 3, 4))
        for number, bone in enumerate(self.driven):
            parent, head = self.rig.parents[bone], self.rig.heads[bone]
            at = poses[:, :3]
            if parent >= 0:
                before = made[:, self.leader[parent]]
                at = before[:, :, :3] @ head + before[:, :, 3]
            made[:, number, :, :3] = turns[bone]
            made[:, number, :, 3] = at - turns[bone] @ head
        return made

    def _turns(self, poses: Floats) -> dict[int, Floats]:
        """World rotation of the bones that do not simply follow their parent."""
        value = {name: poses[:, i] for name, i in INDEX.items()}
        pelvis = turn(_Y, value["pitch"]) @ turn(_Z, value["yaw"]) @ turn(_X, value["roll"])
        turns = {"root": pelvis}
        chest = self._chain(turns, pelvis, value, "spine", SPINE_SHARE)
        self._chain(turns, chest, value, "neck", NECK_SHARE)
        for side, mark in (("left", "L"), ("right", "R")):
            own = {name: value[f"{side}.{name}"] for name in LIMB}
            sign = 1.0 if side == "left" else -1.0
            turns |= self._leg(pelvis, own, (side, mark, sign))
            turns |= self._arm(chest, own, (side, mark, sign))
        return {self.rig.index[name]: matrix for name, matrix in turns.items()}

    @staticmethod
    def _chain(
        turns: dict[str, Floats],
        start: Floats,
        value: dict[str, Floats],
        part: str,
        shares: dict[str, float],
    ) -> Floats:
        for bone, share in shares.items():
            start = (
                start
                @ turn(_Z, share * value[f"{part}.twist"])
                @ turn(_Y, share * value[f"{part}.side"])
                @ turn(_X, share * value[f"{part}.flexion"])
            )
            turns[bone] = start
        return start

    def _leg(
        self, pelvis: Floats, own: dict[str, Floats], which: tuple[str, str, float]
    ) -> dict[str, Floats]:
        side, mark, sign = which
        swing = pelvis @ turn(_X, -own["hip.flexion"]) @ turn(_Y, -sign * own["hip.abduction"])
        thigh = swing @ turn(_Z, sign * own["hip.rotation"])
        shank = thigh @ turn(_X, own["knee.flexion"])
        foot = (
            shank @ turn(_X, -own["ankle.dorsiflexion"]) @ turn(_Y, -sign * own["ankle.eversion"])
        )
        rise = own["toes.extension"]
        big, small = (
            (np.maximum(rise, 0), np.maximum(-rise, 0)) if side in self.apart else (rise,) * 2
        )
        toes = {n: foot @ turn(_X, -(big if n == 1 else small)) for n in range(1, 6)}
        undo = {part: self.frames[f"{side}.{part}"].T for part in ("thigh", "shank", "foot")}
        half = swing @ turn(_Z, 0.5 * sign * own["hip.rotation"])
        made = {
            f"upperleg01.{mark}": half @ undo["thigh"],
            f"upperleg02.{mark}": thigh @ undo["thigh"],
            f"lowerleg01.{mark}": shank @ undo["shank"],
            f"foot.{mark}": foot @ undo["foot"],
        }
        return made | {f"toe{n}-1.{mark}": toes[n] @ undo["foot"] for n in toes}

    def _arm(
        self, chest: Floats, own: dict[str, Floats], which: tuple[str, str, float]
    ) -> dict[str, Floats]:
        side, mark, sign = which
        girdle = (
            chest
            @ turn(_Y, -sign * own["scapula.elevation"])
            @ turn(_Z, -sign * own["scapula.protraction"])
        )
        swing = (
            chest @ turn(_X, -own["shoulder.flexion"]) @ turn(_Y, -sign * own["shoulder.abduction"])
        )
        upper = swing @ turn(_Z, sign * own["shoulder.rotation"])
        half = swing @ turn(_Z, 0.5 * sign * own["shoulder.rotation"])
        fore = upper @ turn(_X, -own["elbow.flexion"])
        twists = [
            fore @ turn(_Z, -sign * share * own["forearm.pronation"]) for share in (0.35, 0.75, 1.0)
        ]
        hand = twists[2] @ turn(_Y, sign * own["wrist.flexion"]) @ turn(_X, own["wrist.deviation"])
        undo = {part: self.frames[f"{side}.{part}"].T for part in ("upper_arm", "forearm", "hand")}
        return {
            f"clavicle.{mark}": girdle,
            f"upperarm01.{mark}": half @ undo["upper_arm"],
            f"upperarm02.{mark}": upper @ undo["upper_arm"],
            f"lowerarm01.{mark}": twists[0] @ undo["forearm"],
            f"lowerarm02.{mark}": twists[1] @ undo["forearm"],
            f"wrist.{mark}": hand @ undo["hand"],
        }
