"""Who may import whom: the contracts in pyproject.toml, and what they cannot say."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT, expect_none, sources

HEAVY = ("ortools", "highspy", "pandas", "numpy")
"""For tests and benchmarks at most."""

RUNNING = [source for source in sources("src") if source.module.startswith("hamstrong.running")]


def top(name: str) -> str:
    return name.split(".")[0]


def test_the_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_running_needs_the_standard_library_only() -> None:
    foreign = [
        f"{source.path}: {name}"
        for source in RUNNING
        for name, _ in source.imports()
        if top(name) not in sys.stdlib_module_names
        and not name.startswith(("hamstrong.running", "hamstrong.errors"))
    ]
    expect_none(foreign)


def test_nothing_that_is_installed_needs_a_solver_or_tables() -> None:
    users = [
        f"{source.path}: {name}"
        for source in sources("src")
        for name, _ in source.imports()
        if top(name) in HEAVY
    ]
    expect_none(users)


@pytest.mark.parametrize("room", ["exercises", "motion", "running", "planning", "coach"])
def test_core_rooms_load_nothing_heavy(room: str) -> None:
    modules = sorted(
        source.module
        for source in sources("src")
        if source.module.startswith(f"hamstrong.{room}") and not source.module.endswith("__main__")
    )
    assert modules
    code = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
