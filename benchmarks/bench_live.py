"""How soon the live judge answers when many train at once: one process, a socket each.

    python benchmarks/bench_live.py [ATHLETES] [SECONDS]

Everybody sends the steady clip's landmarks at 25 pictures a second; printed is the time from
a frame's going out to its answer's coming in, the machine's network included, and what the server
used of its processor. Wanted are 50 ms for 99 of 100. The athletes speak just enough of the
protocol: real ones have processors of their own, and these share two with the server.
"""

import asyncio
import base64
import json
import multiprocessing
import os
import socket
import struct
import sys
import time
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import uvicorn
from starlette.applications import Starlette

from hamstrong.exercises.library import load_library
from hamstrong.web.judge_live import judge_route
from hamstrong.web.judge_wire import HEAD, VERSION
from tests.unit.motion.clips import HEIGHT, WIDTH, clip

HZ = 25.0
WARM_UP_S = 3.0
WANTED_MS = 50.0
TEXT, BINARY, PING, PONG = 1, 2, 9, 10
"""Opcodes."""
GOLDEN = 0.618034
"""Of a second: so that no two begin their frames together."""


def serve(port: int) -> None:
    """The judge's socket alone."""
    app = Starlette(routes=[judge_route(load_library)])
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=port,
        log_level="warning",
        access_log=False,
        ws_per_message_deflate=False,  # as `hamstrong serve` has it
    )


def landmarks() -> list[bytes]:
    """The clip's pictures, without their times."""
    return [points.astype("<f4").tobytes() for points in clip("steady").points]


class Athlete:
    """A WebSocket to the judge, as bare as the protocol allows (RFC 6455): a mask of nought."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def arrive(cls, port: int) -> "Athlete":
        """Shake hands."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (
            "GET /judge/live HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
        )
        writer.write("".join(f"{line}\r\n" for line in (*lines, "")).encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in head:
            raise ConnectionError(head.decode())
        return cls(reader, writer)

    async def ask(self, opcode: int, message: bytes) -> bytes:
        """Send a message of 126 to 65 535 bytes and take the answer."""
        self._writer.write(struct.pack(">BBHI", 0x80 | opcode, 0x80 | 126, len(message), 0))
        self._writer.write(message)
        while True:
            kind, answer = await self._take()
            if kind == TEXT:
                return answer
            if kind == PING:
                self._writer.write(struct.pack(">BBI", 0x80 | PONG, 0x80 | len(answer), 0) + answer)

    async def _take(self) -> tuple[int, bytes]:
        """Opcode and content of the next frame."""
        first, length = await self._reader.readexactly(2)
        if length == 126:
            (length,) = struct.unpack(">H", await self._reader.readexactly(2))
        return first & 0x0F, await self._reader.readexactly(length)


async def train(port: int, pictures: list[bytes], seconds: float, *, late_s: float) -> list[float]:
    """One athlete's answer times in milliseconds, the warm-up left out."""
    await asyncio.sleep(late_s)
    opening = {"type": "open", "version": VERSION, "id": str(uuid4())}
    opening |= {"exercise_id": "hb_support_1l_mid", "side": "right"}
    athlete = await Athlete.arrive(port)
    await athlete.ask(TEXT, json.dumps(opening).encode().ljust(126))
    return await _frames(athlete, pictures, seconds)


async def _frames(athlete: Athlete, pictures: list[bytes], seconds: float) -> list[float]:
    took, begun = [], time.perf_counter()
    for number in range(round(seconds * HZ)):
        time_s = number / HZ
        await asyncio.sleep(max(0.0, begun + time_s - time.perf_counter()))
        sent = time.perf_counter()
        picture = pictures[number % len(pictures)]
        answer = await athlete.ask(BINARY, HEAD.pack(VERSION, 1, WIDTH, HEIGHT, time_s) + picture)
        if time_s > WARM_UP_S:
            took.append(1000 * (time.perf_counter() - sent))
        if b'"state"' not in answer:
            raise ConnectionError(answer.decode())
    return took


async def crowd(port: int, athletes: int, seconds: float) -> list[float]:
    """Everybody at once, begun one after another within a second."""
    pictures = landmarks()
    runs = [
        train(port, pictures, seconds, late_s=number * GOLDEN % 1) for number in range(athletes)
    ]
    return [took for times in await asyncio.gather(*runs) for took in times]


def processor_s(pid: int | None) -> float:
    """Seconds of processor that a process has used; Linux tells."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    athletes = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20.0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(port,), daemon=True)
    server.start()
    time.sleep(5)
    before_s = processor_s(server.pid)
    try:
        took = asyncio.run(crowd(port, athletes, seconds))
        used_s = processor_s(server.pid) - before_s
    finally:
        server.terminate()
        server.join()
    middle, most, worst = np.percentile(took, [50, 99, 100])
    print(f"{athletes} athletes at {HZ:.0f} Hz for {seconds:.0f} s, {len(took)} answers:")
    print(f"median {middle:.1f} ms, 99 of 100 within {most:.1f} ms, worst {worst:.1f} ms")
    answers = athletes * round(seconds * HZ)
    share = used_s / seconds
    print(
        f"The server used {1000 * used_s / answers:.2f} ms of a core an answer, {share:.0%} of one."
    )
    print("as wanted" if most <= WANTED_MS else f"more than the {WANTED_MS:.0f} ms that are wanted")


if __name__ == "__main__":
    main()
