"""Names, origins, headers and proxies: what keeps other websites out."""

import pytest
from starlette.testclient import TestClient

from tests.unit.auth.conftest import House


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("laptop.local", 403),
        ("laptop.local.", 403),
        ("192.168.1.5:8000", 403),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ],
)
def test_only_own_names_are_answered_and_only_loopback_names_are_home(
    here: TestClient, host: str, status: int
) -> None:
    assert here.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://localhost:8000"}, 403),
        ({"origin": "http://localhost:8000"}, 200),
        ({"origin": "http://localhost:3000"}, 403),
        ({"origin": "https://localhost:8000"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_changes_come_from_own_pages_only(
    here: TestClient, headers: dict[str, str], status: int
) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert here.request(method, "/api/events", headers=headers).status_code == status
    assert here.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"sec-fetch-site": "cross-site"}, 403), ({"host": "evil.example"}, 421)],
)
def test_a_refusal_has_the_shape_of_every_error(
    here: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = here.post("/api/events", headers={"accept": "text/html", **headers})
    body = answer.json()
    assert (answer.status_code, body["ok"], body["place"]) == (status, False, "")
    assert body["status"] == status
    assert body["error"].endswith(".")
    assert "{" not in here.post("/", headers={"accept": "text/html", **headers}).text


def test_a_socket_from_another_website_stays_shut(here: TestClient) -> None:
    from starlette.websockets import WebSocketDisconnect

    with (
        pytest.raises(WebSocketDisconnect),
        here.websocket_connect("/live", headers={"origin": "https://evil.example"}),
    ):
        pass


def test_every_answer_is_kept_to_itself(here: TestClient, phone: TestClient) -> None:
    answers = (here.get("/"), here.get("/missing"), phone.get("/"), here.get("/pair"))
    for answer in answers:
        policy = dict(
            part.strip().split(" ", 1)
            for part in answer.headers["content-security-policy"].split(";")
        )
        assert policy["default-src"] == policy["connect-src"] == "'self'"
        assert "unsafe" not in policy["script-src"]
        assert policy["frame-ancestors"] == "'none'"
        assert "camera=(self)" in answer.headers["permissions-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_each_page_has_its_own_nonce(here: TestClient) -> None:
    first, second = here.get("/"), here.get("/")

    assert f"'nonce-{first.json()['nonce']}'" in first.headers["content-security-policy"]
    assert first.json()["nonce"] != second.json()["nonce"]
    pair = here.get("/pair")
    assert pair.text.count("<style nonce=") == 1
    assert "style=" not in pair.text


def from_proxy(house: House, *, trusted: str, client: str = "127.0.0.1") -> TestClient:
    return TestClient(
        house.app(trusted_proxy=trusted),
        base_url="http://coach.example.org",
        client=(client, 5000),
        follow_redirects=False,
    )


CADDY = {
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "coach.example.org",
}
TAILSCALE = {
    **CADDY,
    "x-forwarded-for": "100.101.102.103",
    "tailscale-user-login": "runner@example.org",
}


@pytest.mark.parametrize("sent", [CADDY, TAILSCALE])
def test_behind_a_trusted_proxy_a_device_pairs_and_sees_https(
    house: House, sent: dict[str, str]
) -> None:
    browser = from_proxy(house, trusted="127.0.0.1")
    assert browser.get("/", headers=sent).status_code == 403

    answer = browser.post(
        "/pair",
        data={"code": house.invite().code},
        headers={**sent, "origin": "https://coach.example.org"},
    )
    token = answer.headers["set-cookie"].split(";")[0]
    seen = browser.get("/", headers={**sent, "cookie": token}).json()

    assert seen["client"] == sent["x-forwarded-for"]
    assert seen["scheme"] == "https"
    assert seen["host"] == "coach.example.org"
    assert seen["forwarded"] == ""


def test_a_proxy_that_is_not_named_opens_nothing(house: House) -> None:
    """A tunnel on this machine comes from loopback, perhaps under a loopback name."""
    browser = from_proxy(house, trusted="")
    for host in ("coach.example.org", "localhost:8000"):
        assert browser.get("/", headers={**CADDY, "host": host}).status_code == 403
    assert (
        browser.get("/", headers={"host": "localhost", "x-real-ip": "1.2.3.4"}).status_code == 403
    )


def test_the_named_proxy_is_never_the_machine_itself(house: House) -> None:
    """A proxy that forwards nothing at all must not make every stranger look local."""
    browser = from_proxy(house, trusted="127.0.0.1")

    assert browser.get("/", headers={"host": "127.0.0.1:8000"}).status_code == 403
    assert browser.get("/", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 403


def test_only_the_address_that_the_proxy_wrote_counts(house: House) -> None:
    browser = from_proxy(house, trusted="10.0.0.0/8", client="10.0.0.2")
    sent = {**CADDY, "x-forwarded-for": "127.0.0.1, 203.0.113.9, 10.0.0.7"}
    house.invite()
    for _ in range(5):
        browser.post("/pair", data={"code": "WRONG222"}, headers=sent)
    spoofed = {**sent, "x-forwarded-for": "198.51.100.1, 203.0.113.9, 10.0.0.7"}

    answer = browser.post("/pair", data={"code": "WRONG222"}, headers=spoofed)
    assert "Too many codes" in answer.text


def test_forwarding_headers_from_a_stranger_are_dropped(house: House) -> None:
    browser = from_proxy(house, trusted="10.0.0.1", client="192.168.1.20")
    code = house.invite().code
    token = browser.post("/pair", data={"code": code}).headers["set-cookie"].split(";")[0]

    seen = browser.get("/", headers={**CADDY, "cookie": token}).json()
    assert (seen["client"], seen["scheme"]) == ("192.168.1.20", "http")
    assert seen["forwarded"] == ""
