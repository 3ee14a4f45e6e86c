"""The gate: a device that was not paired gets the page to pair it, and nothing else."""

from collections.abc import Callable, Collection
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hamstrong.adapters.auth.checks import problem, refuse
from hamstrong.adapters.auth.pages import page, qr_svg, wished
from hamstrong.adapters.auth.requests import (
    client_address,
    cookies,
    header,
    is_from_this_machine,
)
from hamstrong.adapters.auth.say import SAY
from hamstrong.coach.pairing import Invitation, Pairing
from hamstrong.errors import BadInput, HamstrongError
from hamstrong.language import speaking

COOKIE = "__Host-hamstrong"
"""The prefix makes browsers insist on Secure, on the whole path and on this very host."""
COOKIE_AGE_S = 400 * 24 * 3600
"""The longest that browsers keep a cookie; renewed whenever the device opens a page."""
LARGEST_FORM = 4096

Invite = Callable[[], Invitation]


class Gate:
    """Let the machine itself and paired devices in; answer everybody else on its own.

    Reading a path that begins with one of `open_paths` is let through. `invite` opens a fresh
    code; None where no other device can reach us.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        pairing: Pairing,
        invite: Invite | None,
        open_paths: Collection[str] = (),
    ) -> None:
        self.app = app
        self.pairing = pairing
        self.invite = invite
        self.open_paths = tuple(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        here = is_from_this_machine(scope)
        token = "" if here else cookies(scope).get(COOKIE, "")
        paired = bool(token) and await run_in_threadpool(self.pairing.known, token) is not None
        inside = here or paired
        path = scope["path"]
        if scope["type"] == "http" and (path == "/pair" or path.startswith("/pair/")):
            with speaking(wished(scope)):
                answer = await self._answer(Request(scope, receive), here=here, inside=inside)
            await answer(scope, receive, send)
        elif inside or self._is_open(scope):
            await self.app(scope, receive, _renewing(scope, send, token) if paired else send)
        elif scope["type"] == "websocket":
            await refuse(scope, receive, send, sentence=SAY["not-paired"], status=403)
        else:
            await self._shut(scope)(scope, receive, send)

    def _is_open(self, scope: Scope) -> bool:
        path: str = scope["path"]
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        return reads and path.startswith(self.open_paths) and ".." not in path.split("/")

    def _shut(self, scope: Scope) -> Response:
        wants_page = "text/html" in header(scope, "accept")
        if scope["method"] in ("GET", "HEAD") and wants_page:
            return self._form(scope, status=403)
        with speaking(wished(scope)):
            return problem(SAY["not-paired"], status=403)

    async def _answer(self, request: Request, *, here: bool, inside: bool) -> Response:
        scope = request.scope
        match (request.method, scope["path"]):
            case ("GET" | "HEAD", "/pair") if inside:
                return await run_in_threadpool(self._devices, scope, here=here)
            case ("GET" | "HEAD", "/pair"):
                return self._form(scope)
            case ("POST", "/pair"):
                return await self._pair(request)
            case ("POST", "/pair/code") if here and self.invite is not None:
                invitation = self.invite()
                return await run_in_threadpool(
                    self._devices, scope, here=here, invitation=invitation
                )
            case ("POST", "/pair/revoke") if inside:
                form = await _read_form(request)
                await run_in_threadpool(self.pairing.revoke, form.get("device", ""))
                return RedirectResponse("/pair", 303)
            case _:
                return self._shut(request.scope)

    async def _pair(self, request: Request) -> Response:
        try:
            form = await _read_form(request)
            _, token = await run_in_threadpool(
                self.pairing.pair,
                form.get("code", ""),
                form.get("name", ""),
                client=client_address(request.scope),
            )
        except HamstrongError as error:
            return self._form(request.scope, status=error.status, problem=error.message)
        answer = RedirectResponse("/", 303, {"cache-control": "no-store"})
        answer.headers["set-cookie"] = cookie_header(token)
        return answer

    def _form(self, scope: Scope, *, status: int = 200, problem: str = "") -> Response:
        name = device_name(header(scope, "user-agent"))
        return page(scope, "pair.html", status=status, problem=problem, guess=name)

    def _devices(
        self, scope: Scope, *, here: bool, invitation: Invitation | None = None
    ) -> Response:
        target = (invitation.trust_address or invitation.address) if invitation else ""
        return page(
            scope,
            "devices.html",
            devices=self.pairing.paired(),
            can_invite=here and self.invite is not None,
            is_here=here,
            invitation=invitation,
            qr=qr_svg(target) if target else "",
            expires=invitation.expires_at.astimezone().strftime("%H:%M") if invitation else "",
        )


def cookie_header(token: str) -> str:
    """The Set-Cookie value that gives a device its token."""
    return f"{COOKIE}={token}; Path=/; Max-Age={COOKIE_AGE_S}; HttpOnly; Secure; SameSite=Lax"


def _renewing(scope: Scope, send: Send, token: str) -> Send:
    """Give the cookie its full age again with every page, so that a device in use stays."""
    if scope["type"] != "http" or "text/html" not in header(scope, "accept"):
        return send

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", cookie_header(token))
        await send(message)

    return send_with_cookie


def device_name(user_agent: str) -> str:
    """A first guess at what the device is called, from the browser's own words."""
    for word in ("iPhone", "iPad", "Android", "Macintosh", "Windows", "Linux"):
        if word in user_agent:
            return {"Macintosh": "Mac", "Android": SAY["android"]}.get(word, word)
    return ""


async def _read_form(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise BadInput(SAY["form-too-large"], place="code")
    fields = parse_qs(body.decode("utf-8", errors="replace"), max_num_fields=10)
    return {name: values[0] for name, values in fields.items()}
