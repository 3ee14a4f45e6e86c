"""A migrated, empty database for every test that asks, migrated once."""

import tempfile
from functools import cache
from pathlib import Path

from hamstrong.adapters.db.database import Database, open_database


@cache
def _blank() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blank.sqlite"
        open_database(path).close()
        return path.read_bytes()


def open_blank(path: Path) -> Database:
    """Open a fresh database at the path."""
    path.write_bytes(_blank())
    return open_database(path)
