"""A data folder as an athlete has it after a while: filled through the API."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from starlette.testclient import TestClient

from hamstrong.adapters.auth.certificates import ensure_certificates
from hamstrong.adapters.services.vault import FileVault
from hamstrong.coach.finish_welcome import finish_welcome
from hamstrong.coach.import_runs import import_runs
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.exercises.schema import Equipment
from hamstrong.main import build_app, open_data, open_writing
from hamstrong.settings import Settings
from tests.services.world import gpx_run
from tests.web.world import plan_csv

SECRET = {"key": "of a service"}
BLOCK = timedelta(weeks=5)


def event_id(number: int) -> str:
    return str(UUID(int=number, version=4))


def a_set(number: int, at: datetime) -> dict[str, Any]:
    """A set that was done in no session of the plan."""
    data = {
        "session_id": "by hand",
        "exercise_id": "hb_floor_2l",
        "side": "both",
        "set_number": 1 + number % 9,
        "hold_s": 20 + number % 20,
        "planned": 30,
        "skipped": False,
    }
    return {"id": event_id(number), "kind": "set", "at": at.isoformat(), "data": data}


def set_up(data: Path, today: date) -> None:
    """An athlete whose block is planned from today on."""
    database = open_data(Settings(data=data, backups="off"))
    sunday = today + BLOCK + timedelta(days=6 - today.weekday())
    wish = SetUp(
        race_day=sunday,
        zone="Europe/Madrid",
        race_start=time(9, 0),
        equipment=frozenset({Equipment.SUPPORT}),
        minutes=20,
        sessions_per_week=2,
    )
    monday = today - timedelta(days=today.weekday())
    with open_writing(database) as ports:
        athlete = set_up_athlete(ports, None, wish).athlete
        csv = plan_csv(first=monday, weeks=3).encode()
        import_runs(ports, athlete.id, file=RunFile("club.csv", csv))
        finish_welcome(ports, athlete.id)
    database.close()


def fill(data: Path, now: datetime) -> bytes:
    """Live in the folder: log, say how the morning was, run, lose a day; and what lies beside.

    Gives a sealed secret that the folder's key opens.
    """
    with app_over(data) as client:
        sets = [a_set(n, now - timedelta(minutes=n)) for n in range(1, 30)]
        _done(client.post("/api/events", json={"events": sets}))
        _done(client.post("/api/check-ins", json={"soreness": {"calf": 3}, "sleep_h": 7.5}))
        run = {"files": ("run.gpx", gpx_run(now.date() - timedelta(days=1)))}
        _done(client.post("/api/activities", files=run))
        away = {"kind": "away", "first": str(now.date() + timedelta(days=9))}
        _done(client.post("/api/absences", json=away))
    ensure_certificates(
        data / "certificates", names=("coach.local",), addresses=(), now=now.astimezone(UTC)
    )
    return FileVault(data).seal(SECRET, about="a service")


def _done(answer: Any) -> None:
    assert answer.status_code in (200, 201), answer.text


@contextmanager
def app_over(data: Path, **more: Any) -> Iterator[TestClient]:
    """The app over a folder, closed in the end; daily backups are off, so that none is made."""
    settings = Settings(data=data, **{"backups": "off", **more})
    database = open_data(settings)
    try:
        yield TestClient(build_app(settings, database), base_url="http://localhost")
    finally:
        database.close()
