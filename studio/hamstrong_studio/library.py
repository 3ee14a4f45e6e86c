"""The whole set for the package: pictures of every exercise and one manifest that names them.

Views (posters and loops) and faults are each drawn again only where their own description
changed: the same picture is never encoded twice.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hamstrong.exercises.schema import Exercise
from hamstrong_studio.faults import GAP, PANEL, fault_file, shown_faults, write_faults
from hamstrong_studio.film import LOOP, POSTER, VIEWS, Studio, cast, write_loops, write_posters
from hamstrong_studio.rig import FOLDER
from hamstrong_studio.targets import make_task

MANIFEST: Final = "manifest.json"
VERSION: Final = 1
STYLE: Final = 1
"""To be raised when light, dress, room or encoding change, so that every picture is made anew."""

FAULT_STYLE: Final = 2
"""The same of the pictures of faults alone."""
WALL_STYLE: Final = 1
"""The same of exercises at a wall that is leant on."""
LATE: Final = ("apart",)


def digest(exercise: Exercise) -> str:
    """What the posters and loops of an exercise depend on, as a short hash."""
    task = make_task(exercise)
    figure = task.figure.model_copy(update={"body": task.body.model_copy(update={"faults": {}})})
    body = (FOLDER / f"{cast(exercise)}.npz").read_bytes()
    # What was not there when most pictures were drawn counts only where it says something.
    late = {"body": {name for name in LATE if not getattr(task.body, name)}}
    walled = any(prop.kind == "wall" for prop in figure.props)
    styles = [STYLE, WALL_STYLE] if walled else [STYLE]
    said = json.dumps([*styles, exercise.timed, figure.model_dump_json(exclude=late)])
    return hashlib.sha256(said.encode() + body).hexdigest()[:16]


def fault_digests(exercise: Exercise) -> dict[str, str]:
    """The same of every picture of a fault, by its file."""
    degrees = make_task(exercise).body.faults
    views = digest(exercise)
    made = {}
    for number in shown_faults(exercise):
        name = exercise.faults[number].name
        said = json.dumps([FAULT_STYLE, views, name, degrees[name]])
        made[fault_file(exercise, number)] = hashlib.sha256(said.encode()).hexdigest()[:16]
    return made


def write_library(
    exercises: list[Exercise], folder: Path, *, again: bool = False
) -> Iterator[tuple[str, int]]:
    """Make what is missing or out of date; yields each exercise with its bytes.

    The manifest is written after every exercise, so that a stopped run goes on where it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = _read(folder)
    for exercise in exercises:
        old = {} if again else entries.get(exercise.id, {})
        entry = _make(exercise, folder, old)
        if entry != entries.get(exercise.id):
            for name in set(_files(entries.get(exercise.id, {}))) - set(_files(entry)):
                (folder / name).unlink(missing_ok=True)
            entries[exercise.id] = entry
            _write(folder, entries)
        yield exercise.id, sum((folder / name).stat().st_size for name in _files(entry))


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


def _make(exercise: Exercise, folder: Path, old: dict[str, Any]) -> dict[str, Any]:
    """Draw what the old entry does not answer for; the entry of what is there then."""
    posters = [folder / f"{exercise.id}.{view}.webp" for view in VIEWS]
    loops = [folder / f"{exercise.id}.{view}.avif" for view in VIEWS]
    views, faults = digest(exercise), fault_digests(exercise)
    known = old.get("fault_digests", {})
    stale = [f for f in faults if known.get(f) != faults[f] or not (folder / f).exists()]
    fresh = old.get("digest") == views and all(path.exists() for path in (*posters, *loops))
    if stale or not fresh:
        studio = Studio(exercise)
        if not fresh:
            write_posters(studio, posters)
            write_loops(studio, loops)
        numbers = [n for n in shown_faults(exercise) if fault_file(exercise, n) in stale]
        write_faults(studio, folder, numbers)
    return {
        "body": cast(exercise),
        "digest": views,
        "posters": [path.name for path in posters],
        "loops": [path.name for path in loops],
        "faults": {
            exercise.faults[number].name: fault_file(exercise, number)
            for number in shown_faults(exercise)
        },
        "fault_digests": faults,
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
