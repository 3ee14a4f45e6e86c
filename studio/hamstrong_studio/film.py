"""Posters and loops: which frames, from where, in which files."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image

from hamstrong.exercises.schema import Exercise
from hamstrong_studio.render import Camera, Light, Renderer
from hamstrong_studio.rig import Floats
from hamstrong_studio.scene import Model, bun, frame_camera, furniture, props_worn, tinted
from hamstrong_studio.stage import Acted, act
from hamstrong_studio.targets import make_task

Picture = np.ndarray[Any, np.dtype[np.uint8]]

POSTER: Final = (960, 640)
LOOP: Final = (600, 400)
POSTER_PASSES: Final = 96
LOOP_PASSES: Final = 28
FRAMES_A_SECOND: Final = 12
POSTER_QUALITY: Final = 82
LOOP_QUALITY: Final = 62
RISE_S: Final = 1.5
REST_S: Final = 0.6
HOLD_S: Final = 3.0
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
        steps = int(HOLD_S * FRAMES_A_SECOND / 3)
        breath = [round(0.5 - 0.5 * np.cos(2 * np.pi * i / steps), 6) for i in range(steps)]
        frames += [Frame(1.0, float(b), 3 * tick) for b in breath]
    frames.append(Frame(1.0, 0.0, 2 * tick if held else 500))
    frames += [Frame(t, 0.0, tick) for t in reversed(rising)]
    return frames


def _ease(t: float) -> float:
    return t * t * t * (t * (6 * t - 15) + 10)


def cast(exercise: Exercise) -> str:
    """Which body shows an exercise: in turn along its ladder."""
    return CAST[(exercise.level + len(exercise.family)) % len(CAST)]


@lru_cache(maxsize=4)
def _renderer(size: tuple[int, int], passes: int) -> Renderer:
    return Renderer(size, passes)


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
                box = stand.box
                corners = [
                    (x, y, z)
                    for x in (box.low[0], box.high[0])
                    for y in (-0.3, 0.3)
                    for z in (0.0, box.high[2])
                ]
                shown.append(np.array(corners))
        return frame_camera(np.vstack(shown), self.acted.task.body.yaw[view], size)

    def shoot(
        self,
        frame: Frame,
        view: int,
        *,
        size: tuple[int, int],
        passes: int,
        light: Light | None = None,
    ) -> Picture:
        """One picture, (height, width, 3)."""
        renderer = _renderer(size, passes)
        renderer.furnish(self.room)
        values: Floats = self.acted.at(frame.progress)
        figure = self.model.figure(values, self.acted.around, frame.breath)
        moving = bun(self.model, values) + props_worn(self.acted, self.model, values)
        return renderer.picture(figure, self.camera_of(view, size), light or Light(), moving)

    def camera_of(self, view: int, size: tuple[int, int]) -> Camera:
        """The camera, computed once."""
        key = (view, size)
        if key not in self._cameras:
            self._cameras[key] = self.camera(view, size)
        return self._cameras[key]


def write_poster(studio: Studio, view: int, path: Path) -> Path:
    """The working pose as WebP."""
    picture = studio.shoot(Frame(1.0, 0.0, 0), view, size=POSTER, passes=POSTER_PASSES)
    Image.fromarray(picture).save(path, "WEBP", quality=POSTER_QUALITY, method=6)
    return path


def write_loop(studio: Studio, view: int, path: Path) -> Path:
    """Set-up, up, hold, back as an animated WebP that repeats."""
    held = studio.acted.task.exercise.timed
    frames = timeline(held=held)
    drawn: dict[tuple[float, float], Image.Image] = {}
    for frame in frames:
        key = (round(frame.progress, 6), round(frame.breath, 3))
        if key not in drawn:
            drawn[key] = Image.fromarray(studio.shoot(frame, view, size=LOOP, passes=LOOP_PASSES))
    pictures = [drawn[round(f.progress, 6), round(f.breath, 3)] for f in frames]
    pictures[0].save(
        path,
        "WEBP",
        save_all=True,
        append_images=pictures[1:],
        loop=0,
        duration=[f.milliseconds for f in frames],
        quality=LOOP_QUALITY,
        method=4,
        minimize_size=False,
    )
    return path


def write_all(exercise: Exercise, folder: Path, body: str | None = None) -> list[Path]:
    """Posters and loops of both angles."""
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(exercise, body)
    made = []
    for number, view in enumerate(VIEWS):
        made.append(write_poster(studio, number, folder / f"{exercise.id}.{view}.webp"))
        made.append(write_loop(studio, number, folder / f"{exercise.id}.{view}.loop.webp"))
    return made
