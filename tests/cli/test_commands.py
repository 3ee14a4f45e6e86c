"""The commands in the process, over a desk instead of a database."""

import io
import json
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hamstrong.coach.open_example import open_example
from hamstrong.coach.record_events import record_events
from hamstrong.errors import NoPlan
from hamstrong.planning.document import read_plan_document
from tests.cli.desk_doors import Command
from tests.unit.coach.desk import MONDAY, RACE_DAY, Desk, a_set, month_of_runs

FIRST = f"{MONDAY}-1"


@pytest.fixture
def runs_file(tmp_path: Path) -> str:
    path = tmp_path / "plan.csv"
    path.write_text("the desk's reader does not look at it")
    return str(path)


PLAN = ("plan", "--race", str(RACE_DAY), "--zone", "Europe/Madrid")


def test_a_block_is_planned_without_a_server(command: Command, runs_file: str) -> None:
    code, out, err = command(*PLAN, "--runs", runs_file)
    assert (code, err) == (0, "")
    assert "8 strength sessions in 4 weeks" in out
    assert "race week" in out
    assert "● threshold" in out
    assert "Far from your long run." in out
    assert "Times were not in the file." in out


def test_hours_that_overlap_are_joined_and_a_line_says_so(command: Command, runs_file: str) -> None:
    days = (
        "--days",
        "mon 18-20, mon 19-21, thu, sat",
        "--dates",
        "2026-12-24 9-11, 2026-12-24 10-12",
    )
    code, out, err = command(*PLAN, "--runs", runs_file, *days, "--json")
    assert code == 0
    assert json.loads(out)
    assert err == (
        "hamstrong: Overlapping hours on Monday are joined: 18:00-21:00.\n"
        "hamstrong: Overlapping hours on 24 Dec are joined: 09:00-12:00.\n"
    )


def test_json_is_the_documented_document_and_nothing_else(
    command: Command, runs_file: str, desk: Desk
) -> None:
    code, out, _ = command(*PLAN, "--runs", runs_file, "--json")
    assert code == 0
    plan = read_plan_document(json.loads(out))
    assert plan.runs[:-1] == desk.reads.runs[:-1], "the last is the race itself"
    assert plan.race.day == RACE_DAY
    assert desk.store.athletes.all() == (), "nothing is kept"


def test_options_reach_the_planner(command: Command, runs_file: str, desk: Desk) -> None:
    asked: list[Any] = []
    quick = desk.plan

    def listening(request: Any) -> Any:
        asked.append(request)
        return quick(request)

    desk.plan = listening
    command(
        *(*PLAN, "--runs", runs_file, "--days", "mon 18:00-21:00, sat", "--equipment", "all"),
        *("--minutes", "45", "--sessions", "2", "--level", "hamstring-bridge=5"),
        *("--accustomed", "calf", "--today", "2026-12-16", "--distance", "half"),
    )
    request = asked[0]
    assert sorted(request.availability.weekdays) == [0, 5]
    assert (request.minutes, request.sessions_per_week) == (45, 2)
    assert request.levels == {"hamstring-bridge": 5}
    assert list(request.accustomed) == ["calf"]
    assert request.today.isoformat() == "2026-12-16"
    assert request.race.distance_m == 21_097.5


def test_runs_may_be_made(command: Command) -> None:
    race = "2027-03-21"
    code, out, _ = command(
        *("plan", "--race", race, "--zone", "UTC", "--generate"),
        *("--recent-race", "10k 47:30", "--runs-per-week", "5", "--long-day", "sat", "--json"),
    )
    assert code == 0
    runs = read_plan_document(json.loads(out)).runs
    assert {run.day.weekday() for run in runs if run.type == "long"} == {5}


def test_what_is_noticed_about_made_runs_is_said_once(command: Command) -> None:
    words = ("--easy-pace", "6:00", "--runs-per-week", "4", "--weekly-km", "35")
    race = ("--race", "2027-04-18", "--zone", "UTC")
    _, out, _ = command("plan", *race, "--generate", *words)
    told = "the long run is"
    assert " ".join(out.split()).count(told) == 1


