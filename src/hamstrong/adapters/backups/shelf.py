"""The folder of backups that nobody asked for: daily ones, and those of before a migration."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from hamstrong.adapters.backups.making import Source, make_backup
from hamstrong.adapters.backups.say import SAY
from hamstrong.coach.backups import BackupFile
from hamstrong.errors import Unavailable
from hamstrong.machine import refusal

BEFORE_KEPT: Final = 3
"""Backups of before migrations that stay. Judgement: nobody goes back further than that."""
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_DAILY: Final = "daily"


def backup_name(kind: str, made_at: datetime) -> str:
    """`hamstrong-daily-20270105T043000Z.zip`: kind, and the moment in UTC."""
    return f"hamstrong-{kind}-{made_at.astimezone(UTC):{_STAMP}}.zip"


class FileShelf:
    """A `BackupShelf`; touches only files that are named as it names them.

    Args:
        folder: Made when the first backup is.
        source: What is backed up.
    """

    def __init__(self, folder: Path, source: Source) -> None:
        self._folder = folder
        self._source = source

    @property
    def folder(self) -> Path:
        """See `BackupShelf`."""
        return self._folder

    def is_beside_data(self) -> bool:
        """See `BackupShelf`."""
        try:
            return self._folder.stat().st_dev == self._source.data.stat().st_dev
        except OSError:
            return False

    def kept(self) -> tuple[BackupFile, ...]:
        """See `BackupShelf`."""
        return self._kept(_DAILY)

    def make(self, made_at: datetime, *, stopping: Callable[[], bool]) -> BackupFile:
        """See `BackupShelf`."""
        target = self._folder / backup_name(_DAILY, made_at)
        return make_backup(self._source, target, made_at=made_at, stopping=stopping)[0]

    def make_before(self, schema: str, made_at: datetime) -> BackupFile:
        """Make one of a database whose schema is about to change. Raises Unavailable."""
        target = self._folder / backup_name(f"before-{schema}", made_at)
        made = make_backup(self._source, target, made_at=made_at)[0]
        for old in self._kept(r"before-\w+")[BEFORE_KEPT:]:
            self.drop(old)
        return made

    def drop(self, file: BackupFile) -> None:
        """See `BackupShelf`."""
        try:
            file.path.unlink(missing_ok=True)
        except OSError as error:
            raise self._refusal(error) from error

    def _kept(self, kind: str) -> tuple[BackupFile, ...]:
        pattern = re.compile(rf"hamstrong-{kind}-(\d{{8}}T\d{{6}}Z)\.zip")
        try:
            named = [(pattern.fullmatch(path.name), path) for path in self._folder.iterdir()]
            found = [_file(path, match[1]) for match, path in named if match]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._refusal(error) from error
        return tuple(sorted(found, key=lambda file: file.made_at, reverse=True))

    def _refusal(self, error: OSError) -> Unavailable:
        return Unavailable(
            SAY.say("folder-unusable", reason=refusal(error)), place=str(self._folder)
        )


def _file(path: Path, stamp: str) -> BackupFile:
    made_at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    return BackupFile(path, made_at, path.stat().st_size)
