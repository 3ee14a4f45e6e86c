"""Everything out, and everything gone."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from hamstrong.coach.absences import AddAbsence
from hamstrong.coach.change_plan import change_plan
from hamstrong.coach.correct_run import correct_run
from hamstrong.coach.delete_everything import delete_everything
from hamstrong.coach.export_everything import export_everything
from hamstrong.coach.model import Event, EventKind
from hamstrong.coach.move_run import move_run
from hamstrong.coach.open_example import open_example
from hamstrong.coach.record_events import record_events
from hamstrong.coach.run_outcomes import AddRun
from hamstrong.coach.share_calendar import create_feed
from hamstrong.errors import NotFound
from hamstrong.exercises.schema import Equipment
from hamstrong.planning.document import read_plan_document
from hamstrong.planning.model import AbsenceKind, Venue
from tests.unit.coach.desk import MONDAY, NOW, Desk, a_set, at, event, session_end

FIRST = f"{MONDAY}-1"


def lived_in() -> tuple[Desk, str]:
    desk = Desk()
    first, *rest = desk.reads.runs
    desk.reads = replace(desk.reads, runs=(replace(first, title="=SUM(A1)"), *rest))
    athlete = desk.planned(venues={Venue.GYM: frozenset({Equipment.GYM, Equipment.LOAD})})
    correct_run(desk.ports, athlete.id, run_id=first.id, key=True)
    move_run(desk.ports, athlete.id, run_id=first.id, start=at(first.day + timedelta(days=2), 12))
    morning = event("check-in", {"day": MONDAY.isoformat(), "soreness": {"calf": 2, "quad": 4}})
    events = [a_set(FIRST, rpe=6), a_set(FIRST, side="right"), session_end(FIRST), morning]
    record_events(desk.ports, athlete.id, events=events)
    own = AddRun(at(date(2026, 12, 19), 18), 40, title="Club track")
    away = AddAbsence(AbsenceKind.AWAY, date(2027, 1, 2))
    change_plan(desk.ports, athlete.id, own)
    change_plan(desk.ports, athlete.id, away)
    return desk, athlete.id


def unzipped(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows(text: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_everything_is_in_the_export() -> None:
    desk, athlete_id = lived_in()
    files = unzipped(export_everything(desk.ports, athlete_id))
    everything = json.loads(files["hamstrong.json"])
    assert everything["version"] == "hamstrong-export/1"
    assert everything["athlete"]["zone"] == "Europe/Madrid"
    assert len(everything["run_plans"][0]["runs"]) == len(desk.reads.runs)
    assert everything["corrections"][0]["key"] is True
    assert len(everything["events"]) == 4
    assert everything["absences"][0]["kind"] == "away"
    assert everything["athlete"]["venues"] == {"gym": ["gym", "load"]}
    causes = [version["cause"] for version in everything["plan_versions"]]
    assert causes[-1] == "Away on 2 Jan"
    assert everything["run_plans"][1]["runs"][0]["title"] == "Club track"
    stored = desk.store.plans.get(athlete_id)
    assert stored is not None
    assert read_plan_document(everything["plan"]) == stored.plan


def test_the_tables_hold_what_a_spreadsheet_asks_for() -> None:
    desk, athlete_id = lived_in()
    files = unzipped(export_everything(desk.ports, athlete_id))
    assert [row["side"] for row in rows(files["sets.csv"])] == ["left", "right"]
    assert rows(files["sets.csv"])[0]["day"] == MONDAY.isoformat()
    assert rows(files["check-ins.csv"])[0]["soreness"] == "calf 2; quad 4"
    assert len(rows(files["runs.csv"])) == len(desk.reads.runs) + 1, "one of their own"
    assert rows(files["sessions.csv"])[0]["id"] == FIRST


def test_no_cell_runs_as_a_formula() -> None:
    desk, athlete_id = lived_in()
    titles = [
        row["title"]
        for row in rows(unzipped(export_everything(desk.ports, athlete_id))["runs.csv"])
    ]
    assert "'=SUM(A1)" in titles


def test_equal_data_give_equal_bytes() -> None:
    desk, athlete_id = lived_in()
    assert export_everything(desk.ports, athlete_id) == export_everything(desk.ports, athlete_id)


def test_the_secret_address_is_not_exported() -> None:
    desk, athlete_id = lived_in()
    token = create_feed(desk.ports, athlete_id).token
    files = unzipped(export_everything(desk.ports, athlete_id))
    assert all(token not in text for text in files.values())


def test_an_athlete_without_anything_can_leave_with_it() -> None:
    desk = Desk()
    athlete = desk.athlete()
    files = unzipped(export_everything(desk.ports, athlete.id))
    assert json.loads(files["hamstrong.json"])["plan"] is None


def test_deleting_leaves_nobody_not_even_who_has_only_begun() -> None:
    desk, athlete_id = lived_in()
    open_example(desk.ports)
    desk.athlete()
    delete_everything(desk.ports)
    with pytest.raises(NotFound):
        export_everything(desk.ports, athlete_id)
    assert desk.store.athletes.all() == ()


def test_a_log_that_holds_half_a_character_can_be_taken_along() -> None:
    desk = Desk()
    athlete = desk.athlete()
    data = {"session_id": FIRST, "state": "done", "feel": "\ud800 fine"}
    broken = Event("old", EventKind.SESSION, NOW, data)
    desk.store.events.append(athlete.id, (broken,), received_at=NOW)
    files = unzipped(export_everything(desk.ports, athlete.id))
    assert json.loads(files["hamstrong.json"])["events"][0]["data"]["feel"] == "? fine"
