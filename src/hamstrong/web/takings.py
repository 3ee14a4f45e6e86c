"""Imports under way: how far each is, and whether it shall end early. In memory alone.

What an import has kept stays kept, and the same files sent again go on from there: this is for the
page that waits, nothing rests on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import SEEK_END
from typing import Final
from uuid import UUID

from hamstrong.coach.activity_files import ActivityFiles, FoundFile
from hamstrong.web.sent_files import Sent

MOST: Final = 20
"""Imports that are remembered; the oldest goes first."""


@dataclass(slots=True)
class Taking:
    """One import.

    Attributes:
        share: Of the bytes that came, read so far, 0-1.
        files: Looked at so far.
        stops: The athlete wants it to end here.
    """

    share: float = 0.0
    files: int = 0
    stops: bool = False

    def watched(self, files: ActivityFiles, sent: Sequence[Sent]) -> Iterator[FoundFile]:
        """Every file in them, out of its archives, until it is told to stop."""
        sizes = [one.stream.seek(0, SEEK_END) for one in sent]
        whole, before = sum(sizes) or 1, 0
        for one, size in zip(sent, sizes, strict=True):
            one.stream.seek(0)
            for found in files.sent(one.name, one.stream):
                yield found
                # Asked for the next: this one was read.
                self.files += 1
                self.share = (before + min(one.stream.tell(), size)) / whole
                if self.stops:
                    return
            before += size
            self.share = before / whole


@dataclass(slots=True)
class Takings:
    """All that the pages may ask about, by the mark that the page made up."""

    _by_mark: dict[UUID, Taking] = field(default_factory=dict)

    def begin(self, mark: UUID | None) -> Taking:
        """A new one; one without a mark is nobody's to ask about."""
        taking = Taking()
        if mark is not None:
            while len(self._by_mark) >= MOST:
                del self._by_mark[next(iter(self._by_mark))]
            self._by_mark[mark] = taking
        return taking

    def find(self, mark: UUID) -> Taking | None:
        """None before it began, and long after it ended."""
        return self._by_mark.get(mark)
