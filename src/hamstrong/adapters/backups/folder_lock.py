"""Who uses a data folder: everybody who opens its database together, a restore alone.

The lock is the system's (flock) on the folder itself: it leaves no file behind, and ends with the
process however that ends. Where the file system has no locks, nobody is held up.
"""

import errno
import fcntl
import os
import time
from pathlib import Path
from typing import Final

from hamstrong.adapters.backups.say import SAY
from hamstrong.errors import Conflict, Unavailable

PATIENCE_S: Final = 10.0
"""A restore's last step renames a few files."""
_TURN_S: Final = 0.05
_HELD: Final = (errno.EWOULDBLOCK, errno.EACCES)


class FolderLock:
    """A lock that is held until `release`."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Let others in; nothing happens the second time."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def hold_together(folder: Path) -> FolderLock:
    """The lock of those who open the database. Raises Unavailable while one restores."""
    give_up_at = time.monotonic() + PATIENCE_S
    while (lock := _take(folder, fcntl.LOCK_SH)) is None:
        if time.monotonic() > give_up_at:
            raise Unavailable(SAY["is-being-restored"], place=str(folder))
        time.sleep(_TURN_S)
    return lock


def hold_alone(folder: Path, *, patience_s: float = 0.0) -> FolderLock:
    """The lock of a restore. Raises Conflict while anybody has the database open."""
    give_up_at = time.monotonic() + patience_s
    while (lock := _take(folder, fcntl.LOCK_EX)) is None:
        if time.monotonic() >= give_up_at:
            raise Conflict(SAY["is-running"], place=str(folder))
        time.sleep(_TURN_S)
    return lock


def _take(folder: Path, kind: int) -> FolderLock | None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            os.close(handle)
            return None
    return FolderLock(handle)
