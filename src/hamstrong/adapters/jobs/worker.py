"""One thread that carries jobs, one after the other, as long as there are any."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

logger = logging.getLogger(__name__)


class Worker:
    """Carries jobs in the order in which they came.

    The thread is begun at the first `wake` and waits without work afterwards. A job that raises is
    told to `failed`; the thread lives on.

    Args:
        waiting: Ids of the jobs that are not over, oldest first.
        run: Does one of them; may be called again for the same.
        failed: Is told the id of one that raised.
    """

    def __init__(
        self,
        *,
        waiting: Callable[[], Sequence[str]],
        run: Callable[[str], None],
        failed: Callable[[str], None],
    ) -> None:
        self._waiting = waiting
        self._run = run
        self._failed = failed
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._begun: set[str] = set()
        self._given_up: set[str] = set()

    @property
    def stopping(self) -> bool:
        """Whether work under way should be put back."""
        return self._stopping.is_set()

    def wake(self) -> None:
        """There may be work: look."""
        self._submit(self._look, _log)

    def stop(self) -> None:
        """Put back what is under way, and begin nothing more; waits until that is done."""
        self._stopping.set()
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _look(self) -> None:
        """Begin the oldest job that waits, and look again when it is over."""
        taken = self._given_up | self._begun
        waiting = [job_id for job_id in self._waiting() if job_id not in taken]
        if not waiting or self.stopping:
            return
        self._begun.add(waiting[0])
        self._submit(partial(self._run, waiting[0]), partial(self._over, waiting[0]))

    def _over(self, job_id: str, carried: "Future[None]") -> None:
        self._begun.discard(job_id)
        if carried.cancelled():
            return
        error = carried.exception()
        if error is not None:
            logger.error("A job failed", exc_info=error)
            self._given_up.add(job_id)
            self._submit(partial(self._failed, job_id), _log)
        self.wake()

    def _submit(self, work: Callable[[], None], then: Callable[["Future[None]"], None]) -> None:
        with self._lock:
            if self.stopping:
                return
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, thread_name_prefix="jobs")
            carried = self._pool.submit(work)
        carried.add_done_callback(then)


def _log(carried: "Future[None]") -> None:
    if not carried.cancelled() and carried.exception() is not None:
        logger.error("Background work stopped", exc_info=carried.exception())