def test_runs_may_come_through_a_pipe(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"runs")))
    code, out, _ = command(*PLAN, "--runs", "-", "--json")
    assert code == 0
    assert json.loads(out)["version"] == "hamstrong-plan/1"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--runs", "/no/such/file.ics"), 3, "/no/such/file.ics"),
        ((), 2, "--runs"),
        (("--generate",), 2, "--easy-pace"),
        (("--generate", "--easy-pace", "fast"), 2, "--easy-pace"),
        (("--generate", "--runs", "x"), 2, "--runs"),
        (("--generate", "--easy-pace", "6:00", "--equipment", "sword"), 2, "--equipment"),
        (("--generate", "--easy-pace", "6:00", "--units", "verst"), 2, "--units"),
        (("--generate", "--easy-pace", "6:00", "--level", "heroic"), 2, "--level"),
        (("--generate", "--easy-pace", "6:00", "--today", "soon"), 2, "--today"),
        (("--generate", "--easy-pace", "6:00", "--today", "2027-02-01"), 2, "race"),
        (("--generate", "--easy-pace", "6:00", "--minutes", "7"), 2, "minutes"),
        (("--generate", "--easy-pace", "0:00"), 2, "--easy-pace"),
        (("--generate", "--easy-pace", "6:00", "--zone", "Europe"), 2, "--zone"),
        (("--generate", "--easy-pace", "6:00", "--race", "9999-12-31"), 2, "--race"),
        (("--generate", "--easy-pace", "6:00", "--today", "0001-01-01"), 2, "--today"),
        (("--generate", "--easy-pace", "6:00", "--level", "calf=²"), 2, "--level"),
        (("--generate", "--easy-pace", "6:00", "--level", "calf=99"), 2, "--level"),
        (("--generate", "--easy-pace", "6:00", "--today", "2027-01-02"), 5, "race"),
    ],
)
def test_a_mistake_is_one_sentence_and_its_own_exit_code(
    command: Command, words: tuple[str, ...], code: int, said: str
) -> None:
    found, out, err = command(*PLAN, *words)
    assert found == code, err
    assert out == ""
    assert err.startswith("hamstrong: ")
    assert said in err
    assert err.count("\n") == 1


def test_an_unknown_option_is_a_usage_error(command: Command) -> None:
    assert command("plan", "--race", "2027-01-01", "--speed", "9")[0] == 2
    assert command("dance")[0] == 2


def test_today_needs_somebody(command: Command) -> None:
    code, _, err = command("today")
    assert code == 6
    assert "hamstrong serve" in err


def test_today(command: Command, desk: Desk) -> None:
    desk.planned()
    code, out, _ = command("today")
    assert code == 0
    assert f"Strength: Holds at 18:00, 30 min ({FIRST})" in out
    assert "Single-leg floor bridge: 1 × 15 s each side, 45 s rest (finds your level)" in out
    assert "Next: Holds, Thursday 18:00, 30 min (2026-12-14-2)" in out
    _, out, _ = command("today", "--json")
    assert json.loads(out)["sessions"][0]["id"] == FIRST


def test_a_day_without_strength_says_why(command: Command, desk: Desk) -> None:
    desk.planned()
    desk.sleep(days=1)
    out = command("today")[1]
    assert "No strength today. Rest makes you stronger." in out
    assert "easy run" in out


def test_the_example_says_that_it_is_one(command: Command, desk: Desk) -> None:
    open_example(desk.ports)
    assert "example athlete" in command("today")[1]


def test_week(command: Command, desk: Desk) -> None:
    desk.planned()
    out = command("week")[1]
    assert f"Week of {MONDAY}" in out
    assert "▰▰▰▰▰ 36 h, needs 12" in out
    assert f"({FIRST})" in out
    other = json.loads(command("week", "--day", "2026-12-25", "--json")[1])
    assert other["monday"] == "2026-12-21"
    assert command("week", "--day", "someday")[0] == 2


def test_a_week_outside_the_block_is_refused_with_the_nearest(command: Command, desk: Desk) -> None:
    desk.planned()
    code, _, error = command("week", "--day", "2031-01-06")
    assert code == 2
    assert "2031-01-06 lies outside your block; its nearest week begins on" in error


