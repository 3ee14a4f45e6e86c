"""Software rendering: a frame is the sum of a few passes with many lights and one offset each.

Every direction of the window or of the sky has a shadow map, a tile of one atlas; the maps are
drawn once for all cameras. A pass shifts the picture by a fraction of a pixel and adds its share
of the lights: the sum has soft shadows, ambient occlusion and smooth edges. The directions come
from a fixed sequence, so the same scene gives the same pixels.
"""

from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any, Final

import moderngl
import numpy as np

from hamstrong_studio import shaders
from hamstrong_studio.rig import Floats
from hamstrong_studio.room import MATERIALS, SKIN, Mesh

GOLDEN: Final = 0.6180339887498949
DEEP_M: Final = 6.0
"""Depth of the shadow maps."""
MOST_REACH_M: Final = 1.9


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a picture gets.

    Attributes:
        shifts: Passes, each a fraction of a pixel aside.
        lights: Directions of light in a pass, at most shaders.MOST_LIGHTS.
        tile: Pixels of a shadow map's side.
    """

    shifts: int
    lights: int
    tile: int

    @property
    def directions(self) -> int:
        """All directions of light."""
        return self.shifts * self.lights

    @property
    def columns(self) -> int:
        """Tiles in a row of the atlas."""
        return ceil(sqrt(self.directions))


Picture = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the picture is taken from.

    Attributes:
        eye, target: World, metres.
        focal: Focal length over the picture's height.
        roll: Degrees, clockwise.
        size: Width and height, pixels.
    """

    eye: tuple[float, float, float]
    target: tuple[float, float, float]
    focal: float
    size: tuple[int, int]
    roll: float = 0.0

    def view(self) -> Floats:
        """World to camera, (4, 4): x right, y up, looking along -z."""
        return look_at(np.array(self.eye), np.array(self.target), self.roll)

    def projection(self, shift: tuple[float, float] = (0.0, 0.0)) -> Floats:
        """Camera to clip space, shifted by a fraction of a pixel."""
        near, far = 0.05, 30.0
        width, height = self.size
        made = np.zeros((4, 4))
        made[0, 0] = 2 * self.focal * height / width
        made[1, 1] = 2 * self.focal
        made[0, 2], made[1, 2] = 2 * shift[0] / width, 2 * shift[1] / height
        made[2, 2], made[2, 3] = -(far + near) / (far - near), -2 * far * near / (far - near)
        made[3, 2] = -1
        return made

    def project(self, points: Floats) -> Floats:
        """Pixels (x right, y down) of world points (..., 3)."""
        local = points @ self.view()[:3, :3].T + self.view()[:3, 3]
        scale = self.focal * self.size[1] / -local[..., 2:]
        flat: Floats = local[..., :2] * scale * (1, -1) + np.array(self.size) / 2
        return flat


@dataclass(frozen=True, slots=True)
class Light:
    """A soft key from a window and the sky's dome.

    Attributes:
        key: Direction to the window.
        spread: Radius of the window as seen from the scene, radians.
        key_rgb, sky_rgb: Linear strength.
        fill: Unshadowed share from all around, from above and from below.
    """

    key: tuple[float, float, float] = (-0.55, -0.75, 1.05)
    spread: float = 0.24
    key_rgb: tuple[float, float, float] = (2.0, 1.88, 1.68)
    sky_rgb: tuple[float, float, float] = (1.12, 1.16, 1.22)
    fill: tuple[tuple[float, float, float], tuple[float, float, float]] = (
        (0.10, 0.10, 0.105),
        (0.17, 0.145, 0.115),
    )
    exposure: float = 0.78


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """The body as drawn: posed mesh, fields of its look, and colours."""

    mesh: Mesh
    fields: Floats
    colours: dict[str, tuple[float, float, float]]
    tinting: float = 1.0


def look_at(eye: Floats, target: Floats, roll: float = 0.0) -> Floats:
    """World to view matrix."""
    ahead = (target - eye) / np.linalg.norm(target - eye)
    up = np.array([0.0, 0.0, 1.0]) if abs(ahead[2]) < 0.98 else np.array([0.0, 1.0, 0.0])
    right = np.cross(ahead, up)
    right /= np.linalg.norm(right)
    over = np.cross(right, ahead)
    c, s = np.cos(np.radians(roll)), np.sin(np.radians(roll))
    right, over = c * right + s * over, c * over - s * right
    made = np.eye(4)
    made[:3, :3] = [right, over, -ahead]
    made[:3, 3] = -made[:3, :3] @ eye
    return made


