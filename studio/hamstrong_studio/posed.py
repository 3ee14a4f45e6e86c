"""A body in one pose, with its places and directions: what things are hung on."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hamstrong.exercises.figures.spec import Prop
from hamstrong_studio.hands import hand_axes
from hamstrong_studio.rig import Floats, Rig, skin
from hamstrong_studio.room import Mesh
from hamstrong_studio.scene import Model
from hamstrong_studio.stage import Acted

GRIP_M: Final = (0.076, 0.024)
"""A closed hand's middle from the wrist of a body of 1.68 m: along the hand, out of the palm."""
_BONES: Final = {
    "thigh": ("upperleg01", "lowerleg01"), "shank": ("lowerleg01", "foot"),
    "foot": ("foot", "toe2-1"), "toes": ("toe2-1", "toe2-3"),
    "upper_arm": ("upperarm01", "lowerarm01"), "forearm": ("lowerarm01", "wrist"),
    "hand": ("wrist", "finger3-1"), "pelvis": ("root", "spine03"), "thorax": ("spine03", "neck01"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """A body in one pose, to hang things on."""

    acted: Acted
    model: Model
    values: Floats
    moves: Floats
    points: Floats

    def at(self, bone: str) -> Floats:
        """World place of a bone's head."""
        return self.carry(bone, self.rig.head(bone))

    def carry(self, bone: str, point: Floats) -> Floats:
        """World place of a rest point that goes with a bone."""
        move = self.moves[self.rig.index[bone]]
        made: Floats = move[:, :3] @ point + move[:, 3]
        return made

    def turn(self, bone: str) -> Floats:
        """World rotation of a bone since rest."""
        made: Floats = self.moves[self.rig.index[bone], :, :3]
        return made

    @property
    def rig(self) -> Rig:
        """The body."""
        return self.model.rig

    def ends(self, segment: str, side: str) -> tuple[Floats, Floats]:
        """World start and end of a segment."""
        mark = "L" if side == "left" else "R"
        first, last = (
            name if segment in ("pelvis", "thorax") else f"{name}.{mark}"
            for name in _BONES[segment]
        )
        return self.at(first), self.at(last)

    def sides(self, prop: Prop) -> tuple[str, ...]:
        """Sides of the body that have the prop: both where the far limb follows the near one."""
        return self.acted.task.holds(prop)

    def grip(self, side: str) -> tuple[Floats, Floats]:
        """Where a closed hand holds something, and the direction of what it holds."""
        mark = "L" if side == "left" else "R"
        across, along, palm = hand_axes(self.rig, mark)
        unit = self.rig.person.stature_m / 1.68
        rest = self.rig.head(f"wrist.{mark}") + unit * (GRIP_M[0] * along + GRIP_M[1] * palm)
        return self.carry(f"wrist.{mark}", rest), self.turn(f"wrist.{mark}") @ across


def pose(acted: Acted, model: Model, values: Floats) -> Posed:
    """The dressed body in a pose."""
    poser = model.solver.poser
    few = poser.few(values[None])
    points = skin(model.look.points, poser.weights, few)[0]
    return Posed(acted, model, values, few[0][poser.leader], points)


def placed(mesh: Mesh, at: Floats, axes: Floats) -> Mesh:
    """A mesh turned so that its x, y, z lie along the rows of `axes`, and moved."""
    return Mesh(mesh.points @ axes + at, mesh.normals @ axes, mesh.faces, mesh.paint, own=mesh.own)


def frame(first: Floats, second: Floats) -> Floats:
    """Rows: the first direction, the second squared to it, and their cross product."""
    x = first / np.linalg.norm(first)
    y = second - x * (second @ x)
    y /= np.linalg.norm(y)
    return np.array([x, y, np.cross(x, y)])
