"""Real database, real processes, killed in the middle: nothing lost, twice, or told."""

import io
import json
import logging
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hamstrong.adapters.services.vault import FILE_NAME as KEY_FILE
from hamstrong.cli.app import run
from hamstrong.coach.export_everything import export_everything
from hamstrong.coach.services import Direction, ServiceName
from hamstrong.coach.sync_run import SyncDesk
from hamstrong.language import Language, speaking
from hamstrong.main import Doors, build_sync_desk, open_data, open_reading
from hamstrong.settings import Settings
from tests.services.fake import Asked, Fake, serving
from tests.services.fake_intervals import KEY, FakeIntervals
from tests.services.world import gpx_run, lines_to

ROOT = Path(__file__).parents[2]
IN, OUT = Direction.ACTIVITIES_IN, Direction.SESSIONS_OUT
PATIENCE_S = 120.0


class FakeDoors(Doors):
    """The program's doors, to a folder and a stand-in."""

    def __init__(self, settings: Settings, fake: Fake) -> None:
        super().__init__(lambda: settings)
        self._fake = fake

    def sync_desk(self) -> SyncDesk:
        lines = lines_to({ServiceName.INTERVALS: self._fake})
        return build_sync_desk(self.settings(), self.database(), lines)


@dataclass
class Machine:
    """A folder, a stand-in, and the commands between them.

    Attributes:
        shown: All that was printed.
    """

    settings: Settings
    fake: FakeIntervals
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    shown: list[str] = field(default_factory=list)

    def typed(self, *words: str, given: str = "") -> int:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        doors = FakeDoors(self.settings, self.fake)
        try:
            with speaking(Language.ENGLISH):
                code = run(doors, ["services", *words])
        finally:
            doors.close()
        out = self.capsys.readouterr()
        self.shown += [out.out, out.err]
        return code

    def sync(self, *, kill_at: int = 0, method: str = "POST", path: str = "") -> int:
        """Sync in a process of its own; killed while the answer to one request is on its way."""
        command = [sys.executable, "-m", "tests.services.killed"]
        command += [str(self.settings.data), self.fake.address]
        process = subprocess.Popen(command, cwd=ROOT)
        so_far = self.fake.count(method, path)

        def kill(asked: Asked) -> None:
            if kill_at and self.fake.count(method, path) == so_far + kill_at:
                process.send_signal(signal.SIGKILL)
                process.wait(PATIENCE_S)

        self.fake.before = kill
        try:
            return process.wait(PATIENCE_S)
        finally:
            process.kill()

    def uids(self) -> list[str]:
        return sorted(event["external_id"] for event in self.fake.events.values())

    def planned(self) -> list[str]:
        data = open_data(self.settings)
        with open_reading(data) as ports:
            (athlete,) = ports.store.athletes.all()
            stored = ports.store.plans.get(athlete.id)
            assert stored is not None
            now = ports.clock.now()
            sessions = [one.id for one in stored.plan.sessions if one.start > now]
        data.close()
        return sorted(f"{one}@{athlete.id}.hamstrong" for one in sessions)


@pytest.fixture
def machine(
    planned: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Machine]:
    shutil.copytree(planned, tmp_path, dirs_exist_ok=True)
    fake = FakeIntervals()
    with serving(fake):
        yield Machine(Settings(data=tmp_path), fake, monkeypatch, capsys)


def test_commands_connect_switch_ask_and_disconnect(machine: Machine) -> None:
    assert machine.typed("status") == 0
    assert machine.typed("sync") == 0
    assert machine.fake.asked == []
    assert machine.typed("connect", "intervals", given=f"{KEY}\n") == 0
    assert machine.typed("sync") == 0
    assert machine.fake.count() == 1
    assert machine.typed("on", "intervals", "sessions-out") == 0
    assert "goes to your calendar at intervals.icu" in machine.shown[-2]
    assert machine.fake.count() == 1
    assert machine.typed("sync", "--json") == 0
    (told,) = json.loads(machine.shown[-2])
    assert told["did"] == {"sent": len(machine.planned())}
    assert machine.uids() == machine.planned()
    assert machine.typed("off", "intervals", "sessions-out") == 0
    assert machine.typed("disconnect", "intervals") == 0
    assert machine.typed("disconnect", "intervals") == 6