def light_directions(light: Light, passes: int) -> list[tuple[Floats, Floats]]:
    """Directions to light with their strengths; two fifths belong to the window."""
    key = np.array(light.key) / np.linalg.norm(light.key)
    side = np.cross(key, [0.0, 0.0, 1.0])
    side /= np.linalg.norm(side)
    over = np.cross(side, key)
    keys = max(1, round(passes * 0.4))
    made = []
    for i in range(keys):
        radius = light.spread * np.sqrt((i + 0.5) / keys)
        angle = 2 * np.pi * i * GOLDEN
        way = key + radius * (np.cos(angle) * side + np.sin(angle) * over)
        made.append((way / np.linalg.norm(way), np.array(light.key_rgb) / keys))
    for i in range(passes - keys):
        # Evenly by solid angle times height, so that each carries the same light.
        height = np.sqrt((i + 0.5) / (passes - keys) * 0.94 + 0.06)
        angle = 2 * np.pi * ((i * GOLDEN) % 1.0)
        flat = np.sqrt(1 - height**2)
        way = np.array([flat * np.cos(angle), flat * np.sin(angle), height])
        strength = np.array(light.sky_rgb) / (passes - keys) * (0.5 / max(height, 0.35)) * 1.2
        made.append((way, strength))
    return made


