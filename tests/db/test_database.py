"""The file itself: its rights, its promises, its migrations, its neighbours."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_mock_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable

from hamstrong.adapters.db import database as database_module
from hamstrong.adapters.db.columns import Moment
from hamstrong.adapters.db.database import Database, open_database
from hamstrong.adapters.db.rows import put
from hamstrong.adapters.db.store import SqlStore
from hamstrong.adapters.db.tables import METADATA, PIN
from hamstrong.errors import Conflict, NotFound, Unavailable
from hamstrong.exercises.library import load_library
from tests.db.blank import open_blank
from tests.db.test_store import ATHLETE, OTHER, an_event
from tests.unit.coach.desk import NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hamstrong.sqlite"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = open_blank(path)
    yield opened
    opened.close()


def seed(database: Database) -> None:
    with database.writing() as connection:
        store = SqlStore(connection, load_library())
        for athlete in (ATHLETE, OTHER):
            store.athletes.save(athlete)
            store.events.append(athlete.id, (an_event(1),), received_at=NOW)


def test_only_the_owner_may_read_it(database: Database, path: Path) -> None:
    seed(database)
    found = [path, *path.parent.glob("hamstrong.sqlite-*")]
    assert len(found) == 3, "write-ahead mode has its two files beside it"
    assert {file.stat().st_mode & 0o777 for file in found} == {0o600}


def test_an_open_file_is_closed_to_others(path: Path) -> None:
    path.touch(mode=0o644)
    path.chmod(0o644)
    open_database(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_safety_settings_are_on(database: Database) -> None:
    with database.reading() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "synchronous": 2,
    }


def test_migrations_make_what_the_tables_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_newest_version_is_the_last_migration() -> None:
    folder = Path(database_module.__file__).parent / "migrations"
    assert ScriptDirectory(folder).get_heads() == [database_module.NEWEST]


def test_a_database_of_today_starts_without_the_slow_imports(
    database: Database, path: Path
) -> None:
    start = "import sys; from pathlib import Path; " + (
        "from hamstrong.adapters.db.database import open_database; "
        "import hamstrong.adapters.db.store, hamstrong.adapters.db.devices; "
        "open_database(Path(sys.argv[1])); print({'alembic', 'sqlalchemy.orm'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", start, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_opening_twice_migrates_once(database: Database, path: Path) -> None:
    seed(database)
    again = open_database(path)
    with again.reading() as connection:
        assert len(SqlStore(connection, load_library()).athletes.all()) == 2
    again.close()


def test_the_tables_are_postgresql_too() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    statements = [
        str(CreateTable(table).compile(dialect=dialect)) for table in METADATA.sorted_tables
    ]
    statements += [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in METADATA.sorted_tables
        for index in table.indexes
    ]
    together = "\n".join(statements)
    assert "TIMESTAMP WITH TIME ZONE" in together
    assert " JSON NOT NULL" in together
    assert "DATETIME" not in together


def test_rows_are_replaced_on_postgresql_too() -> None:
    said: list[str] = []

    def listen(statement: Any, *_: object) -> None:
        said.append(str(statement.compile(dialect=postgresql.dialect())))  # type: ignore[no-untyped-call]

    mock = cast(Connection, create_mock_engine("postgresql://", listen))
    put(mock, PIN, {"athlete_id": "a", "session_id": "s", "starts_at": NOW})
    assert said[0].endswith(
        "ON CONFLICT (athlete_id, session_id) DO UPDATE SET starts_at = excluded.starts_at"
    )


def test_of_refused_events_none_is_stored_and_the_rest_stays(database: Database) -> None:
    seed(database)
    with database.writing() as connection:
        events = SqlStore(connection, load_library()).events
        events.append(ATHLETE.id, (an_event(2),), received_at=NOW)
        with pytest.raises(Conflict):
            events.append(ATHLETE.id, (an_event(3), an_event(1)), received_at=NOW)
    with database.reading() as connection:
        found = SqlStore(connection, load_library()).events.all(ATHLETE.id)
    assert found == (an_event(1), an_event(2))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET data = '{}'",
        "UPDATE event SET at = received_at WHERE id LIKE '0%'",
        "DELETE FROM event",
        "DELETE FROM event WHERE kind = 'set'",
    ],
)
def test_the_log_is_append_only_whoever_asks(
    database: Database, path: Path, statement: str
) -> None:
    seed(database)
    with sqlite3.connect(path) as stranger, pytest.raises(sqlite3.IntegrityError):
        stranger.execute(statement)
    stranger.close()
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(text(statement))
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM event")).scalar_one() == 2


def test_the_log_goes_with_its_athlete(database: Database) -> None:
    seed(database)
    with database.writing() as connection:
        SqlStore(connection, load_library()).athletes.delete(ATHLETE.id)
    with database.reading() as connection:
        left = connection.execute(text("SELECT athlete_id FROM event")).scalars().all()
    assert left == [OTHER.id]


def test_every_row_belongs_to_an_athlete() -> None:
    free = {"athlete", "device"}
    for table in METADATA.sorted_tables:
        assert table.name in free or "athlete_id" in table.columns, table.name


def test_a_reading_unit_cannot_write(database: Database) -> None:
    with pytest.raises(Unavailable), database.reading() as connection:
        SqlStore(connection, load_library()).athletes.save(ATHLETE)
    with database.writing() as connection:
        SqlStore(connection, load_library()).athletes.save(ATHLETE)


def test_what_raises_is_undone(database: Database) -> None:
    def save_and_fail() -> None:
        with database.writing() as connection:
            SqlStore(connection, load_library()).athletes.save(ATHLETE)
            raise NotFound("Something else is missing.")

    with pytest.raises(NotFound):
        save_and_fail()
    with database.reading() as connection:
        assert SqlStore(connection, load_library()).athletes.all() == ()


def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    seed(database)
    with database.reading() as connection:
        store = SqlStore(connection, load_library())
        before = store.events.all(ATHLETE.id)
        with database.writing() as other:
            SqlStore(other, load_library()).events.append(
                ATHLETE.id, (an_event(2),), received_at=NOW
            )
        assert store.events.all(ATHLETE.id) == before
    with database.reading() as connection:
        assert len(SqlStore(connection, load_library()).events.all(ATHLETE.id)) == 2


def test_writers_wait_for_each_other(database: Database) -> None:
    seed(database)
    failed: list[BaseException] = []

    def write(first: int) -> None:
        try:
            for number in range(first, first + 10):
                event_id = f"{number:08d}-0000-4000-8000-000000000000"
                with database.writing() as connection:
                    store = SqlStore(connection, load_library())
                    count = len(store.events.all(ATHLETE.id))
                    event = an_event(1)
                    fresh = type(event)(event_id, event.kind, event.at, {"count": count})
                    store.events.append(ATHLETE.id, (fresh,), received_at=NOW)
        except Unavailable as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(n * 100 + 100,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with database.reading() as connection:
        events = SqlStore(connection, load_library()).events.all(ATHLETE.id)
    counts = sorted(event.data["count"] for event in events if "count" in event.data)
    assert counts == list(range(1, 41)), "each saw what the ones before it had written"


def test_a_lock_that_stays_is_said_in_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_MS", 50)
    database = open_database(path)
    holder = sqlite3.connect(path)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="busy"), database.writing() as connection:
        SqlStore(connection, load_library()).athletes.save(ATHLETE)
    holder.rollback()
    holder.close()
    database.close()


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    path.write_bytes(b"my diary\n" * 100)
    with pytest.raises(Unavailable) as caught:
        open_database(path)
    assert caught.value.place == str(path)
    assert path.read_bytes() == b"my diary\n" * 100


def test_a_newer_database_asks_for_a_newer_program(database: Database, path: Path) -> None:
    database.close()
    with sqlite3.connect(path) as future:
        future.execute("UPDATE alembic_version SET version_num = '9999'")
    future.close()
    with pytest.raises(Unavailable, match="newer"):
        open_database(path)


def test_a_folder_in_its_place_is_said_in_a_sentence(path: Path) -> None:
    path.mkdir()
    with pytest.raises(Unavailable):
        open_database(path)


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from hamstrong.adapters.db.database import open_database
from hamstrong.adapters.db.rows import put
from hamstrong.adapters.db.store import SqlStore
from hamstrong.exercises.library import load_library
from tests.db.test_store import ATHLETE, an_event
from tests.unit.coach.desk import NOW

database = open_database(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    with database.writing() as connection:
        store = SqlStore(connection, load_library())
        if number == 1:
            store.athletes.save(ATHLETE)
        event = replace(an_event(1), id=f"{number:08d}-0000-4000-8000-000000000000")
        store.events.append(ATHLETE.id, (event,), received_at=NOW)
    print(number, flush=True)
"""


