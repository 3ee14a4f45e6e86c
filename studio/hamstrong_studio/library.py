"""The whole set for the package: pictures of every exercise and one manifest that names them."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hamstrong.exercises.schema import Exercise
from hamstrong_studio.faults import GAP, PANEL, shown_faults, write_faults
from hamstrong_studio.film import LOOP, POSTER, VIEWS, Studio, cast, write_loops, write_posters
from hamstrong_studio.rig import FOLDER

MANIFEST: Final = "manifest.json"
VERSION: Final = 1
STYLE: Final = 1
"""To be raised when light, dress, room or encoding change, so that every picture is made anew."""


def digest(exercise: Exercise) -> str:
    """What the pictures of an exercise depend on, as a short hash."""
    figure = exercise.figure.model_dump_json() if exercise.figure else ""
    faults = [fault.name for fault in exercise.faults]
    body = (FOLDER / f"{cast(exercise)}.npz").read_bytes()
    said = json.dumps([STYLE, exercise.timed, figure, faults])
    return hashlib.sha256(said.encode() + body).hexdigest()[:16]


def write_library(
    exercises: list[Exercise], folder: Path, *, again: bool = False
) -> Iterator[tuple[str, int]]:
    """Make what is missing or out of date; yields each exercise with its bytes.

    The manifest is written after every exercise, so that a stopped run goes on where it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = _read(folder)
    for exercise in exercises:
        old = entries.get(exercise.id, {})
        fresh = old.get("digest") == digest(exercise) and all(
            (folder / name).exists() for name in _files(old)
        )
        if again or not fresh:
            for name in _files(old):
                (folder / name).unlink(missing_ok=True)
            entries[exercise.id] = _make(exercise, folder)
            _write(folder, entries)
        names = _files(entries[exercise.id])
        yield exercise.id, sum((folder / name).stat().st_size for name in names)


def sweep(exercises: list[Exercise], folder: Path) -> list[str]:
    """Drop entries and files of exercises that are no more; returns what went."""
    entries = _read(folder)
    known = {exercise.id for exercise in exercises}
    kept = {name: entry for name, entry in entries.items() if name in known}
    _write(folder, kept)
    wanted = {MANIFEST, *(name for entry in kept.values() for name in _files(entry))}
    gone = sorted(path for path in folder.iterdir() if path.name not in wanted)
    for path in gone:
        path.unlink()
    return [path.name for path in gone]


def _make(exercise: Exercise, folder: Path) -> dict[str, Any]:
    studio = Studio(exercise)
    posters = [folder / f"{exercise.id}.{view}.webp" for view in VIEWS]
    loops = [folder / f"{exercise.id}.{view}.avif" for view in VIEWS]
    write_posters(studio, posters)
    write_loops(studio, loops)
    faults = write_faults(studio, folder)
    numbers = shown_faults(exercise)
    return {
        "body": studio.acted.rig.name,
        "digest": digest(exercise),
        "posters": [path.name for path in posters],
        "loops": [path.name for path in loops],
        "faults": {
            exercise.faults[number].name: path.name
            for number, path in zip(numbers, faults, strict=True)
        },
    }


def _files(entry: dict[str, Any]) -> list[str]:
    return [*entry.get("posters", []), *entry.get("loops", []), *entry.get("faults", {}).values()]


def _read(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.exists():
        return {}
    made: dict[str, Any] = json.loads(path.read_text("utf-8"))["exercises"]
    return made


def _write(folder: Path, entries: dict[str, Any]) -> None:
    head = {
        "version": VERSION,
        "sizes": {
            "poster": POSTER,
            "loop": LOOP,
            "fault": (2 * PANEL[0] + GAP, PANEL[1]),
        },
        "exercises": dict(sorted(entries.items())),
    }
    (folder / MANIFEST).write_text(json.dumps(head, indent=1) + "\n", "utf-8")
