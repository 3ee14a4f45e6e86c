"""The program as it is composed: it asks nobody until it is told to, then by itself."""

import shutil
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from hamstrong.adapters.db.database import Database
from hamstrong.adapters.jobs.syncing import Syncing
from hamstrong.adapters.services.lines import ADDRESSES, ServiceLines
from hamstrong.coach.services import Connection, ServiceName
from hamstrong.main import build_app, open_data, open_reading
from hamstrong.settings import Settings
from tests.services.fake_intervals import KEY, FakeIntervals
from tests.services.world import lines_to

PAGE = {"accept": "text/html", "origin": "http://testserver"}
LOOKS = 5


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hamstrong.web.ticking.FIRST_S", 0.0)
    monkeypatch.setattr("hamstrong.web.ticking.EVERY_S", 0.05)


@pytest.fixture
def settings(planned: Path, tmp_path: Path) -> Settings:
    shutil.copytree(planned, tmp_path, dirs_exist_ok=True)
    return Settings(data=tmp_path)


@pytest.fixture
def data(settings: Settings) -> Iterator[Database]:
    data = open_data(settings)
    yield data
    data.close()


def wait_until(there: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + 60
    while not there():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


def connection(data: Database) -> Connection | None:
    with open_reading(data) as ports:
        (athlete,) = ports.store.athletes.all()
        return ports.store.services.find(athlete.id, ServiceName.INTERVALS)


def test_while_nothing_is_on_no_connection_leaves(
    settings: Settings, data: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []
    ticks: list[float] = []

    def refuse(self: socket.socket, address: object) -> None:
        tried.append(address)
        raise OSError("nobody may go out here")

    tick = Syncing.tick

    def counted(self: Syncing) -> None:
        ticks.append(time.monotonic())
        tick(self)

    monkeypatch.setattr(Syncing, "tick", counted)
    with TestClient(build_app(settings, data), headers=PAGE) as browser:
        monkeypatch.setattr(socket.socket, "connect", refuse)
        for path in ("/today", "/week", "/settings", "/services", "/done"):
            assert browser.get(path).status_code == 200
        wait_until(lambda: len(ticks) >= LOOKS)
    assert tried == []


def test_what_is_on_goes_by_itself(settings: Settings, data: Database, fake: FakeIntervals) -> None:
    lines = lines_to({ServiceName.INTERVALS: fake})
    with TestClient(build_app(settings, data, lines=lines), headers=PAGE) as browser:
        browser.post("/services/intervals/connect", data={"intervals_key": KEY})
        wait_until(lambda: connection(data) is not None)
        time.sleep(0.3)
        assert fake.count() == 1
        browser.post("/services/intervals/sessions-out/on")
        wait_until(lambda: (c := connection(data)) is not None and c.synced_at is not None)
    assert fake.events
    count = fake.count()
    time.sleep(0.3)
    assert fake.count() == count


def test_a_look_that_fails_is_logged_and_the_next_comes(
    settings: Settings,
    data: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ticks: list[float] = []
    stopped: list[Syncing] = []
    value = "68.5 kg"

    def fail(self: Syncing) -> None:
        ticks.append(time.monotonic())
        raise RuntimeError(value)

    monkeypatch.setattr(Syncing, "tick", fail)
    monkeypatch.setattr(Syncing, "stop", lambda syncing: stopped.append(syncing))
    with TestClient(build_app(settings, data), headers=PAGE):
        wait_until(lambda: len(ticks) >= LOOKS)
    assert len(stopped) == 1
    assert "Services were not asked: RuntimeError" in caplog.text
    assert value not in caplog.text


def test_services_are_where_they_are() -> None:
    """No setting leads a key elsewhere: only who composes the program gives other addresses."""
    assert ServiceLines().addresses == ADDRESSES
    hosts = {address.removeprefix("https://").partition("/")[0] for address in ADDRESSES.values()}
    assert hosts == {
        "personal.connectapi.garmin.com",
        "intervals.icu",
        "www.strava.com",
        "runalyze.com",
    }
    assert not [name for name in Settings.model_fields if "address" in name or "url" in name]