def test_a_killed_writer_loses_nothing_it_acknowledged(path: Path) -> None:
    root = Path(__file__).parents[2]
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert writer.stdout is not None
    acknowledged = 0
    deadline = time.monotonic() + 60
    for line in writer.stdout:
        acknowledged = int(line)
        if acknowledged >= 20 or time.monotonic() > deadline:
            break
    writer.kill()
    acknowledged += len(writer.stdout.readlines())
    writer.wait()
    writer.stdout.close()
    assert acknowledged >= 20
    with sqlite3.connect(path) as after:
        assert after.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    after.close()
    database = open_database(path)
    with database.reading() as connection:
        events = SqlStore(connection, load_library()).events.all(ATHLETE.id)
    database.close()
    assert len(events) >= acknowledged


OPENER = """
import sys
from pathlib import Path
from hamstrong.adapters.db.database import open_database
open_database(Path(sys.argv[1])).close()
"""


def test_many_programs_may_start_at_once(path: Path) -> None:
    starts = [
        subprocess.Popen([sys.executable, "-c", OPENER, str(path)], stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    errors = [start.communicate()[1].decode() for start in starts]
    assert [start.returncode for start in starts] == [0] * 4, errors


def test_who_finds_the_file_locked_is_told_to_try_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hamstrong.adapters.db.database.BUSY_TIMEOUT_MS", 100)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Unavailable, match="busy with another change"):
            open_database(path)
    open_database(path).close()


def test_a_moment_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Moment().process_bind_param(datetime(2026, 1, 1), postgresql.dialect())  # type: ignore[no-untyped-call]  # noqa: DTZ001


def test_a_moment_is_utc_on_every_database() -> None:
    kept = Moment().process_bind_param(NOW, postgresql.dialect())  # type: ignore[no-untyped-call]
    assert kept == NOW
    assert kept is not None
    assert kept.tzinfo is UTC


@pytest.mark.parametrize("name", ["a?b", "a%20b", "a#b", "a;b c"])
def test_the_database_is_where_the_folder_is_whatever_its_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    file = folder / "hamstrong.sqlite"
    database = open_database(file)
    database.close()
    assert file.stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