@pytest.mark.parametrize(
    ("words", "given", "code", "sentence"),
    [
        (("connect", "facebook"), "", 2, "is none of these: garmin, intervals, strava, runalyze"),
        (("connect", "intervals"), "", 2, "Give the API key"),
        (("connect", "intervals"), "wrong\n", 7, "does not take the key"),
        (("on", "intervals", "sessions-out"), "", 6, "not connected"),
        (("sync", "intervals"), "", 6, "not connected"),
    ],
)
def test_mistakes_are_told_in_a_sentence(
    machine: Machine, words: tuple[str, ...], given: str, code: int, sentence: str
) -> None:
    assert machine.typed(*words, given=given) == code
    assert sentence in machine.shown[-1]


def test_a_key_from_a_variable_is_taken(machine: Machine) -> None:
    machine.monkeypatch.setenv("HAMSTRONG_INTERVALS_KEY", KEY)
    assert machine.typed("connect", "intervals") == 0


def test_a_key_is_in_no_file_no_log_no_output_and_no_export(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    machine.typed("connect", "intervals", given=f"{KEY}\n")
    machine.typed("on", "intervals", "sessions-out")
    machine.typed("on", "intervals", "activities-in")
    machine.typed("sync")
    machine.typed("status", "--json")
    data = open_data(machine.settings)
    with open_reading(data) as ports:
        (athlete,) = ports.store.athletes.all()
        exported = export_everything(ports, athlete.id)
    data.close()
    basic = machine.fake.asked[0].headers["authorization"].removeprefix("Basic ")
    files = {file: file.read_bytes() for file in machine.settings.data.iterdir()}
    assert {file.name for file in files} >= {"hamstrong.sqlite", KEY_FILE}
    for secret in (KEY, basic):
        assert [f.name for f, held in files.items() if secret.encode() in held] == []
        assert secret not in caplog.text
        assert secret not in "".join(machine.shown)
        assert secret.encode() not in exported
    machine.typed("disconnect", "intervals")
    data = open_data(machine.settings)
    with open_reading(data) as ports:
        assert ports.store.services.all(athlete.id) == ()
    data.close()


def test_a_killed_sync_makes_no_session_twice(machine: Machine) -> None:
    machine.typed("connect", "intervals", given=f"{KEY}\n")
    machine.typed("on", "intervals", "sessions-out")
    # What is made while the process dies is there, and nobody here ever heard of it.
    assert machine.sync(kill_at=4) == -signal.SIGKILL
    assert len(machine.fake.events) == 4
    assert machine.sync(kill_at=3) == -signal.SIGKILL
    assert machine.sync() == 0
    assert machine.uids() == machine.planned()
    assert machine.fake.count("POST") == len(machine.planned())


def test_a_killed_sync_imports_nothing_twice(machine: Machine) -> None:
    today = datetime.now(UTC).date()
    for number in range(30):
        day = today - timedelta(days=1 + number)
        machine.fake.days[f"i{number}"] = day
        machine.fake.files[f"i{number}"] = gpx_run(day)
    machine.typed("connect", "intervals", given=f"{KEY}\n")
    machine.typed("on", "intervals", "activities-in")
    assert machine.sync(kill_at=25, method="GET", path="/file") == -signal.SIGKILL
    assert machine.sync() == 0
    data = open_data(machine.settings)
    with open_reading(data) as ports:
        (athlete,) = ports.store.athletes.all()
        days = [one.start.date() for one in ports.store.activities.all(athlete.id)]
    data.close()
    assert sorted(days) == sorted(machine.fake.days.values())
    # What was read and not kept yet is fetched again, and nothing else.
    assert machine.fake.count("GET", "/file") == 25 + 10