class Renderer:
    """A studio camera: one OpenGL context, kept for many frames."""

    def __init__(self, size: tuple[int, int], effort: Effort) -> None:
        self.size, self.effort = size, effort
        self.gl = moderngl.create_context(standalone=True, backend="egl", require=330)
        self.depth = self.gl.program(shaders.DEPTH_VERTEX, shaders.DEPTH_FRAGMENT)
        self.shades = [
            self.gl.program(shaders.VERTEX, shaders.FRAGMENT.replace("%d", str(number)))
            for number in range(MATERIALS)
        ]
        self.tone = self.gl.program(shaders.FULL_VERTEX, shaders.TONE_FRAGMENT)
        self.add = self.gl.program(shaders.FULL_VERTEX, shaders.ADD_FRAGMENT)
        self.sum = self.gl.texture(size, 4, dtype="f4")
        self.sum_buffer = self.gl.framebuffer([self.sum])
        self.one = self.gl.texture(size, 4, dtype="f4")
        self.pass_buffer = self.gl.framebuffer([self.one], self.gl.depth_renderbuffer(size))
        wide = effort.columns * effort.tile
        self.shadow = self.gl.depth_texture((wide, wide))
        self.shadow.compare_func = ""  # read as numbers
        self.shadow.filter = (moderngl.NEAREST, moderngl.NEAREST)
        self.shadow_buffer = self.gl.framebuffer([], self.shadow)
        self.out = self.gl.framebuffer([self.gl.texture(size, 3)])
        corners = np.array([-1, -1, 3, -1, -1, 3], dtype="f4")
        quad = self.gl.buffer(corners.tobytes())
        self.full = self.gl.vertex_array(self.tone, [(quad, "2f", "at")])
        self.add_quad = self.gl.vertex_array(self.add, [(quad, "2f", "at")])
        self._static: list[_Part] = []

    def furnish(self, room: list[Mesh]) -> None:
        """Upload what does not move."""
        with self.gl:  # several cameras may live side by side
            for part in self._static:
                part.release()
            self._static = [self._upload(mesh, None) for mesh in room]

    def _upload(self, mesh: Mesh, fields: Floats | None) -> "_Part":
        extra = (
            np.full((len(mesh.points), 8), -1.0)
            if fields is None
            else fields[:, [0, 1, 2, 6, 3, 4, 5, 7]]
        )
        table = np.hstack([mesh.points, mesh.normals, extra]).astype("f4")
        buffer = self.gl.buffer(table.tobytes())
        index = self.gl.buffer(mesh.faces.astype("i4").tobytes())
        layout = (
            ("3f 3f 4f 4f", "at", "normal", "cover", "face")
            if mesh.material == SKIN
            else ("3f 3f 32x", "at", "normal")
        )
        shaded = self.gl.vertex_array(self.shades[mesh.material], [(buffer, *layout)], index)
        dark = self.gl.vertex_array(self.depth, [(buffer, "3f 44x", "at")], index)
        return _Part(mesh, shaded, dark, (buffer, index))

    def picture(
        self, figure: Figure, camera: Camera, light: Light, moving: list[Mesh] | None = None
    ) -> Picture:
        """One frame, (height, width, 3)."""
        return self.pictures(figure, [camera], light, moving)[0]

    def pictures(
        self, figure: Figure, cameras: list[Camera], light: Light, moving: list[Mesh] | None = None
    ) -> list[Picture]:
        """The same moment from several cameras, which share the shadows."""
        with self.gl:
            parts = [self._upload(figure.mesh, figure.fields)]
            parts += [self._upload(mesh, None) for mesh in moving or []]
            rays = light_directions(light, self.effort.directions)
            centre, reach = self._lit_part(parts)
            matrices = [_sun(way, centre, reach) for way, _ in rays]
            self._cast_shadows(parts, matrices)
            made = []
            for camera in cameras:
                self._set_once(figure, camera, light)
                self.sum_buffer.clear()
                for number in range(self.effort.shifts):
                    self._one_pass(parts, camera, (number, rays, matrices))
                made.append(self._develop(light))
            for part in parts:
                part.release()
            return made

    def _lit_part(self, parts: list["_Part"]) -> tuple[Floats, float]:
        """Middle and radius of what casts shadows."""
        points = [part.mesh.points for part in [*self._static, *parts] if part.casts]
        every = np.vstack(points)
        low, high = every.min(axis=0), every.max(axis=0)
        centre: Floats = (low + high) / 2
        return centre, min(MOST_REACH_M, float(np.linalg.norm(high - low)) / 2 + 0.02)

    def _cast_shadows(self, parts: list["_Part"], matrices: list[Floats]) -> None:
        self.shadow_buffer.use()
        self.shadow_buffer.clear(depth=1.0)
        self.gl.enable_only(moderngl.DEPTH_TEST)
        tile, columns = self.effort.tile, self.effort.columns
        casting = [part for part in [*self._static, *parts] if part.casts]
        for number, matrix in enumerate(matrices):
            row, column = divmod(number, columns)
            self.shadow_buffer.viewport = (column * tile, row * tile, tile, tile)
            self.depth["light"].write(matrix.T.astype("f4").tobytes())
            for part in casting:
                part.render(part.dark)

    def _set_once(self, figure: Figure, camera: Camera, light: Light) -> None:
        shares: dict[str, Any] = {
            "eye": camera.eye,
            "tinting": figure.tinting,
            "ambient_up": tuple(v / self.effort.shifts for v in light.fill[0]),
            "ambient_down": tuple(v / self.effort.shifts for v in light.fill[1]),
            "lights": self.effort.lights,
            "tile": float(self.effort.tile),
        }
        shares |= {
            name: figure.colours[name] for name in ("shorts", "shirt", "hair", "lips", "tint")
        }
        for name, value in shares.items():
            self._tell(name, value)

    def _tell(self, name: str, value: Any) -> None:
        """Set a uniform wherever a material uses it."""
        for program in self.shades:
            if name in program:
                if isinstance(value, np.ndarray):
                    program[name].write(value.astype("f4").tobytes())
                else:
                    program[name] = value

    def _one_pass(
        self,
        parts: list["_Part"],
        camera: Camera,
        lit: tuple[int, list[tuple[Floats, Floats]], list[Floats]],
    ) -> None:
        number, rays, matrices = lit
        shift = ((number * GOLDEN) % 1.0 - 0.5, (number * 0.7548776662) % 1.0 - 0.5)
        self.pass_buffer.use()
        self.pass_buffer.clear()
        self.gl.enable_only(moderngl.DEPTH_TEST)
        self._tell("camera", (camera.projection(shift) @ camera.view()).T)
        mine = list(range(number, len(rays), self.effort.shifts))
        mine += [mine[0]] * (shaders.MOST_LIGHTS - len(mine))
        self._tell("to_light", np.array([rays[own][0] for own in mine]))
        self._tell("strength", np.array([rays[own][1] for own in mine]))
        self._tell("corner", np.array([divmod(own, self.effort.columns)[::-1] for own in mine]))
        self._tell("sun", np.array([matrices[own][:3] for own in mine]))
        self.shadow.use(0)
        for part in [*parts, *self._static]:  # what stands in front first: it hides the rest
            part.shaded.program["paint"] = part.mesh.rgb
            part.render(part.shaded)
        self.sum_buffer.use()
        self.gl.enable_only(moderngl.BLEND)
        self.gl.blend_func = (moderngl.ONE, moderngl.ONE)
        self.one.use(0)
        self.add_quad.render()

    def _develop(self, light: Light) -> Picture:
        self.out.use()
        self.gl.enable_only(moderngl.NOTHING)
        self.sum.use(0)
        self.tone["exposure"] = light.exposure
        self.full.render()
        raw = np.frombuffer(self.out.read(components=3, alignment=1), dtype=np.uint8)
        return raw.reshape(self.size[1], self.size[0], 3)[::-1]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A mesh on the card, to be shaded and to cast shadows."""

    mesh: Mesh
    shaded: Any
    dark: Any
    buffers: tuple[Any, Any]

    @property
    def casts(self) -> bool:
        """Whether it throws a shadow: the shell of the room does not."""
        return self.mesh.paint not in ("floor", "wall", "skirting")

    def render(self, array: Any) -> None:
        """Draw; skin is closed, so its far side need not be."""
        context = array.ctx
        if self.mesh.material == SKIN:
            context.enable(moderngl.CULL_FACE)
        array.render()
        context.disable(moderngl.CULL_FACE)

    def release(self) -> None:
        """Give the memory back."""
        for thing in (self.shaded, self.dark, *self.buffers):
            thing.release()


def _sun(way: Floats, middle: Floats, reach: float) -> Floats:
    """Orthographic view from a light over the scene."""
    view = look_at(middle + way * DEEP_M / 2, middle)
    flat = np.diag([1 / reach, 1 / reach, -2 / DEEP_M, 1.0])
    flat[2, 3] = -1.0
    made: Floats = flat @ view
    return made
