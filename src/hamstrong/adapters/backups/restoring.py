"""Put a backup in place of the data: everything is made ready first, then renamed.

What is to be renamed stands in a file before the first of it happens. From then on whoever opens
the folder finishes the work before looking (`finish_restore`): a reader sees the data of before or
the data of the backup, whenever the process is killed.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Final

from hamstrong.adapters.backups.archive import CLIPS, DATABASE, SECRETS, unpack_archive
from hamstrong.adapters.backups.folder_lock import PATIENCE_S, FolderLock, hold_alone, hold_together
from hamstrong.adapters.backups.making import sync_folder
from hamstrong.adapters.backups.say import SAY
from hamstrong.adapters.backups.secrets import unseal
from hamstrong.coach.backups import Manifest, Restored
from hamstrong.errors import BadFile, Unavailable
from hamstrong.machine import refusal

JOURNAL: Final = "restore.json"
_STAGE: Final = ".hamstrong-restore-"
_LOGS: Final = (f"{DATABASE}-wal", f"{DATABASE}-shm")
"""What SQLite keeps beside the database: beside another one they would destroy it."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a backup goes.

    Attributes:
        data: The data folder; exists.
        newest: Version of the schema that this program knows as its last.
        migrate: Brings a database to that version. Raises Unavailable.
    """

    data: Path
    newest: str
    migrate: Callable[[Path], None]


def restore_backup(
    target: Target, file: Path, *, now: datetime, passphrase: str, keys: bool
) -> Restored:
    """Restore a backup. See `BackupDesk.restore`."""
    lock = hold_alone(target.data)
    try:
        finish_restore(target.data)
        stage = target.data / f"{_STAGE}{token_hex(8)}"
        stage.mkdir(mode=0o700)
        try:
            manifest = unpack_archive(file, stage, whole=True)
            has_keys = _make_ready(target, stage, manifest, passphrase if keys else None)
            aside = _put_in_place(target.data, stage, now)
        finally:
            # Once it is written down what goes where, the stage is the data.
            if not (target.data / JOURNAL).exists():
                shutil.rmtree(stage, ignore_errors=True)
    except FileNotFoundError as error:
        raise BadFile(SAY.say("unreadable", reason=refusal(error)), place=str(file)) from error
    except OSError as error:
        sentence = SAY.say("not-restored", reason=refusal(error))
        raise Unavailable(sentence, place=str(target.data)) from error
    finally:
        lock.release()
    return Restored(manifest, aside, without_secrets=not has_keys)


def open_folder(data: Path) -> FolderLock:
    """The lock of who opens the database, once a restore that was killed is finished.

    Raises:
        Unavailable: One is under way, or the folder cannot be read.
    """
    try:
        lock = hold_together(data)
        while (data / JOURNAL).exists():
            lock.release()
            alone = hold_alone(data, patience_s=PATIENCE_S)
            try:
                finish_restore(data)
            finally:
                alone.release()
            lock = hold_together(data)
    except OSError as error:
        sentence = SAY.say("not-restored", reason=refusal(error))
        raise Unavailable(sentence, place=str(data)) from error
    return lock


def finish_restore(data: Path) -> None:
    """Do what is left of a restore that had begun to rename; only for who holds the lock alone.

    Each step may have been done already. A stage that never came that far is thrown away.

    Raises:
        OSError: A file cannot be renamed; what is left stays to be done.
    """
    journal = data / JOURNAL
    if journal.exists():
        told = json.loads(journal.read_text("utf-8"))
        stage, aside = data / told["stage"], data / told["aside"]
        aside.mkdir(mode=0o700, exist_ok=True)
        if (stage / DATABASE).exists():
            for name in _LOGS:
                if (data / name).exists():
                    (data / name).rename(aside / name)
        for name in told["names"]:
            _exchange(stage / name, data / name, aside / name)
        for folder in (aside, data):
            sync_folder(folder)
        journal.unlink()
        sync_folder(data)
    for stage in data.glob(f"{_STAGE}*"):
        shutil.rmtree(stage, ignore_errors=True)


def _exchange(fresh: Path, present: Path, old: Path) -> None:
    if not fresh.exists():
        return
    if present.exists():
        present.rename(old)
    fresh.rename(present)


def _make_ready(target: Target, stage: Path, manifest: Manifest, passphrase: str | None) -> bool:
    """Everything as it shall lie in the data folder; whether keys are among it."""
    if manifest.schema > target.newest:
        raise Unavailable(SAY["made-by-newer"], place=manifest.app_version)
    sealed = stage / SECRETS
    has_keys = sealed.exists() and passphrase is not None
    if has_keys and passphrase is not None:
        _lay_keys(stage, unseal(sealed.read_bytes(), passphrase))
    sealed.unlink(missing_ok=True)
    target.migrate(stage / DATABASE)
    films = target.data / CLIPS
    if films.is_dir():
        _add_films(films, stage / CLIPS)
    for folder, _, names in os.walk(stage):
        for name in names:
            _sync_file(Path(folder) / name)
        sync_folder(Path(folder))
    return has_keys


def _lay_keys(stage: Path, keys: dict[str, bytes]) -> None:
    for name, data in keys.items():
        path = stage / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)


def _add_films(present: Path, stage: Path) -> None:
    """Films that lie here stay beside those of the backup; those nobody knows are swept later."""
    stage.mkdir(mode=0o700, exist_ok=True)
    for film in present.iterdir():
        if film.is_file() and not (stage / film.name).exists():
            try:
                os.link(film, stage / film.name)
            except OSError:  # a file system without links
                shutil.copy2(film, stage / film.name)


def _put_in_place(data: Path, stage: Path, now: datetime) -> Path | None:
    """Write down what is to be renamed, and rename it; where the data of before lies."""
    names = sorted(path.name for path in stage.iterdir())
    aside = data / f"before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{token_hex(2)}"
    had = any((data / name).exists() for name in (*names, *_LOGS))
    told = {"stage": stage.name, "aside": aside.name, "names": names}
    part = data / f"{JOURNAL}.part"
    part.write_text(json.dumps(told), "utf-8")
    _sync_file(part)
    part.rename(data / JOURNAL)
    sync_folder(data)
    finish_restore(data)
    if had:
        return aside
    aside.rmdir()
    return None


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
