"""A unit of work over each kind of store, for tests that hold both to one contract."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from hamstrong.adapters.db.store import SqlStore
from hamstrong.coach.memory_store import MemoryStore
from hamstrong.coach.ports import Store
from hamstrong.exercises.library import load_library
from tests.db.blank import open_blank

Open = Callable[[], AbstractContextManager[Store]]


@contextmanager
def store_opener(kind: str, folder: Path) -> Iterator[Open]:
    """What opens units of work over one new store: "memory", or a "database" in the folder."""
    if kind == "memory":
        store = MemoryStore()

        @contextmanager
        def in_memory() -> Iterator[Store]:
            yield store

        yield in_memory
        return
    database = open_blank(folder / "hamstrong.sqlite")

    @contextmanager
    def in_database() -> Iterator[Store]:
        with database.writing() as connection:
            yield SqlStore(connection, load_library())

    yield in_database
    database.close()