def test_the_log_takes_and_shows(command: Command, desk: Desk) -> None:
    desk.planned()
    added = command("log", "set", FIRST, "hb_floor_1l", "--side", "left", "--hold", "20")
    assert added[0] == 0
    assert command("log", "done", FIRST, "--rpe", "6")[0] == 0
    morning = ("log", "check-in", "--soreness", "calf=2, quad=4", "--sleep", "7.5")
    assert command(*morning)[0] == 0
    entries = json.loads(command("log", "show", "--json")[1])
    assert [entry["kind"] for entry in entries] == ["set", "session", "check-in"]
    assert entries[2]["data"]["soreness"] == {"calf": 2, "quad": 4}
    table = command("log", "show", "--kind", "set", "--last", "1")[1]
    assert "hold_s 20" in table
    assert "check-in" not in table


def test_a_morning_in_words(command: Command, desk: Desk) -> None:
    desk.planned()
    words = ("--ill", "--slept-badly", "--worse", "calf, hip", "--flag", "low-energy,pop:calf")
    assert command("log", "check-in", *words)[0] == 0
    assert command("log", "check-in", "--well", "--assessed", "all")[0] == 0
    first, second = json.loads(command("log", "show", "--json")[1])
    assert first["data"]["worse"] == ["calf", "hip"]
    assert first["data"]["red_flags"] == [{"id": "low-energy"}, {"id": "pop", "area": "calf"}]
    assert (first["data"]["ill"], second["data"]["ill"]) == (True, False)
    assert second["data"]["assessed"] == ["all"]


@pytest.mark.parametrize(
    "words",
    [
        ("set", FIRST, "hb_floor_1l"),
        ("set", FIRST, "hb_floor_1l", "--side", "left"),
        ("set", FIRST, "hb_floor_1l", "--hold", "20", "--side", "top"),
        ("set", FIRST, "hb_floor_1l", "--hold", "20"),
        ("set", FIRST, "hb_floor_1l", "--reps", "20", "--side", "left"),
        ("set", FIRST, "calf_2l", "--reps", "12", "--side", "left"),
        ("check-in", "--day", "2999-01-01"),
        ("check-in", "--day", str(MONDAY + timedelta(days=3))),
        ("done", FIRST, "--at", "yesterday"),
        ("check-in", "--pain", "calf"),
        ("check-in", "--pain", "calf=²"),
        ("check-in", "--pain", "elbow=3"),
        ("check-in", "--worse", "elbow"),
        ("check-in", "--flag", "bad-mood"),
        ("check-in", "--assessed", "nobody"),
        ("show", "--kind", "dance"),
    ],
)
def test_what_the_log_does_not_take(command: Command, desk: Desk, words: tuple[str, ...]) -> None:
    athlete = desk.planned()
    code, _, err = command("log", *words)
    assert code == 2
    assert err.startswith("hamstrong: ")
    assert desk.store.events.all(athlete.id) == ()


@pytest.mark.parametrize(
    "words",
    [
        ("set", "nonsense", "hb_floor_1l", "--hold", "5", "--side", "left"),
        ("set", FIRST, "nonsense", "--hold", "5"),
        ("done", "nonsense"),
    ],
)
def test_the_log_knows_the_plan_and_the_library(
    command: Command, desk: Desk, words: tuple[str, ...]
) -> None:
    athlete = desk.planned()
    assert command("log", *words)[0] == 6
    assert desk.store.events.all(athlete.id) == ()


def test_the_side_follows_from_the_exercise(command: Command, desk: Desk) -> None:
    athlete = desk.planned()
    assert command("log", "set", FIRST, "calf_2l", "--reps", "12")[0] == 0
    assert command("log", "set", FIRST, "hb_floor_1l", "--hold", "20", "--side", "both")[0] == 0
    sides = [event.data["side"] for event in desk.store.events.all(athlete.id)]
    assert sides == ["both", "left", "right"]


