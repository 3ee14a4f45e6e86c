"""Contact sheets: a row an exercise, to be looked at beside its steps."""

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from hamstrong.exercises.schema import Exercise
from hamstrong_studio.film import Frame, Studio

TILE: Final = (450, 300)
PASSES: Final = 24
MOMENTS: Final = ((0.0, 0), (0.5, 0), (1.0, 0), (1.0, 1))
CAPTION: Final = 18


def write_sheet(exercises: list[Exercise], path: Path, body: str | None = None) -> Path:
    """Set-up, half way, work, and work from the second angle."""
    tall = TILE[1] + CAPTION
    sheet = Image.new("RGB", (TILE[0] * len(MOMENTS), tall * len(exercises)), "#f6f3ec")
    pen = ImageDraw.Draw(sheet)
    for row, exercise in enumerate(exercises):
        studio = Studio(exercise, body)
        for column, (progress, view) in enumerate(MOMENTS):
            frame = Frame(progress, 0.0, 0)
            picture = studio.shoot(frame, view, size=TILE, passes=PASSES)
            sheet.paste(Image.fromarray(picture), (column * TILE[0], row * tall + CAPTION))
        pen.text((6, row * tall + 3), f"{exercise.id}  {exercise.name}", fill="#1f1c18")
    sheet.save(path, quality=85)
    return path
