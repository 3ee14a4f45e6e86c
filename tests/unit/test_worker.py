"""One thread carries jobs in their order, outlives those that fail, and stops when told to."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest

from hamstrong.adapters.jobs.worker import Worker

PATIENCE_S = 20.0


class Line:
    """Jobs that wait, and what became of them."""

    def __init__(self, *waiting: str) -> None:
        self.waiting = list(waiting)
        self.run: list[str] = []
        self.failed: list[str] = []
        self.empty = threading.Event()
        self.during: Callable[[str], None] = lambda job_id: None
        self.worker = Worker(waiting=self._waiting, run=self._run, failed=self._failed)

    def _waiting(self) -> list[str]:
        if not self.waiting:
            self.empty.set()
        return list(self.waiting)

    def _run(self, job_id: str) -> None:
        self.run.append(job_id)
        self.during(job_id)
        self.waiting.remove(job_id)

    def _failed(self, job_id: str) -> None:
        self.failed.append(job_id)
        self.waiting.remove(job_id)

    def finish(self) -> None:
        """Until nothing waits."""
        assert self.empty.wait(PATIENCE_S)


@pytest.fixture
def line() -> Iterator[Line]:
    made = Line("one", "two", "three")
    yield made
    made.worker.stop()


def test_jobs_are_done_in_their_order(line: Line) -> None:
    line.worker.wake()
    line.finish()
    assert line.run == ["one", "two", "three"]


def test_waking_twice_does_nothing_twice(line: Line) -> None:
    for _ in range(5):
        line.worker.wake()
    line.finish()
    assert line.run == ["one", "two", "three"]


def test_what_comes_later_is_done_when_told(line: Line) -> None:
    line.worker.wake()
    line.finish()
    line.empty.clear()
    line.waiting.append("four")
    line.worker.wake()
    line.finish()
    assert line.run[-1] == "four"


def test_a_job_that_fails_is_told_and_the_others_go_on(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(job_id: str) -> None:
        if job_id == "two":
            raise ZeroDivisionError("nobody foresaw this")

    line.during = fail
    with caplog.at_level(logging.ERROR):
        line.worker.wake()
        line.finish()
    assert line.failed == ["two"]
    assert line.run == ["one", "two", "three"]
    assert "nobody foresaw this" in caplog.text


def test_a_job_whose_failure_cannot_be_written_is_not_begun_forever(line: Line) -> None:
    def fail(job_id: str) -> None:
        if job_id == "one":
            raise ZeroDivisionError("nobody foresaw this")

    def cannot(job_id: str) -> None:
        line.failed.append(job_id)
        raise OSError("the disk is full")

    line.worker = Worker(waiting=line._waiting, run=line._run, failed=cannot)
    done = threading.Event()

    def fail_or_end(job_id: str) -> None:
        fail(job_id)
        if job_id == "three":
            done.set()

    line.during = fail_or_end
    line.worker.wake()
    assert done.wait(PATIENCE_S)
    line.worker.stop()
    assert line.run == ["one", "two", "three"]
    assert line.failed == ["one"]


def test_who_is_told_to_stop_begins_nothing_more(line: Line) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait(job_id: str) -> None:
        begun.set()
        assert go_on.wait(PATIENCE_S)

    line.during = wait
    line.worker.wake()
    assert begun.wait(PATIENCE_S)
    stopper = threading.Thread(target=line.worker.stop)
    stopper.start()
    while not line.worker.stopping:
        pass
    go_on.set()
    stopper.join(PATIENCE_S)
    line.worker.wake()
    assert line.run == ["one"]
