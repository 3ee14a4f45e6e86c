"""The expensive part, once: landmarks of a film, kept by what was looked at and by what looked."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.judge.film import Array, Points
from hamstrong.adapters.eyes import watching
from hamstrong.adapters.eyes.clip import LONGEST_SIDE, Clip
from hamstrong.adapters.eyes.region import Pixels
from hamstrong.adapters.eyes.watching import enlarged, make_tracker
from hamstrong.adapters.eyes.weights import DETECTOR, landmarks_name, listed
from hamstrong.coach.judge_clip import Model

KEPT = Path(__file__).parents[2] / ".benchmarks" / "judge"
"""Ignored by git; may be deleted at any time."""
_SOURCES = ("clip", "detector", "landmarker", "network", "region", "tracker", "watching")

Sighted = tuple[tuple[int, int], Array, list[Points | None]]
"""Width and height in pixels, seconds of each frame, and what was seen in it."""


def sighted(path: Path, model: Model, *, mirrored: bool = False) -> Sighted:
    """What the eyes see in a clip or a photo, from what is kept where it was seen before."""
    kept = KEPT / f"{_key(path, model)}{'-mirrored' if mirrored else ''}.npz"
    if not kept.exists():
        _keep(kept, _look(path, model, mirrored=mirrored))
    with np.load(kept) as data:
        width, height = data["size"].tolist()
        there = data["there"].tolist()
        points = [row if seen else None for row, seen in zip(data["points"], there, strict=True)]
        return (width, height), data["times_s"], points


def _key(path: Path, model: Model) -> str:
    """Of the film, the weights, and the sources of the eyes: the engine is not among them."""
    eyes = hashlib.sha256()
    for name in (DETECTOR, landmarks_name(model.value)):
        eyes.update(listed()[name]["sha256"].encode())
    folder = Path(watching.__file__).parent
    for source in _SOURCES:
        eyes.update((folder / f"{source}.py").read_bytes())
    return f"{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}-{eyes.hexdigest()[:16]}"


def _keep(file: Path, seen: Sighted) -> None:
    size, times_s, points = seen
    nobody = np.zeros((33, 4), np.float32)
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        file,
        size=np.array(size),
        times_s=times_s,
        there=np.array([row is not None for row in points]),
        points=np.array([nobody if row is None else row for row in points], np.float32),
    )


def _look(path: Path, model: Model, *, mirrored: bool) -> Sighted:
    tracker = make_tracker(model)
    size, pictures = _photo(path) if path.suffix == ".jpg" else _film(path)
    times_s: list[float] = []
    points: list[Points | None] = []
    for time_s, pixels in pictures:
        seen = tracker.see(np.ascontiguousarray(pixels[:, ::-1]) if mirrored else pixels)
        times_s.append(time_s)
        points.append(None if seen is None else enlarged(seen, size[0] / pixels.shape[1]))
    return size, np.array(times_s), points


def _film(path: Path) -> tuple[tuple[int, int], Iterable[tuple[float, Pixels]]]:
    clip = Clip(path)

    def pictures() -> Iterator[tuple[float, Pixels]]:
        for picture in clip.pictures():
            yield picture.time_s, picture.pixels
        clip.close()

    return (clip.about.width, clip.about.height), pictures()


def _photo(path: Path) -> tuple[tuple[int, int], Iterable[tuple[float, Pixels]]]:
    with Image.open(path) as image:
        upright = image.convert("RGBA")
    size = upright.size
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return size, [(0.0, np.asarray(upright))]
