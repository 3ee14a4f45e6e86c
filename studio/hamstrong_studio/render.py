"""Software rendering: every frame is the mean of many passes with one light and one offset each.

A pass has a shadow map for one direction of an area light or of the sky, and shifts the picture
by a fraction of a pixel; the mean has soft shadows, ambient occlusion and smooth edges. The
directions come from a fixed sequence, so the same scene gives the same pixels.
"""

from dataclasses import dataclass
from typing import Any, Final

import moderngl
import numpy as np

from hamstrong_studio import shaders
from hamstrong_studio.rig import Floats
from hamstrong_studio.room import Mesh

SHADOW_PIXELS: Final = 1024
GOLDEN: Final = 0.6180339887498949


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

    def __init__(self, size: tuple[int, int], passes: int = 48) -> None:
        self.size, self.passes = size, passes
        self.gl = moderngl.create_context(standalone=True, backend="egl", require=330)
        self.depth = self.gl.program(shaders.DEPTH_VERTEX, shaders.DEPTH_FRAGMENT)
        self.shade = self.gl.program(shaders.VERTEX, shaders.FRAGMENT)
        self.tone = self.gl.program(shaders.FULL_VERTEX, shaders.TONE_FRAGMENT)
        self.add = self.gl.program(shaders.FULL_VERTEX, shaders.ADD_FRAGMENT)
        self.sum = self.gl.texture(size, 4, dtype="f4")
        self.sum_buffer = self.gl.framebuffer([self.sum])
        self.one = self.gl.texture(size, 4, dtype="f2")
        self.pass_buffer = self.gl.framebuffer([self.one], self.gl.depth_renderbuffer(size))
        self.shadow = self.gl.depth_texture((SHADOW_PIXELS, SHADOW_PIXELS))
        self.shadow.compare_func = "<="
        self.shadow.filter = (moderngl.LINEAR, moderngl.LINEAR)
        self.shadow.repeat_x = self.shadow.repeat_y = False
        self.shadow_buffer = self.gl.framebuffer([], self.shadow)
        self.out = self.gl.framebuffer([self.gl.texture(size, 3)])
        corners = np.array([-1, -1, 3, -1, -1, 3], dtype="f4")
        quad = self.gl.buffer(corners.tobytes())
        self.full = self.gl.vertex_array(self.tone, [(quad, "2f", "at")])
        self.add_quad = self.gl.vertex_array(self.add, [(quad, "2f", "at")])
        self._static: list[tuple[Any, Any, Mesh]] = []

    def furnish(self, room: list[Mesh]) -> None:
        """Upload what does not move."""
        with self.gl:  # several cameras may live side by side
            for shaded, dark, _ in self._static:
                shaded.release()
                dark.release()
            self._static = [(*self._upload(mesh, None), mesh) for mesh in room]

    def _upload(self, mesh: Mesh, fields: Floats | None) -> tuple[Any, Any]:
        extra = (
            np.full((len(mesh.points), 8), -1.0)
            if fields is None
            else fields[:, [0, 1, 2, 6, 3, 4, 5, 7]]
        )
        table = np.hstack([mesh.points, mesh.normals, extra]).astype("f4")
        buffer = self.gl.buffer(table.tobytes())
        index = self.gl.buffer(mesh.faces.astype("i4").tobytes())
        shaded = self.gl.vertex_array(
            self.shade, [(buffer, "3f 3f 4f 4f", "at", "normal", "cover", "face")], index
        )
        dark = self.gl.vertex_array(self.depth, [(buffer, "3f 44x", "at")], index)
        return shaded, dark

    def picture(
        self, figure: Figure, camera: Camera, light: Light, moving: list[Mesh] | None = None
    ) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """One frame, (height, width, 3)."""
        with self.gl:
            return self._picture(figure, camera, light, moving or [])

    def _picture(
        self, figure: Figure, camera: Camera, light: Light, moving: list[Mesh]
    ) -> np.ndarray[Any, np.dtype[np.uint8]]:
        parts = [(*self._upload(figure.mesh, figure.fields), figure.mesh)]
        parts += [(*self._upload(mesh, None), mesh) for mesh in moving]
        self._set_once(figure, camera, light)
        self.sum_buffer.clear()
        middle = np.append(figure.mesh.points.mean(axis=0)[:2], 0.4)
        for number, (way, strength) in enumerate(light_directions(light, self.passes)):
            self._one_pass(parts, camera, (number, way, strength), middle)
        picture = self._develop(light)
        for shaded, dark, _ in parts:
            shaded.release()
            dark.release()
        return picture

    def _set_once(self, figure: Figure, camera: Camera, light: Light) -> None:
        self.shade["eye"] = camera.eye
        for name in ("shorts", "shirt", "hair", "lips", "tint"):
            self.shade[name] = figure.colours[name]
        self.shade["tinting"] = figure.tinting
        self.shade["ambient_up"] = tuple(v / self.passes for v in light.fill[0])
        self.shade["ambient_down"] = tuple(v / self.passes for v in light.fill[1])

    def _one_pass(
        self,
        parts: list[tuple[Any, Any, Mesh]],
        camera: Camera,
        ray: tuple[int, Floats, Floats],
        middle: Floats,
    ) -> None:
        number, way, strength = ray
        matrix = _sun(way, middle)
        self.shadow_buffer.use()
        self.shadow_buffer.clear(depth=1.0)
        self.gl.enable_only(moderngl.DEPTH_TEST)
        self.depth["light"].write(matrix.T.astype("f4").tobytes())
        for _, dark, mesh in [*self._static, *parts]:
            if mesh.paint not in ("floor", "wall"):
                dark.render()
        shift = ((number * GOLDEN) % 1.0 - 0.5, (number * 0.7548776662) % 1.0 - 0.5)
        self.pass_buffer.use()
        self.pass_buffer.clear()
        clip = camera.projection(shift) @ camera.view()
        self.shade["camera"].write(clip.T.astype("f4").tobytes())
        self.shade["light"].write(matrix.T.astype("f4").tobytes())
        self.shade["to_light"] = tuple(way)
        self.shade["strength"] = tuple(strength)
        self.shadow.use(0)
        for shaded, _, mesh in [*self._static, *parts]:
            self.shade["paint"] = mesh.rgb
            self.shade["material"] = mesh.material
            shaded.render()
        self.sum_buffer.use()
        self.gl.enable_only(moderngl.BLEND)
        self.gl.blend_func = (moderngl.ONE, moderngl.ONE)
        self.one.use(0)
        self.add_quad.render()

    def _develop(self, light: Light) -> np.ndarray[Any, np.dtype[np.uint8]]:
        self.out.use()
        self.gl.enable_only(moderngl.NOTHING)
        self.sum.use(0)
        self.tone["exposure"] = light.exposure
        self.full.render()
        raw = np.frombuffer(self.out.read(components=3), dtype=np.uint8)
        return raw.reshape(self.size[1], self.size[0], 3)[::-1]


def _sun(way: Floats, middle: Floats) -> Floats:
    """Orthographic view from a light over the scene."""
    reach, deep = 1.9, 6.0
    view = look_at(middle + way * deep / 2, middle)
    flat = np.diag([1 / reach, 1 / reach, -2 / deep, 1.0])
    flat[2, 3] = -1.0
    made: Floats = flat @ view
    return made
