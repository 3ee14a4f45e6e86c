"""Every file in folders and archives, one at a time, whatever hides in them."""

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from hamstrong.adapters.files.activities.caps import (
    ARCHIVE_BYTES,
    CHUNK,
    ENTRIES,
    EXPANSION,
    FILE_BYTES,
    NESTING,
)
from hamstrong.adapters.files.activities.strava_names import LIST_NAME, names_in
from hamstrong.adapters.files.say import SAY
from hamstrong.coach.activity_files import FoundFile
from hamstrong.errors import BadFile

ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"
GZIP: Final = b"\x1f\x8b"
_IN_MEMORY: Final = 8_000_000
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # zipfile: encrypted
    NotImplementedError,  # zipfile: a way of packing that it does not know
    ValueError,
    UnicodeError,
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the import a file stands.

    Attributes:
        name: Its path, archives included.
        depth: Archives around it.
        low, high: Shares of the import behind before and after it.
        title: What a list beside it calls it.
    """

    name: str
    depth: int
    low: float
    high: float
    title: str = ""

    def refused(self, sentence: str) -> FoundFile:
        return FoundFile(self.name, refused=sentence, share=self.high)


class Walk:
    """One import's way through its files; it counts them, so that none hides a million."""

    def __init__(self) -> None:
        self._left = ENTRIES

    def on_disk(self, paths: Sequence[Path]) -> Iterator[FoundFile]:
        """Files, folders and archives, folders in the order of their names."""
        found = [pair for path in paths for pair in _files_under(path)]
        names = _names_beside([file for file, _ in found])
        whole = sum(size for _, size in found) or 1
        behind = 0
        for file, size in found:
            place = _Place(
                str(file), 0, behind / whole, (behind + size) / whole, names.get(file, "")
            )
            behind += size
            if file.name == LIST_NAME and any(file.parent in named.parents for named in names):
                continue
            try:
                with file.open("rb") as stream:
                    yield from self.opened(stream, place)
            except OSError as error:
                reason = (error.strerror or "unknown").lower()
                yield place.refused(SAY.say("activity.cannot-open", reason=reason))

    def sent(self, name: str, stream: IO[bytes]) -> Iterator[FoundFile]:
        """What came by a page."""
        yield from self.opened(stream, _Place(_shown(name), 0, 0.0, 1.0))

    def opened(self, stream: IO[bytes], place: _Place) -> Iterator[FoundFile]:
        """The file itself, or every file in it."""
        head = stream.read(4)
        stream.seek(0)
        if head == ZIP:
            yield from self._in_zip(stream, place)
            return
        try:
            data = _expanded(stream) if head.startswith(GZIP) else _all_of(stream)
        except BadFile as error:
            yield place.refused(error.message)
        except _UNREADABLE:
            yield place.refused(SAY["activity.broken-archive"])
        else:
            yield FoundFile(place.name, data, title=place.title, share=place.high)

    def _in_zip(self, stream: IO[bytes], place: _Place) -> Iterator[FoundFile]:
        if place.depth >= NESTING:
            yield place.refused(SAY.say("activity.too-nested", most=NESTING))
            return
        try:
            archive = zipfile.ZipFile(stream)
        except _UNREADABLE:
            yield place.refused(SAY["activity.broken-archive"])
            return
        with archive:
            infos = [info for info in archive.infolist() if _is_wanted(info)]
            names = _names_within(archive, infos)
            whole = sum(max(info.compress_size, 1) for info in infos) or 1
            behind, width = 0, place.high - place.low
            for info in infos:
                self._left -= 1
                if self._left < 0:
                    yield place.refused(SAY.say("activity.too-many-files", most=ENTRIES))
                    return
                low = place.low + width * behind / whole
                behind += max(info.compress_size, 1)
                high = place.low + width * behind / whole
                if names and info.filename.rpartition("/")[2] == LIST_NAME:
                    continue
                name, title = _shown(info.filename), names.get(info.filename, "")
                inner = _Place(f"{place.name}/{name}", place.depth + 1, low, high, title)
                yield from self._entry(archive, info, inner)

    def _entry(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: _Place
    ) -> Iterator[FoundFile]:
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as spooled:
            try:
                with archive.open(info) as packed:
                    _spool(packed, spooled, info.compress_size)
            except BadFile as error:
                yield place.refused(error.message)
                return
            except _UNREADABLE:
                yield place.refused(SAY["activity.broken-entry"])
                return
            spooled.seek(0)
            yield from self.opened(spooled, place)


def _files_under(path: Path) -> Iterator[tuple[Path, int]]:
    """Files and their bytes; what begins with a dot is the system's own."""
    if not path.is_dir():
        yield path, path.stat().st_size if path.is_file() else 0
        return
    for folder, below, files in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith((".", "__MACOSX")))
        for name in sorted(files):
            file = Path(folder, name)
            if not name.startswith(".") and file.is_file():
                yield file, file.stat().st_size


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.split("/")
    return not info.is_dir() and not any(part.startswith((".", "__MACOSX")) for part in parts)


def _shown(name: str) -> str:
    """Names in archives are anybody's: no control characters, no end of screen."""
    return "".join(c if c.isprintable() else "?" for c in name)[:200]


def _names_beside(files: Sequence[Path]) -> Mapping[Path, str]:
    """By file, from lists in the folders."""
    found: dict[Path, str] = {}
    for listed in files:
        if listed.name == LIST_NAME and listed.stat().st_size <= FILE_BYTES:
            names = names_in(listed.read_bytes())
            found.update({listed.parent / path: name for path, name in names.items()})
    return found


def _names_within(archive: zipfile.ZipFile, infos: Sequence[zipfile.ZipInfo]) -> Mapping[str, str]:
    """By path in the archive, from the lists in it."""
    found: dict[str, str] = {}
    for info in infos:
        folder, _, name = info.filename.rpartition("/")
        if name != LIST_NAME or info.file_size > FILE_BYTES:
            continue
        try:
            with archive.open(info) as packed:
                names = names_in(packed.read(FILE_BYTES))
        except _UNREADABLE:
            continue
        prefix = f"{folder}/" if folder else ""
        found.update({prefix + path: title for path, title in names.items()})
    return found


def _spool(packed: IO[bytes], out: IO[bytes], packed_bytes: int) -> None:
    """Expand, and stop where the archive lies about it. Raises BadFile."""
    grown, most = 0, max(packed_bytes, 1) * EXPANSION
    is_archive: bool | None = None
    while chunk := packed.read(CHUNK):
        is_archive = chunk.startswith(ZIP) if is_archive is None else is_archive
        grown += len(chunk)
        if grown > (ARCHIVE_BYTES if is_archive else FILE_BYTES):
            raise BadFile(SAY.say("activity.too-large", most=FILE_BYTES // 1_000_000))
        if grown > most:
            raise BadFile(SAY.say("activity.grows", most=EXPANSION))
        out.write(chunk)


def _all_of(stream: IO[bytes]) -> bytes:
    data = stream.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise BadFile(SAY.say("activity.too-large", most=FILE_BYTES // 1_000_000))
    return data


def _expanded(stream: IO[bytes]) -> bytes:
    """Of gzip. Raises BadFile for what grows too much."""
    packed = _all_of(stream)
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as opened:
        _spool(opened, out, len(packed))  # type: ignore[arg-type]
    return out.getvalue()
