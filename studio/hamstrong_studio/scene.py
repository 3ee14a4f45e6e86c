"""Put together what is seen: the dressed body in a pose, its props, the room and a camera."""

from typing import Final

import numpy as np
from scipy.spatial import ConvexHull

from hamstrong_studio.bodies import Person, colour
from hamstrong_studio.look import Look, dress
from hamstrong_studio.render import Camera, Figure
from hamstrong_studio.rig import Floats, Rig, skin, vertex_normals
from hamstrong_studio.room import Mesh, bench, mat, rounded_box, shell
from hamstrong_studio.solve import Solver
from hamstrong_studio.stage import BENCH_DEPTH_M, STEP_DEPTH_M, Acted, Stand
from hamstrong_studio.surfaces import Surroundings

CLOTHES: Final = {"shorts": "#2d3436", "shirt": "#2f7a74", "tint": "#e8562b"}
WALL_Y_M: Final = 1.15
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


def furniture(acted: Acted) -> list[Mesh]:
    """Room, mat and standing props."""
    made = shell(WALL_Y_M)
    if any(prop.kind == "mat" for prop in acted.task.figure.props):
        made.append(_mat_on_floor(acted))
    for stand in acted.stands:
        made += _stand(stand)
    return made


def _mat_on_floor(acted: Acted) -> Mesh:
    """As long and as wide as what comes near the floor needs, and short of standing props."""
    every = np.arange(0, len(acted.rig.points), 7)
    ends = np.array([pose.values for pose in (acted.poses[0], acted.poses[-1])])
    points = acted.solver.points(ends, every)
    near = points[points[..., 2] < 0.06]
    low, high = float(near[:, 0].min()) - 0.13, float(near[:, 0].max()) + 0.13
    high = max(high, low + 1.75)
    for stand in acted.stands:
        if stand.reach > 0:
            high = min(high, stand.x - 0.01)
            low = min(low, high - 1.6)
        else:
            low = max(low, stand.x + 0.01)
    aside = float(np.abs(near[:, 1]).max()) + 0.06
    return mat(low, high, max(0.68, 2 * aside))


def _stand(stand: Stand) -> list[Mesh]:
    if stand.prop.kind == "support":
        made = bench(stand.x, stand.reach, stand.top, BENCH_DEPTH_M)
        low, high = sorted((stand.x + stand.reach * 0.004, stand.x + stand.reach * 0.24))
        towel = (low, -0.24, stand.top - 0.012), (high, 0.24, stand.top)
        made.append(rounded_box(*towel, 0.005, "towel"))
        return made
    if stand.prop.kind == "step":
        low, high = sorted((stand.x, stand.x + stand.reach * STEP_DEPTH_M))
        return [rounded_box((low, -0.5, -0.014), (high, 0.5, stand.top), 0.012, "bench")]
    if stand.prop.kind == "wall":
        low, high = sorted((stand.x, stand.x + stand.reach * 0.12))
        return [rounded_box((low, -1.2, -0.014), (high, WALL_Y_M, 2.6), 0.004, "wall")]
    return []


def bun(model: Model, values: Floats) -> list[Mesh]:
    """Tied-up hair at the crown."""
    if not model.rig.person.bun:
        return []
    head = model.rig.index["head"]
    transform = model.solver.poser.transforms(values[None])[0, head]
    eye = (model.rig.head("eye.L") + model.rig.head("eye.R")) / 2
    unit = model.rig.person.stature_m / 1.68
    middle = eye + np.array([0.0, 0.125, 0.125]) * unit
    made = rounded_box((-0.034,) * 3, (0.034,) * 3, 0.034, "bun")
    points = (made.points + middle) @ transform[:, :3].T + transform[:, 3]
    return [
        Mesh(
            points,
            made.normals @ transform[:, :3].T,
            made.faces,
            "bun",
            own=colour(model.rig.person.hair),
        )
    ]


def props_worn(acted: Acted, model: Model, values: Floats) -> list[Mesh]:
    """Bands around the thighs, taut between the outer sides of the legs."""
    made = []
    for prop in acted.task.figure.props:
        if prop.kind == "band" and acted.task.figure.view == "front":
            made.append(_band(model, values, prop.along))
    return made


def _band(model: Model, values: Floats, along: float) -> Mesh:
    """A loop band: the hull of both thighs where it sits, a little wider."""
    rig = model.rig
    near = []
    for mark in "LR":
        a, b = rig.head(f"upperleg01.{mark}"), rig.head(f"lowerleg01.{mark}")
        share = (rig.points - a) @ (b - a) / ((b - a) @ (b - a))
        mine = rig.weight_of(f"upperleg02.{mark}", f"lowerleg01.{mark}") > 0.6
        near.append(np.flatnonzero(mine & (np.abs(share - along) < 0.075)))
    poser = model.solver.poser
    moved = skin(model.look.points, poser.weights, poser.few(values[None]))[0]
    rings = [moved[chosen] for chosen in near]
    middles = [ring.mean(axis=0) for ring in rings]
    across = middles[0] - middles[1]
    legs = _leg_way(model, values)
    across = across - legs * (across @ legs)
    across /= np.linalg.norm(across)
    over = np.cross(legs, across)
    every = np.vstack(rings)
    centre = (middles[0] + middles[1]) / 2
    flat = np.column_stack([(every - centre) @ across, (every - centre) @ over])
    hull = flat[ConvexHull(flat).vertices]
    return _ribbon(hull, centre, (across, over, legs))


def _leg_way(model: Model, values: Floats) -> Floats:
    moved = model.solver.poser.transforms(values[None])[0]
    ways = []
    for mark in "LR":
        number = model.rig.index[f"upperleg02.{mark}"]
        rest = model.rig.head(f"lowerleg01.{mark}") - model.rig.head(f"upperleg01.{mark}")
        ways.append(moved[number, :, :3] @ (rest / np.linalg.norm(rest)))
    way: Floats = ways[0] + ways[1]
    return way / np.linalg.norm(way)


def _ribbon(hull: Floats, centre: Floats, axes: tuple[Floats, Floats, Floats]) -> Mesh:
    """A strip 5 cm wide along a closed flat outline."""
    closed = np.vstack([hull, hull[:1]])
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    even = np.linspace(0, length[-1], 97)[:-1]
    line = np.column_stack([np.interp(even, length, closed[:, k]) for k in (0, 1)])
    out = line / np.linalg.norm(line, axis=1, keepdims=True)
    line = line + 0.009 * out
    across, over, legs = axes
    flat = centre + line[:, :1] * across + line[:, 1:] * over
    normals = out[:, :1] * across + out[:, 1:] * over
    rows = np.vstack([flat - 0.025 * legs, flat + 0.025 * legs])
    n = len(flat)
    i = np.arange(n)
    j = (i + 1) % n
    faces = np.concatenate([np.column_stack([i, j, j + n]), np.column_stack([i, j + n, i + n])])
    return Mesh(rows, np.vstack([normals, normals]), faces, "band")


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
