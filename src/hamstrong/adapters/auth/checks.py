"""Two checks that keep other websites out: the name asked for, and who asks for a change."""

from collections.abc import Collection

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from hamstrong.adapters.auth.requests import Host, header, parse_address

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL_NAMES = frozenset({"localhost"})

WRONG_HOST = "This coach does not answer to that name: add it to HAMSTRONG_HOSTS if it should."
WRONG_ORIGIN = "Refused: this change was asked for by another website."


async def refuse(scope: Scope, receive: Receive, send: Send, *, sentence: str, status: int) -> None:
    """Answer with one sentence, for programs in the API's shape; close a socket before it opens."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": sentence[:120]})
        return
    answer: Response = problem(sentence, status=status)
    if "text/html" in header(scope, "accept") and not scope["path"].startswith("/api/"):
        answer = PlainTextResponse(sentence + "\n", status, {"cache-control": "no-store"})
    await answer(scope, receive, send)


def problem(sentence: str, *, status: int) -> JSONResponse:
    """The shape that every error of the API has (docs/api.md)."""
    body = {"ok": False, "error": sentence, "place": "", "status": status}
    return JSONResponse(body, status, {"cache-control": "no-store"})


class HostCheck:
    """Answer only to the coach's own names and to plain addresses.

    This ends DNS rebinding: there the browser sends the attacker's name. A bare IP address
    cannot be rebound, so every address of the machine is fine, also one it got just now.
    """

    def __init__(self, app: ASGIApp, *, names: Collection[str]) -> None:
        self.app = app
        self.names = LOCAL_NAMES | {name.lower() for name in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 421."""
        if scope["type"] in ("http", "websocket"):
            name = Host.of(header(scope, "host")).name
            if name not in self.names and parse_address(name) is None:
                await refuse(scope, receive, send, sentence=WRONG_HOST, status=421)
                return
        await self.app(scope, receive, send)


class OriginCheck:
    """Let only the coach's own pages change things.

    Browsers say where a request comes from in Sec-Fetch-Site and, if older, in Origin; programs
    that are not browsers send neither and hold no cookies to be abused. The rule is datasette's.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        changes = scope["type"] == "websocket" or (
            scope["type"] == "http" and scope["method"] not in SAFE_METHODS
        )
        if changes and not self._is_own(scope):
            await refuse(scope, receive, send, sentence=WRONG_ORIGIN, status=403)
            return
        await self.app(scope, receive, send)

    def _is_own(self, scope: Scope) -> bool:
        site = header(scope, "sec-fetch-site")
        origin = header(scope, "origin")
        if site and scope["type"] == "http":
            return site in ("same-origin", "none")
        if not origin:
            return True
        secure = scope["scheme"] in ("https", "wss")
        own = f"{'https' if secure else 'http'}://{header(scope, 'host')}"
        return origin.lower() == own.lower()
