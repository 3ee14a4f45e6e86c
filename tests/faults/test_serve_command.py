"""`hamstrong serve` itself: starting, a port in use and stopping."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx2

from hamstrong.errors import BadInput, Unavailable
from tests.faults.test_serving import free_ports

HAMSTRONG = str(Path(sys.executable).with_name("hamstrong"))
PATIENCE_S = 40.0


def environment(data: Path, **extra: str) -> dict[str, str]:
    return {
        **os.environ,
        "HAMSTRONG_DATA": str(data),
        "COLUMNS": "500",
        "NO_COLOR": "1",
        **extra,
    }


def refused(data: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [HAMSTRONG, "serve", *arguments],
        env=environment(data, **extra),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )


def test_it_starts_on_an_empty_folder_answers_and_stops(tmp_path: Path) -> None:
    port = free_ports(1)
    data = tmp_path / "new" / "hamstrong"
    process = subprocess.Popen(
        [HAMSTRONG, "serve", "--port", str(port)],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        page = httpx2.get(f"http://127.0.0.1:{port}/", follow_redirects=True, timeout=PATIENCE_S)
        assert page.status_code == 200
        assert "default-src 'self'" in page.headers["content-security-policy"]
        assert data.stat().st_mode & 0o077 == 0
        stranger = httpx2.get(f"http://127.0.0.1:{port}/", headers={"host": "evil.example"})
        assert stranger.status_code == 421
    finally:
        process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert complaints == ""


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    port = free_ports(2)
    with closing(socket.create_server(("127.0.0.1", port))):
        done = refused(tmp_path, "--port", str(port))
    assert done.returncode == Unavailable.exit_code
    assert f"Port {port} is taken by another program. Start with --port {port + 1}." in done.stderr
    assert done.stderr.strip().count("\n") == 0


def test_a_setting_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    done = refused(tmp_path, HAMSTRONG_PORT="eight thousand")
    assert done.returncode == BadInput.exit_code
    assert "HAMSTRONG_PORT" in done.stderr
    assert "'eight thousand' cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
