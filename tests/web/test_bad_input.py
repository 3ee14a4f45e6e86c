"""What cannot be is answered in one sentence by every face, and the database stays as it was."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hamstrong.adapters.files.run_plan import read_run_plan
from hamstrong.cli.app import run
from tests.db.blank import open_blank
from tests.unit.coach.desk import MONDAY, RACE_DAY
from tests.web.test_nobody_waits import FIRST, RACE_FORM, Office, OfficeDoors
from tests.web.world import read_html

HEADER = "date,time,title,distance_km,minutes,type,key\n"
AT_25 = f"{HEADER}2027-01-05,25:00,Easy 8 km,8,,,\n".encode()
HALF = b'{"runs": [{"date": "2027-01-05", "title": '
DAY = "2026-12-19"


def crowded() -> bytes:
    """A calendar of 10 000 events within a block."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:e{n}\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART:202612{14 + n % 14}T{n % 24:02d}{n % 60:02d}00Z\r\n"
        "SUMMARY:Easy 5 km\r\nEND:VEVENT\r\n"
        for n in range(10_000)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n".encode()


class Clerk(Office):
    """An office that reads files for what they are."""

    def read_runs(self, data: bytes, **about: Any) -> Any:
        return read_run_plan(data, **about)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hamstrong.sqlite"


@pytest.fixture
def office(path: Path) -> Iterator[Clerk]:
    database = open_blank(path)
    office = Clerk(database)
    office.move_in()
    with office.client:
        yield office
    database.close()


def stored(path: Path) -> str:
    """A fingerprint of everything in the database."""
    connection = sqlite3.connect(path)
    try:
        return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()
    finally:
        connection.close()


COMMANDS = (
    "replan --add-run 2026-12-19T25:00 40",
    "replan --add-run 2026-12-19T18:00 race:0",
    f"replan --add-run {RACE_DAY}T18:00 race:30",
    "replan --missed nothing",
    "replan --move 2031-01-01-9 2026-12-19",
    "replan --away 2026-12-20..2026-12-10",
    "replan --ill 2026-12-20..2029-12-10",
    "replan --travel 1999-01-01",
    f"replan --hours {DAY} 20-18",
    f"replan --day-off {DAY} --hours {DAY} 18-20",
    f"replan --day-off {DAY} --missed nothing",
    "log done nothing",
    "log set nothing hb_floor_1l --hold 5",
    "log check-in --soreness calf=11",
    "diff 99",
    "undo",
    "redo",
)


