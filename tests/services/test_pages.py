"""The page of services: off at first, each way a switch, no key ever shown."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.adapters.jobs.syncing import Syncing
from hamstrong.adapters.services.vault import FileVault
from hamstrong.coach.export_everything import export_everything
from hamstrong.coach.open_example import open_example
from hamstrong.coach.services import Connection, Direction, ServiceName
from hamstrong.coach.sync_run import SyncDesk
from hamstrong.web.app import create_app
from hamstrong.web.deps import ServiceDoors, WebDeps
from tests.services.fake import Reply, serving
from tests.services.fake_intervals import KEY, FakeIntervals
from tests.services.world import lines_to
from tests.web.world import World, planned_world, read_html

FORM = {"intervals_key": KEY}


@dataclass
class ServiceWorld:
    """An athlete whose block is planned, and a stand-in for intervals.icu."""

    folder: Path
    fake: FakeIntervals
    world: World = field(default_factory=planned_world)

    def __post_init__(self) -> None:
        lines = lines_to({ServiceName.INTERVALS: self.fake})
        vault = FileVault(self.folder)
        ports = self.world.ports
        self.syncing = Syncing(
            reading=ports,
            writing=ports,
            desk=lambda stopping: SyncDesk(ports, ports, Reader, lines, vault, stopping),
        )

    def browser(self, language: str = "en") -> TestClient:
        doors = ServiceDoors(self.syncing.desk, self.syncing.tick, self.syncing.stop)
        deps = WebDeps(self.world.ports, self.world.ports, Reader, services=doors)
        headers = {"accept": "text/html", "accept-language": language}
        return TestClient(create_app(deps), headers=headers, base_url="http://localhost")

    @property
    def connection(self) -> Connection | None:
        return self.world.store.services.find(self.world.athlete_id, ServiceName.INTERVALS)


@pytest.fixture
def there(tmp_path: Path) -> Iterator[ServiceWorld]:
    fake = FakeIntervals()
    with serving(fake):
        world = ServiceWorld(tmp_path, fake)
        yield world
        world.syncing.stop()


def test_everything_is_off_and_nothing_is_asked(there: ServiceWorld) -> None:
    assert read_html(there.browser().get("/settings").text).all("a", href="/services")
    page = read_html(there.browser().get("/services").text)
    assert page.text.count("Not connected") == len(ServiceName)
    assert "Each session still to come goes to your calendar at intervals.icu" in page.text
    there.syncing.tick()
    assert there.fake.asked == []


def test_a_key_is_typed_unseen_and_never_shown(there: ServiceWorld) -> None:
    browser = there.browser()
    fields = read_html(browser.get("/services").text).all("input", id="intervals_key")
    assert [field.attributes["type"] for field in fields] == ["password"]
    answer = browser.post("/services/intervals/connect", data=FORM)
    assert "Everything is still off" in read_html(answer.text).text
    assert KEY not in answer.text
    assert there.connection is not None
    assert KEY.encode() not in there.connection.sealed
    assert KEY not in repr(there.connection)


def test_ids_are_there_once(there: ServiceWorld) -> None:
    page = read_html(there.browser().get("/services").text)
    ids = [one.attributes["id"] for one in page.elements if one.attributes.get("id")]
    assert len(ids) == len(set(ids))


def test_a_wrong_key_is_refused_beside_its_form(there: ServiceWorld) -> None:
    answer = there.browser().post("/services/intervals/connect", data={"intervals_key": "no"})
    assert answer.status_code == 403
    assert "intervals.icu does not take the key" in read_html(answer.text).text
    assert there.connection is None


def test_an_empty_key_is_refused_at_its_field(there: ServiceWorld) -> None:
    answer = there.browser().post("/services/intervals/connect", data={"intervals_key": " "})
    assert answer.status_code == 422
    assert 'id="intervals_key-error"' in answer.text
    assert there.fake.asked == []


def test_a_way_that_is_switched_on_goes_and_one_that_is_off_does_not(there: ServiceWorld) -> None:
    browser = there.browser()
    browser.post("/services/intervals/connect", data=FORM)
    asked = len(there.fake.asked)
    there.syncing.tick()
    assert len(there.fake.asked) == asked
    browser.post("/services/intervals/sessions-out/on")
    wait_until(lambda: there.connection is not None and there.connection.synced_at is not None)
    assert there.fake.events
    assert there.fake.count("GET", "/activities") == 0
    assert "sessions sent" in read_html(browser.get("/services").text).text
    browser.post("/services/intervals/sessions-out/off")
    asked = len(there.fake.asked)
    browser.post("/services/intervals/sync")
    there.syncing.stop()
    assert len(there.fake.asked) == asked


def test_trouble_stands_on_the_page(there: ServiceWorld) -> None:
    browser = there.browser()
    browser.post("/services/intervals/connect", data=FORM)
    there.fake.faults.append(Reply(429, headers={"retry-after": "600"}))
    browser.post("/services/intervals/activities-in/on")
    wait_until(lambda: there.connection is not None and there.connection.problem != "")
    text = read_html(browser.get("/services").text).text
    assert "intervals.icu asks for a pause" in text
    assert "Next try" in text
    browser.post("/settings/language", data={"language": "es"})
    spanish = read_html(browser.get("/services").text).text
    assert "intervals.icu pide una pausa" in spanish


def test_a_key_that_was_refused_is_tried_again_in_one_tap(there: ServiceWorld) -> None:
    browser = there.browser()
    browser.post("/services/intervals/connect", data=FORM)
    there.fake.faults.append(Reply(401))
    browser.post("/services/intervals/activities-in/on")
    wait_until(lambda: bool(there.connection and there.connection.shut))
    page = read_html(browser.get("/services").text)
    assert "intervals.icu does not take the key" in page.text
    assert "Try this key again" in page.text
    assert page.all("form", action="/services/intervals/sync")
    browser.post("/services/intervals/sync")
    wait_until(lambda: bool(there.connection and not there.connection.shut))
    assert "Try this key again" not in browser.get("/services").text
    assert there.connection is not None
    assert there.connection.problem == ""


def test_sessions_are_taken_out_in_one_tap(there: ServiceWorld) -> None:
    browser = there.browser()
    browser.post("/services/intervals/connect", data=FORM)
    browser.post("/services/intervals/sessions-out/on")
    wait_until(lambda: there.connection is not None and there.connection.synced_at is not None)
    page = read_html(browser.get("/services").text)
    assert "Switch off and remove coming sessions there" in page.text
    browser.post("/services/intervals/sessions-out/take-out")
    wait_until(lambda: there.fake.events == {})
    wait_until(lambda: there.connection is not None and not there.connection.clearing)
    page = read_html(browser.get("/services").text)
    assert "emove coming sessions" not in page.text
    assert "being removed" not in page.text


def test_disconnecting_deletes_the_key(there: ServiceWorld) -> None:
    browser = there.browser()
    browser.post("/services/intervals/connect", data=FORM)
    answer = browser.post("/services/intervals/disconnect")
    assert "its key deleted here" in read_html(answer.text).text
    assert there.connection is None
    assert browser.post("/services/intervals/disconnect").status_code == 404


def test_the_key_is_in_no_export(there: ServiceWorld) -> None:
    there.browser().post("/services/intervals/connect", data=FORM)
    assert there.connection is not None
    with there.world.ports() as ports:
        data = export_everything(ports, there.world.athlete_id)
    assert KEY.encode() not in data
    assert there.connection.sealed not in data


def test_the_example_connects_nothing(tmp_path: Path) -> None:
    fake = FakeIntervals()
    there = ServiceWorld(tmp_path, fake, World())
    with there.world.ports() as ports:
        open_example(ports)
    browser = there.browser()
    assert "set up your own plan first" in read_html(browser.get("/services").text).text
    answer = browser.post("/services/intervals/connect", data=FORM)
    assert answer.status_code == 403
    assert fake.asked == []


def test_unknown_services_and_ways_are_not_found(there: ServiceWorld) -> None:
    browser = there.browser()
    assert browser.post("/services/facebook/connect", data=FORM).status_code == 404
    assert browser.post("/services/intervals/sideways/on").status_code == 404
    browser.post("/services/intervals/connect", data=FORM)
    answer = browser.post(f"/services/intervals/{Direction.DONE_OUT}/on")
    assert answer.status_code == 422


def test_the_page_speaks_spanish(there: ServiceWorld) -> None:
    browser = there.browser()
    browser.post("/settings/language", data={"language": "es"})
    text = read_html(browser.get("/services").text).text
    assert "Sin conectar" in text
    assert "Not connected" not in text


def wait_until(there: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + 30
    while not there():
        assert time.monotonic() < give_up_at
        time.sleep(0.02)
