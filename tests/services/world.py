"""An athlete with a plan, a vault, and lines that lead to fakes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.adapters.services import garmin, intervals, runalyze, strava
from hamstrong.adapters.services.lines import ServiceLines
from hamstrong.adapters.services.vault import FileVault
from hamstrong.coach.connect_service import check_secret, keep_connection, switch
from hamstrong.coach.due_syncs import queue_sync
from hamstrong.coach.model import Athlete
from hamstrong.coach.ports import Ports
from hamstrong.coach.services import Connection, Direction, Secret, ServiceName
from hamstrong.coach.sync_run import SyncDesk
from hamstrong.coach.sync_service import run_sync
from tests.services.fake import Fake
from tests.unit.coach.desk import Desk

PATHS = {
    ServiceName.GARMIN: garmin.ADDRESS,
    ServiceName.INTERVALS: intervals.ADDRESS,
    ServiceName.STRAVA: strava.ADDRESS,
    ServiceName.RUNALYZE: runalyze.ADDRESS,
}


def lines_to(fakes: Mapping[ServiceName, Fake]) -> ServiceLines:
    """Lines to fakes, at the paths of the services; everything else leads nowhere."""
    addresses = {
        service: f"{fakes[service].address}{_path(PATHS[service])}"
        for service in ServiceName
        if service in fakes
    }
    options = {"trust_env": False}
    return ServiceLines(addresses, apart=0.0, options=options)


def _path(address: str) -> str:
    return "/" + "/".join(address.split("/")[3:]) if address.count("/") > 2 else ""


@dataclass
class SyncWorld:
    """One athlete, one service."""

    folder: Path
    service: ServiceName
    fake: Fake
    secret: Secret
    desk: Desk = field(default_factory=Desk)
    stop: bool = False

    def __post_init__(self) -> None:
        self.athlete: Athlete = self.desk.planned()
        self.vault = FileVault(self.folder)

    @contextmanager
    def ports(self) -> Iterator[Ports]:
        yield self.desk.ports

    @property
    def lines(self) -> ServiceLines:
        return lines_to({self.service: self.fake})

    def sync_desk(self, **changes: Any) -> SyncDesk:
        given = {"lines": self.lines, "vault": self.vault, "stopping": lambda: self.stop}
        return SyncDesk(self.ports, self.ports, Reader, **{**given, **changes})

    def connect(self, *directions: Direction) -> Connection:
        """Connect, and switch these on."""
        checked = check_secret(self.lines, self.service, self.secret)
        keep_connection(
            self.desk.ports, self.athlete.id, self.vault, service=self.service, checked=checked
        )
        for direction in directions:
            switch(
                self.desk.ports, self.athlete.id, service=self.service, direction=direction, on=True
            )
        return self.connection

    @property
    def connection(self) -> Connection:
        found = self.desk.store.services.find(self.athlete.id, self.service)
        assert found is not None
        return found

    def sync(self, **changes: Any) -> Connection:
        """Ask the service now."""
        job = queue_sync(self.desk.ports, self.athlete.id, self.service)
        run_sync(self.sync_desk(**changes), job.id)
        return self.connection


RUN = """<?xml version="1.0"?><gpx version="1.1" creator="a watch"><trk><name>Easy</name><trkseg>
{points}</trkseg></trk></gpx>"""


def gpx_run(day: date, *, hour: int = 7, minutes: int = 30) -> bytes:
    """A run through the country, a point a minute."""
    start = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    points = "\n".join(
        f'<trkpt lat="{40.0 + minute * 0.0015:.5f}" lon="-3.5">'
        f"<time>{start.replace(minute=minute % 60).isoformat()}</time></trkpt>"
        for minute in range(minutes)
    )
    return RUN.format(points=points).encode()
