"""`hamstrong import FOLDER --watch`: take in what lies down in a folder, until interrupted."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from hamstrong.cli.activity_commands import print_taken
from hamstrong.cli.athlete import current_id
from hamstrong.cli.output import console
from hamstrong.cli.say import SAY
from hamstrong.coach.take_in_activities import TakenIn, take_in
from hamstrong.errors import BadInput

if TYPE_CHECKING:
    from hamstrong.cli.doors import Doors

EVERY_S = 30.0
"""Seconds between two looks."""

Stamp = tuple[int, int]
"""Bytes, and when they last changed, nanoseconds."""


@dataclass(slots=True)
class Folders:
    """What lies in folders; a file counts once it is the same at two looks.

    Attributes:
        paths: Folders, looked into with all that is in them.
    """

    paths: Sequence[Path]
    _before: dict[Path, Stamp] = field(default_factory=dict)
    _given: dict[Path, Stamp] = field(default_factory=dict)

    def settled(self) -> list[Path]:
        """Files that came to rest and were not given yet as they are now."""
        now = dict(_stamps(self.paths))
        rested = [
            path
            for path, stamp in now.items()
            if self._before.get(path) == stamp and self._given.get(path) != stamp
        ]
        self._before = now
        self._given = {
            path: stamp
            for path, stamp in (*self._given.items(), *((path, now[path]) for path in rested))
            if path in now
        }
        return sorted(rested)


def watch(doors: "Doors", paths: Sequence[Path], *, every_s: float = EVERY_S) -> NoReturn:
    """Look every so many seconds, for ever; an interrupt ends it and loses nothing.

    Raises:
        BadInput: A path that is no folder.
    """
    for path in paths:
        if not path.is_dir():
            raise BadInput(SAY.say("watch-needs-folder", path=path), place="--watch")
    folders = Folders(paths)
    console().print(SAY.say("activities.watching", seconds=f"{every_s:g}"))
    while True:
        look(doors, folders)
        time.sleep(every_s)


def look(doors: "Doors", folders: Folders) -> TakenIn | None:
    """One look; None where nothing new came to rest."""
    found = folders.settled()
    if not found:
        return None
    files = doors.activities()
    taken = take_in(doors, current_id, files, files.on_disk(found))
    print_taken(taken)
    return taken


def _stamps(paths: Iterable[Path]) -> Iterable[tuple[Path, Stamp]]:
    for folder in paths:
        for path in folder.rglob("*"):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            try:
                if not hidden and path.is_file():
                    stat = path.stat()
                    yield path, (stat.st_size, stat.st_mtime_ns)
            except OSError:
                # It went between two looks.
                continue
