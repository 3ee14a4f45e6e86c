"""A database that an older Hamstrong wrote is brought up to date with all that it holds."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from hamstrong.adapters.db import database as database_module
from hamstrong.adapters.db.database import open_database
from hamstrong.adapters.db.store import SqlStore
from hamstrong.coach.model import CalendarKind, Correction
from hamstrong.exercises.library import load_library
from tests.unit.coach.desk import MONDAY

ATHLETE_OF_0001 = """
INSERT INTO athlete (id, created_at, zone, units, equipment, availability, minutes,
    usual_run_time, starting, accustomed, example)
VALUES ('a', '2026-12-14 09:00:00', 'Europe/Madrid', 'km', '[]',
    '{"weekdays": {"0": [["18:00", "21:00"]]}, "days_off": []}', 30,
    '07:00:00', 'beginner', '{}', 0)
"""
CORRECTION_OF_0001 = """
INSERT INTO correction (athlete_id, run_id, is_key) VALUES ('a', 'run-1', 1)
"""
FEED_OF_0001 = """
INSERT INTO feed (token, athlete_id, created_at) VALUES ('secret', 'a', '2026-12-14 09:00:00')
"""


def make_0001(path: Path) -> None:
    """A database as the first version of the schema left it."""
    config = Config()
    folder = Path(database_module.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(ATHLETE_OF_0001)
        connection.execute(text(CORRECTION_OF_0001))
        connection.exec_driver_sql(FEED_OF_0001)
    engine.dispose()


def test_a_database_of_the_first_version_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "hamstrong.sqlite"
    make_0001(path)
    database = open_database(path)
    with database.reading() as connection:
        store = SqlStore(connection, load_library())
        (athlete,) = store.athletes.all()
        assert athlete.venues == {}
        assert athlete.availability.windows_on(MONDAY)
        assert athlete.availability.dates == {}
        assert store.runs.corrections("a") == {"run-1": Correction("run-1", key=True)}
        assert store.versions.all("a") == ()
        assert store.absences.all("a") == ()
        feed = store.feeds.of_athlete("a")
        assert feed is not None
        assert (feed.token, feed.kind) == ("secret", CalendarKind.TRAINING)
    database.close()
