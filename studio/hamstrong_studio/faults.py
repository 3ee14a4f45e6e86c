"""What goes wrong, beside what is right: one picture a fault that the exercise names."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from hamstrong.errors import BadSpec
from hamstrong.exercises.schema import Exercise
from hamstrong_studio.astray import ALONG, changed, shifts, turns
from hamstrong_studio.film import POSTER_QUALITY, Studio
from hamstrong_studio.render import Camera, Effort

PANEL: Final = (480, 320)
GAP: Final = 8
PAPER: Final = "#f6f3ec"
RIGHT: Final = "#1f6f68"
WRONG: Final = "#c23a17"
EFFORT: Final = Effort(shifts=6, lights=6, tile=768)
LOWER_LEG_M: Final = 0.55
FOOT_M: Final = 0.3
BEHIND_DEG: Final = -78.0
"""From where a heel that tips to the side is seen: behind one who faces right."""
SNUG: Final = 1.1
CLOSE: Final = 1.6
WIDE: Final = 1.9
"""Room around a whole body, one lower leg, and one that is shown with what it rests on."""
SEAT_M: Final = 0.3
"""Hips higher than this leave the lower legs to be shown alone."""
FROM_BEHIND: Final = ("pelvis", "turn", "roll", "knees", "fall")
"""Words of faults that show better from the second angle."""
OF_THE_BACK: Final = ("back arches",)
"""Words of faults that are too small to be seen in a picture of the whole body."""
OF_BOTH_HEELS: Final = ("heels turn out",)
"""The same of faults that both feet show together, seen from behind."""
OF_THE_PELVIS: Final = ("pelvis tips",)
"""The same of faults that drop one side of the hips: seen from the feet."""
FEET_DEG: Final = 62.0
_MARK: Final = 15  # radius of the sign in the corner, pixels
_OVER: Final = 4  # the sign is drawn this many times larger, then made smaller


def shown_faults(exercise: Exercise) -> tuple[int, ...]:
    """Numbers of the exercise's faults that have a picture.

    Raises:
        BadSpec: A picture of a fault that the exercise does not name.
    """
    body = exercise.figure.body if exercise.figure else None
    wanted = dict(body.faults) if body else {}
    names = [fault.name for fault in exercise.faults]
    if unknown := sorted(set(wanted) - set(names)):
        raise BadSpec(
            f"figure.body.faults shows {unknown[0]}, which is no fault of this exercise.",
            place=exercise.id,
        )
    return tuple(number for number, name in enumerate(names) if name in wanted)


def fault_file(exercise: Exercise, number: int) -> str:
    """Name of the picture of a fault; files count from 1."""
    return f"{exercise.id}.fault-{number + 1}.webp"


def write_faults(studio: Studio, folder: Path, numbers: Iterable[int]) -> list[Path]:
    """Left the right form, right the fault, from one camera."""
    exercise = studio.acted.task.exercise
    made = []
    for number in numbers:
        name = exercise.faults[number].name
        degrees = studio.acted.task.body.faults[name]
        camera = _camera(studio, name, degrees)
        slid = [shift.metres for shift in shifts(studio.acted, degrees) if shift.axis == ALONG]
        poses = (studio.acted.poses[-1], changed(studio.acted, degrees))
        pictures = [
            studio.portray(pose.values, [camera], EFFORT, dragged=dragged)[0]
            for pose, dragged in zip(poses, (0.0, sum(slid[:1])), strict=True)
        ]
        both = Image.new("RGB", (2 * PANEL[0] + GAP, PANEL[1]), PAPER)
        for column, picture in enumerate(pictures):
            panel = Image.fromarray(picture)
            panel.paste(*_sign(good=column == 0))
            both.paste(panel, (column * (PANEL[0] + GAP), 0))
        path = folder / fault_file(exercise, number)
        both.save(path, "WEBP", quality=POSTER_QUALITY, method=6)
        made.append(path)
    return made


def _camera(studio: Studio, name: str, fault: dict[str, float]) -> Camera:
    """Near enough, and from the side, that the fault is seen on a phone."""
    words = name.lower()
    view = int(any(word in words for word in FROM_BEHIND))
    if words in OF_THE_BACK:
        return studio.on_trunk(view, PANEL)
    if words in OF_THE_PELVIS:
        return studio.close_up(view, PANEL, yaw=FEET_DEG, room=SNUG)
    if words in OF_BOTH_HEELS:
        return studio.close_up(view, PANEL, below_m=FOOT_M, yaw=BEHIND_DEG, room=CLOSE)
    moved = shifts(studio.acted, fault)
    asked = {joint.partition(".")[0] for joint in turns(studio.acted, fault)}
    if all(".ankle.eversion" in joint for joint in fault):
        return studio.close_up(
            view, PANEL, below_m=FOOT_M, side=min(asked), yaw=BEHIND_DEG, room=CLOSE
        )
    if moved:
        side = moved[0].zone.partition(".")[0]
        slides = moved[0].axis == ALONG
        return studio.close_up(int(slides), PANEL, side=side, room=WIDE if slides else CLOSE)
    if all(".ankle." in joint for joint in fault):
        upright = studio.acted.middle("seat")[2] > SEAT_M
        if upright:
            return studio.close_up(view, PANEL, below_m=LOWER_LEG_M)
        return studio.close_up(view, PANEL, below_m=LOWER_LEG_M, side=min(asked), room=CLOSE)
    return studio.camera_of(view, PANEL)


def _sign(*, good: bool) -> tuple[Image.Image, tuple[int, int], Image.Image]:
    """A tick or a cross on a disc: shape and colour say the same."""
    size = 2 * _MARK * _OVER
    sign = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    pen = ImageDraw.Draw(sign)
    pen.ellipse((0, 0, size - 1, size - 1), fill=RIGHT if good else WRONG)
    strokes = (
        [((0.27, 0.53), (0.43, 0.69), (0.74, 0.34))]
        if good
        else [((0.32, 0.32), (0.68, 0.68)), ((0.68, 0.32), (0.32, 0.68))]
    )
    for stroke in strokes:
        line = [(x * size, y * size) for x, y in stroke]
        pen.line(line, fill="white", width=round(0.1 * size), joint="curve")
    small = sign.resize((2 * _MARK, 2 * _MARK), Image.Resampling.LANCZOS)
    return small.convert("RGB"), (12, 12), small.getchannel("A")
