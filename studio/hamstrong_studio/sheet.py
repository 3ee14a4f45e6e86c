"""Contact sheets: a row an exercise, to be looked at beside its steps."""

from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageSequence

from hamstrong.errors import NotFound
from hamstrong.exercises.schema import Exercise
from hamstrong_studio.film import VIEWS, Frame, Studio
from hamstrong_studio.render import Effort

TILE: Final = (450, 300)
EFFORT: Final = Effort(shifts=3, lights=8, tile=512)
MOMENTS: Final = ((0.0, (0,)), (0.5, (0,)), (1.0, (0, 1)))
COLUMNS: Final = sum(len(views) for _, views in MOMENTS)
CAPTION: Final = 18
RISING: Final = (0, 7)
"""Frames of a loop that show the set-up and the way."""


def write_sheet(exercises: list[Exercise], path: Path, body: str | None = None) -> Path:
    """Set-up, half way, work, and work from the second angle, drawn anew."""
    return _lay_out([(e, _drawn(e, body)) for e in exercises], path)


def write_shipped_sheet(exercises: list[Exercise], path: Path, folder: Path) -> Path:
    """The same moments, and below them the pictured faults, out of the files that ship.

    Raises:
        NotFound: An exercise has no pictures in the folder.
    """
    rows = []
    for exercise in exercises:
        rows.append((exercise, _shipped(exercise, folder)))
        faults = [_opened(file) for file in sorted(folder.glob(f"{exercise.id}.fault-*.webp"))]
        rows += [(exercise, faults[n : n + COLUMNS // 2]) for n in range(0, len(faults), 2)]
    return _lay_out(rows, path)


def _lay_out(rows: list[tuple[Exercise, list[Image.Image]]], path: Path) -> Path:
    tall = TILE[1] + CAPTION
    sheet = Image.new("RGB", (TILE[0] * COLUMNS, tall * len(rows)), "#f6f3ec")
    pen = ImageDraw.Draw(sheet)
    for row, (exercise, pictures) in enumerate(rows):
        left = 0
        for picture in pictures:
            wide = round(picture.width * TILE[1] / picture.height)
            sheet.paste(picture.resize((wide, TILE[1])), (left, row * tall + CAPTION))
            left += wide
        pen.text((6, row * tall + 3), f"{exercise.id}  {exercise.name}", fill="#1f1c18")
    sheet.save(path, quality=85)
    return path


def _drawn(exercise: Exercise, body: str | None) -> list[Image.Image]:
    studio = Studio(exercise, body)
    shown = []
    for progress, views in MOMENTS:
        pictures = studio.shoot(Frame(progress, 0.0, 0), size=TILE, effort=EFFORT)
        shown += [Image.fromarray(np.ascontiguousarray(pictures[view])) for view in views]
    return shown


def _shipped(exercise: Exercise, folder: Path) -> list[Image.Image]:
    posters = [folder / f"{exercise.id}.{view}.webp" for view in VIEWS]
    loop = folder / f"{exercise.id}.{VIEWS[0]}.avif"
    if missing := [file for file in (*posters, loop) if not file.exists()]:
        raise NotFound(f"There is no {missing[0].name}; draw it first.", place=exercise.id)
    with Image.open(loop) as moving:
        frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(moving)]
    return [*(frames[number] for number in RISING), *(_opened(file) for file in posters)]


def _opened(file: Path) -> Image.Image:
    with Image.open(file) as still:
        return still.convert("RGB")
