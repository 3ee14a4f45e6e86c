"""The documentation covers what the code offers, and its links lead somewhere."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from hamstrong.cli.app import app
from hamstrong.errors import HamstrongError
from hamstrong.settings import PREFIX, Settings
from tests.house.sources import ROOT, expect_none, tracked_files

HELP_LIMIT_S = 1.0
"""Twice what it takes on two busy cores; what a person still takes for "at once"."""

HEAVY = ("ortools", "pandas", "sqlalchemy", "alembic", "fastapi", "pydantic", "uvicorn", "jinja2")

PAGES = [file for file in tracked_files() if file.suffix == ".md"]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_a_setting_has_its_heading(name: str) -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert f"### `{PREFIX}{name.upper()}`" in text


def test_no_setting_is_documented_that_is_gone() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    told = set(re.findall(rf"^### `{PREFIX}(\w+)`", text, re.MULTILINE))
    assert told == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    broken = [
        target for target, _ in LINK.findall(text) if not (ROOT / page.parent / target).exists()
    ]
    expect_none(broken)


def hamstrong(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("hamstrong"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"},
    )


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command as typed, `log add`, with its long options."""
    todo = [("", typer.main.get_command(app))]
    while todo:
        name, command = todo.pop()
        options = [text for item in command.params for text in (*item.opts, *item.secondary_opts)]
        if name:
            yield name, [text for text in options if text.startswith("--")]
        deeper = getattr(command, "commands", {})
        todo += [(f"{name} {word}".strip(), deeper[word]) for word in deeper]


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    names = [name for name, _ in commands()]
    assert {"plan", "today", "week", "exercises", "log", "serve", "export"} <= set(names)
    expect_none([name for name in names if f"hamstrong {name}" not in text])


def test_every_option_is_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    told = set(re.findall(r"--[a-z][a-z-]+", text))
    found = [(name, option) for name, options in commands() for option in options]
    assert len(found) > len(told) / 2
    expect_none([f"{name} {option}" for name, option in found if option not in told])


def test_every_exit_code_is_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    told = {int(code) for code in re.findall(r"^\|\s*(\d+)\s*\|", text, re.MULTILINE)}
    kinds: list[type[HamstrongError]] = [HamstrongError, *HamstrongError.__subclasses__()]
    assert {kind.exit_code for kind in kinds} <= told


def test_help_comes_at_once() -> None:
    """Processor time, not the clock's: what other tests do beside this one does not count."""
    hamstrong("--help")
    assert min(help_seconds() for _ in range(3)) < HELP_LIMIT_S


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom hamstrong.main import run_cli\nsys.argv = ['hamstrong', '--help']\n"
        "try:\n    run_cli()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_serving_loads_no_second_pydantic(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom hamstrong import main\nmain._hasten_imports()\n"
        "doors = main.Doors()\ndoors.site().local_app()\ndoors.close()\n"
        "print([name for name in sys.modules if name.startswith('pydantic.v1.')])"
    )
    env = {**os.environ, "HAMSTRONG_DATA": str(tmp_path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def help_seconds() -> float:
    """Processor seconds that one `hamstrong --help` takes."""
    before = os.times()
    assert hamstrong("--help").returncode == 0
    after = os.times()
    return (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )


def test_the_version_is_written_once() -> None:
    from hamstrong import __version__

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
