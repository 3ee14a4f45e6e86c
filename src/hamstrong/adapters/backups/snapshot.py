"""A copy of a live SQLite database, and what can be said about one that nobody writes."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hamstrong.adapters.backups.say import SAY
from hamstrong.errors import BadFile, Unavailable

PAGES_AT_ONCE: Final = 2000
"""8 MB between two looks whether the coach is about to stop."""
BUSY_S: Final = 5.0


class Stopped(Exception):
    """The coach is about to stop."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a sound database holds: its schema's version, and rows by table."""

    schema: str
    counts: Mapping[str, int]


def copy_database(source: Path, target: Path, *, stopping: Callable[[], bool]) -> None:
    """Copy one state of a database that others go on writing, as a single file.

    SQLite's online backup, inside one read transaction: in write-ahead mode it holds up nobody,
    and what is committed meanwhile does not make it begin again.

    Raises:
        Unavailable: The source cannot be read, or the target not written; or it was stopped.
    """

    def look(_status: int, _remaining: int, _total: int) -> None:
        if stopping():
            raise Stopped

    try:
        with closing(_connect(source)) as live, closing(_connect(target)) as copy:
            live.execute("PRAGMA query_only = ON")
            live.execute("BEGIN")
            live.execute("SELECT count(*) FROM sqlite_master").fetchone()
            live.backup(copy, pages=PAGES_AT_ONCE, progress=look)
            live.rollback()
            copy.execute("PRAGMA journal_mode = DELETE")
    except Stopped as stop:
        raise Unavailable(SAY["stopped"], place=str(source)) from stop
    except sqlite3.Error as error:
        key = "disk-full" if "full" in str(error) else "database-unreadable"
        raise Unavailable(SAY.say(key, mistake=error), place=str(source)) from error


def check_database(file: Path) -> Found:
    """Read all of a database that nobody else uses.

    Raises:
        BadFile: It is damaged, rows point at nothing, or it is not Hamstrong's.
    """
    try:
        with closing(_connect(file)) as connection:
            # Whoever made the file, its schema gets to call nothing.
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            told = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            if told != ["ok"]:
                raise BadFile(SAY.say("database-damaged", mistake=told[0]), place=str(file))
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise BadFile(SAY["rows-without-owner"], place=str(file))
            return Found(_schema(connection, file), _counts(connection))
    except sqlite3.Error as error:
        raise BadFile(SAY.say("database-damaged", mistake=error), place=str(file)) from error


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=BUSY_S, isolation_level=None)


def _schema(connection: sqlite3.Connection, file: Path) -> str:
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not {"alembic_version", "athlete", "event"} <= names:
        raise BadFile(SAY["not-our-database"], place=str(file))
    rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if len(rows) != 1:
        raise BadFile(SAY["not-our-database"], place=str(file))
    return str(rows[0][0])


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name != 'alembic_version' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(
            f'SELECT count(*) FROM "{name.replace(chr(34), chr(34) * 2)}"'  # noqa: S608  # quoted
        ).fetchone()[0]
        for (name,) in found
    }
