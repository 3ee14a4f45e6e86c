"""A body at rest: its mesh, bones and weights, and linear blend skinning in NumPy.

Rest axes: x to the body's left, y to its back, z up; metres. Everything that poses takes a
leading batch dimension, so that a numeric Jacobian is one call.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hamstrong.errors import BadSpec
from hamstrong_studio.bodies import PEOPLE, Person

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FOLDER: Final = Path(__file__).parents[1] / "bodies"
QUANTUM_M: Final = 0.00005


@dataclass(frozen=True, slots=True, eq=False)
class Rig:
    """One body.

    Attributes:
        points: Rest positions, (vertices, 3), metres.
        faces: Triangles, (faces, 3).
        heads: Rest positions of the bones' heads, (bones, 3).
        parents: Index of each bone's parent, -1 for the root; parents come first.
        weights: Skinning weights, (vertices, bones), each row sums to 1.
        index: Bone number by name.
    """

    name: str
    person: Person
    points: Floats
    faces: Ints
    heads: Floats
    parents: Ints
    weights: Floats
    index: dict[str, int]

    def head(self, bone: str) -> Floats:
        """Rest position of a bone's head, metres."""
        at: Floats = self.heads[self.index[bone]]
        return at

    def weight_of(self, *prefixes: str) -> Floats:
        """Per vertex, the summed weight of the bones whose names start so."""
        chosen = [i for name, i in self.index.items() if name.startswith(prefixes)]
        total: Floats = self.weights[:, chosen].sum(axis=1)
        return total


@cache
def load_rig(name: str) -> Rig:
    """Read one of the exported bodies.

    Raises:
        BadSpec: There is no such body.
    """
    if name not in PEOPLE:
        raise BadSpec(f"The studio has the bodies {', '.join(PEOPLE)}, not {name}.", place="body")
    with np.load(FOLDER / "rig.npz") as shared, np.load(FOLDER / f"{name}.npz") as own:
        names = [str(bone) for bone in shared["names"]]
        points = own["points"] * QUANTUM_M
        weights = np.zeros((len(points), len(names)))
        rows = np.arange(len(points))[:, None]
        np.add.at(weights, (rows, shared["bones"]), shared["weights"] / 65535)
        weights /= weights.sum(axis=1, keepdims=True)
        return Rig(
            name=name,
            person=PEOPLE[name],
            points=points,
            faces=shared["faces"].astype(np.int64),
            heads=own["heads"] * QUANTUM_M,
            parents=shared["parents"].astype(np.int64),
            weights=weights,
            index={bone: i for i, bone in enumerate(names)},
        )


def skin(rest: Floats, weights: Floats, transforms: Floats) -> Floats:
    """Move rest points with the bones.

    Args:
        rest: (points, 3).
        weights: (points, bones).
        transforms: (batch, bones, 3, 4), from rest to posed.

    Returns:
        (batch, points, 3).
    """
    batch, bones = transforms.shape[:2]
    flat = transforms.transpose(1, 0, 2, 3).reshape(bones, batch * 12)
    blended = (weights @ flat).reshape(len(rest), batch, 3, 4)
    moved: Floats = np.einsum("pbij,pj->bpi", blended[..., :3], rest) + blended[..., 3].transpose(
        1, 0, 2
    )
    return moved


def vertex_normals(points: Floats, faces: Ints) -> Floats:
    """Unit normals, (vertices, 3), weighted by area."""
    a, b, c = (points[faces[:, i]] for i in range(3))
    flat = np.cross(b - a, c - a)
    normals = np.zeros_like(points)
    for i in range(3):
        for axis in range(3):
            normals[:, axis] += np.bincount(faces[:, i], flat[:, axis], minlength=len(points))
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    unit: Floats = normals / np.maximum(length, 1e-12)
    return unit
