"""Looks after the process that reads a film, from outside: ends it where it must not go on.

A process that reads what strangers send may hang, grow, or say half a word and no more. Whoever
waits for it waits for its pipe; ending it ends the wait, whatever it was doing.
"""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing import connection, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread
from typing import Final, Self

LOOK_S: Final = 0.2
"""Seconds between two looks: a coach that is told to stop waits no longer for the process."""
WEIGH_EVERY: Final = 5
"""Looks from one measuring of its memory to the next: where no system tells it, `ps` is asked."""
ASKING_S: Final = 5.0
"""Longest that asking `ps` may take (judgement)."""
_PR_SET_PDEATHSIG: Final = 1
"""Linux: the signal that a process gets when the one that began it is gone (prctl(2))."""


class Why(Enum):
    """Why a process was ended."""

    STOPPED = auto()
    STOOD_STILL = auto()
    TOO_LARGE = auto()


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the process may do.

    Attributes:
        stall_s: Longest wait for its next word.
        resident_bytes: Memory that it may hold.
        stopping: Whether nobody wants it any more.
    """

    stall_s: float
    resident_bytes: int
    stopping: Callable[[], bool]


class Guard:
    """Ends a process where it does what is not allowed; a context manager.

    Args:
        process: Has begun, and is not reaped before the guard is over: its number could be
            another's by then.
        allowed: What it may do.
    """

    def __init__(self, process: BaseProcess, allowed: Allowed) -> None:
        self._process = process
        self._allowed = allowed
        self._since_s: float | None = None
        self._over = Event()
        self._thread = Thread(target=self._look_on, name="eyes-guard", daemon=True)
        self.why: Why | None = None
        """Why it ended the process; None where it did not."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Look no longer."""
        self._over.set()
        self._thread.join()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While somebody waits for a word of the process."""
        self._since_s = time.monotonic()
        try:
            yield
        finally:
            self._since_s = None

    def _look_on(self) -> None:
        looks = 0
        while not self._over.wait(LOOK_S):
            self.why = self._reason(weigh=looks % WEIGH_EVERY == 0)
            if self.why is not None:
                self._process.kill()
                return
            looks += 1

    def _reason(self, *, weigh: bool) -> Why | None:
        if self._allowed.stopping():
            return Why.STOPPED
        since_s = self._since_s
        if since_s is not None and time.monotonic() - since_s > self._allowed.stall_s:
            return Why.STOOD_STILL
        held = resident_bytes(self._process.pid or 0) if weigh else 0
        return Why.TOO_LARGE if held > self._allowed.resident_bytes else None


def resident_bytes(pid: int) -> int:
    """Memory that a process holds, bytes; 0 where it is gone or nothing tells it."""
    try:
        told = Path(f"/proc/{pid}/statm").read_text().split()
        return int(told[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return resident_by_ps(pid)


def resident_by_ps(pid: int) -> int:
    """The same by POSIX's `ps`, which macOS has too; it tells kibibytes."""
    asked = ["ps", "-o", "rss=", "-p", str(pid)]
    try:
        told = subprocess.run(  # noqa: S603  # our own words, and a number
            asked, capture_output=True, check=False, timeout=ASKING_S
        )
        return int(told.stdout) * 1024
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0


def end_with_parent() -> None:
    """Called in a process: it goes with the one that began it, however that one went.

    Linux sees to it even where a library holds everything else up; elsewhere a thread does. The
    process is its parent thread's on Linux: that one must outlive it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), name="parent", daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
