"""Make a backup: copy, pack, verify, and only then give it its name."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from hamstrong.adapters.backups.archive import (
    CLIPS,
    DATABASE,
    SECRETS,
    unpack_archive,
    write_archive,
)
from hamstrong.adapters.backups.say import SAY
from hamstrong.adapters.backups.secrets import seal, secret_files
from hamstrong.adapters.backups.snapshot import check_database, copy_database
from hamstrong.coach.backups import BackupFile, Manifest
from hamstrong.errors import BadFile, Conflict, NotFound, Unavailable
from hamstrong.machine import refusal

WORK: Final = ".hamstrong-backup-"
"""How folders begin in which a backup is under way."""
LEFT_BEHIND_S: Final = 24 * 3600.0
"""A folder of work this old was left by a process that was killed."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up.

    Attributes:
        data: The data folder.
        app_version: Of this program.
        passphrase: Seals the keys; without one they are left out.
    """

    data: Path
    app_version: str
    passphrase: str = field(default="", repr=False)


def make_backup(
    source: Source,
    target: Path,
    *,
    made_at: datetime,
    clips: bool = False,
    stopping: Callable[[], bool] = lambda: False,
) -> tuple[BackupFile, Manifest]:
    """Write a backup that is verified and on disk; nothing is there where this raises.

    Args:
        source: What is backed up.
        target: The file to make; its folder is made where it is missing, for its owner alone.
        made_at: Aware.
        clips: Whether films go in as well.
        stopping: Whether to give up.

    Raises:
        NotFound: There is no database.
        Conflict: The target exists.
        Unavailable: The database is damaged or unreadable, the disk is full or read-only.
    """
    database = source.data / DATABASE
    if not database.is_file():
        raise NotFound(SAY["nothing-to-back-up"], place=str(source.data))
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(target.parent)
        with tempfile.TemporaryDirectory(prefix=WORK, dir=target.parent) as work:
            copy = Path(work) / DATABASE
            copy_database(database, copy, stopping=stopping)
            manifest = _pack(source, copy, made_at=made_at, clips=clips)
            part = copy.with_name("part")
            size = part.stat().st_size
            _publish(part, target)
    except BadFile as error:
        raise Unavailable(error.message, place=str(database)) from error
    except OSError as error:
        sentence = SAY.say("not-written", reason=refusal(error))
        raise Unavailable(sentence, place=str(target.parent)) from error
    return BackupFile(target, made_at, size), manifest


def _pack(source: Source, copy: Path, *, made_at: datetime, clips: bool) -> Manifest:
    """The copy and what belongs to it as a verified archive `part` beside the copy."""
    found = check_database(copy)
    files, left_out = {DATABASE: copy}, []
    secrets = secret_files(source.data)
    if secrets and source.passphrase:
        files[SECRETS] = copy.with_name(SECRETS)
        files[SECRETS].write_bytes(seal(secrets, source.passphrase))
    elif secrets:
        left_out.append("secrets")
    films = {f"{CLIPS}/{f.name}": f for f in _films(source.data)}
    if clips:
        files |= films
    elif films:
        left_out.append(CLIPS)
    about = Manifest(source.app_version, found.schema, made_at, (), found.counts, tuple(left_out))
    part = copy.with_name("part")
    written = write_archive(part, files, about)
    copy.unlink()
    if unpack_archive(part, copy.parent, whole=False) != written:
        raise BadFile(SAY["members-differ"])
    return written


def _films(data: Path) -> list[Path]:
    """Films that came in whole."""
    return [file for file in sorted((data / CLIPS).glob("*")) if not file.suffix]


def _publish(part: Path, target: Path) -> None:
    """Give it its name, never in place of another file."""
    try:
        os.link(part, target)
    except FileExistsError as error:
        raise Conflict(SAY["is-there-already"], place=str(target)) from error
    except OSError:  # a file system without links
        if target.exists():
            raise Conflict(SAY["is-there-already"], place=str(target)) from None
        part.rename(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Names that changed in a folder are on disk afterwards."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what killed processes left behind."""
    for left in folder.glob(f"{WORK}*"):
        if time.time() - left.stat().st_mtime > LEFT_BEHIND_S:
            shutil.rmtree(left, ignore_errors=True)