@pytest.mark.parametrize("line", COMMANDS)
def test_commands(office: Clerk, path: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    before = stored(path)
    assert run(OfficeDoors(office), line.split()) in (2, 6, 8)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("hamstrong: ")
    assert len(said.err.splitlines()) == 1
    assert stored(path) == before


@pytest.mark.parametrize("data", [AT_25, HALF, crowded(), b"", HEADER.encode()])
def test_files(
    office: Clerk,
    path: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    data: bytes,
) -> None:
    before = stored(path)
    file = tmp_path / "plan.txt"
    file.write_bytes(data)
    assert run(OfficeDoors(office), ["import", str(file), "--replace"]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1
    answer = office.client.post("/api/runs?mode=replace", content=data)
    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")
    form = {"files": {"plan": ("plan.txt", data)}, "data": {"replace": "1"}}
    assert "alert" in office.client.post("/settings/runs", **form).text  # type: ignore[arg-type]
    assert stored(path) == before


def change(**fields: Any) -> tuple[str, Any]:
    return "/api/plan/changes", {"changes": [fields]}


PYDANTIC = re.compile(r"Input should|Value error|Field required|valid|Expecting")
"""What a library says when nobody says it better."""

CALLS: tuple[tuple[str, Any], ...] = (
    change(what="windows", day=DAY, windows=[{"start": "20:00", "end": "18:00"}]),
    change(what="windows", day=DAY, windows=[{"start": "25:00", "end": "26:00"}]),
    change(what="absence", kind="away", first="2026-12-20", last="2026-12-10"),
    change(what="absence", kind="away", first="0001-01-01", last="9999-12-31"),
    change(what="absence", kind="bored", first=DAY),
    change(what="add-run", start=f"{DAY}T25:00:00+01:00", minutes=40),
    change(what="add-run", start=f"{DAY}T18:00:00+01:00", minutes=1e308),
    change(what="add-run", start=f"{RACE_DAY}T18:00:00+01:00", minutes=30, type="race"),
    change(what="move-run", run_id="nothing", start=f"{DAY}T18:00:00+01:00"),
    change(what="move-session", session_id="nothing", start=f"{DAY}T18:00:00+01:00"),
    change(what="run-outcome", run_id="nothing", outcome="missed"),
    change(what="fly"),
    ("/api/plan/changes", {"changes": []}),
    ("/api/plan/changes", {"changes": [{"what": "day-off", "day": DAY}, {"what": "fly"}]}),
    ("/api/plan/undo", {"version": 99}),
    ("/api/plan/redo", {}),
    ("/api/check-ins", {"soreness": {"calf": 11}}),
    ("/api/check-ins", {"day": "1999-01-01"}),
)


@pytest.mark.parametrize(("to", "body"), CALLS)
def test_calls(office: Clerk, path: Path, to: str, body: Any) -> None:
    before = stored(path)
    answer = office.client.post(to, json=body)
    assert answer.status_code in (404, 409, 422), answer.text
    assert answer.json()["ok"] is False
    assert answer.json()["error"].endswith(".")
    assert not PYDANTIC.search(answer.json()["error"])
    assert stored(path) == before


@pytest.mark.parametrize(
    ("to", "body", "sentence", "place"),
    [
        (
            *change(what="add-run", start=f"{DAY}T25:00:00+01:00", minutes=40),
            f"'{DAY}T25:00:00+01:00' is no time for start: write it like 2027-01-05T18:00+01:00.",
            "changes.0.add-run.start",
        ),
        (
            *change(what="windows", day=DAY, windows=[{"start": "25:00", "end": "26:00"}]),
            "'25:00' is no time of day for start: write it like 18:30.",
            "changes.0.windows.windows.0.start",
        ),
        (*change(what="fly"), "'fly' is no 'what': give one of 'move-run', ", "changes.0"),
        ("/api/plan/changes", {}, "There is no changes: give it.", "changes"),
        ("/api/plan/changes", [], "[] holds no fields for value", ""),
        ("/api/plan/undo", {"version": "last"}, "'last' is no number for version", "version"),
        (
            "/api/absences",
            {"kind": "bored", "first": DAY},
            "'bored' is no kind: give ill, away or travelling.",
            "kind",
        ),
    ],
)
def test_the_api_names_the_field_and_what_is_allowed(
    office: Clerk, to: str, body: Any, sentence: str, place: str
) -> None:
    answer = office.client.post(to, json=body)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith(sentence)
    assert answer.json()["place"] == place


@pytest.mark.parametrize(
    "address", ["/api/days/25:00/why", "/api/plan/diff?first=new", "/api/week?day=someday"]
)
def test_an_address_of_the_api_is_judged_likewise(office: Clerk, address: str) -> None:
    answer = office.client.get(address)
    assert answer.status_code == 422
    assert not PYDANTIC.search(answer.json()["error"])


@pytest.mark.parametrize("to", ["/runs/add", "/plan/preview"])
def test_a_run_at_25_00_leaves_the_form_as_it_was_filled_in(
    office: Clerk, path: Path, to: str
) -> None:
    before = stored(path)
    form = {"day": DAY, "clock": "25:00", "minutes": "41", "type": "threshold"}
    answer = office.client.post(to, data={"what": "add-run", **form})
    assert answer.status_code == 422
    page = read_html(answer.text)
    assert "<h1>Add a run</h1>" in answer.text
    assert page.all("p", id="clock-error")
    filled = [page.all("input", name=name)[0].attributes["value"] for name in list(form)[:3]]
    assert filled == [DAY, "25:00", "41"]
    (chosen,) = page.all("option", value="threshold")
    assert "selected" in chosen.attributes
    assert stored(path) == before


@pytest.mark.parametrize("to", ["/api/plan/changes", "/api/plan/preview", "/api/events"])
@pytest.mark.parametrize("cut", [1, 20, -1])
def test_half_written_json(office: Clerk, path: Path, to: str, cut: int) -> None:
    before = stored(path)
    whole = json.dumps({"changes": [{"what": "day-off", "day": DAY}]}).encode()
    answer = office.client.post(
        to, content=whole[:cut], headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.json()["ok"] is False
    assert stored(path) == before


FORMS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/settings/race", {**RACE_FORM, "race_day": "2020-01-01"}),
    ("/settings/race", {**RACE_FORM, "race_start": "25:00"}),
    ("/settings/time", {"minutes": "20", "usual_run_time": "07:30"}),
    ("/settings/dates", {"date": DAY, "how": "hours", "venue": "moon", "part": "evening"}),
    ("/settings/dates", {"date": "2020-01-01", "how": "off"}),
    ("/runs/add", {"date": DAY, "time": "25:00", "minutes": "40", "type": "easy"}),
    ("/runs/nothing/outcome", {"outcome": "missed"}),
    ("/plan/changes", {"changes": '[{"what": "day-o', "back": "/week"}),
    ("/plan/preview", {"what": "absence", "kind": "away", "first": DAY, "last": str(MONDAY)}),
    ("/plan/undo", {"version": "99"}),
    ("/plan/redo", {}),
)


@pytest.mark.parametrize(("to", "form"), FORMS)
def test_forms(office: Clerk, path: Path, to: str, form: dict[str, Any]) -> None:
    before = stored(path)
    answer = office.client.post(to, data=form, headers={"accept": "text/html"})
    assert answer.status_code in (404, 422) or 'role="alert"' in answer.text
    assert "Traceback" not in answer.text
    assert stored(path) == before


def test_a_week_is_planned_for_what_it_is(office: Clerk) -> None:
    """A block of one week is short, not wrong."""
    form = {**RACE_FORM, "race_day": DAY}
    assert office.client.post("/settings/race", data=form).status_code == 200
    assert office.client.get("/api/block").status_code == 200
    assert office.client.get(f"/api/sessions/{FIRST}").status_code in (200, 404)
