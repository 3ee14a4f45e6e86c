"""Real people: photos, short films and published landmarks, with what a person saw in them."""

import csv
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.judge.bodies import SHARED
from benchmarks.judge.film import Array, Film, Kind, Points
from benchmarks.judge.kept_eyes import sighted
from hamstrong.coach.judge_clip import Model
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.landmarks import Landmark

DATA = SHARED / "data"
PHOTOS = DATA / "photos" / "free-exercise-db"
VIDEO = DATA / "video"
PLANKS = DATA / "landmarks" / "exercise-correction"
LABELS = Path(__file__).with_name("labels.toml")

PHOTO_HZ = 10
PHOTO_S = (4, 4, 2)
"""The first photo of a pair, the second, the first again."""
PLANK_SIZE = (1280, 720)
"""The published landmarks are shares of a picture whose shape is not told; this one is usual."""
STILL_S = 3
EVERY_STILL = 25
"""Neighbours in those files are nearly the same picture."""

ASKED = (
    "hb_floor_2l",
    "hb_support_1l_bent",
    "hb_support_1l_mid",
    "hb_support_1l_long",
    "plank",
    "sp_feet",
    "wall_sit",
    "ss_iso",
)
"""Every film without a hold is judged as each of these, on both sides."""


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """A film of a real person, and whether the exercise is held in each frame; None: no claim."""

    film: Film
    up: NDArray[np.bool_] | None


@cache
def labels() -> dict[str, list[dict[str, Any]]]:
    """The hand labels, as they stand in the file."""
    return tomllib.loads(LABELS.read_text(encoding="utf-8"))


def photos(model: Model) -> Iterator[Labelled]:
    """Pairs of photos as films."""
    for label in labels()["photos"]:
        files = [PHOTOS / f"{label['name']}_{number}.jpg" for number in (0, 1)]
        if not all(file.exists() for file in files):
            continue
        seen = [sighted(file, model) for file in files]
        order = np.repeat([0, 1, 0], [seconds * PHOTO_HZ for seconds in PHOTO_S])
        states = label.get("states")
        up = None if states is None else np.array([states[n] == "up" for n in order])
        points = [seen[n][2][0] for n in order]
        times_s = np.arange(1, len(order) + 1) / PHOTO_HZ
        yield from _asked(label, Kind.PHOTOS, (seen[0][0], times_s, points), up)


def clips(model: Model) -> Iterator[Labelled]:
    """Short films."""
    for label in labels()["clips"]:
        file = VIDEO / label["file"]
        if not file.exists():
            continue
        seen = sighted(file, model)
        times_s = seen[1]
        held = label.get("up")
        up = None
        if held is not None:
            up = np.any([(a <= times_s) & (times_s <= b) for a, b in held], axis=0)
        yield from _asked(label, Kind.CLIPS, seen, up)


def _asked(
    label: dict[str, Any],
    kind: Kind,
    seen: tuple[tuple[int, int], Array, list[Points | None]],
    up: NDArray[np.bool_] | None,
) -> Iterator[Labelled]:
    """The film as the exercise that it shows, and as every one that it does not."""
    size, times_s, points = seen
    name = label.get("name") or Path(label["file"]).stem

    def film(exercise_id: str, side: Side, may_hold: bool) -> Film:
        told = f"{name} as {exercise_id}, {side.value}"
        shows = {"shows": str(label["what"])}
        return Film(
            told,
            kind,
            exercise_id,
            side,
            size,
            times_s,
            points,
            conditions=shows,
            may_hold=may_hold,
        )

    own = label.get("exercise")
    if own is not None:
        yield Labelled(film(own, Side(label.get("side", "both")), True), up)
    for exercise_id in ASKED:
        if exercise_id != own and exercise_id not in label.get("may", ()):
            for side in sides(exercise_id):
                yield Labelled(film(exercise_id, side, False), None)


def sides(exercise_id: str) -> tuple[Side, ...]:
    """On which an exercise is judged."""
    one_sided = load_library()[exercise_id].one_sided
    return (Side.LEFT, Side.RIGHT) if one_sided else (Side.BOTH,)


def planks() -> Iterator[Labelled]:
    """Stills that stay for some seconds, each called correct, high or low by a person."""
    for file in sorted((PLANKS / "plank").glob("*.csv")):
        for number, (label, points) in enumerate(_rows(file)):
            if number % EVERY_STILL:
                continue
            count = STILL_S * PHOTO_HZ
            film = Film(
                name=f"{file.stem}, row {number}",
                kind=Kind.PLANKS,
                exercise_id="plank",
                side=Side.BOTH,
                size=PLANK_SIZE,
                times_s=np.arange(1, count + 1) / PHOTO_HZ,
                points=[points] * count,
                conditions={"called": {"C": "correct", "H": "high", "L": "low"}[label]},
            )
            yield Labelled(film, np.full(count, label == "C"))


def _rows(file: Path) -> Iterator[tuple[str, Points]]:
    """Label and landmarks of each row."""
    names = {
        mark: mark.name.lower().replace("toe", "foot_index")
        for mark in Landmark
        if "EAR" not in mark.name
    }
    scale = (PLANK_SIZE[0], PLANK_SIZE[1], PLANK_SIZE[0], 1.0)
    with file.open(newline="") as lines:
        for row in csv.DictReader(lines):
            points = np.zeros((33, 4), np.float32)
            for mark, name in names.items():
                points[mark] = [
                    float(row[f"{name}_{axis}"]) * by
                    for axis, by in zip("xyzv", scale, strict=True)
                ]
            yield row["label"], points


def right_share(up: NDArray[np.bool_], good: NDArray[np.bool_], judged: Sequence[bool]) -> float:
    """Share of the judged frames that were called as the person called them; 0 without any."""
    chosen = np.array(judged, bool)
    return float((up == good)[chosen].mean()) if chosen.any() else 0.0
