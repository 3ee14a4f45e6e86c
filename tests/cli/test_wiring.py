"""The composition root: every door leads to the real thing behind it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import icalendar
import pytest
import time_machine
from fastapi.testclient import TestClient

from hamstrong.cli.app import run
from hamstrong.coach.correct_run import correct_run
from hamstrong.coach.import_runs import import_runs
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.run_file import RunFile
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.coach.share_calendar import create_feed
from hamstrong.main import Doors, build_app
from hamstrong.planning.document import read_plan_document
from hamstrong.running.model import RunType
from hamstrong.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[Doors]:
    settings = Settings(data=tmp_path / "data", hosts=("coach.example",))
    doors = Doors(lambda: settings)
    with time_machine.travel("2026-12-14T09:00:00Z", tick=False):
        yield doors
    doors.close()


def test_from_a_calendar_to_a_feed_over_everything_real(doors: Doors) -> None:
    calendar = (EXAMPLES / "spring-marathon.ics").read_bytes()
    set_up = SetUp(race_day=date(2027, 4, 18), zone="Europe/Madrid")
    with doors.writing() as ports:
        athlete = set_up_athlete(ports, None, set_up).athlete
        first = import_runs(ports, athlete.id, file=RunFile("spring.ics", calendar))
        correct_run(ports, athlete.id, run_id=first.runs[0].run.id, type=RunType.INTERVAL)
        make_plan(ports, athlete.id)
        token = create_feed(ports, athlete.id).token
    with doors.reading() as ports:
        before = ports.store.plans.get(athlete.id)
    with doors.writing() as ports:
        second = import_runs(ports, athlete.id, file=RunFile("spring.ics", calendar))
    assert (second.added, second.changed, second.removed) == (0, 0, 0)
    assert second.runs[0].run.type is RunType.INTERVAL
    assert second.change is not None
    assert second.change.changes == ()
    with TestClient(build_app(doors.settings(), doors.database())) as client:
        plan = read_plan_document(client.get("/api/plan").json())
        assert before is not None
        assert plan == before.plan
        feed = icalendar.Calendar.from_ical(client.get(f"/feed/{token}.ics").content)
        events = list(feed.walk("VEVENT"))
        assert len(events) == len(plan.sessions) + 1
        assert str(events[0]["URL"]).startswith("https://coach.example/sessions/")
        assert client.get("/sw.js").status_code in (200, 404), "404 before the front end is built"


def test_memory_is_not_the_database(doors: Doors, tmp_path: Path) -> None:
    ports = doors.memory()
    set_up_athlete(ports, None, SetUp(race_day=date(2027, 4, 18), zone="UTC"))
    assert len(ports.store.athletes.all()) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("megabytes", [4, 60])
def test_a_file_that_is_too_large_is_refused_by_what_is_true(
    doors: Doors, tmp_path: Path, capsys: pytest.CaptureFixture[str], megabytes: int
) -> None:
    large = tmp_path / "large.ics"
    large.write_bytes(b"BEGIN:VCALENDAR\r\n" + bytes(megabytes * 1_000_000))
    assert run(doors, ["plan", "--race", "2027-04-18", "--runs", str(large)]) == 3
    told = "large.ics: The file has more than 3 MB, and a run plan has less"
    assert told in capsys.readouterr().err


def test_closing_leaves_one_file(doors: Doors, tmp_path: Path) -> None:
    with doors.reading() as ports:
        assert ports.store.athletes.all() == ()
    doors.close()
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["hamstrong.sqlite"]


def test_the_site_asks_strangers_to_pair_but_not_for_the_feed(doors: Doors) -> None:
    site = doors.site()
    stranger = TestClient(site.local_app(), client=("192.0.2.7", 5000), base_url="http://127.0.0.1")
    assert stranger.get("/api/today").status_code in (401, 403)
    assert stranger.get("/feed/guess.ics").status_code == 404
