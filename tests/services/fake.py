"""A small HTTP server that stands for a service: strict about what is asked, and at fault on order.

Everything that comes is written down, whether it was right or not.
"""

import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def parts(self) -> dict[str, tuple[str, bytes]]:
        """File name and bytes of each part of a form, by its name."""
        head = f"content-type: {self.headers['content-type']}\r\n\r\n".encode()
        found = {}
        for part in message_from_bytes(head + self.body).get_payload():
            name = str(part.get_param("name", header="content-disposition"))  # type: ignore[union-attr]
            data = part.get_payload(decode=True)  # type: ignore[union-attr]
            assert isinstance(data, bytes)
            found[name] = (part.get_filename() or "", data)  # type: ignore[union-attr]
        return found

    def form(self) -> dict[str, str]:
        """Fields of a plain form."""
        return {key: values[0] for key, values in parse_qs(self.body.decode()).items()}


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back; `late_s` seconds pass first, and `cut` breaks the line instead."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    late_s: float = 0.0
    cut: bool = False


def told(value: Any, status: int = 200) -> Reply:
    """JSON."""
    return Reply(status, json.dumps(value).encode(), {"content-type": "application/json"})


Answering = Callable[..., Reply]


@dataclass
class Fake:
    """The service: routes in the order of `routes`, faults before them.

    Attributes:
        asked: Everything that came.
        faults: Go out in place of the next answers; None lets one through.
    """

    asked: list[Asked] = field(default_factory=list)
    faults: deque[Reply | None] = field(default_factory=deque)
    address: str = ""
    before: Callable[[Asked], None] = lambda asked: None

    def routes(self) -> tuple[tuple[str, str, Answering], ...]:
        """Method, pattern of the path, and what answers."""
        raise NotImplementedError

    def allowed(self, asked: Asked) -> bool:
        """Whether the key is right."""
        raise NotImplementedError

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        self.before(asked)
        fault = self.faults.popleft() if self.faults else None
        if fault is not None:
            return fault
        if not self.allowed(asked):
            return told({"status": 401, "error": "Unauthorized"}, 401)
        for method, pattern, act in self.routes():
            match = re.fullmatch(pattern, asked.path)
            if match and method == asked.method:
                return act(asked, *match.groups())
        return told({"status": 404, "error": f"No {asked.method} {asked.path}"}, 404)

    def count(self, method: str = "", path: str = "") -> int:
        """How often something was asked."""
        return sum(a.method.startswith(method) and path in a.path for a in self.asked)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Who asked was killed: that is what some tests are for."""


@contextmanager
def serving(*fakes: Fake) -> Iterator[None]:
    """Each on a port of its own, for as long as the block lasts."""
    servers = []
    for fake in fakes:
        server = _Server(("127.0.0.1", 0), _handler(fake))
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        fake.address = f"http://127.0.0.1:{server.server_address[1]}"
        servers.append(server)
    try:
        yield
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _handler(fake: Fake) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            length = int(self.headers.get("content-length", 0))
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            headers = {key.lower(): value for key, value in self.headers.items()}
            body = self.rfile.read(length)
            self._send(fake.answer(Asked(self.command, parts.path, query, headers, body)))

        def _send(self, reply: Reply) -> None:
            time.sleep(reply.late_s)
            if reply.cut:
                self.close_connection = True
                return
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
            except OSError:  # whoever asked has gone
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = _any

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
