"""A folder of pictures as the studio would fill it, out of three small ones."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from hamstrong.exercises.pictures import FIRST_FAULT

HERE = Path(__file__).parent
POSTER, LOOP, FAULT = (780, 520), (480, 320), (968, 320)
"""Widths and heights of the three, pixels."""


def draw(folder: Path, exercise_ids: Iterable[str], *, faults: Iterable[int] = (0,)) -> Path:
    """Two angles, and pictures of these faults (from 0), for each of the exercises."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = list(faults)
    for exercise_id in exercise_ids:
        for view in "ab":
            shutil.copy(HERE / "poster.webp", folder / f"{exercise_id}.{view}.webp")
            shutil.copy(HERE / "loop.avif", folder / f"{exercise_id}.{view}.avif")
        for number in numbers:
            shutil.copy(
                HERE / "fault.webp", folder / f"{exercise_id}.fault-{number + FIRST_FAULT}.webp"
            )
    return folder
