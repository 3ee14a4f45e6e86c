"""The JSON API over a real database, with the planner that answers at once."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from hamstrong.adapters.db.database import Database
from hamstrong.adapters.db.store import SqlStore
from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.coach.import_runs import ImportMode, keep_runs
from hamstrong.coach.make_plan import make_plan, plan_request
from hamstrong.coach.open_example import open_example
from hamstrong.coach.ports import Ports
from hamstrong.errors import HamstrongError, Unavailable
from hamstrong.exercises.library import load_library
from hamstrong.planning.document import read_plan_document
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.web.app import create_app
from hamstrong.web.deps import WebDeps
from hamstrong.web.renew import renew_plan
from tests.db.blank import open_blank
from tests.unit.coach.desk import MONDAY, Desk, a_set, at, session_end

FIRST = f"{MONDAY}-1"
SECOND = f"{MONDAY}-2"
EASY = f"run-{MONDAY + timedelta(days=1)}"


class House:
    """A database, a desk to work at, and the app over both."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.desk = Desk()
        self.deps = WebDeps(
            activities=Reader,
            reading=self.door(database.reading),
            writing=self.door(database.writing),
        )
        self.client = TestClient(create_app(self.deps), raise_server_exceptions=False)

    def door(self, unit: Callable[[], Any]) -> Callable[[], AbstractContextManager[Ports]]:
        @contextmanager
        def opened() -> Iterator[Ports]:
            with unit() as session:
                self.desk.store = SqlStore(session, load_library())
                yield self.desk.ports

        return opened

    def move_in(self) -> str:
        with self.deps.writing():
            athlete = self.desk.planned()
        return athlete.id


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    database = open_blank(tmp_path / "hamstrong.sqlite")
    house = House(database)
    with house.client:
        yield house
    database.close()


@pytest.fixture
def client(house: House) -> TestClient:
    house.move_in()
    return house.client


def test_before_anybody_is_set_up_the_api_says_so(house: House) -> None:
    answer = house.client.get("/api/today")
    assert answer.status_code == 404
    body = answer.json()
    assert body["ok"] is False
    assert body["status"] == 404
    assert body["place"] == "athlete"
    assert "welcome" in body["error"]


def test_today_week_and_block(client: TestClient) -> None:
    today = client.get("/api/today").json()
    assert today["day"] == MONDAY.isoformat()
    assert today["sessions"][0]["id"] == FIRST
    week = client.get("/api/week", params={"day": "2026-12-23"}).json()
    assert week["monday"] == "2026-12-21"
    assert len(week["days"]) == 7
    block = client.get("/api/block").json()
    assert [w["weeks_to_race"] for w in block["weeks"]] == [3, 2, 1, 0, -1, -2, -3]


def test_the_plan_is_the_documented_document(client: TestClient, house: House) -> None:
    document = client.get("/api/plan").json()
    with house.deps.reading() as ports:
        stored = ports.store.plans.get(ports.store.athletes.all()[0].id)
    assert stored is not None
    assert read_plan_document(document) == stored.plan
    assert client.post("/api/plan").json()["changes"] == []


def test_the_player_gets_its_session(client: TestClient) -> None:
    body = client.get(f"/api/sessions/{FIRST}").json()
    assert body["id"] == FIRST
    exercise = body["exercises"][0]
    assert set(exercise) == {
        *("id", "name", "side", "sets", "hold_s", "reps", "rest_s"),
        *("areas", "cues", "figure", "hips", "judged", "pictures", "steps", "swap", "tryout"),
    }
    step = exercise["steps"][0]
    assert {"kind", "seconds", "exercise_id", "side", "set_number", "sets", "say"} <= set(step)
    assert step["tempo_s"] == [2, 1, 2]
    assert exercise["tryout"]["rungs"][exercise["tryout"]["start"]]["id"] == exercise["id"]
    swap = client.get(f"/api/sessions/{FIRST}/swap/{exercise['id']}").json()
    assert swap == exercise["swap"]
    assert client.get("/api/sessions/none").status_code == 404


def test_events_are_acknowledged_once_and_shown_in_progress(client: TestClient) -> None:
    events = [a_set(FIRST), a_set(FIRST, side="right", hold_s=14), a_set(FIRST, rpe=99)]
    first = client.post("/api/events", json={"events": events}).json()
    assert first["accepted"] == [events[0]["id"], events[1]["id"]]
    assert [refused["id"] for refused in first["refused"]] == [events[2]["id"]]
    second = client.post("/api/events", json={"events": events[:2]}).json()
    assert (second["accepted"], second["known"]) == ([], first["accepted"])
    progress = client.get("/api/progress").json()
    assert progress["sets_total"] == 2
    assert progress["exercises"][0]["right"][0]["value"] == 14


