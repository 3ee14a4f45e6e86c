"""Backups as the commands ask for them."""

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hamstrong.adapters.backups.archive import unpack_archive
from hamstrong.adapters.backups.making import Source, make_backup
from hamstrong.adapters.backups.restoring import Target, restore_backup
from hamstrong.adapters.backups.say import SAY
from hamstrong.adapters.backups.shelf import backup_name
from hamstrong.coach.backups import BackupFile, Manifest, Restored
from hamstrong.errors import BadFile, Unavailable
from hamstrong.machine import refusal


class FileDesk:
    """A `BackupDesk`.

    Args:
        source: What is backed up.
        target: Where backups go back to.
        folder: Where one goes that has no destination.
        now: The clock, aware.
    """

    def __init__(
        self, source: Source, target: Target, *, folder: Path, now: Callable[[], datetime]
    ) -> None:
        self._source = source
        self._target = target
        self._folder = folder
        self._now = now

    def make(self, destination: Path | None, *, clips: bool) -> tuple[BackupFile, Manifest]:
        """See `BackupDesk`."""
        now = self._now()
        file = (destination or self._folder).absolute()
        if destination is None or file.is_dir():
            file /= backup_name("backup", now)
        return make_backup(self._source, file, made_at=now, clips=clips)

    def verify(self, file: Path) -> Manifest:
        """See `BackupDesk`. Whether the disk has room for the database is needed to know."""
        if not file.is_file():
            reason = refusal(FileNotFoundError(2, "No such file or directory"))
            raise BadFile(SAY.say("unreadable", reason=reason), place=str(file))
        try:
            with tempfile.TemporaryDirectory() as work:
                return unpack_archive(file, Path(work), whole=False)
        except OSError as error:
            sentence = SAY.say("unreadable", reason=refusal(error))
            raise Unavailable(sentence, place=str(file)) from error

    def restore(self, file: Path, *, keys: bool) -> Restored:
        """See `BackupDesk`."""
        return restore_backup(
            self._target,
            file,
            now=self._now(),
            passphrase=self._source.passphrase,
            keys=keys,
        )
