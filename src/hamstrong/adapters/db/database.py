"""Opening the database: the file, its safety settings, its migrations, its units of work."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from hamstrong.adapters.db.say import SAY
from hamstrong.errors import HamstrongError, Unavailable
from hamstrong.machine import refusal

FILE_NAME = "hamstrong.sqlite"
BUSY_TIMEOUT_MS = 5000
NEWEST = "0009"
"""Version of the schema that this program writes; a test keeps it at the last migration."""

_WRITING = "hamstrong_writing"
_TURN_S = 0.05


class Database:
    """A migrated database, and the doors to it.

    SQLite runs in write-ahead mode: readers see one state and wait for nobody. Writers take the
    lock at their first step, not their last, and wait five seconds for each other.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._afterwards: list[Callable[[], None]] = []

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state; writing in it fails."""
        with self._connected(writing=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block has ended; undone when it raises."""
        with self._connected(writing=True) as connection:
            yield connection
            connection.commit()

    def close(self) -> None:
        """Close every connection; the last one out writes everything into the file."""
        self.engine.dispose()
        for act in self._afterwards:
            act()

    def when_closed(self, act: Callable[[], None]) -> None:
        """Do something once nothing is open any more; may be done again."""
        self._afterwards.append(act)

    @contextmanager
    def _connected(self, *, writing: bool) -> Iterator[Connection]:
        engine = self.engine.execution_options(**{_WRITING: writing})
        try:
            # The transaction begins with the first statement; closing undoes what is not committed.
            with engine.connect() as connection:
                yield connection
        except OperationalError as error:
            raise _refusal(error) from error


def open_database(
    path: Path, *, before_migrating: Callable[[str], object] | None = None
) -> Database:
    """Open the SQLite file, made and migrated where needed; readable by its owner alone.

    Args:
        path: The file.
        before_migrating: Is told the version of a schema that is about to be brought up to date;
            what it raises leaves the database as it is.

    Raises:
        Unavailable: It cannot be opened or written, is no database, is busy, or was written
            by a newer Hamstrong; `place` is the file.
    """
    try:
        path.touch(mode=0o600, exist_ok=True)
        path.chmod(0o600)
    except OSError as error:
        reason = refusal(error)
        raise Unavailable(
            SAY.say("database-cannot-be-opened", reason=reason), place=str(path)
        ) from error
    if not os.access(path, os.W_OK):
        raise Unavailable(SAY["database-cannot-be-written"], place=str(path))
    engine = create_engine(URL.create("sqlite", database=str(path)))
    _make_safe(engine)
    try:
        migrate(engine, before_migrating)
    except HamstrongError:
        engine.dispose()
        raise
    except DatabaseError as error:
        engine.dispose()
        if _is_busy(error.orig):
            raise _refusal(error) from error
        raise Unavailable(
            SAY.say("file-cannot-be-used", mistake=error.orig),
            place=str(path),
        ) from error
    except NewerSchema as error:
        engine.dispose()
        raise Unavailable(SAY["database-was-written-newer"], place=str(path)) from error
    return Database(engine)


class NewerSchema(Exception):
    """The database knows a version of the schema that this program does not."""


def migrate(engine: Engine, before: Callable[[str], object] | None = None) -> None:
    """Bring the schema to the newest version; two processes starting at once wait in line.

    Raises:
        NewerSchema: The schema is ahead of this program.
    """
    found = _version(engine)
    if found == NEWEST:
        return
    if before is not None and found is not None and found < NEWEST:
        before(found)
    # Alembic takes longer to import than everything else here: only when there is work for it.
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    writing = engine.execution_options(**{_WRITING: True})
    with writing.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise NewerSchema from error


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not engine.dialect.has_table(connection, "alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version"))
        version: str | None = found.scalar_one_or_none()
        return version


def _make_safe(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: object, _record: object) -> None:
        # The driver's own transactions begin late and not for DDL; ours are begun below.
        connection.isolation_level = None  # type: ignore[attr-defined]
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        _write_ahead(cursor)
        # What is acknowledged survives a power cut too, not only a killed process.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(_WRITING, False)
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Turn write-ahead mode on once in a file's life; SQLite does not wait its turn for this."""
    give_up_at = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > give_up_at:
                raise
            time.sleep(_TURN_S)


def _is_busy(error: BaseException | None) -> bool:
    return "locked" in str(error).lower() or "busy" in str(error).lower()


def _refusal(error: DatabaseError) -> Unavailable:
    text = str(error.orig).lower()
    if _is_busy(error.orig):
        return Unavailable(SAY["database-busy-another-change"])
    if "full" in text:
        return Unavailable(SAY["disk-full-nothing-was"])
    return Unavailable(SAY.say("database-refused-nothing-was", mistake=error.orig))
