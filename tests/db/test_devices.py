"""Paired devices: what the fake keeps, the database keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hamstrong.adapters.db.database import Database
from hamstrong.adapters.db.devices import SqlDevices
from hamstrong.coach.devices import Device, MemoryDevices
from tests.db.blank import open_blank
from tests.unit.coach.desk import NOW


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_blank(tmp_path / "hamstrong.sqlite")
    yield opened
    opened.close()


def device(number: int, *, minute: int = 0) -> Device:
    moment = NOW.replace(minute=minute)
    return Device(f"device-{number}", f"Phone {number}", f"{number:064d}", moment, moment)


@pytest.mark.parametrize("kind", ["memory", "database"])
def test_devices_are_kept_and_shut_out(database: Database, kind: str) -> None:
    devices = MemoryDevices() if kind == "memory" else SqlDevices(database)
    devices.add(device(2, minute=5))
    devices.add(device(1))
    assert [row.id for row in devices.all()] == ["device-1", "device-2"]
    assert devices.by_token_hash(f"{2:064d}") == device(2, minute=5)
    assert devices.by_token_hash("0") is None
    later = NOW.replace(minute=30)
    devices.mark_seen("device-1", later)
    devices.mark_seen("nobody", later)
    devices.revoke("device-1", later)
    devices.revoke("device-1", NOW.replace(minute=40))
    found = devices.by_token_hash(f"{1:064d}")
    assert found is not None
    assert (found.seen_at, found.revoked_at) == (later, later)
