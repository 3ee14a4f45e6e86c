"""Which language an answer is in: the athlete's, else what the browser asks for."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from hamstrong.coach.find_athlete import find_language
from hamstrong.errors import HamstrongError
from hamstrong.language import Language, preferred, read_language, speaking
from hamstrong.web.deps import WebDeps

COOKIE = "language"
"""What was chosen before there was an athlete to keep it."""

WITHOUT_WORDS = ("/static/", "/healthz", "/sw.js")


class Speaking:
    """Middleware: everything behind it speaks the language of who asks."""

    def __init__(self, app: ASGIApp, deps: WebDeps) -> None:
        self._app = app
        self._deps = deps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan" or scope["path"].startswith(WITHOUT_WORDS):
            await self._app(scope, receive, send)
            return
        language = await run_in_threadpool(self._athlete_s) or asked_for(Headers(scope=scope))
        with speaking(language):
            await self._app(scope, receive, send)

    def _athlete_s(self) -> Language | None:
        try:
            with self._deps.reading() as ports:
                return find_language(ports)
        except HamstrongError:  # whoever answers says what is wrong
            return None


def asked_for(headers: Headers) -> Language:
    """What was chosen on the welcome page, else what the browser likes best."""
    chosen = read_language(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""))
    return chosen or preferred(headers.get("accept-language", ""))
