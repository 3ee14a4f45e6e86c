"""Eyes in a process of their own: a film that breaks its decoder breaks nothing else.

Decoders are large, written in C, and are fed whatever somebody sends. The process that reads a
film has bounds on its memory, its time and what it may write; where it dies, the film is refused
in one sentence. What comes back is read as numbers and JSON, never unpickled.
"""

import json
import logging
import resource
import signal
import struct
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, Final, NoReturn

from hamstrong.adapters.eyes.guard import Allowed, Guard, Why, end_with_parent
from hamstrong.adapters.eyes.installed import check_installed
from hamstrong.adapters.eyes.say import SAY
from hamstrong.coach.judge_clip import ClipAbout, Drawing, Model, WatchingStopped
from hamstrong.errors import BadFile, BadInput, HamstrongError, Unavailable
from hamstrong.motion.landmarks import COLUMNS, LANDMARKS, Frame

logger = logging.getLogger(__name__)

_ABOUT, _FRAME, _END, _ERROR = range(4)
"""First byte of a message."""
_HEAD: Final = struct.Struct("<B3xII?3xd")
"""Kind, width and height in pixels, whether somebody is seen, seconds: 24 bytes."""
_POINTS_BYTES: Final = 4 * LANDMARKS * COLUMNS
_LONGEST_MESSAGE: Final = 1 << 16
"""Bytes. The longest that is ever sent names a file; more is not ours, and not waited for."""
_ENDING_S: Final = 5.0
"""Seconds in which a process that was ended is gone, unless the system itself hangs (judgement)."""
_KNOWN: Final[dict[str, type[HamstrongError]]] = {
    error.__name__: error for error in (BadFile, BadInput, Unavailable)
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the process may take.

    Attributes:
        memory_bytes: Of its addresses, where the system knows such a bound (macOS does not).
            A 4K film with the heavy model takes a sixth of it in memory; threads and mapped
            weights reserve more than they use.
        resident_bytes: Of the memory that it holds, measured from outside every second on
            every system.
        processor_s: Of all its threads: an hour of film takes about one (measured).
        stall_s: Longest wait for the next picture, the start included (judgement).
    """

    memory_bytes: int = 4 << 30
    resident_bytes: int = 2 << 30
    processor_s: int = 6 * 3600
    stall_s: float = 120.0


@dataclass(frozen=True, slots=True)
class _Wish:
    path: Path
    model: Model
    weights: Path | None
    threads: int | None
    bounds: Bounds


_TOLD_TO_STOP: Final = (signal.SIGINT, signal.SIGTERM)
"""Together with the coach; before the other process has begun, they end it."""
_STOPPED_BY: Final = frozenset(-number for number in _TOLD_TO_STOP)
_SAID: Final = {Why.STOOD_STILL: "stood-still", Why.TOO_LARGE: "too-large"}


class EyesApart:
    """BlazePoseEyes in a process of their own for each clip; they draw no new clips.

    Args:
        weights: Folder of the weights; by default where they are laid at set-up.
        threads: Of the networks; by default as many as the machine has, four at most.
        bounds: What the process may take.
        stopping: Whether the coach is about to stop: nothing more is waited for then.
    """

    def __init__(
        self,
        *,
        weights: Path | None = None,
        threads: int | None = None,
        bounds: Bounds | None = None,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._weights = weights
        self._threads = threads
        self._bounds = bounds or Bounds()
        self._stopping = stopping

    @contextmanager
    def watch(self, path: Path, *, model: Model) -> Iterator["ClipApart"]:
        """Open a clip to be watched.

        Raises:
            BadFile: It cannot be read as a clip, or broke what reads it.
            Unavailable: Libraries or weights are not installed.
            WatchingStopped: The coach stops.
        """
        check_installed()
        context = get_context("spawn")
        here, there = context.Pipe(duplex=False)
        wish = _Wish(path, model, self._weights, self._threads, self._bounds)
        process = context.Process(target=_look, args=(there, wish), name="eyes", daemon=True)
        process.start()
        there.close()
        bounds = self._bounds
        allowed = Allowed(bounds.stall_s, bounds.resident_bytes, self._stopping)
        try:
            with Guard(process, allowed) as guard:
                yield ClipApart(here, process, path.name, guard)
        finally:
            here.close()
            _end(process)


class ClipApart:
    """A clip that another process watches. Raises what watching it raises."""

    def __init__(self, here: Connection, process: SpawnProcess, name: str, guard: Guard) -> None:
        self._here = here
        self._process = process
        self._name = name
        self._guard = guard
        self._damage = ""
        self._about = ClipAbout(**json.loads(self._next()[1:]))

    @property
    def about(self) -> ClipAbout:
        """What it is."""
        return self._about

    @property
    def damage(self) -> str:
        """After the frames: a sentence about what could not be read, or empty."""
        return self._damage

    def frames(self) -> Iterator[Frame]:
        """What is seen in each picture that is looked at, in pixels of the upright clip."""
        while (message := self._next())[0] == _FRAME:
            yield _frame(message)
        self._damage = str(json.loads(message[1:]))

    def draw_to(self, path: Path) -> AbstractContextManager[Drawing]:
        """Raises BadInput: pictures stay where they are read."""
        raise BadInput(SAY["not-drawn"], place=str(path))

    def _next(self) -> bytes:
        try:
            with self._guard.waiting():
                message = self._here.recv_bytes(_LONGEST_MESSAGE)
        except EOFError:
            self._died()
        except OSError as error:
            if self._guard.why is not None:  # ended in the middle of a word
                self._died()
            raise BadFile(SAY["broke"], place=self._name) from error
        if message[0] == _ERROR:
            kind, sentence, place = json.loads(message[1:])
            raise _KNOWN[kind](sentence, place=place)
        return message

    def _died(self) -> NoReturn:
        self._guard.end()
        self._process.join(_ENDING_S)
        code = self._process.exitcode
        if self._guard.why is Why.STOPPED or code in _STOPPED_BY:
            raise WatchingStopped(self._name)
        if self._guard.why is not None:
            raise BadFile(SAY[_SAID[self._guard.why]], place=self._name)
        if code is None or code < 0:
            raise BadFile(SAY["broke"], place=self._name)
        raise RuntimeError(f"The process that reads films ended with {code}; what it said is above")


def _end(process: SpawnProcess) -> None:
    process.kill()
    process.join(_ENDING_S)
    if process.exitcode is None:
        logger.warning("Process %d, which reads films, cannot be ended", process.pid)
        return
    process.close()


def _frame(message: bytes) -> Frame:
    _, width, height, seen, time_s = _HEAD.unpack_from(message)
    if not seen:
        return Frame(time_s, None, width, height)
    points = memoryview(message)[_HEAD.size : _HEAD.size + _POINTS_BYTES]
    return Frame(time_s, points.cast("f", (LANDMARKS, COLUMNS)), width, height)


def _look(there: Connection, wish: _Wish) -> None:
    """The other process: watch the clip and tell what is seen."""
    end_with_parent()
    for number in _TOLD_TO_STOP:
        # Told to stop together with the coach, which puts the work back and then kills this.
        signal.signal(number, signal.SIG_IGN)
    send = partial(_send, there)
    try:
        _watch(wish, send)
    except HamstrongError as error:
        _tell(send, error)
    except MemoryError:
        _tell(send, BadFile(SAY["too-large"], place=wish.path.name))
    except BrokenPipeError:
        return  # nobody wants to know any more


def _watch(wish: _Wish, send: Callable[[int, Any], None]) -> None:
    from hamstrong.adapters.eyes.watching import watch

    _bound(wish.bounds)
    with watch(wish.path, model=wish.model, weights=wish.weights, threads=wish.threads) as clip:
        send(_ABOUT, asdict(clip.about))
        for frame in clip.frames():
            send(_FRAME, frame)
        send(_END, clip.damage)


def _send(there: Connection, kind: int, what: Any) -> None:
    if not isinstance(what, Frame):
        there.send_bytes(bytes([kind]) + json.dumps(what).encode())
        return
    points: Any = what.points
    head = _HEAD.pack(kind, what.width, what.height, points is not None, what.time_s)
    there.send_bytes(head if points is None else head + points.tobytes())


def _tell(send: Callable[[int, Any], None], error: HamstrongError) -> None:
    known = next(name for name, kind in _KNOWN.items() if isinstance(error, kind))
    send(_ERROR, (known, error.message, error.place))


def _bound(bounds: Bounds) -> None:
    """No more memory and time than that, no core of what broke, and nothing written anywhere."""
    for limit, most in (
        (resource.RLIMIT_AS, bounds.memory_bytes),
        (resource.RLIMIT_CPU, bounds.processor_s),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS knows no bound of addresses
            resource.setrlimit(limit, (most, most))
