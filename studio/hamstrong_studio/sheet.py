"""Contact sheets: a row an exercise, to be looked at beside its steps."""

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from hamstrong.exercises.schema import Exercise
from hamstrong_studio.film import Frame, Studio
from hamstrong_studio.render import Effort

TILE: Final = (450, 300)
EFFORT: Final = Effort(shifts=3, lights=8, tile=512)
MOMENTS: Final = ((0.0, (0,)), (0.5, (0,)), (1.0, (0, 1)))
COLUMNS: Final = sum(len(views) for _, views in MOMENTS)
CAPTION: Final = 18


def write_sheet(exercises: list[Exercise], path: Path, body: str | None = None) -> Path:
    """Set-up, half way, work, and work from the second angle."""
    tall = TILE[1] + CAPTION
    sheet = Image.new("RGB", (TILE[0] * COLUMNS, tall * len(exercises)), "#f6f3ec")
    pen = ImageDraw.Draw(sheet)
    for row, exercise in enumerate(exercises):
        studio = Studio(exercise, body)
        shown = []
        for progress, views in MOMENTS:
            pictures = studio.shoot(Frame(progress, 0.0, 0), size=TILE, effort=EFFORT)
            shown += [pictures[view] for view in views]
        for column, picture in enumerate(shown):
            sheet.paste(Image.fromarray(picture), (column * TILE[0], row * tall + CAPTION))
        pen.text((6, row * tall + 3), f"{exercise.id}  {exercise.name}", fill="#1f1c18")
    sheet.save(path, quality=85)
    return path
