"""Posters and loops: which frames, from where, in which files."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from hamstrong.exercises.schema import Exercise
from hamstrong_studio.furniture import furniture
from hamstrong_studio.props import worn
from hamstrong_studio.render import Camera, Effort, Light, Picture, Renderer
from hamstrong_studio.rig import Floats
from hamstrong_studio.scene import Model, frame_camera, tinted
from hamstrong_studio.stage import Acted, act
from hamstrong_studio.surfaces import Box
from hamstrong_studio.targets import make_task

POSTER: Final = (780, 520)
LOOP: Final = (480, 320)
POSTER_EFFORT: Final = Effort(shifts=6, lights=9, tile=768)
LOOP_EFFORT: Final = Effort(shifts=3, lights=8, tile=512)
FRAMES_A_SECOND: Final = 12
POSTER_QUALITY: Final = 80
LOOP_QUALITY: Final = 60
LOOP_SPEED: Final = 8
"""Of the AV1 encoder: 10 is fastest."""
RISE_S: Final = 1.2
REST_S: Final = 0.6
BREATHS_S: Final = 3.2
BREATH_FRAMES: Final = 8
FOCUS_M: Final = 0.24
"""How much round a zone is shown where the spec asks for it alone."""
OUTER: Final = 0.5
"""Skin that follows arms and lower legs more than this is not of the trunk."""
VIEWS: Final = ("a", "b")
CAST: Final = ("ada", "ben", "chen", "dan")


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment of a loop: progress from set-up (0) to work (1), breath (0-1), and how long."""

    progress: float
    breath: float
    milliseconds: int


def timeline(*, held: bool) -> list[Frame]:
    """The frames of a loop: rest, up, hold with one breath (or a short stop), down."""
    tick = round(1000 / FRAMES_A_SECOND)
    rising = [
        _ease(i / (RISE_S * FRAMES_A_SECOND)) for i in range(1, int(RISE_S * FRAMES_A_SECOND))
    ]
    frames = [Frame(0.0, 0.0, round(1000 * REST_S))]
    frames += [Frame(t, 0.0, tick) for t in rising]
    if held:
        turns = np.arange(BREATH_FRAMES) / BREATH_FRAMES
        breath = np.round(0.5 - 0.5 * np.cos(2 * np.pi * turns), 3)
        each = round(1000 * BREATHS_S / BREATH_FRAMES)
        frames += [Frame(1.0, float(b), each) for b in breath]
    frames.append(Frame(1.0, 0.0, 2 * tick if held else 500))
    frames += [Frame(t, 0.0, tick) for t in reversed(rising)]
    return frames


def _ease(t: float) -> float:
    return t * t * t * (t * (6 * t - 15) + 10)


def cast(exercise: Exercise) -> str:
    """Which body shows an exercise: in turn along its ladder."""
    return CAST[(exercise.level + len(exercise.family)) % len(CAST)]


@lru_cache(maxsize=4)
def _renderer(size: tuple[int, int], effort: Effort) -> Renderer:
    return Renderer(size, effort)


