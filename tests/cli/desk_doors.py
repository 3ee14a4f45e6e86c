"""Commands over a desk instead of a database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from typing import Any

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.coach.memory_store import MemoryStore
from hamstrong.coach.ports import Ports
from tests.unit.coach.desk import Desk

Command = Callable[..., Any]


class DeskDoors:
    """Doors to a desk; there is nothing to serve."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def memory(self) -> Ports:
        return replace(self.desk.ports, store=MemoryStore())

    @contextmanager
    def reading(self) -> Iterator[Ports]:
        yield self.desk.ports

    @contextmanager
    def writing(self) -> Iterator[Ports]:
        before = deepcopy(self.desk.store)
        try:
            yield self.desk.ports
        except BaseException:
            self.desk.store = before
            raise

    def speak_as_the_athlete(self) -> None:
        """Nobody here chose a language."""

    def settings(self) -> Any:
        raise AssertionError("no command here needs the settings")

    eyes = site = sync_desk = backups = settings
    activities = Reader
