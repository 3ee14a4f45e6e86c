"""Backups: what one tells about itself, which are kept, and when the next one is due."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol

FORMAT: Final = "hamstrong-backup/1"

EVERY: Final = timedelta(hours=20)
"""One a day, also where the coach is started a little earlier each morning. Judgement."""

TRY_AGAIN: Final = timedelta(hours=1)
"""After one that failed: a full disk is seldom emptied within the minute. Judgement."""

DAYS_KEPT: Final = 7
WEEKS_KEPT: Final = 4
MONTHS_KEPT: Final = 6
"""The newest backup of each of so many days, weeks and months that have one stays. Judgement: a
mistake is noticed within a week, a lost month within a training block."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a backup: its name, its bytes, and their SHA-256 as hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup tells about itself.

    Attributes:
        app_version: Of the Hamstrong that wrote it.
        schema: Version of the database's schema.
        made_at: Aware; the backup holds all that was acknowledged before.
        members: The files inside, the manifest apart.
        counts: Rows of each table.
        left_out: What lay in the data folder and was not taken: "secrets", "clips".
    """

    app_version: str
    schema: str
    made_at: datetime
    members: tuple[Member, ...]
    counts: Mapping[str, int]
    left_out: tuple[str, ...] = ()


def manifest_to_json(manifest: Manifest) -> dict[str, Any]:
    """As the backup holds it."""
    return {
        "format": FORMAT,
        "app_version": manifest.app_version,
        "schema": manifest.schema,
        "made_at": manifest.made_at.isoformat(),
        "members": {m.name: {"size": m.size, "sha256": m.sha256} for m in manifest.members},
        "counts": dict(manifest.counts),
        "left_out": list(manifest.left_out),
    }


def manifest_from_json(values: Mapping[str, Any]) -> Manifest:
    """What `manifest_to_json` wrote. Raises KeyError, TypeError, ValueError for anything else."""
    if values["format"] != FORMAT:
        raise ValueError(values["format"])
    members = values["members"].items()
    made_at = datetime.fromisoformat(values["made_at"])
    if made_at.tzinfo is None:
        raise ValueError(values["made_at"])
    return Manifest(
        app_version=str(values["app_version"]),
        schema=str(values["schema"]),
        made_at=made_at,
        members=tuple(Member(str(n), int(m["size"]), str(m["sha256"])) for n, m in members),
        counts={str(name): int(count) for name, count in values["counts"].items()},
        left_out=tuple(map(str, values["left_out"])),
    )


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup that lies in a folder: where, of when (aware), and its bytes."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        manifest: Of the backup.
        aside: Where the data of before lies; None where there was none.
        without_secrets: Whether keys are as they were, as the backup has none or none was wanted.
    """

    manifest: Manifest
    aside: Path | None
    without_secrets: bool


class BackupDesk(Protocol):
    """What the commands ask for."""

    def make(self, destination: Path | None, *, clips: bool) -> tuple[BackupFile, Manifest]:
        """Write a backup and verify it.

        Args:
            destination: A file that does not exist, or a folder; None takes the backups' own.
            clips: Whether films that lie in the data folder go in as well.

        Raises:
            Unavailable: It cannot be written, or the database cannot be read.
            Conflict: There is such a file already.
        """

    def verify(self, file: Path) -> Manifest:
        """Check everything in a backup. Raises BadFile with what is wrong."""

    def restore(self, file: Path, *, keys: bool) -> Restored:
        """Put what a backup holds in place of the data, which is kept aside.

        Args:
            file: The backup.
            keys: Whether its keys are wanted, where it has any.

        Raises:
            BadFile: It is damaged, or no backup; nothing was changed.
            Conflict: Hamstrong runs on the data folder.
            BadInput: The passphrase is missing or another one.
            Unavailable: It was made by a newer Hamstrong, or the folder cannot be written.
        """


class BackupShelf(Protocol):
    """The folder in which backups that nobody asked for lie."""

    @property
    def folder(self) -> Path: ...

    def is_beside_data(self) -> bool:
        """Whether it is on the disk of the data, as far as one can tell."""

    def kept(self) -> tuple[BackupFile, ...]:
        """The daily ones, newest first. Raises Unavailable where the folder cannot be read."""

    def make(self, made_at: datetime, *, stopping: Callable[[], bool]) -> BackupFile:
        """Make a daily one. Raises Unavailable."""

    def drop(self, file: BackupFile) -> None:
        """Remove one; nothing happens where there is none."""


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """How backups stand.

    Attributes:
        folder: Where they are made; None where they are switched off.
        kept: Those that are there, newest first.
        problem: One sentence about the last try, where it failed.
        beside_data: Whether they lie on the disk that they are to outlive.
    """

    folder: Path | None = None
    kept: tuple[BackupFile, ...] = field(default=())
    problem: str = ""
    beside_data: bool = False

    @property
    def last(self) -> BackupFile | None:
        """The newest."""
        return self.kept[0] if self.kept else None


def is_due(kept: Sequence[BackupFile], now: datetime) -> bool:
    """Whether the last one is too old. One from the future, of a clock that was ahead, is none."""
    return not any(now - EVERY < file.made_at <= now for file in kept)


def superseded(kept: Sequence[BackupFile], now: datetime) -> tuple[BackupFile, ...]:
    """Those that nobody needs any more; never one from the future, and never the newest."""
    past = sorted((f for f in kept if f.made_at <= now), key=lambda f: f.made_at, reverse=True)
    stay = {
        file.path
        for period, most in ((_day, DAYS_KEPT), (_week, WEEKS_KEPT), (_month, MONTHS_KEPT))
        for file in _newest_of_each(past, period, most)
    }
    return tuple(file for file in past if file.path not in stay)


def _newest_of_each(
    newest_first: Sequence[BackupFile], period: Callable[[datetime], object], most: int
) -> Iterator[BackupFile]:
    seen: set[object] = set()
    for file in newest_first:
        if period(file.made_at) not in seen and len(seen) < most:
            seen.add(period(file.made_at))
            yield file


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return (moment.year, moment.month)
