"""Changes, history, undo and reasons over the API, with a real database and the real planner."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from hamstrong.coach.look import look
from hamstrong.coach.ports import Ports
from hamstrong.exercises.library import load_library
from hamstrong.exercises.schema import Family
from hamstrong.planning.model import Plan, PlanRequest, Session, StartingLevel
from hamstrong.planning.planner import make_plan as real_plan
from hamstrong.planning.words import day_word
from tests.db.blank import open_blank
from tests.unit.coach.desk import MONDAY, at
from tests.web.test_api import House

TUESDAY = MONDAY + timedelta(days=1)
EASY = f"run-{TUESDAY}"
AS_JSON = {"content-type": "application/json"}
NOON = {"start": "12:00", "end": "13:00"}


class Home(House):
    """A house whose athlete is used to strength, with the real planner."""

    thought = 0
    writing_while_thinking = False

    def think(self, request: PlanRequest) -> Plan:
        self.thought += 1
        self.writing_while_thinking |= self.is_writing
        return real_plan(request, load_library())

    is_writing = False

    def watch(self) -> None:
        """Notice whether anybody thinks while the write lock is held."""
        begin = self.database.writing

        def writing() -> Any:
            return _Watched(self, begin())

        self.deps = type(self.deps)(
            reading=self.door(self.database.reading),
            writing=self.door(writing),
            activities=self.deps.activities,
        )


class _Watched:
    def __init__(self, home: Home, unit: Any) -> None:
        self.home, self.unit = home, unit

    def __enter__(self) -> Any:
        self.home.is_writing = True
        return self.unit.__enter__()

    def __exit__(self, *error: object) -> Any:
        self.home.is_writing = False
        return self.unit.__exit__(*error)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    from hamstrong.web.app import create_app

    database = open_blank(tmp_path / "hamstrong.sqlite")
    home = Home(database)
    home.desk.plan = home.think
    with home.deps.writing():
        home.desk.planned(starting=StartingLevel.STRONG, accustomed=frozenset(Family))
    home.watch()
    home.client = TestClient(create_app(home.deps), raise_server_exceptions=False)
    home.thought = 0
    with home.client:
        yield home
    database.close()


def sessions(home: Home) -> tuple[Session, ...]:
    def planned(ports: Ports) -> tuple[Session, ...]:
        (athlete,) = ports.store.athletes.all()
        return look(ports, athlete.id).plan.sessions

    with home.deps.reading() as ports:
        return planned(ports)


def asked(home: Home, path: str, *changes: dict[str, Any]) -> dict[str, Any]:
    answer = home.client.post(path, json={"changes": list(changes)})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body["change"] or {}


def test_a_preview_keeps_nothing_and_keeping_does_what_it_said(home: Home) -> None:
    before = sessions(home)
    lost = {"what": "day-off", "day": before[1].day.isoformat()}
    tried = asked(home, "/api/plan/preview", lost)
    assert sessions(home) == before
    kept = asked(home, "/api/plan/changes", lost)
    assert kept["changes"] == tried["changes"] != []
    one = next(c for c in kept["changes"] if c["session_id"] == before[1].id)
    assert one["forced"] is True
    assert one["forced_by"] == "You took this day off from strength."
    assert one["text"].endswith(".")
    assert one["reason"]
    assert kept["cause"] == f"Day off on {day_word(before[1].day)}"
    assert kept["version"] == 2


def test_nobody_waits_while_the_planner_thinks(home: Home) -> None:
    asked(home, "/api/plan/changes", {"what": "run-outcome", "run_id": EASY, "outcome": "removed"})
    home.client.post("/api/absences", json={"kind": "ill", "first": str(TUESDAY)})
    home.client.patch(f"/api/runs/{EASY}", json={"type": "threshold"})
    home.client.post("/api/plan")
    assert home.thought == 4
    assert not home.writing_while_thinking


def test_history_diff_and_undo(home: Home) -> None:
    before = sessions(home)
    asked(home, "/api/plan/changes", {"what": "day-off", "day": before[1].day.isoformat()})
    history = home.client.get("/api/plan/history").json()["versions"]
    assert [(v["number"], v["undo"], v["redo"], v["in_force"]) for v in history] == [
        (2, True, False, True),
        (1, False, False, True),
    ]
    assert home.client.get("/api/plan/diff").json()["changes"] == history[0]["changes"]
    undone = home.client.post("/api/plan/undo", json={"version": 2}).json()["change"]
    assert undone["cause"].startswith("Taken back: Day off")
    assert sessions(home) == before
    again = home.client.post("/api/plan/undo", json={"version": 2})
    assert again.status_code == 409
    assert again.json()["ok"] is False
    assert home.client.get("/api/plan/diff?first=1&second=3").json() == {"changes": []}
    assert home.client.get("/api/plan/diff?first=77").status_code == 404
    assert home.client.post("/api/plan/undo").status_code == 404
    marks = home.client.get("/api/plan/history").json()["versions"]
    assert [v["number"] for v in marks if v["redo"]] == [3]
    assert home.client.post("/api/plan/redo", json={"version": 2}).status_code == 409
    redone = home.client.post("/api/plan/redo", json={"version": 3}).json()["change"]
    assert redone["cause"].startswith("Done again: ")
    assert home.client.post("/api/plan/redo").status_code == 404


def test_absences_come_and_go(home: Home) -> None:
    ill = {"kind": "ill", "first": str(TUESDAY), "last": str(TUESDAY + timedelta(days=3))}
    answer = home.client.post("/api/absences", json={**ill, "back": "gentle"})
    assert answer.status_code == 201
    made = answer.json()["id"]
    (kept,) = home.client.get("/api/absences").json()["absences"]
    assert kept == {"id": made, **ill, "back": "gentle"}
    assert home.client.post("/api/absences", json=ill).status_code == 409
    assert home.client.delete(f"/api/absences/{made}").json()["change"]["cause"]
    assert home.client.delete(f"/api/absences/{made}").status_code == 404
    assert home.client.get("/api/absences").json() == {"absences": []}


def test_runs_are_told_and_added(home: Home) -> None:
    home.desk.sleep(days=1)
    done = {"outcome": "done", "minutes": 95, "type": "long"}
    answer = home.client.post(f"/api/runs/{EASY}/outcome", json=done)
    assert answer.status_code == 200, answer.text
    own = {"start": at(TUESDAY + timedelta(days=2), 18).isoformat(), "minutes": 40}
    assert home.client.post("/api/runs/own", json=own).status_code == 201
    runs = {run["id"]: run for run in home.client.get("/api/runs").json()["runs"]}
    assert (runs[EASY]["type"], runs[EASY]["key"], runs[EASY]["outcome"]) == ("long", True, "done")
    assert runs["own-2026-12-17-1800"]["source"] == "you"
    gone = home.client.post("/api/runs/nothing/outcome", json={"outcome": "missed"})
    assert gone.status_code == 404


def test_why_a_session_and_why_a_day_without(home: Home) -> None:
    session = sessions(home)[1]
    why = home.client.get(f"/api/sessions/{session.id}/why").json()
    assert why["session"]["id"] == session.id
    assert why["placement"]["text"] == session.reason.text
    assert len(why["others"]) == 6
    assert all(other["reason"]["text"].endswith(".") for other in why["others"])
    empty = next(o["day"] for o in why["others"] if o["day"] not in _days(home))
    day = home.client.get(f"/api/days/{empty}/why").json()
    assert day["day"] == empty
    assert day["reason"]["text"]
    week = home.client.get(f"/api/weeks/{session.day}/why").json()
    assert week["week"]["monday"] == str(MONDAY)
    assert set(week) == {"week", "conflict", "held_back"}
    assert home.client.get(f"/api/days/{session.day}/why").status_code == 422
    assert home.client.get("/api/days/someday/why").status_code == 422
    assert home.client.get("/api/sessions/none/why").status_code == 404


def test_a_title_is_kept_as_far_as_it_is_whole(home: Home) -> None:
    start = at(TUESDAY + timedelta(days=2), 18).isoformat()
    own = f'{{"start": "{start}", "minutes": 40, "title": "Track \\ud800"}}'
    answer = home.client.post("/api/runs/own", content=own, headers=AS_JSON)
    assert answer.status_code == 201, answer.text
    titles = {run["title"] for run in home.client.get("/api/runs").json()["runs"]}
    assert "Track ?" in titles


def _days(home: Home) -> set[str]:
    return {session.day.isoformat() for session in sessions(home)}


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [{"what": "dance"}],
        [{}],
        [{"what": "day-off", "day": "someday"}],
        [{"what": "run-outcome", "run_id": EASY, "outcome": "eaten"}],
        [{"what": "absence", "kind": "ill", "first": "2026-12-20", "last": "2026-12-10"}],
        [{"what": "move-run", "run_id": EASY, "start": "2026-12-20T25:00:00+01:00"}],
        [{"what": "move-run", "run_id": EASY, "start": "2026-12-20T18:00:00"}],
        [{"what": "add-run", "start": "2026-12-20T18:00:00+01:00", "minutes": -1}],
        [{"what": "windows", "day": "2026-12-20", "windows": [{"start": "9:00"}]}],
        [{"what": "day-off", "day": "2026-12-20"}] * 21,
        [{"what": "no-absence", "absence_id": "\ud800"}],
        [{"what": "windows", "day": "2026-12-20", "windows": [NOON] * 13}],
    ],
    ids=lambda changes: str(changes).encode(errors="replace").decode()[:80],
)
def test_what_cannot_be_asked_is_a_sentence(home: Home, changes: list[dict[str, Any]]) -> None:
    before = sessions(home)
    for path in ("/api/plan/preview", "/api/plan/changes"):
        answer = home.client.post(path, content=json.dumps({"changes": changes}), headers=AS_JSON)
        assert answer.status_code == 422, answer.text
        body = answer.json()
        assert body["ok"] is False
        assert body["error"].endswith(".")
        assert body["place"]
    assert sessions(home) == before
    assert len(home.client.get("/api/plan/history").json()["versions"]) == 1


def test_a_move_that_a_rule_forbids_names_the_rule(home: Home) -> None:
    session = next(s for s in sessions(home) if s.load_class not in ("C0", "C1"))
    sunday = session.day + timedelta(days=6 - session.day.weekday())
    move = {"what": "move-session", "session_id": session.id, "start": at(sunday, 5).isoformat()}
    for path in ("/api/plan/preview", "/api/plan/changes"):
        answer = home.client.post(path, json={"changes": [move]})
        assert answer.status_code == 409
        assert "long run" in answer.json()["error"]


FAR = f"{MONDAY.year + 4}-01-05T18:00:00+01:00"
CONTRADICTIONS = [
    ([{"what": "run-outcome", "run_id": EASY, "outcome": "missed"}], "Still to come"),
    (
        [
            {"what": "run-outcome", "run_id": EASY, "outcome": "removed"},
            {"what": "run-minutes", "run_id": EASY, "minutes": 40},
        ],
        "You say two things of the easy run on 15 Dec",
    ),
    (
        [
            {"what": "day-off", "day": str(TUESDAY)},
            {"what": "windows", "day": str(TUESDAY), "windows": [NOON]},
        ],
        "You say two things of 15 Dec",
    ),
    ([{"what": "add-run", "start": FAR, "minutes": 40}], "comes long after your race"),
    ([{"what": "move-run", "run_id": EASY, "start": FAR}], "comes long after your race"),
]


@pytest.mark.parametrize(("changes", "sentence"), CONTRADICTIONS)
def test_what_cannot_be_is_refused_in_one_sentence(
    changes: list[dict[str, Any]], sentence: str, home: Home
) -> None:
    before = sessions(home)
    answer = home.client.post("/api/plan/changes", json={"changes": changes})
    assert answer.status_code == 422
    assert sentence in answer.json()["error"]
    assert sessions(home) == before
    assert len(home.client.get("/api/plan/history").json()["versions"]) == 1


def test_a_check_in_for_tomorrow_is_refused(home: Home) -> None:
    answer = home.client.post("/api/check-ins", json={"day": str(TUESDAY), "soreness": {"calf": 3}})
    assert answer.status_code == 422
    assert "15 Dec 2026 is still to come" in answer.json()["error"]
    with home.deps.reading() as ports:
        (athlete,) = ports.store.athletes.all()
        assert ports.store.events.all(athlete.id) == ()