def test_the_end_of_a_session_renews_the_plan_behind_the_answer(
    client: TestClient, house: House
) -> None:
    house.desk.sleep(minutes=10)
    answer = client.post("/api/events", json={"events": [session_end(FIRST)]}).json()
    assert answer["replan"] is True
    with house.deps.reading() as ports:
        stored = ports.store.plans.get(ports.store.athletes.all()[0].id)
    assert stored is not None
    assert stored.made_at == house.desk.clock.now()


def test_sets_come_in_while_the_planner_thinks(client: TestClient, house: House) -> None:
    quick = house.desk.plan
    heard: list[Any] = []

    def thinking(request: PlanRequest) -> Plan:
        if not heard:
            heard.append(client.post("/api/events", json={"events": [a_set(SECOND)]}).json())
        return quick(request)

    house.desk.plan = thinking
    with house.deps.reading() as ports:
        athlete_id = ports.store.athletes.all()[0].id
    renew_plan(house.deps, athlete_id)
    assert heard[0]["accepted"]
    with house.deps.reading() as ports:
        assert set(plan_request(ports, athlete_id).done) == {SECOND}


@pytest.mark.parametrize("body", [{}, {"events": 5}, {"events": [5]}, {"events": [{}] * 501}])
def test_a_batch_that_is_none_is_sent_back(client: TestClient, body: object) -> None:
    answer = client.post("/api/events", json=body)
    assert answer.status_code == 422
    assert answer.json()["place"].startswith("events")


def test_a_failed_commit_is_not_acknowledged(house: House) -> None:
    house.move_in()

    @contextmanager
    def full() -> Iterator[Ports]:
        with house.deps.writing() as ports:
            yield ports
            raise HamstrongError("The disk is full.")

    app = create_app(WebDeps(activities=Reader, reading=house.deps.reading, writing=full))
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.post("/api/events", json={"events": [a_set(FIRST)]})
    assert answer.status_code == 400
    assert "accepted" not in answer.json()
    assert house.client.get("/api/progress").json()["sets_total"] == 0


def test_a_check_in_settles_the_morning(client: TestClient) -> None:
    answer = client.post("/api/check-ins", json={"soreness": {"calf": 3}, "sleep_h": 7})
    assert answer.status_code == 201
    assert client.get("/api/today").json()["check_in_due"] is False
    bad = client.post("/api/check-ins", json={"soreness": {"elbow": 3}})
    assert (bad.status_code, bad.json()["place"]) == (422, "soreness.elbow")
    flagged = client.post("/api/check-ins", json={"ill": False, "red_flags": ["bad-mood"]})
    assert (flagged.status_code, flagged.json()["place"]) == (422, "red_flags.0.id")
    stop = {"ill": True, "red_flags": [{"id": "pop", "area": "calf"}], "assessed": ["hip"]}
    assert client.post("/api/check-ins", json=stop).status_code == 201


def test_a_session_moves_or_says_why_not(client: TestClient) -> None:
    start = at(MONDAY, 20).isoformat()
    moved = client.post(f"/api/sessions/{FIRST}/move", json={"start": start}).json()
    assert moved["moved"], moved
    assert moved["change"]["changes"][0]["after"] == start
    wednesday = at(MONDAY + timedelta(days=2), 5).isoformat()
    refused = client.post(f"/api/sessions/{FIRST}/move", json={"start": wednesday}).json()
    assert refused["moved"] is False
    assert refused["reasons"][0]["text"]
    assert refused["change"] is None
    freed = client.delete(f"/api/sessions/{FIRST}/pin").json()
    assert freed["change"]["changes"][0]["after"] == at(MONDAY, 18).isoformat()
    assert client.post(f"/api/sessions/{FIRST}/move", json={"start": "soon"}).status_code == 422


def test_runs_are_imported_whatever_the_type_says(client: TestClient) -> None:
    for kind in ("text/calendar", "application/json", "application/x-www-form-urlencoded"):
        answer = client.post(
            "/api/runs?name=plan.csv", content=b'{"any": 1}', headers={"Content-Type": kind}
        )
        assert answer.status_code == 200, answer.json()
        assert answer.json()["unchanged"] == len(answer.json()["runs"])


def test_an_endless_upload_is_cut_off(client: TestClient) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 60_000_000:
            sent += 1_000_000
            yield b"x" * 1_000_000

    answer = client.post("/api/runs?name=big.ics", content=endless())
    assert answer.status_code == 422
    assert "3 MB" in answer.json()["error"]


