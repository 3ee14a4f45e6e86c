"""`hamstrong backup`, `verify` and `restore` as a runner types them."""

import json
from pathlib import Path

import pytest

from tests.cli.test_process import hamstrong

SETUP = (
    *("setup", "--race", "2027-04-18", "--runs", "examples/spring-marathon.csv"),
    *("--zone", "Europe/Madrid"),
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    done = hamstrong(*SETUP, data=folder)
    assert done.returncode == 0, done.stderr
    return folder


def logged(data: Path) -> int:
    return len(json.loads(hamstrong("log", "show", "--json", data=data).stdout))


def test_what_was_logged_after_a_backup_is_gone_when_it_is_restored(
    data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "stick" / "mine.hamstrong"
    file.parent.mkdir()
    made = hamstrong("backup", str(file), "--json", data=data)
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert (told["file"], told["counts"]["event"]) == (str(file), 0)
    sound = hamstrong("verify", str(file), data=data)
    assert sound.returncode == 0
    assert "sound" in sound.stdout
    assert hamstrong("log", "check-in", "--slept-badly", data=data).returncode == 0
    assert logged(data) == 1
    back = hamstrong("restore", str(file), data=data)
    assert (back.returncode, back.stderr) == (0, "")
    assert "What was there before is in" in " ".join(back.stdout.split())
    assert logged(data) == 0


def test_what_is_no_backup_is_refused_in_a_sentence(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "notes.hamstrong"
    file.write_text("these are notes")
    for words in (("verify", str(file)), ("restore", str(file))):
        done = hamstrong(*words, data=data)
        assert done.returncode == 3
        assert done.stdout == ""
        assert done.stderr.startswith("hamstrong: ")
        assert done.stderr.count("\n") == 1
