"""The studio room and its props as triangle meshes, metres; the mat's top is z = 0."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hamstrong_studio.bodies import colour
from hamstrong_studio.rig import Floats, Ints

MAT_M: Final = 0.014
FLOOR: Final = -MAT_M
TOWEL_M: Final = 0.006
ROUND_STEPS: Final = 5

# The product's tokens: paper, wood, cloth, slate and teal; the shader's material numbers.
PLAIN, SKIN, WOOD, CLOTH, WALL, RUBBER, PLANKS, PLASTER = range(8)
MATERIALS: Final = 8
PAINT: Final = {
    "skin": ("#d9a07f", SKIN),
    "bun": ("#4a2d1d", CLOTH),
    "floor": ("#c9a781", PLANKS),
    "wall": ("#f6f1e7", WALL),
    "skirting": ("#f4efe6", PLAIN),
    "mat": ("#8ba3a6", RUBBER),
    "bench": ("#d6b58a", WOOD),
    "cushion": ("#b9c4c6", CLOTH),
    "leg": ("#b8946a", WOOD),
    "towel": ("#f3efe7", CLOTH),
    "band": ("#c9622f", RUBBER),
    "pillow": ("#dfd5c4", CLOTH),
    "plaster": ("#efe8da", PLASTER),
    "sofa": ("#8f9f9a", CLOTH),
    "bedding": ("#ece5d8", CLOTH),
    "blanket": ("#7f9793", CLOTH),
    "bag": ("#41546b", CLOTH),
    "strap": ("#33435a", CLOTH),
    "iron": ("#3a3f41", RUBBER),
}


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """Triangles with one paint."""

    points: Floats
    normals: Floats
    faces: Ints
    paint: str
    own: tuple[float, float, float] | None = None

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Linear colour."""
        return self.own or colour(PAINT[self.paint][0])

    @property
    def material(self) -> int:
        """Which way the shader treats it."""
        return PAINT[self.paint][1]


def rounded_box(
    low: tuple[float, float, float], high: tuple[float, float, float], radius: float, paint: str
) -> Mesh:
    """A box with round edges and corners: six grids pulled onto the rounded surface."""
    lo, hi = np.array(low), np.array(high)
    radius = min(radius, float((hi - lo).min()) / 2)
    points, faces = [], []
    ramp = np.sin(np.linspace(-np.pi / 4, np.pi / 4, ROUND_STEPS + 1)) / np.sin(np.pi / 4)
    start = 0
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for sign in (-1.0, 1.0):
            line_u, line_v = _line(lo[u], hi[u], radius, ramp), _line(lo[v], hi[v], radius, ramp)
            grid = np.zeros((len(line_u), len(line_v), 3))
            grid[..., u], grid[..., v] = line_u[:, None], line_v[None]
            grid[..., axis] = hi[axis] if sign > 0 else lo[axis]
            points.append(grid.reshape(-1, 3))
            faces.append(_grid_faces(len(line_u), len(line_v), flip=sign < 0) + start)
            start += grid.size // 3
    flat = np.concatenate(points)
    inner = np.clip(flat, lo + radius, hi - radius)
    out = flat - inner
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    return Mesh(inner + out * radius, out, np.concatenate(faces), paint)


def _line(low: float, high: float, radius: float, ramp: Floats) -> Floats:
    half = (ramp + 1) / 2 * radius
    made: Floats = np.concatenate([low + half, high - half[::-1]])
    return made


def _grid_faces(rows: int, columns: int, *, flip: bool) -> Ints:
    at = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = at[:-1, :-1].ravel(), at[1:, :-1].ravel(), at[1:, 1:].ravel(), at[:-1, 1:].ravel()
    faces = np.concatenate([np.column_stack([a, b, c]), np.column_stack([a, c, d])])
    return faces[:, ::-1] if flip else faces


def cylinder(start: Floats, end: Floats, radius: float, paint: str) -> Mesh:
    """A round bar with closed ends."""
    axis = (end - start) / np.linalg.norm(end - start)
    side = np.cross(axis, [0.0, 0.0, 1.0] if abs(axis[2]) < 0.9 else [1.0, 0.0, 0.0])
    side /= np.linalg.norm(side)
    up = np.cross(axis, side)
    angle = np.linspace(0, 2 * np.pi, 25)[:-1]
    ring = np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * up
    n = len(ring)
    points = np.concatenate(
        [
            start + radius * ring,
            end + radius * ring,
            start + radius * ring,
            end + radius * ring,
            [start],
            [end],
        ]
    )
    normals = np.concatenate(
        [ring, ring, np.tile(-axis, (n, 1)), np.tile(axis, (n, 1)), [-axis], [axis]]
    )
    i = np.arange(n)
    j = (i + 1) % n
    faces = np.concatenate(
        [
            np.column_stack([i, j, j + n]),
            np.column_stack([i, j + n, i + n]),
            np.column_stack([j + 2 * n, i + 2 * n, np.full(n, 4 * n)]),
            np.column_stack([i + 3 * n, j + 3 * n, np.full(n, 4 * n + 1)]),
        ]
    )
    return Mesh(points, normals, faces, paint)


def shell(wall_y: float) -> list[Mesh]:
    """Floor and back wall with a skirting board."""
    wide = 40.0
    floor = rounded_box((-wide, -wide, FLOOR - 0.1), (wide, wall_y + 0.1, FLOOR), 0.001, "floor")
    wall = rounded_box((-wide, wall_y, FLOOR - 0.1), (wide, wall_y + 0.1, 4.5), 0.001, "wall")
    board = rounded_box(
        (-wide, wall_y - 0.016, FLOOR), (wide, wall_y, FLOOR + 0.09), 0.006, "skirting"
    )
    return [floor, wall, board]


def hall(half: float = 4.3) -> list[Mesh]:
    """Floor and four walls, for cameras that look from anywhere."""
    low, high = -half, half
    floor = rounded_box((low, low, FLOOR - 0.1), (high, high, FLOOR), 0.001, "floor")
    sides = (
        ((low - 0.1, low, FLOOR), (low, high, 2.8)), ((high, low, FLOOR), (high + 0.1, high, 2.8)),
        ((low, low - 0.1, FLOOR), (high, low, 2.8)), ((low, high, FLOOR), (high, high + 0.1, 2.8)),
    )  # fmt: skip
    return [floor, *(rounded_box(a, b, 0.001, "wall") for a, b in sides)]


def mat(low: float, high: float, width: float = 0.68) -> Mesh:
    """The mat along x."""
    return rounded_box((low, -width / 2, FLOOR), (high, width / 2, 0.0), MAT_M / 2, "mat")


def bench(x: float, reach: int, top: float, depth: float) -> list[Mesh]:
    """A padded wooden bench whose near edge is at x."""
    low, high = sorted((x, x + reach * depth))
    half = 0.42
    pad = rounded_box((low, -half, top - 0.05), (high, half, top - TOWEL_M), 0.016, "cushion")
    board = rounded_box(
        (low + 0.004, -half + 0.004, top - 0.085),
        (high - 0.004, half - 0.004, top - 0.048),
        0.006,
        "bench",
    )
    legs = [
        rounded_box((lx, ly, FLOOR), (lx + 0.045, ly + 0.045, top - 0.083), 0.006, "leg")
        for lx in (low + 0.03, high - 0.075)
        for ly in (-half + 0.04, half - 0.085)
    ]
    return [pad, board, *legs]
