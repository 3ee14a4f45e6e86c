"""Reading ahead: one thread decodes what another will look at."""

from collections.abc import Iterator
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

from hamstrong.errors import HamstrongError

Item = TypeVar("Item")

AHEAD = 4
"""Items that wait at most."""
_LOOK_S = 0.1
"""Seconds between two looks at whether anybody still wants the items."""


class ReadAhead(Generic[Item]):
    """Takes items from a source in a thread of its own, so many ahead and no more.

    What the source raises is raised where the items are taken. A context manager: the thread ends
    with it, before the source is closed.
    """

    def __init__(self, source: Iterator[Item], *, ahead: int = AHEAD) -> None:
        self._source = source
        self._waiting: Queue[Item | HamstrongError | None] = Queue(ahead)
        self._unwanted = Event()
        self._thread = Thread(target=self._read, name="read-ahead", daemon=True)

    def __enter__(self) -> Iterator[Item]:
        self._thread.start()
        return self._items()

    def __exit__(self, *_: object) -> None:
        self._unwanted.set()
        self._thread.join()

    def _items(self) -> Iterator[Item]:
        while (item := self._next()) is not None:
            if isinstance(item, HamstrongError):
                raise item
            yield item

    def _next(self) -> Item | HamstrongError | None:
        while True:
            try:
                return self._waiting.get(timeout=_LOOK_S)
            except Empty:
                # A thread that died without a last word would be waited for for ever.
                if not self._thread.is_alive() and self._waiting.empty():
                    return None

    def _read(self) -> None:
        try:
            for item in self._source:
                if not self._put(item):
                    return
            self._put(None)
        except HamstrongError as error:
            self._put(error)

    def _put(self, item: Item | HamstrongError | None) -> bool:
        while not self._unwanted.is_set():
            try:
                self._waiting.put(item, timeout=_LOOK_S)
            except Full:
                continue
            return True
        return False
