"""The part of the composition root that joins backups with the database and the settings."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hamstrong import __version__
from hamstrong.adapters.backups.restoring import open_folder
from hamstrong.adapters.backups.say import SAY
from hamstrong.adapters.db.database import FILE_NAME, NEWEST, Database, open_database
from hamstrong.errors import HamstrongError, Unavailable
from hamstrong.settings import Settings, prepare_data_dir

if TYPE_CHECKING:
    from hamstrong.adapters.backups.making import Source
    from hamstrong.coach.back_up_daily import DailyBackups
    from hamstrong.coach.backups import BackupDesk
    from hamstrong.coach.ports import Ports


def open_data(settings: Settings) -> Database:
    """The database in the data folder, brought up to date, and backed up before where it was old.

    Nobody can restore into the folder until it is closed. Raises Unavailable when the folder or
    the database cannot be used.
    """
    data = prepare_data_dir(settings.data)
    lock = open_folder(data)
    with ExitStack() as stack:
        stack.callback(lock.release)
        database = open_database(
            data / FILE_NAME, before_migrating=lambda found: _back_up_before(settings, found)
        )
        stack.pop_all()
    database.when_closed(lock.release)
    return database


def build_backup_desk(settings: Settings) -> BackupDesk:
    """What makes, checks and restores backups; opens no database of its own."""
    from hamstrong.adapters.backups.desk import FileDesk
    from hamstrong.adapters.backups.restoring import Target

    data = prepare_data_dir(settings.data)
    return FileDesk(
        _source(settings),
        Target(data, newest=NEWEST, migrate=_migrate),
        folder=settings.backup_folder or data,
        now=_now,
    )


def daily_backups(
    settings: Settings, reading: Callable[[], AbstractContextManager[Ports]]
) -> DailyBackups:
    """What backs up once a day, or says that nothing does."""
    from hamstrong.adapters.backups.shelf import FileShelf
    from hamstrong.coach.back_up_daily import DailyBackups

    folder = settings.backup_folder
    return DailyBackups(reading, None if folder is None else FileShelf(folder, _source(settings)))


def _back_up_before(settings: Settings, schema: str) -> None:
    from hamstrong.adapters.backups.shelf import FileShelf

    folder = settings.backup_folder
    if folder is None:
        return
    try:
        FileShelf(folder, _source(settings)).make_before(schema, _now())
    except HamstrongError as error:
        sentence = SAY.say("before-migration", reason=error.message)
        raise Unavailable(sentence, place=str(folder)) from error


def _source(settings: Settings) -> Source:
    from hamstrong.adapters.backups.making import Source

    return Source(settings.data, __version__, settings.backup_passphrase.get_secret_value())


def _migrate(database: Path) -> None:
    open_database(database).close()


def _now() -> datetime:
    return datetime.now(UTC)
