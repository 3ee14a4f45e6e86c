"""The weights of the pose model: laid here at set-up, checked by hash, never fetched by a program.

They come from the npm package that weights.json names; `frontend/weights.mjs` copies them.
"""

import hashlib
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TypedDict

from hamstrong.adapters.eyes.say import SAY
from hamstrong.errors import Unavailable

FOLDER = Path(str(resources.files("hamstrong.adapters.eyes"))) / "weights"
DETECTOR = "pose_detection.tflite"


class Weight(TypedDict):
    """One file: what it is called in the package, how many bytes it has, and their SHA-256."""

    bytes: int
    sha256: str


@cache
def listed() -> dict[str, Weight]:
    """Every file of weights by its name here."""
    text = resources.files("hamstrong.adapters.eyes").joinpath("weights.json").read_text("utf-8")
    files: dict[str, Weight] = json.loads(text)["files"]
    return files


def landmarks_name(model: str) -> str:
    """The file of a landmark model, `full` or `heavy`."""
    return f"pose_landmark_{model}.tflite"


def read_weights(name: str, *, folder: Path | None = None) -> bytes:
    """The bytes of a file of weights, from FOLDER or another.

    Raises:
        Unavailable: It is missing, or not the file that weights.json names; the place is the file.
    """
    file = (folder or FOLDER) / name
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Unavailable(SAY["no-weights"], place=str(file)) from error
    if hashlib.sha256(data).hexdigest() != listed()[name]["sha256"]:
        raise Unavailable(SAY["other-weights"], place=str(file))
    return data
