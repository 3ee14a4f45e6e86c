"""The command as a process: exit codes, pipes, a real planner, and how soon help answers."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hamstrong.cli.exit_codes import EXIT_CODES
from hamstrong.errors import HamstrongError
from hamstrong.planning.document import read_plan_document

ROOT = Path(__file__).parents[2]
HAMSTRONG = Path(sys.executable).with_name("hamstrong")


def hamstrong(*words: str, data: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "HAMSTRONG_DATA": str(data), "NO_COLOR": "1"}
    return subprocess.run(
        [HAMSTRONG, *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=env,
        check=False,
        timeout=180,
        **options,
    )


@pytest.mark.parametrize("module", ["hamstrong", "hamstrong.main"])
def test_the_package_is_the_command_as_well(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, "--version"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("hamstrong ")


def test_the_main_job(tmp_path: Path) -> None:
    done = hamstrong(
        *("plan", "--race", "2027-04-18", "--runs", "examples/spring-marathon.ics"),
        *("--zone", "Europe/Madrid", "--today", "2026-12-14", "--json"),
        data=tmp_path / "never-made",
    )
    assert done.returncode == 0, done.stderr
    plan = read_plan_document(json.loads(done.stdout))
    assert sum(week.weeks_to_race >= 0 for week in plan.weeks) == 18
    assert len(plan.sessions) >= 25
    assert all(session.reason.text for session in plan.sessions)
    assert not (tmp_path / "never-made").exists(), "a plan needs no data folder"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--version",), 0),
        (("plan",), 2),
        (("plan", "--race", "2027-04-18", "--runs", "pyproject.toml"), 3),
        (("plan", "--race", "2020-01-01", "--generate", "--easy-pace", "6:00"), 2),
        (("exercises", "show", "none"), 6),
        (("today",), 6),
    ],
)
def test_exit_codes(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    done = hamstrong(*words, data=tmp_path)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    done = hamstrong("today", data=tmp_path / "data")
    assert done.returncode == 9
    assert done.stderr.startswith("hamstrong: ")
    assert done.stderr.count("\n") == 1


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    env = {**os.environ, "HAMSTRONG_DATA": str(tmp_path)}
    with subprocess.Popen(
        [HAMSTRONG, "exercises", "list", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""


def test_help_does_not_wait_for_the_planner() -> None:
    heavy = "sqlalchemy|ortools|fastapi|pydantic|rich.table"
    script = (
        "import sys; from hamstrong.cli import app; "
        f"print([m for m in sys.modules if m in {heavy.split('|')!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_every_error_has_its_exit_code_in_the_help_and_on_the_page() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    kinds: list[type[HamstrongError]] = [HamstrongError, *HamstrongError.__subclasses__()]
    for code in sorted({kind.exit_code for kind in kinds}):
        assert f"{code} " in EXIT_CODES
        assert f"| {code} |" in page
