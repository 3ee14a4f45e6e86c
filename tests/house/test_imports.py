"""Who may import whom: the contracts in pyproject.toml, and what they cannot say."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT, expect_none, sources

HEAVY = ("ortools", "highspy", "pandas", "numpy")
"""For tests and benchmarks at most; pixels alone take arrays, in the extra `judge`."""
EYES = "hamstrong.adapters.eyes."

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
        and not name.startswith(("hamstrong.running", "hamstrong.errors", "hamstrong.language"))
    ]
    expect_none(foreign)


def test_nothing_that_is_installed_needs_a_solver_or_tables() -> None:
    users = [
        f"{source.path}: {name}"
        for source in sources("src")
        for name, _ in source.imports()
        if top(name) in HEAVY and not (name.startswith("numpy") and source.module.startswith(EYES))
    ]
    expect_none(users)


def test_a_program_without_the_extra_can_load_what_says_so() -> None:
    code = (
        "import sys\n"
        "for name in ('numpy', 'av', 'PIL', 'ai_edge_litert'): sys.modules[name] = None\n"
        "from hamstrong.main import Doors\n"
        "Doors().eyes()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


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