def test_what_is_logged_stays_when_planning_fails(command: Command, desk: Desk) -> None:
    athlete = desk.planned()

    def failing(request: Any) -> Any:
        raise NoPlan("The solver found nothing.")

    desk.plan = failing
    code, out, err = command("log", "done", FIRST, "--rpe", "6")
    assert (code, out.startswith("Logged ")) == (0, True)
    assert "The solver found nothing." in err
    assert [e.kind for e in desk.store.events.all(athlete.id)] == ["session"]


def test_import(command: Command, desk: Desk, runs_file: str) -> None:
    desk.planned()
    out = command("import", runs_file)[1]
    count = len(desk.reads.runs)
    assert f"0 added, 0 changed, 0 removed, {count} as before." in out
    desk.reads = replace(month_of_runs("other.csv"), runs=desk.reads.runs[:3])
    told = json.loads(command("import", runs_file, "--replace", "--json")[1])
    assert (told["name"], told["removed"]) == ("other.csv", count - 3)
    assert command("import", "/no/such/file")[0] == 3


def test_export(
    command: Command, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.planned()
    monkeypatch.chdir(tmp_path)
    assert command("export")[0] == 0
    with zipfile.ZipFile(tmp_path / f"hamstrong-{MONDAY}.zip") as archive:
        assert "sets.csv" in archive.namelist()
    assert command("export", str(tmp_path / "mine.zip"))[0] == 0
    assert (tmp_path / "mine.zip").exists()
    code, _, err = command("export", str(tmp_path / "no" / "folder.zip"))
    assert code == 9
    assert "folder.zip" in err


def test_export_of_single_files(
    command: Command, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.planned()
    monkeypatch.chdir(tmp_path)
    first = f"{MONDAY}-1"
    assert f"hamstrong-{first}.fit" in command("export", "--fit", str(MONDAY))[1]
    assert (tmp_path / f"hamstrong-{first}.fit").read_bytes()[8:12] == b".FIT"
    assert command("export", "--fit", first, "--older", "old.fit")[0] == 0
    assert command("export", "--fit-week", str(MONDAY))[0] == 0
    with zipfile.ZipFile(tmp_path / f"hamstrong-week-{MONDAY}.zip") as archive:
        assert archive.namelist() == [f"hamstrong-{MONDAY}-{n}.fit" for n in (1, 2)]
    assert command("export", "--done", first)[0] == 6
    record_events(desk.ports, desk.store.athletes.all()[0].id, events=[a_set(first)])
    assert command("export", "--done", first)[0] == 0
    assert (tmp_path / f"hamstrong-done-{first}.fit").exists()
    assert command("export", "--done", first, "evening.tcx")[0] == 0
    assert (tmp_path / "evening.tcx").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--fit", "2026-12-14", "--done", "2026-12-14"), "One thing at a time"),
        (("--done", "2026-12-14", "--older"), "for workouts"),
        (("--done", "2026-12-14", "evening.gpx"), ".fit, .tcx, .csv"),
        (("--fit", "nowhere"), "There is no session"),
        (("--fit-week", "soon"), "soon"),
    ],
)
def test_export_of_what_cannot_be_says_why(
    command: Command, desk: Desk, words: tuple[str, ...], told: str
) -> None:
    desk.planned()
    code, _, err = command("export", *words)
    assert code in (2, 6)
    assert told in err


def test_feed_for_others(command: Command, desk: Desk) -> None:
    desk.planned()
    own = command("feed")[1].splitlines()[0]
    busy = command("feed", "--busy")[1].splitlines()[0]
    assert busy != own
    assert "withdrawn" in command("feed", "--busy", "--revoke")[1]
    assert command("feed")[1].splitlines()[0] == own


def test_feed(command: Command, desk: Desk) -> None:
    desk.planned()
    first = command("feed")[1].splitlines()[0]
    assert first.startswith("/feed/")
    assert first.endswith(".ics")
    assert command("feed")[1].splitlines()[0] == first
    assert command("feed", "--new")[1].splitlines()[0] != first
    assert "withdrawn" in command("feed", "--revoke")[1]


def test_help_names_examples_and_exit_codes(command: Command) -> None:
    _, out, _ = command("--help")
    assert "Examples" in out
    assert "Exit codes" in out
    assert "hamstrong plan --race" in out
