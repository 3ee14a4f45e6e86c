"""A thread of its own that asks services: networks are slow, and clips need not wait for them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from hamstrong.adapters.jobs.worker import Worker
from hamstrong.coach.due_syncs import has_work, queue_due, waiting_syncs
from hamstrong.coach.ports import Ports
from hamstrong.coach.sync_run import SyncDesk
from hamstrong.coach.sync_service import give_up_sync, run_sync

OpenPorts = Callable[[], AbstractContextManager[Ports]]


class Syncing:
    """Carries syncs.

    Args:
        reading, writing: Units of work.
        desk: Makes what a sync takes, from what tells whether the coach is about to stop.
    """

    def __init__(
        self,
        *,
        reading: OpenPorts,
        writing: OpenPorts,
        desk: Callable[[Callable[[], bool]], SyncDesk],
    ) -> None:
        self._reading = reading
        self._writing = writing
        self._worker = Worker(
            waiting=self._waiting,
            run=self._carry,
            failed=lambda job_id: give_up_sync(self.desk(), job_id),
        )
        self._make = desk

    def desk(self) -> SyncDesk:
        """What a sync takes."""
        return self._make(lambda: self._worker.stopping)

    def tick(self) -> None:
        """Put in line what is due, and carry it."""
        with self._reading() as ports:
            if not has_work(ports):
                return
        with self._writing() as ports:
            queue_due(ports)
        self._worker.wake()

    def stop(self) -> None:
        """Put back what is under way."""
        self._worker.stop()

    def _carry(self, job_id: str) -> None:
        run_sync(self.desk(), job_id)

    def _waiting(self) -> tuple[str, ...]:
        with self._reading() as ports:
            return waiting_syncs(ports)
