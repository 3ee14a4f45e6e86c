"""A folder in which somebody's block is planned; a service, and an athlete who has it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hamstrong.coach.import_runs import import_runs
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.services import ServiceName
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.main import open_data, open_writing
from hamstrong.settings import Settings
from tests.services.fake import serving
from tests.services.fake_intervals import KEY, FakeIntervals
from tests.services.world import SyncWorld
from tests.web.world import plan_csv


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody's block is planned, from today on."""
    folder = tmp_path_factory.mktemp("planned")
    data = open_data(Settings(data=folder))
    today = datetime.now(UTC).date()
    monday = today - timedelta(days=today.weekday())
    with open_writing(data) as ports:
        set_up = SetUp(race_day=monday + timedelta(days=55), zone="UTC", minutes=20)
        athlete = set_up_athlete(ports, None, set_up).athlete
        runs = plan_csv(first=monday, weeks=7).encode()
        import_runs(ports, athlete.id, file=RunFile("club.csv", runs))
        make_plan(ports, athlete.id)
    data.close()
    return folder


@pytest.fixture
def fake() -> Iterator[FakeIntervals]:
    fake = FakeIntervals()
    with serving(fake):
        yield fake


@pytest.fixture
def world(fake: FakeIntervals, tmp_path: Path) -> SyncWorld:
    """Where a test names no other service: intervals.icu."""
    return SyncWorld(tmp_path, ServiceName.INTERVALS, fake, {"key": KEY})


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries that fail are tried again at once."""
    monkeypatch.setattr("hamstrong.adapters.services.wire.FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr("hamstrong.adapters.services.strava.LOOK_AFTER_S", 0.0)
