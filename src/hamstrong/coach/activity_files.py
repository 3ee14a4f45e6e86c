"""What an import of activities asks of the room that knows files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Protocol

from hamstrong.running.activity import Activity


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on its way in, out of its archives.

    Attributes:
        name: Where it was: `export.zip/activities/1.fit.gz`.
        data: Its bytes, expanded; empty where `refused` says why.
        refused: One sentence: why nothing of it could be opened; mostly empty.
        title: What a list beside it calls it.
        share: Of the whole import that is behind once this file is, 0 to 1.
    """

    name: str
    data: bytes = b""
    refused: str = ""
    title: str = ""
    share: float = 1.0

    @property
    def digest(self) -> str:
        """Equal for equal bytes."""
        return sha256(self.data).hexdigest()


class ActivityFiles(Protocol):
    """Finds files of activities and reads them."""

    def is_activity(self, data: bytes) -> bool:
        """Whether the first bytes are those of an activity or of an archive of them."""

    def on_disk(self, paths: Sequence[Path]) -> Iterator[FoundFile]:
        """Every file in files, folders and archives, one at a time, in a steady order."""

    def sent(self, name: str, stream: IO[bytes]) -> Iterator[FoundFile]:
        """Every file in one that a page sent."""

    def read(self, file: FoundFile) -> tuple[Activity, ...]:
        """Raises BadFile with one sentence; never anything else, whatever the bytes."""
