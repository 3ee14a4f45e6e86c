"""Believing a proxy's X-Forwarded headers, but only that proxy's."""

from ipaddress import ip_network

from starlette.types import ASGIApp, Receive, Scope, Send

from hamstrong.adapters.auth.requests import (
    FORWARDING_HEADERS,
    PROXIED,
    client_address,
    header,
    parse_address,
)


class ForwardedHeaders:
    """Set client, scheme and host from X-Forwarded headers of the trusted proxy.

    From anybody else the headers are removed, so that nothing inside can fall for them; the
    request is only marked as proxied. What the trusted proxy sends is proxied in any case.
    """

    def __init__(self, app: ASGIApp, *, trusted: str) -> None:
        self.app = app
        self.trusted = ip_network(trusted, strict=False) if trusted else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with what may be believed."""
        believed = self._is_trusted(client_address(scope))
        if scope["type"] in ("http", "websocket") and (believed or self._is_forwarded(scope)):
            scope = self._rewritten(scope) if believed else dict(scope)
            scope[PROXIED] = True
            scope["headers"] = [
                (name, value)
                for name, value in scope["headers"]
                if name.lower() not in FORWARDING_HEADERS
            ]
        await self.app(scope, receive, send)

    def _is_forwarded(self, scope: Scope) -> bool:
        return any(name.lower() in FORWARDING_HEADERS for name, _ in scope["headers"])

    def _is_trusted(self, client: str) -> bool:
        address = parse_address(client)
        return self.trusted is not None and address is not None and address in self.trusted

    def _rewritten(self, scope: Scope) -> Scope:
        changed = dict(scope)
        client = self._farthest_believed(header(scope, "x-forwarded-for"))
        changed["client"] = (client or client_address(scope), 0)
        scheme = header(scope, "x-forwarded-proto").split(",")[-1].strip().lower()
        if scheme in ("http", "https"):
            secure = scheme == "https"
            http, socket = ("https", "wss") if secure else ("http", "ws")
            changed["scheme"] = http if scope["type"] == "http" else socket
        host = header(scope, "x-forwarded-host").split(",")[-1].strip()
        if host:
            others = [pair for pair in scope["headers"] if pair[0].lower() != b"host"]
            changed["headers"] = [*others, (b"host", host.encode("latin-1"))]
        return changed

    def _farthest_believed(self, chain: str) -> str:
        """The rightmost address that is not the proxy's own: further left anyone may write."""
        hops = [hop.strip() for hop in chain.split(",") if hop.strip()]
        for hop in reversed(hops):
            if not self._is_trusted(hop):
                return hop
        return hops[0] if hops else ""