class Studio:
    """One exercise on the stage, ready to be pictured."""

    def __init__(self, exercise: Exercise, body: str | None = None) -> None:
        self.acted: Acted = act(make_task(exercise), body or cast(exercise))
        self.model = Model(self.acted.solver, tinted(self.acted))
        self.room = furniture(self.acted)
        self._cameras: dict[tuple[int, tuple[int, int]], Camera] = {}

    def camera(self, view: int, size: tuple[int, int]) -> Camera:
        """The camera of the first (0) or second (1) angle: it sees every pose and prop."""
        shown = [self.model.mesh(p.values, self.acted.around).points[::5] for p in self.acted.poses]
        for stand in self.acted.stands:
            if stand.prop.kind != "wall":
                shown += [_corners(box, stand.y) for box in stand.boxes]
        if any(p.kind == "plate" and p.segment == "hand" for p in self.acted.task.figure.props):
            for end in (self.acted.poses[0], self.acted.poses[-1]):
                shown += [mesh.points for mesh in worn(self.acted, self.model, end.values)]
        every = np.vstack(shown)
        if focus := self.acted.task.figure.focus:
            apart = np.linalg.norm(every - self.acted.middle(self.acted.task.own(focus)), axis=1)
            every = every[apart < FOCUS_M]
        return frame_camera(every, self.acted.task.body.yaw[view], size)

    def shoot(self, frame: Frame, *, size: tuple[int, int], effort: Effort) -> list[Picture]:
        """One moment from both angles, each (height, width, 3)."""
        values = self.acted.at(frame.progress)
        cameras = [self.camera_of(view, size) for view in range(len(VIEWS))]
        return self.portray(values, cameras, effort, breath=frame.breath)

    def portray(
        self,
        values: Floats,
        cameras: list[Camera],
        effort: Effort,
        *,
        breath: float = 0.0,
        dragged: float = 0.0,
    ) -> list[Picture]:
        """A pose of this exercise from cameras of one size; its towel is dragged so many metres."""
        renderer = _renderer(cameras[0].size, effort)
        renderer.furnish(furniture(self.acted, dragged) if dragged else self.room)
        figure = self.model.figure(values, self.acted.around, breath)
        moving = worn(self.acted, self.model, values)
        return renderer.pictures(figure, cameras, self.light, moving)

    def close_up(
        self,
        view: int,
        size: tuple[int, int],
        *,
        below_m: float = np.inf,
        side: str | None = None,
        yaw: float | None = None,
        room: float = 1.25,
    ) -> Camera:
        """A camera that sees what of the working pose is low, or the leg below a side's knee."""
        points = self.model.mesh(self.acted.poses[-1].values, self.acted.around).points
        low = points[:, 2] < below_m
        if side:
            mark = "L" if side == "left" else "R"
            parts = [f"lowerleg{n}.{mark}" for n in ("01", "02")] + [f"foot.{mark}"]
            toes = [f"toe{n}-{k}.{mark}" for n in range(1, 6) for k in (1, 2, 3)]
            low &= self.model.rig.weight_of(*parts, *toes) > 0.5
        turned = self.acted.task.body.yaw[view] if yaw is None else yaw
        return frame_camera(points[low], turned, size, margin=room)

    def on_trunk(self, view: int, size: tuple[int, int]) -> Camera:
        """A camera that sees head, trunk and thighs of the working pose, not where limbs end."""
        points = self.model.mesh(self.acted.poses[-1].values, self.acted.around).points
        outer = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal", "lowerleg", "foot", "toe")
        core = self.model.rig.weight_of(*outer) < OUTER
        return frame_camera(points[core], self.acted.task.body.yaw[view], size, margin=1.3)

    @property
    def light(self) -> Light:
        """The window is on the side where no wall stands."""
        left = any(s.prop.kind == "wall" and s.reach < 0 for s in self.acted.stands)
        x, y, z = Light().key
        return Light(key=(-x, y, z)) if left else Light()

    def camera_of(self, view: int, size: tuple[int, int]) -> Camera:
        """The camera, computed once."""
        key = (view, size)
        if key not in self._cameras:
            self._cameras[key] = self.camera(view, size)
        return self._cameras[key]


def _corners(box: Box, y: float) -> Floats:
    """What of a box must be seen: its whole length and the middle of its depth."""
    made: Floats = np.array(
        [
            (x, deep, z)
            for x in (box.low[0], box.high[0])
            for deep in (y - 0.3, y + 0.3)
            for z in (0.0, box.high[2])
        ]
    )
    return made


def write_posters(studio: Studio, paths: list[Path]) -> None:
    """The working pose as WebP, from both angles."""
    shots = studio.shoot(Frame(1.0, 0.0, 0), size=POSTER, effort=POSTER_EFFORT)
    for picture, path in zip(shots, paths, strict=True):
        Image.fromarray(picture).save(path, "WEBP", quality=POSTER_QUALITY, method=6)


def write_loops(studio: Studio, paths: list[Path]) -> None:
    """Set-up, up, hold, back as AVIF sequences that repeat, from both angles."""
    frames = timeline(held=studio.acted.task.exercise.timed)
    drawn: dict[tuple[float, float], list[Image.Image]] = {}
    for frame in frames:
        key = (frame.progress, frame.breath)
        if key not in drawn:
            shots = studio.shoot(frame, size=LOOP, effort=LOOP_EFFORT)
            drawn[key] = [Image.fromarray(shot) for shot in shots]
    for view, path in enumerate(paths):
        pictures = [drawn[(f.progress, f.breath)][view] for f in frames]
        pictures[0].save(
            path,
            "AVIF",
            save_all=True,
            append_images=pictures[1:],
            duration=[f.milliseconds for f in frames],
            quality=LOOP_QUALITY,
            speed=LOOP_SPEED,
            range="limited",  # browsers take moving AVIF for that, whatever it says
            max_threads=1,  # the same bytes on any number of cores
        )


def write_all(exercise: Exercise, folder: Path, body: str | None = None) -> list[Path]:
    """Posters and loops of both angles."""
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(exercise, body)
    posters = [folder / f"{exercise.id}.{view}.webp" for view in VIEWS]
    loops = [folder / f"{exercise.id}.{view}.avif" for view in VIEWS]
    write_posters(studio, posters)
    write_loops(studio, loops)
    return [*posters, *loops]