def test_a_run_is_corrected_and_moved_in_one_request(client: TestClient, house: House) -> None:
    start = at(MONDAY + timedelta(days=1), 12).isoformat()
    patch = {"type": "interval", "start": start}
    quick = house.desk.plan

    def an_hour_later(request: PlanRequest) -> Plan:
        plan = quick(request)
        first, *rest = plan.sessions
        hour = timedelta(hours=1)
        return replace(
            plan, sessions=(replace(first, start=first.start + hour, end=first.end + hour), *rest)
        )

    house.desk.plan = an_hour_later
    answer = client.patch(f"/api/runs/{EASY}", json=patch)
    assert answer.status_code == 200
    told = [change["session_id"] for change in answer.json()["change"]["changes"]]
    assert told == [FIRST], "what the move did is told although the type came after it"
    runs = {run["id"]: run for run in client.get("/api/runs").json()["runs"]}
    run = runs[EASY]
    assert (run["type"], run["key"], run["start"], run["corrected"]) == (
        *("interval", True, start),
        True,
    )
    assert client.patch("/api/runs/none", json={"key": True}).status_code == 404
    assert client.patch(f"/api/runs/{EASY}", json={"type": "dance"}).status_code == 422


@pytest.mark.parametrize("start", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00"])
def test_the_ends_of_the_calendar_are_refused(client: TestClient, start: str) -> None:
    run = client.patch(f"/api/runs/{EASY}", json={"start": start})
    session = client.post(f"/api/sessions/{FIRST}/move", json={"start": start})
    for answer in (run, session):
        assert (answer.status_code, answer.json()["place"]) == (422, "start")


def test_a_conflict_is_told_as_one(client: TestClient) -> None:
    occupied = at(MONDAY + timedelta(days=2), 7, 20).isoformat()
    answer = client.patch(f"/api/runs/{EASY}", json={"start": occupied})
    assert answer.status_code == 409
    assert answer.json()["ok"] is False


def test_everything_can_be_taken_away(client: TestClient) -> None:
    answer = client.get("/api/export")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    assert f"hamstrong-{MONDAY}.zip" in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "hamstrong.json" in archive.namelist()


def test_the_library_is_data_too(client: TestClient) -> None:
    everything = client.get("/api/exercises").json()
    assert len(everything) == len(load_library())
    calf = client.get("/api/exercises", params={"family": "calf"}).json()
    assert {exercise["family"] for exercise in calf} == {"calf"}
    assert client.get("/api/exercises/plank").json()["id"] == "plank"
    assert client.get("/api/exercises/none").status_code == 404
    assert client.get("/api/exercises", params={"family": "none"}).status_code == 422


def test_health_asks_the_database(house: House) -> None:
    assert house.client.get("/healthz").json()["status"] == "ok"

    def gone() -> AbstractContextManager[Ports]:
        raise Unavailable("The database is gone.")

    app = create_app(WebDeps(activities=Reader, reading=gone, writing=gone))
    with TestClient(app) as client:
        assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize("path", ["/api/none", "/none", "/feed/none.ics", "/static/none.js"])
def test_an_unknown_address_is_a_sentence(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json()["error"].endswith(".")


def test_whoever_reads_pages_gets_a_page(client: TestClient) -> None:
    answer = client.get("/none", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_the_wrong_verb_is_a_sentence_too(client: TestClient) -> None:
    answer = client.put("/api/today", headers={"Accept": "application/json"})
    assert answer.status_code == 405
    assert answer.json()["status"] == 405


def test_an_accident_is_logged_and_answered_without_its_insides(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.move_in()

    def broken() -> AbstractContextManager[Ports]:
        raise RuntimeError("a secret detail")

    app = create_app(WebDeps(activities=Reader, reading=broken, writing=house.deps.writing))
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/api/today")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "a secret detail" in caplog.text


def test_the_api_describes_itself(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert "/api/sessions/{session_id}" in described["paths"]
    assert not [path for path in described["paths"] if not path.startswith("/api/")]


def test_the_first_request_of_a_day_brings_the_plan_up_to_it(house: House) -> None:
    athlete_id = house.move_in()
    house.desk.sleep(days=2)
    assert house.client.get("/api/today").status_code == 200
    with house.deps.reading() as ports:
        stored = ports.store.plans.get(athlete_id)
    assert stored is not None
    assert stored.made_at == house.desk.clock.now()


def test_the_example_gives_way_to_the_athlete(house: House) -> None:
    with house.deps.writing() as ports:
        open_example(ports)
    assert house.client.get("/api/today").json()["example"] is True
    with house.deps.writing() as ports:
        athlete = house.desk.athlete()
        keep_runs(ports, athlete.id, plan=house.desk.reads, mode=ImportMode.MERGE)
    assert house.client.get("/api/today").json()["example"] is True
    with house.deps.writing() as ports:
        make_plan(ports, athlete.id)
    assert house.client.get("/api/today").json()["example"] is False
