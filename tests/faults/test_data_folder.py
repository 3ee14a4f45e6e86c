"""A data folder that cannot be written, as `hamstrong serve` meets it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hamstrong.errors import Unavailable
from tests.faults.test_serving import free_ports

WITHOUT_OVERRIDE = (
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search",
    "--inh-caps=-dac_override,-dac_read_search",
)
"""Makes root obey permissions as everybody else does."""


def serve(data: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("hamstrong")), "serve"]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root can write everywhere, and setpriv is not here to change that")
        command = [*WITHOUT_OVERRIDE, *command]
    return subprocess.run(
        [*command, "--port", str(free_ports(1))],
        env={**os.environ, "HAMSTRONG_DATA": str(data), "COLUMNS": "500", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    for data in (closed, closed / "hamstrong"):
        done = serve(data)
        assert done.returncode == Unavailable.exit_code
        assert "The data folder cannot be written (permission denied)" in done.stderr
        assert str(data) in done.stderr
        assert done.stderr.strip().count("\n") == 0
        assert done.stdout == ""


def test_a_file_in_its_place_is_one_sentence(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a diary")
    done = serve(taken)

    assert done.returncode == Unavailable.exit_code
    assert "The data folder cannot be written" in done.stderr
    assert taken.read_text() == "a diary"
