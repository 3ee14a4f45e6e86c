"""`/api/activities`: files in, the report, what was done, its load."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hamstrong.web import sent_files
from tests.files.activities.writing import run_fit
from tests.web.world import NOW, World, planned_world


@pytest.fixture
def world() -> World:
    return planned_world()


@pytest.fixture
def client(world: World) -> TestClient:
    browser = world.browser()
    browser.headers["accept"] = "application/json"
    return browser


def a_run(days_ago: int, minutes: int, metres: float) -> bytes:
    start = (NOW - timedelta(days=days_ago)).replace(hour=6)
    return run_fit(int(start.timestamp()), minutes, metres=metres)


def send(client: TestClient, **files: bytes) -> Any:
    parts = [("files", (name.replace("_", "."), data)) for name, data in files.items()]
    answer = client.post("/api/activities", files=parts)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_each_file_and_each_in_an_archive_is_answered(client: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("activities/1.fit", a_run(3, 40, 7000))
        archive.writestr("activities/same.fit", a_run(2, 30, 5000) + b" ")
    told = send(client, a_fit=a_run(2, 30, 5000), export_zip=packed.getvalue(), b_txt=b"hello")
    assert [one["file"] for one in told["imported"]] == ["a.fit", "export.zip/activities/1.fit"]
    assert [one["file"] for one in told["merged"]] == ["export.zip/activities/same.fit"]
    assert told["merged"][0]["activities"] == told["imported"][0]["activities"]
    (refused,) = told["refused"]
    assert refused["file"] == "b.txt"
    assert refused["reason"].endswith(".")
    assert {"runs", "sets", "legs"} <= told.keys()
    again = send(client, a_fit=a_run(2, 30, 5000))
    assert [one["file"] for one in again["skipped"]] == ["a.fit"]


def test_what_was_done_is_listed_and_told_whole(client: TestClient) -> None:
    told = send(client, a_fit=a_run(9, 30, 5000), b_fit=a_run(1, 50, 9000))
    (activity_id,) = told["imported"][1]["activities"]
    listed = client.get("/api/activities").json()
    (newest, *_) = listed["weeks"]
    assert [one["id"] for one in newest["activities"]] == [activity_id]
    assert newest["run_m"] == 9000
    whole = client.get(f"/api/activities/{activity_id}").json()
    assert whole["moving_s"] == 3000
    assert whole["splits"][0]["distance_m"] == 1000
    assert whole["spike"] == {"spike": "far", "longest_m": 5000, "share": 1.8}
    assert whole["run"]["mark"] in ("sure", "likely", "guess", "own")
    assert whole["loads"].keys() == {"session", "heart_rate", "pace"}
    assert client.delete(f"/api/activities/{activity_id}").status_code == 204
    assert client.get(f"/api/activities/{activity_id}").status_code == 404
    assert client.delete(f"/api/activities/{activity_id}").status_code == 404


def test_the_load_of_each_day_comes_with_its_averages(client: TestClient) -> None:
    runs = {f"{n}_fit": a_run(n, 40, 7000) for n in range(1, 60, 2)}
    send(client, **runs, long_fit=a_run(0, 60, 10_000))
    load = client.get("/api/activities").json()["load"]
    assert load["kind"] == "distance"
    last = load["days"][-1]
    assert last["day"] == NOW.date().isoformat()
    assert last["load"] == 10_000
    assert last["spike"]
    assert 3500 < last["average_42"] < last["average_7"] < 5000
    by_heart = client.get("/api/activities?load=heart-rate").json()["load"]
    assert by_heart["kind"] == "heart-rate"
    assert by_heart["unknown"] == 0
    assert by_heart["days"][-1]["load"] > 0
    assert client.get("/api/activities?load=ratio").status_code == 422


def test_no_file_and_too_many_are_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = client.post("/api/activities", data={"other": "x"})
    assert none.status_code == 422
    assert "choose one or more" in none.json()["error"]
    monkeypatch.setattr(sent_files, "MOST_FILES", 1)
    two = [("files", ("a.fit", b"x")), ("files", ("b.fit", b"x"))]
    assert client.post("/api/activities", files=two).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "2028-03-08", "9999-12-31"])
def test_a_stretch_far_from_today_is_refused(client: TestClient, day: str) -> None:
    answer = client.get(f"/api/activities?until={day}")
    assert answer.status_code == 422
    problem = answer.json()
    assert (problem["ok"], problem["place"], problem["status"]) == (False, "until", 422)
    assert "1970" in problem["error"]
    assert "2028" in problem["error"]


@pytest.mark.parametrize("day", ["1970-01-01", "2028-03-07"])
def test_a_stretch_at_the_ends_is_shown(client: TestClient, day: str) -> None:
    assert client.get(f"/api/activities?until={day}").status_code == 200


def test_what_does_not_say_how_long_it_is_is_refused_in_a_sentence(client: TestClient) -> None:
    answer = client.post(
        "/api/activities",
        content=iter([b"--x\r\n"]),
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code == 422
    assert "does not say how long it is" in answer.text
