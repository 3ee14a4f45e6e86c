"""The whole coach in a process of its own, killed in the middle of judging a clip."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from hamstrong.coach.jobs import JobState
from hamstrong.coach.model import EventKind
from hamstrong.main import open_data, open_reading
from hamstrong.settings import Settings
from tests.browser.serving import make_example
from tests.faults.test_serving import free_ports

pytest.importorskip("av", reason="the extra `judge` is not installed: run `make judge`")
pytest.importorskip("ai_edge_litert", reason="the extra `judge` is not installed: run `make judge`")

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("HAMSTRONG_SHARED", ROOT.parent / "shared"))
CLIP = SHARED / "pose" / "clips" / "half.mp4"
PATIENCE_S = 240.0
TRUE_S = 11.9
ERROR_S = 0.6


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example athlete, planned once."""
    if not CLIP.is_file():
        pytest.skip(f"The clip {CLIP.name} is not here: it lies in shared/pose/clips.")
    folder = tmp_path_factory.mktemp("example")
    make_example(folder)
    return folder


@pytest.fixture
def data(example: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(example, tmp_path, dirs_exist_ok=True)
    return tmp_path


@contextmanager
def coach(data: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`hamstrong serve` over that folder, until its page answers; killed in the end."""
    command = "from hamstrong.main import run_cli; run_cli()"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "serve", "--port", str(port)],
        env={**os.environ, "HAMSTRONG_DATA": str(data)},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: answers(port), "the coach")
        yield process
    finally:
        process.kill()
        process.wait()


def answers(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
    except httpx2.TransportError:
        return False


def wait_for(there: object, what: str) -> None:
    assert callable(there)
    give_up_at = time.monotonic() + PATIENCE_S
    while not there():
        assert time.monotonic() < give_up_at, f"{what} did not come"
        time.sleep(0.1)


def send(port: int) -> str:
    """Send the clip; the id of its job."""
    address = f"http://127.0.0.1:{port}"
    answer = httpx2.post(
        f"{address}/clips",
        data={"exercise": "hb_support_1l_mid", "side": "right", "log": "1"},
        files={"clip": ("half.mp4", CLIP.read_bytes(), "video/mp4")},
        headers={"origin": address, "accept": "text/html"},
    )
    assert answer.status_code == 303, answer.text
    found = re.fullmatch(r"/clips/([0-9a-f-]{36})", answer.headers["location"])
    assert found
    return found[1]


def progress(port: int, job_id: str) -> float:
    state = httpx2.get(f"http://127.0.0.1:{port}/clips/{job_id}/state").json()
    assert state["state"] != "failed", state
    return 2.0 if state["state"] == "done" else float(state["progress"])


@pytest.mark.shared
def test_a_clip_is_judged_once_though_the_coach_is_killed_meanwhile(data: Path) -> None:
    port = free_ports(1)
    with coach(data, port) as process:
        job_id = send(port)
        wait_for(lambda: progress(port, job_id) > 0.1, "progress")
        process.send_signal(signal.SIGKILL)
        process.wait()
    # Half an upload that a killed coach may leave behind.
    (data / "clips" / "00000000-0000-4000-8000-000000000000.part").write_bytes(b"half")
    with coach(data, port) as process:
        wait_for(lambda: progress(port, job_id) > 1.0, "the report")
        page = httpx2.get(f"http://127.0.0.1:{port}/seen/{job_id}")
        assert page.status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    _check_done_once(data, job_id)
    assert list((data / "clips").iterdir()) == []


@pytest.mark.shared
def test_a_coach_that_is_told_to_stop_puts_the_work_back(data: Path) -> None:
    port = free_ports(1)
    with coach(data, port) as process:
        job_id = send(port)
        wait_for(lambda: progress(port, job_id) > 0.05, "progress")
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    database = open_data(Settings(data=data))
    with open_reading(database) as ports:
        job = ports.store.jobs.find(job_id)
    database.close()
    assert (job.state, job.tries) == (JobState.QUEUED, 0)
    assert [file.name for file in (data / "clips").iterdir()] == [job_id]


@pytest.mark.shared
def test_a_clip_that_breaks_its_decoder_fails_in_a_sentence_and_nothing_else_does(
    data: Path,
) -> None:
    port = free_ports(1)
    with coach(data, port) as process:
        job_id = send(port)
        wait_for(lambda: progress(port, job_id) > 0.05, "progress")
        os.kill(eyes_of(process.pid), signal.SIGSEGV)
        address = f"http://127.0.0.1:{port}/clips/{job_id}/state"
        wait_for(lambda: httpx2.get(address).json()["state"] == "failed", "the refusal")
        assert answers(port)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    database = open_data(Settings(data=data))
    with open_reading(database) as ports:
        job = ports.store.jobs.find(job_id)
    database.close()
    assert (job.state, job.tries) == (JobState.FAILED, 1)
    assert job.error.startswith("This file broke the program that reads films:")
    assert list((data / "clips").iterdir()) == []


def eyes_of(pid: int) -> int:
    """The process of a coach that reads a clip."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    pids = {int(child) for task in tasks for child in (task / "children").read_text().split()}
    (eyes,) = (p for p in pids if b"spawn_main" in Path(f"/proc/{p}/cmdline").read_bytes())
    return eyes


def _check_done_once(data: Path, job_id: str) -> None:
    database = open_data(Settings(data=data))
    with open_reading(database) as ports:
        (athlete,) = ports.store.athletes.all()
        job = ports.store.jobs.find(job_id)
        seen = ports.store.seen.all(athlete.id)
        events = ports.store.events.all(athlete.id, EventKind.SET)
    database.close()
    assert (job.state, job.tries) == (JobState.DONE, 2)
    assert [one.id for one in seen] == [job_id]
    named = [e for e in events if (e.data.get("judged") or {}).get("seen") == job_id]
    assert len(named) == 1
    assert named[0].data["judged"]["valid_s"] == pytest.approx(TRUE_S, abs=ERROR_S)
