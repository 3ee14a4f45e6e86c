"""Where clips lie until they are judged: files of our own folder, each under the id of its job."""

import errno
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile, Unavailable

FOLDER: Final = "clips"
MOST_BYTES: Final = 2_000_000_000
"""Of one clip: a quarter of an hour as a phone films it, and some minutes in 4K (judgement)."""
LEFT_FREE_BYTES: Final = 500_000_000
"""What stays free on the disk, for the database and everybody else (judgement)."""
_PART: Final = ".part"


class Incoming:
    """A clip that is being written."""

    def __init__(self, file: BinaryIO, *, most: int, free: int) -> None:
        self._file = file
        self._most = most
        self._free = free
        self.size = 0

    def write(self, data: bytes) -> None:
        """Add bytes.

        Raises:
            BadFile: It is larger than any clip may be.
            Unavailable: The disk is too full for it.
        """
        self.size += len(data)
        if self.size > self._most:
            raise BadFile(SAY.say("clip-too-large", limit=f"{self._most / 1e9:g}"), place="clip")
        if self.size > self._free:
            raise Unavailable(SAY["clip-disk-full"], place="clip")
        try:
            self._file.write(data)
        except OSError as error:
            raise _refusal(error) from error


class FileShelf:
    """A folder in the data folder, readable by its owner alone.

    Args:
        data: The data folder.
        most: Bytes of a clip.
    """

    def __init__(self, data: Path, *, most: int = MOST_BYTES) -> None:
        self._folder = data / FOLDER
        self.most = most

    @property
    def in_use(self) -> bool:
        """Whether a clip was ever sent here."""
        return self._folder.is_dir()

    def path(self, job_id: str) -> Path:
        """Where it is, or would be."""
        return self._folder / job_id

    def drop(self, job_id: str) -> None:
        """Remove it; nothing happens where there is none."""
        self.path(job_id).unlink(missing_ok=True)

    def sweep(self, keep: Collection[str]) -> None:
        """Remove every other file, also those that never came in whole."""
        if self.in_use:
            for file in self._folder.iterdir():
                if file.name not in keep:
                    file.unlink(missing_ok=True)

    @contextmanager
    def taking_in(self, job_id: str) -> Iterator[Incoming]:
        """A new clip: there when the block ends, gone when it raises.

        Raises:
            Unavailable: The folder or the file cannot be written.
        """
        part = self._folder / f"{job_id}{_PART}"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            free = max(0, shutil.disk_usage(self._folder).free - LEFT_FREE_BYTES)
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as error:
            raise _refusal(error) from error
        try:
            with os.fdopen(handle, "wb") as file:
                yield Incoming(file, most=self.most, free=free)
            part.rename(self.path(job_id))
        except OSError as error:
            raise _refusal(error) from error
        finally:
            part.unlink(missing_ok=True)


def _refusal(error: OSError) -> Unavailable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Unavailable(SAY["clip-disk-full"], place="clip")
    reason = (error.strerror or "unknown reason").lower()
    return Unavailable(SAY.say("clip-not-written", reason=reason), place="clip")
