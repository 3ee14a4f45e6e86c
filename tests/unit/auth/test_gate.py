"""What a stranger, a paired device and the machine itself get to see."""

import re

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from hamstrong.adapters.auth.gate import COOKIE
from hamstrong.adapters.auth.say import SAY
from hamstrong.coach.pairing import ATTEMPTS_PER_CLIENT
from tests.unit.auth.conftest import House

PAGE = {"accept": "text/html"}


def pair(phone: TestClient, house: House) -> None:
    code = house.invite().code
    answer = phone.post("/pair", data={"code": code, "name": "Kitchen phone"})
    assert answer.status_code == 303


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/api/nothing", "/pairs", "//pair/x"])
def test_a_stranger_gets_nothing_but_the_page_to_pair(phone: TestClient, path: str) -> None:
    page = phone.get(path, headers=PAGE)
    data = phone.get(path)

    assert page.status_code == data.status_code == 403
    assert "Pair this device" in page.text
    assert data.json() == {**{"ok": False, "error": SAY["not-paired"], "place": "", "status": 403}}
    assert "no-store" in page.headers["cache-control"] == data.headers["cache-control"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_stranger_changes_nothing(phone: TestClient, method: str) -> None:
    assert phone.request(method, "/api/events").status_code == 403
    assert phone.post("/pair/code").status_code == 403
    assert phone.post("/pair/revoke", data={"device": "x"}).status_code == 403


def test_a_stranger_opens_no_socket(phone: TestClient, here: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), phone.websocket_connect("wss://laptop.local/live"):
        pass
    with here.websocket_connect("ws://localhost:8000/live") as socket:
        assert socket.receive_text() == "open"


@pytest.mark.parametrize(
    "path", ["/calendar/secret.ics", "/manifest.webmanifest", "/static/icons/icon.svg"]
)
def test_the_feed_and_what_a_home_screen_needs_are_open(phone: TestClient, path: str) -> None:
    assert phone.get(path).status_code == 200
    assert phone.post(path).status_code == 403


@pytest.mark.parametrize(
    "path", ["/calendar", "/static/icons/../app.js", "/static/icons/%2e%2e/app.js", "/static/icon"]
)
def test_nothing_beside_them_is_open(phone: TestClient, path: str) -> None:
    assert phone.get(path).status_code == 403


def test_the_machine_itself_needs_no_pairing(here: TestClient) -> None:
    assert here.get("/").json()["client"] == "127.0.0.1"
    assert here.post("/api/events").status_code == 200


def test_a_phone_pairs_with_the_code_and_stays(phone: TestClient, house: House) -> None:
    assert "Pair this device" in phone.get("/pair").text
    code = house.invite().code

    answer = phone.post(
        "/pair", data={"code": code, "name": "Kitchen phone"}, headers={"origin": phone_origin()}
    )

    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"]
    for part in (f"{COOKIE}=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert phone.get("/").status_code == 200
    assert [device.name for device in house.pairing.paired()] == ["Kitchen phone"]


def phone_origin() -> str:
    return "https://laptop.local:8443"


def test_the_cookie_gets_its_age_back_with_every_page(phone: TestClient, house: House) -> None:
    pair(phone, house)

    assert "Max-Age=34560000" in phone.get("/", headers=PAGE).headers["set-cookie"]
    assert "set-cookie" not in phone.get("/static/app.js").headers


def test_a_wrong_code_is_told_and_guessing_ends(phone: TestClient, house: House) -> None:
    house.invite()
    for _ in range(ATTEMPTS_PER_CLIENT):
        answer = phone.post("/pair", data={"code": "WRONG222"})
        assert answer.status_code == 403
        assert "wrong, used or older than ten minutes" in answer.text
    assert "Too many codes" in phone.post("/pair", data={"code": "WRONG222"}).text
    assert phone.post("/pair", data={}).status_code == 422


def test_a_form_that_is_too_large_is_refused(phone: TestClient, house: House) -> None:
    house.invite()
    answer = phone.post("/pair", data={"code": "A" * 5000})

    assert answer.status_code == 422
    assert "larger" in answer.text


def test_what_a_device_is_called_is_shown_as_text(phone: TestClient, house: House) -> None:
    code = house.invite().code
    phone.post("/pair", data={"code": code, "name": "<script>alert(1)</script>"})

    page = phone.get("/pair").text
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_a_revoked_device_is_outside_at_once(
    phone: TestClient, here: TestClient, house: House
) -> None:
    pair(phone, house)
    (device,) = house.pairing.paired()
    assert "Kitchen phone" in here.get("/pair").text

    assert here.post("/pair/revoke", data={"device": device.id}).status_code == 303

    assert phone.get("/").status_code == 403
    assert "Kitchen phone" not in here.get("/pair").text


def test_the_machine_itself_opens_a_code_with_picture_and_fingerprint(
    here: TestClient, phone: TestClient, house: House
) -> None:
    assert "Pair another device" in here.get("/pair").text
    page = here.post("/pair/code").text
    found = re.search(r'class="code">([A-Z0-9-]{9})<', page)

    assert found is not None
    assert "<svg" in page
    assert "AB:CD" in page
    assert "https://laptop.local:8443/" in page
    assert phone.post("/pair", data={"code": found[1]}).status_code == 303


def test_a_paired_phone_opens_no_code_for_others(phone: TestClient, house: House) -> None:
    pair(phone, house)

    assert phone.post("/pair/code").status_code == 403
    assert "Pair another device" not in phone.get("/pair").text


def test_where_nobody_can_come_the_page_says_how(house: House) -> None:
    alone = TestClient(
        house.app(reachable=False), base_url="http://localhost:8000", client=("127.0.0.1", 1)
    )
    assert "hamstrong serve --lan" in alone.get("/pair").text
    assert alone.post("/pair/code").status_code == 403


def test_strangers_read_the_pages_in_their_own_language(phone: TestClient) -> None:
    page = phone.get("/", headers={"accept": "text/html", "accept-language": "es-MX,es"})
    assert page.status_code == 403
    assert '<html lang="es">' in page.text
    assert "Enlaza este dispositivo" in page.text
    wrong = phone.post("/pair", data={"code": "NO"}, headers={"accept-language": "es"})
    assert "Este código es erróneo" in wrong.text
