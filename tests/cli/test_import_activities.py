"""`hamstrong import` of what was really done."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from hamstrong.cli.watch_commands import Folders, look
from tests.cli.desk_doors import Command, DeskDoors
from tests.files.activities.writing import run_fit
from tests.unit.coach.desk import NOW, Desk

START_S = int((NOW - timedelta(days=2)).timestamp())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "run.fit").write_bytes(run_fit(START_S, 40, metres=8000))
    (tmp_path / "note.txt").write_text("no activity")
    return tmp_path


def test_a_folder_is_taken_in_and_every_file_answered(
    command: Command,
    desk: Desk,
    folder: Path,
) -> None:
    athlete = desk.planned()
    code, out, _ = command("import", str(folder), "--json")
    told = json.loads(out)
    assert code == 0
    assert [Path(one["file"]).name for one in told["imported"]] == ["run.fit"]
    assert [Path(one["file"]).name for one in told["refused"]] == ["note.txt"]
    assert told["refused"][0]["reason"].endswith(".")
    assert len(desk.store.activities.all(athlete.id)) == 1
    code, out, _ = command("import", str(folder), "--json")
    assert code == 0
    assert len(json.loads(out)["skipped"]) == 1


def test_one_file_that_is_an_activity_is_one(
    command: Command,
    desk: Desk,
    folder: Path,
) -> None:
    desk.planned()
    code, out, _ = command("import", str(folder / "run.fit"))
    assert code == 0
    assert "1 imported, 0 merged, 0 known already, 0 refused." in out
    assert "hamstrong replan" in out


def test_exit_codes_say_what_came_of_it(
    command: Command,
    desk: Desk,
    folder: Path,
    tmp_path: Path,
) -> None:
    desk.planned()
    empty = tmp_path / "empty"
    empty.mkdir()
    bad = folder / "bad.fit"
    bad.write_bytes(run_fit(START_S, 40, metres=8000)[:30])
    assert command("import", str(empty))[0] == 6
    assert command("import", str(bad), str(folder / "note.txt"))[0] == 3
    assert command("import", str(bad), str(folder / "gone.fit"))[0] == 3
    assert command("import", str(bad), str(folder / "run.fit"))[0] == 0
    assert command("import", str(folder), "--replace")[0] == 2


def test_a_watched_folder_gives_each_file_once_it_rests(
    desk: Desk,
    tmp_path: Path,
) -> None:
    athlete = desk.planned()
    doors, folders = DeskDoors(desk), Folders([tmp_path])
    whole = run_fit(START_S, 40, metres=8000)
    growing = tmp_path / "new" / "run.fit"
    growing.parent.mkdir()
    growing.write_bytes(whole[:500])
    assert look(doors, folders) is None, "it has only just come"
    growing.write_bytes(whole)
    assert look(doors, folders) is None, "it still grows"
    taken = look(doors, folders)
    assert taken is not None
    assert len(taken.report.results) == 1
    assert look(doors, folders) is None, "it was given"
    (run,) = desk.store.activities.all(athlete.id)
    assert run.minutes == 40
    (tmp_path / ".hidden.fit").write_bytes(whole)
    assert look(doors, folders) is None
    assert look(doors, folders) is None


def test_only_folders_are_watched(
    command: Command,
    folder: Path,
) -> None:
    code, _, err = command("import", str(folder / "run.fit"), "--watch")
    assert code == 2
    assert "no folder" in err


def test_a_long_run_today_changes_the_word_for_tomorrow_and_the_next_key_run(
    command: Command, desk: Desk, tmp_path: Path
) -> None:
    desk.planned()
    desk.sleep(days=5)
    start = desk.clock.now() - timedelta(hours=6)
    (tmp_path / "long.fit").write_bytes(run_fit(int(start.timestamp()), 190, metres=36_000))
    code, out, _ = command("import", str(tmp_path), "--json")
    assert code == 0
    legs = json.loads(out)["legs"]
    for which in ("tomorrow", "at_key_run"):
        assert legs["before"][which]["word"] == "fresh"
        assert legs["after"][which]["word"] == "not recovered"
        assert legs["after"][which]["reason"].startswith("The long run on Saturday 19 Dec ended")
