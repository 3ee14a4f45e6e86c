"""The live judge: a WebSocket that takes landmarks or readings and answers with words."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from hamstrong.coach.judge_live import LiveJudging, LiveWish
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, HamstrongError, Unavailable
from hamstrong.exercises.library import Library
from hamstrong.web.judge_wire import (
    Finish,
    Open,
    is_readings,
    read_frame,
    read_message,
    read_readings,
)

logger = logging.getLogger(__name__)

Keep = Callable[[LiveJudging], str | None]
"""Keeps a set's evidence and gives its id, None where it is nobody's."""

KEPT_S = 60.0
"""A judge without its page is kept so long: a phone that lost the network comes back by then."""
MOST = 200
"""Judges at once; each takes a few hundred kilobytes."""
REFUSED = 1008
"""The WebSocket's code for what breaks the rules (RFC 6455)."""


@dataclass(slots=True)
class _Kept:
    judging: LiveJudging
    used_s: float


class Bench:
    """Where judges sit between two connections of the same page.

    Args:
        library: Gives the exercises in the language that is spoken.
        clock: Seconds from any start.
    """

    def __init__(
        self, library: Callable[[], Library], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._library = library
        self._clock = clock
        self._kept: dict[str, _Kept] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def sit(self, wish: LiveWish) -> LiveJudging:
        """The judge of that set, the same as before where it is still here.

        Raises:
            NotFound: There is no such exercise.
            BadInput: No camera can judge it, or the id is that of another set.
            Unavailable: Too many are judged already.
        """
        now = self._clock()
        self._drop_idle(now)
        kept = self._kept.get(wish.id)
        if kept is None:
            if len(self._kept) >= MOST:
                raise Unavailable(SAY["judge-too-many"])
            kept = self._kept[wish.id] = _Kept(LiveJudging(self._library(), wish), now)
        elif kept.judging.wish != wish:
            raise BadInput("Another set is judged under this id: make a new one.", place="id")
        kept.used_s = now
        return kept.judging

    def touch(self, wish: LiveWish) -> None:
        """It is in use."""
        kept = self._kept.get(wish.id)
        if kept is not None:
            kept.used_s = self._clock()

    def leave(self, wish: LiveWish) -> None:
        """The set is over."""
        self._kept.pop(wish.id, None)

    def _drop_idle(self, now: float) -> None:
        idle = [key for key, kept in self._kept.items() if now - kept.used_s > KEPT_S]
        for key in idle:
            del self._kept[key]


async def serve_set(socket: WebSocket, bench: Bench, keep: Keep | None = None) -> None:
    """Judge one set for one page, until it says that the set is over or goes away."""
    await socket.accept()
    try:
        wish = _wish(await _receive(socket))
        judging = bench.sit(wish)
        await socket.send_json({"type": "opened"})
        while await _serve_message(socket, judging, keep):
            bench.touch(wish)
        bench.leave(wish)
        await socket.close()
    except HamstrongError as error:
        await socket.send_json({"type": "refused", "error": error.message, "place": error.place})
        await socket.close(REFUSED)
    except WebSocketDisconnect:
        return


async def _receive(socket: WebSocket) -> bytes | str:
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code") or 1005)
    data: bytes | None = message.get("bytes")
    return data if data is not None else message.get("text") or ""


def _wish(message: bytes | str) -> LiveWish:
    opening = read_message(message) if isinstance(message, str) else None
    if not isinstance(opening, Open):
        raise BadInput("A set is opened before anything else.", place="type")
    return LiveWish(opening.id, opening.exercise_id, opening.side, opening.by)


async def _serve_message(socket: WebSocket, judging: LiveJudging, keep: Keep | None) -> bool:
    """Answer one message; false when it was the last one."""
    message = await _receive(socket)
    if isinstance(message, bytes):
        told = (
            judging.feel(read_readings(message))
            if is_readings(message)
            else judging.feed(read_frame(message))
        )
        await socket.send_json({"type": "state", **told})
        return True
    if isinstance(read_message(message), Finish):
        judged = judging.finish()
        if judged is not None and keep is not None:
            judged |= await run_in_threadpool(_kept, judging, keep)
        await socket.send_json({"type": "report", "judged": judged})
        return False
    raise BadInput("This set is open already.", place="type")


def _kept(judging: LiveJudging, keep: Keep) -> dict[str, str]:
    """Name the evidence where it could be kept; the set is worth the same without."""
    try:
        seen_id = keep(judging)
    except HamstrongError as error:
        logger.warning("What the camera saw of a set was not kept: %s", error)
        return {}
    return {} if seen_id is None else {"seen": seen_id}


def judge_route(library: Callable[[], Library], keep: Keep | None = None) -> WebSocketRoute:
    """`/judge/live`."""
    bench = Bench(library)

    async def judge_live(socket: WebSocket) -> None:
        await serve_set(socket, bench, keep)

    return WebSocketRoute("/judge/live", judge_live)
