"""Back up once a day while the coach runs, and never let that disturb anything else."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

from hamstrong.coach.backups import TRY_AGAIN, BackupShelf, BackupStatus, is_due, superseded
from hamstrong.coach.find_athlete import find_language, find_newcomer
from hamstrong.coach.ports import Ports
from hamstrong.errors import HamstrongError
from hamstrong.language import Language, speaking

OpenPorts = Callable[[], AbstractContextManager[Ports]]


class DailyBackups:
    """Makes a backup when one is due, drops what it supersedes, and knows how things stand.

    Args:
        reading: A unit of work that reads.
        shelf: Where they lie; None where they are switched off.
    """

    def __init__(self, reading: OpenPorts, shelf: BackupShelf | None) -> None:
        self._reading = reading
        self._shelf = shelf
        self._stopping = threading.Event()
        self._problem: HamstrongError | None = None
        self._failed_at: float | None = None

    def tick(self) -> None:
        """Look whether one is due; called every minute. Raises Unavailable when it fails."""
        if self._shelf is None or self._stopping.is_set():
            return
        with self._reading() as ports:
            now = ports.clock.now()
            is_nobody = find_newcomer(ports).athlete is None
            language = find_language(ports) or Language.ENGLISH
        if is_nobody or self._waits(now.timestamp()):
            return
        try:
            with speaking(language):
                kept = self._shelf.kept()
                if not is_due(kept, now):
                    return
                made = self._shelf.make(now, stopping=self._stopping.is_set)
                for file in superseded((made, *kept), now):
                    self._shelf.drop(file)
        except HamstrongError as error:
            if self._stopping.is_set():
                return
            self._problem = error
            self._failed_at = now.timestamp()
            raise
        self._problem = self._failed_at = None

    def status(self) -> BackupStatus:
        """How things stand; reads the folder."""
        if self._shelf is None:
            return BackupStatus()
        problem = self._problem.message if self._problem else ""
        try:
            kept = self._shelf.kept()
        except HamstrongError as error:
            kept, problem = (), problem or error.message
        return BackupStatus(self._shelf.folder, kept, problem, self._shelf.is_beside_data())

    def stop(self) -> None:
        """Give up what is under way; the coach is about to stop."""
        self._stopping.set()

    def _waits(self, now_s: float) -> bool:
        """After a failure, for a while; a clock that jumped back does not make it longer."""
        tried = self._failed_at
        return tried is not None and tried <= now_s < tried + TRY_AGAIN.total_seconds()
