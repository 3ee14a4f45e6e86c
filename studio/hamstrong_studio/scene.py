"""Put together what is seen: the dressed body in a pose, its props, the room and a camera."""

from typing import Final

import numpy as np

from hamstrong_studio.bodies import Person, colour
from hamstrong_studio.look import Look, dress
from hamstrong_studio.render import Camera, Figure
from hamstrong_studio.rig import Floats, Rig, skin, vertex_normals
from hamstrong_studio.room import Mesh
from hamstrong_studio.solve import Solver
from hamstrong_studio.stage import Acted
from hamstrong_studio.surfaces import Surroundings

CLOTHES: Final = {"shorts": "#2d3436", "shirt": "#2f7a74", "tint": "#e8562b"}
BREATH_M: Final = 0.006


def tinted(acted: Acted) -> tuple[tuple[str, str], ...]:
    """The working muscles as (name, body side); without a side, both."""
    made = []
    for entry in acted.task.figure.tint:
        which, _, name = entry.rpartition(".")
        sides = (acted.task.side(which),) if which else ("left", "right")
        made += [(name, side) for side in sides]
    if not acted.task.exercise.one_sided:
        made += [(name, side) for name, _ in made for side in ("left", "right")]
    return tuple(dict.fromkeys(made))


class Model:
    """A dressed body that can be posed for pictures."""

    def __init__(self, solver: Solver, tint: tuple[tuple[str, str], ...]) -> None:
        self.rig: Rig = solver.rig
        self.solver = solver
        self.look: Look = dress(self.rig, tint)
        rest = vertex_normals(self.rig.points, self.rig.faces)
        chest = self.rig.weight_of("spine01", "spine02", "spine03") * np.clip(
            -rest[:, 1] + 0.2, 0, 1
        )
        self.breath = rest * chest[:, None] * BREATH_M

    def mesh(self, values: Floats, around: Surroundings, breath: float = 0.0) -> Mesh:
        """The posed skin; what presses into a surface lies flat on it."""
        poser = self.solver.poser
        points = skin(
            self.look.points + breath * self.breath, poser.weights, poser.few(values[None])
        )[0]
        points = flattened(points, around)
        return Mesh(
            points,
            vertex_normals(points, self.rig.faces),
            self.rig.faces,
            "skin",
            own=colour(self.rig.person.skin),
        )

    def figure(self, values: Floats, around: Surroundings, breath: float = 0.0) -> Figure:
        """The body as the renderer takes it."""
        mesh = self.mesh(values, around, breath)
        return Figure(mesh, self.look.fields, palette(self.rig.person))


def palette(person: Person) -> dict[str, tuple[float, float, float]]:
    """Linear colours of clothes, hair and lips."""
    made = {name: colour(code) for name, code in CLOTHES.items()}
    return made | {"hair": colour(person.hair), "lips": colour(person.lips)}


def flattened(points: Floats, around: Surroundings) -> Floats:
    """Push skin that is a little inside a surface onto it."""
    made = points.copy()
    made[:, 2] = np.maximum(made[:, 2], 0.0005)
    for box in around.solids:
        inside = box.distance(made) < 0
        low, high = np.array(box.low), np.array(box.high)
        near_top = inside & (made[:, 2] > high[2] - 0.03)
        made[near_top, 2] = high[2] + 0.0005
        rest = inside & ~near_top
        left = rest & (made[:, 0] - low[0] < high[0] - made[:, 0])
        made[left, 0] = low[0]
        made[rest & ~left, 0] = high[0]
    return made


def frame_camera(
    points: Floats, yaw: float, size: tuple[int, int], *, height: float = 0.62, margin: float = 1.12
) -> Camera:
    """A camera that sees all the points, from a direction.

    Args:
        points: What must be in the picture, (n, 3).
        yaw: Degrees; 0 looks along y, positive stands further right.
        size: Of the picture, pixels.
        height: How far above the middle the camera stands, as a share of its distance.
        margin: Room around.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    target = (low + high) / 2
    angle = np.radians(yaw)
    way = np.array([np.sin(angle), -np.cos(angle), height * 0.45])
    way /= np.linalg.norm(way)
    focal = 1.9
    distance = 3.0
    for _ in range(12):
        camera = Camera(tuple(target + way * distance), tuple(target), focal, size)
        flat = camera.project(points)
        least, most = flat.min(axis=0), flat.max(axis=0)
        over = ((most - least) * margin / np.array(size)).max()
        # The middle of what is seen goes to the middle of the picture.
        off = ((least + most) / 2 - np.array(size) / 2) / (focal * size[1]) * distance
        view = camera.view()
        target = target + view[0, :3] * off[0] - view[1, :3] * off[1]
        distance = distance * over
    return Camera(tuple(target + way * distance), tuple(target), focal, size)
