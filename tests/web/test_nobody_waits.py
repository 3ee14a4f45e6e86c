"""Nothing thinks while the write lock is held: every form, call and command that plans."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from hamstrong.adapters.db.store import SqlStore
from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.cli.app import run
from hamstrong.coach.ports import Ports
from hamstrong.exercises.library import load_library
from hamstrong.planning.model import Plan, PlanRequest
from hamstrong.running.model import RunPlan
from hamstrong.web.app import create_app
from hamstrong.web.deps import WebDeps
from tests.db.blank import open_blank
from tests.unit.coach.desk import MONDAY, NOW, RACE_DAY, Desk, at, month_of_runs, quick_plan

TUESDAY = MONDAY + timedelta(days=1)
EASY = f"run-{TUESDAY}"
FIRST = f"{MONDAY}-1"
EVENT_ID = "00000000-0000-4000-8000-000000000001"
PLAN_FILE = {"plan": ("plan.csv", b"what the desk reads")}
RACE_FORM = {
    "race_day": str(RACE_DAY),
    "race_start": "09:00",
    "distance": "marathon",
    "zone": "Europe/Madrid",
    "units": "km",
}
TIME_FORM = {"when": ["0-evening", "3-morning"], "minutes": "20", "usual_run_time": "07:30"}


@dataclass
class Office:
    """A real database whose planner and reader note in whose time they work."""

    database: Any
    desk: Desk = field(default_factory=Desk)
    writing: bool = False
    thought: int = 0
    read: int = 0
    in_the_way: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk.plan = self.plan
        self.deps = WebDeps(activities=Reader, reading=self.reads, writing=self.writes)
        self.client = TestClient(create_app(self.deps), base_url="http://localhost")

    @contextmanager
    def reads(self) -> Iterator[Ports]:
        with self.database.reading() as connection:
            yield self.ports(connection)

    @contextmanager
    def writes(self) -> Iterator[Ports]:
        with self.database.writing() as connection:
            self.writing = True
            try:
                yield self.ports(connection)
            finally:
                self.writing = False

    def ports(self, connection: Any) -> Ports:
        self.desk.store = SqlStore(connection, load_library())
        ports = self.desk.ports
        return Ports(
            store=ports.store,
            clock=ports.clock,
            library=ports.library,
            read_runs=self.read_runs,
            write_feed=ports.write_feed,
            plan=self.plan,
            watch=ports.watch,
        )

    def plan(self, request: PlanRequest) -> Plan:
        self.thought += 1
        if self.writing:
            self.in_the_way.append("plan")
        return quick_plan(request)

    def read_runs(self, data: bytes, **about: Any) -> RunPlan:
        self.read += 1
        if self.writing:
            self.in_the_way.append("read")
        return month_of_runs()

    def move_in(self) -> None:
        with self.deps.writing():
            self.desk.planned()
        self.in_the_way.clear()
        self.thought = 0


class OfficeDoors:
    """The same for the commands."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def reading(self) -> AbstractContextManager[Ports]:
        return self.office.reads()

    def writing(self) -> AbstractContextManager[Ports]:
        return self.office.writes()

    def memory(self) -> Any:
        raise AssertionError("no command here works without the store")

    settings = eyes = site = sync_desk = backups = speak_as_the_athlete = memory
    activities = Reader


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    database = open_blank(tmp_path / "hamstrong.sqlite")
    office = Office(database)
    with office.client:
        yield office
    database.close()


def test_the_whole_welcome_thinks_in_its_own_time(office: Office) -> None:
    post = office.client.post
    for path, form in (
        ("/welcome/example", {"data": {"zone": "Europe/Madrid"}}),
        ("/welcome/race", {"data": RACE_FORM}),
        ("/welcome/runs", {"files": PLAN_FILE}),
        ("/welcome/time", {"data": TIME_FORM}),
        ("/welcome/equipment", {"data": {"equipment": ["support"]}}),
        # Once more with a plan that is there.
        ("/welcome/race", {"data": {**RACE_FORM, "race_start": "10:00"}}),
        ("/welcome/runs", {"files": PLAN_FILE}),
        ("/welcome/time", {"data": TIME_FORM}),
        ("/welcome/equipment", {"data": {"equipment": ["support", "step"]}}),
    ):
        assert post(path, **form).status_code == 200, path
    assert office.thought >= 5
    assert office.read == 2
    assert office.in_the_way == []


Act = Callable[[TestClient], Any]
ACTS: dict[str, Act] = {
    "race": lambda c: c.post("/settings/race", data={**RACE_FORM, "race_start": "10:00"}),
    "time": lambda c: c.post("/settings/time", data=TIME_FORM),
    "equipment": lambda c: c.post("/settings/equipment", data={"equipment": ["load"]}),
    "import": lambda c: c.post("/settings/runs", files=PLAN_FILE),
    "date": lambda c: c.post("/settings/dates", data={"date": str(TUESDAY), "how": "off"}),
    "correct": lambda c: c.post(f"/runs/{EASY}/correct", data={"type": "threshold", "key": "1"}),
    "outcome": lambda c: c.post(f"/runs/{EASY}/outcome", data={"outcome": "removed"}),
    "check-in": lambda c: c.post("/api/check-ins", json={"soreness": {"calf": 6}}),
    "api import": lambda c: c.post("/api/runs?name=plan.csv", content=b"what the desk reads"),
    "api plan": lambda c: c.post("/api/plan"),
    "api move": lambda c: c.patch(
        f"/api/runs/{EASY}", json={"start": at(TUESDAY + timedelta(days=2), 7).isoformat()}
    ),
    "api end": lambda c: c.post(
        "/api/events",
        json={
            "events": [
                {
                    "id": EVENT_ID,
                    "kind": "session",
                    "at": NOW.isoformat(),
                    "data": {"session_id": FIRST, "state": "done"},
                }
            ]
        },
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_a_form_or_call_thinks_in_its_own_time(office: Office, name: str) -> None:
    office.move_in()
    assert ACTS[name](office.client).status_code < 300
    assert office.thought == 1, "and what was thought is not thought again"
    assert office.in_the_way == []


@pytest.mark.parametrize("path", ["/api/plan", "/plan"])
def test_steps_back_and_forward_think_in_their_own_time(office: Office, path: str) -> None:
    office.move_in()
    office.client.post(f"/runs/{EASY}/outcome", data={"outcome": "removed"})
    office.desk.sleep(days=1)
    for step in ("undo", "redo"):
        assert office.client.post(f"{path}/{step}").status_code == 200
    assert office.thought == 2, "after a night the old plan does not come back without thought"
    assert office.in_the_way == []


def test_a_new_day_thinks_in_its_own_time(office: Office) -> None:
    office.move_in()
    office.desk.sleep(days=1)
    assert office.client.get("/today").status_code == 200
    assert office.thought == 1
    assert office.in_the_way == []


@pytest.mark.parametrize(
    "words",
    [
        ("import", "plan.csv"),
        ("import", "plan.csv", "--replace"),
        ("replan", "--remove", EASY),
        ("log", "done", FIRST),
        ("log", "check-in", "--soreness", "calf=6"),
    ],
)
def test_a_command_thinks_in_its_own_time(
    office: Office, tmp_path: Path, words: tuple[str, ...]
) -> None:
    office.move_in()
    file = tmp_path / "plan.csv"
    file.write_text("what the desk reads")
    given = [str(file) if word == "plan.csv" else word for word in words]
    assert run(OfficeDoors(office), given) == 0
    assert office.thought == 1
    assert office.in_the_way == []
