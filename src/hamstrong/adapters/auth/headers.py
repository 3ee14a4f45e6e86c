"""What every answer carries so that a browser keeps the page to itself."""

import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NONCE = "csp_nonce"
"""Where a page finds its nonce for an inline script or style: `request.state.csp_nonce`."""

FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "camera=(self), screen-wake-lock=(self), autoplay=(self), microphone=(), geolocation=(), "
        "payment=(), usb=(), serial=(), midi=(), display-capture=()"
    ),
}


def content_policy(nonce: str) -> str:
    """The Content-Security-Policy: everything from here, nothing inline without the nonce.

    Style attributes are allowed, as charts and bars set their sizes with them; they cannot
    load anything that the rest of the policy forbids.
    """
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}'",
            f"style-src 'self' 'nonce-{nonce}'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """Add the headers to every HTTP answer; one that the app set itself stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a fresh nonce and complete the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope = {**scope, "state": {**scope.get("state", {}), NONCE: nonce}}

        async def send_completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in FIXED.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", content_policy(nonce))
            await send(message)

        await self.app(scope, receive, send_completed)
