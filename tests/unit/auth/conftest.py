"""A trivial app behind the real checks, and browsers that come from various places."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from hamstrong.adapters.auth.secure import secure_app
from hamstrong.coach.devices import MemoryDevices
from hamstrong.coach.pairing import Invitation, Pairing


def show(request: Request) -> JSONResponse:
    """Tell what reached the app."""
    return JSONResponse(
        {
            "client": request.client.host if request.client else "",
            "scheme": request.url.scheme,
            "host": request.headers["host"],
            "forwarded": request.headers.get("x-forwarded-for", ""),
            "nonce": request.state.csp_nonce,
        }
    )


async def live(socket: WebSocket) -> None:
    """Open and say one word."""
    await socket.accept()
    await socket.send_text("open")
    await socket.close()


APP = Starlette(
    routes=[
        Route("/", show),
        Route("/static/app.js", show),
        Route("/calendar/secret.ics", show),
        Route("/manifest.webmanifest", show),
        Route("/static/icons/icon.svg", show),
        Route("/pairs", show),
        Route("/api/events", show, methods=["POST", "PUT", "DELETE"]),
        WebSocketRoute("/live", live),
    ]
)

Browser = Callable[..., TestClient]


@dataclass
class House:
    """The coach's own side: the app, the codes."""

    pairing: Pairing

    def invite(self) -> Invitation:
        """Open a code for a phone."""
        code, _ = self.pairing.new_code()
        return Invitation(
            address="https://laptop.local:8443/",
            code=code,
            expires_at=datetime.now(UTC) + timedelta(minutes=10),
            trust_address="http://192.168.1.5:8444/",
            fingerprint="AB:CD",
        )

    def app(self, *, trusted_proxy: str = "", reachable: bool = True) -> ASGIApp:
        """The trivial app, secured."""
        return secure_app(
            APP,
            pairing=self.pairing,
            names={"laptop.local", "coach.example.org"},
            trusted_proxy=trusted_proxy,
            invite=self.invite if reachable else None,
            open_paths=("/calendar/",),
        )


@pytest.fixture
def house() -> House:
    return House(Pairing(MemoryDevices()))


@pytest.fixture
def here(house: House) -> TestClient:
    """A browser on the machine itself."""
    return TestClient(
        house.app(),
        base_url="http://localhost:8000",
        client=("127.0.0.1", 5000),
        follow_redirects=False,
    )


@pytest.fixture
def phone(house: House) -> TestClient:
    """A browser on a phone in the house."""
    return TestClient(
        house.app(),
        base_url="https://laptop.local:8443",
        client=("192.168.1.20", 5000),
        follow_redirects=False,
    )
