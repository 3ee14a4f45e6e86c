"""What the two commands say on a machine that lacks something."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("sh", "dirname", "find", "rm", "tail", "touch", "cat", "mkdir", "env")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the set-up script and the locks, nothing installed."""
    folder = tmp_path / "checkout"
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "setup.sh", folder / "scripts")
    for name in ("requirements.lock", "requirements-build.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A PATH with what any Unix has, and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (folder / tool).symlink_to(found)
    return folder


def put_python(path: Path, name: str, script: str) -> None:
    file = path / name
    file.write_text("#!/bin/sh\n" + script)
    file.chmod(0o755)


def set_up(checkout: Path, path: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "scripts/setup.sh", "runtime"],
        cwd=checkout,
        env={"PATH": str(path), "HOME": str(checkout), **extra},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


OLD = 'case "$2" in *platform*) echo 3.9.6 ;; *) exit 1 ;; esac\n'
NO_VENV = """case "$2" in
*ensurepip*) exit 1 ;;
*%d.%d*) echo 3.12 ;;
*) exit 0 ;;
esac
"""


def test_no_python_is_one_sentence(checkout: Path, path: Path) -> None:
    done = set_up(checkout, path)

    assert done.returncode == 1
    assert done.stderr.startswith("Hamstrong needs Python 3.11 to 3.14, and there is no python3")
    assert done.stderr.count("\n") == 1


def test_an_old_python_is_one_sentence(checkout: Path, path: Path) -> None:
    put_python(path, "python3", OLD)
    done = set_up(checkout, path)

    assert done.returncode == 1
    assert "and python3 is 3.9.6: install another one" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (checkout / ".venv").exists()


def test_a_newer_python_beside_an_old_one_is_taken(checkout: Path, path: Path) -> None:
    put_python(path, "python3", OLD)
    put_python(path, "python3.12", NO_VENV)
    done = set_up(checkout, path)

    assert "sudo apt install python3.12-venv" in done.stderr


def test_the_python_that_was_asked_for_is_not_replaced(checkout: Path, path: Path) -> None:
    put_python(path, "python3", NO_VENV)
    put_python(path, "mine", OLD)
    done = set_up(checkout, path, PY="mine")

    assert "and mine is 3.9.6" in done.stderr


def test_without_venv_it_says_which_package(checkout: Path, path: Path) -> None:
    put_python(path, "python3", NO_VENV)
    done = set_up(checkout, path)

    assert done.returncode == 1
    assert done.stderr == (
        "Python's venv module is missing here: install it "
        "(Debian, Ubuntu: sudo apt install python3.12-venv) and run the same command again.\n"
    )


def test_without_a_network_it_says_so_and_can_be_repeated(checkout: Path, path: Path) -> None:
    (path / "python3").symlink_to(Path(sys.base_prefix) / "bin" / "python3")
    nowhere = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:1/simple",
        "PIP_RETRIES": "0",
        "PIP_NO_CACHE_DIR": "1",
    }
    for _ in range(2):
        done = set_up(checkout, path, **nowhere)
        assert done.returncode == 1
        assert "check that this machine is online" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.stderr
