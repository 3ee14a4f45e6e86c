"""Strava's leave: asked by a link, given back once, only to the browser that began."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.adapters.jobs.syncing import Syncing
from hamstrong.adapters.services.vault import FileVault
from hamstrong.coach.services import ServiceName, about
from hamstrong.coach.sync_run import SyncDesk
from hamstrong.web.app import create_app
from hamstrong.web.deps import ServiceDoors, WebDeps
from tests.services.fake import serving
from tests.services.fake_strava import CLIENT, CODE, FakeStrava
from tests.services.world import lines_to
from tests.web.world import World, planned_world, read_html

FORM = {f"strava_{name}": value for name, value in CLIENT.items()}
BACK = "/services/strava/return"
SCOPE = "read,activity:write"


@dataclass
class StravaWorld:
    world: World
    fake: FakeStrava
    vault: FileVault
    app_deps: WebDeps

    def browser(self) -> TestClient:
        return TestClient(
            self.app, headers={"accept": "text/html"}, base_url="http://coach.home.arpa"
        )

    def __post_init__(self) -> None:
        self.app = create_app(self.app_deps)

    @property
    def secret(self) -> dict[str, str] | None:
        athlete_id = self.world.athlete_id
        found = self.world.store.services.find(athlete_id, ServiceName.STRAVA)
        if found is None:
            return None
        return dict(self.vault.unseal(found.sealed, about=about(athlete_id, ServiceName.STRAVA)))


@pytest.fixture
def there(tmp_path: Path) -> Iterator[StravaWorld]:
    fake, world, vault = FakeStrava(now_s=4e9), planned_world(), FileVault(tmp_path)
    with serving(fake):
        lines = lines_to({ServiceName.STRAVA: fake})
        ports = world.ports
        syncing = Syncing(
            reading=ports,
            writing=ports,
            desk=lambda stopping: SyncDesk(ports, ports, Reader, lines, vault, stopping),
        )
        doors = ServiceDoors(syncing.desk, syncing.tick, syncing.stop)
        yield StravaWorld(world, fake, vault, WebDeps(ports, ports, Reader, services=doors))


def asked(browser: TestClient) -> dict[str, str]:
    """What the link to Strava asks."""
    answer = browser.post("/services/strava/connect", data=FORM)
    assert answer.status_code == 200
    links = [e.attributes["href"] for e in read_html(answer.text).all("a", rel="noreferrer")]
    assert len(links) == 1
    parts = urlsplit(links[0])
    assert parts.path == "/oauth/authorize"
    return {key: values[0] for key, values in parse_qs(parts.query).items()}


def test_leave_to_upload_and_nothing_else_is_asked_for(there: StravaWorld) -> None:
    link = asked(there.browser())
    assert link["scope"] == "activity:write"
    assert link["redirect_uri"] == f"http://coach.home.arpa{BACK}"
    assert link["client_id"] == CLIENT["client_id"]
    assert CLIENT["client_secret"] not in str(link)
    assert there.fake.asked == []
    assert there.secret is None


def test_leave_that_is_given_connects(there: StravaWorld) -> None:
    browser = there.browser()
    state = asked(browser)["state"]
    answer = browser.get(BACK, params={"state": state, "code": CODE, "scope": SCOPE})
    assert "Strava is connected" in read_html(answer.text).text
    assert there.secret is not None
    assert there.secret["refresh_token"] == there.fake.refresh_token
    assert there.fake.count("POST", "/uploads") == 0


def test_leave_is_taken_once(there: StravaWorld) -> None:
    browser = there.browser()
    state = asked(browser)["state"]
    given = {"state": state, "code": CODE, "scope": SCOPE}
    browser.get(BACK, params=given)
    there.world.store.services.drop(there.world.athlete_id, ServiceName.STRAVA)
    assert browser.get(BACK, params=given).status_code == 422
    assert there.secret is None


@pytest.mark.parametrize("what", ["another browser", "another state", "none"])
def test_leave_that_was_not_begun_here_is_refused(there: StravaWorld, what: str) -> None:
    state = asked(there.browser())["state"]
    other = there.browser()
    if what == "another state":
        asked(other)
    if what == "none":
        state = ""
    answer = other.get(BACK, params={"state": state, "code": CODE, "scope": SCOPE})
    assert answer.status_code == 422
    assert "was not asked for here" in read_html(answer.text).text
    assert there.secret is None
    assert there.fake.asked == []


def test_leave_that_came_too_late_is_refused(there: StravaWorld) -> None:
    browser = there.browser()
    state = asked(browser)["state"]
    there.world.clock.moment = there.world.clock.moment.replace(hour=23)
    answer = browser.get(BACK, params={"state": state, "code": CODE, "scope": SCOPE})
    assert answer.status_code == 422
    assert there.fake.asked == []


@pytest.mark.parametrize(
    "given",
    [
        {"code": CODE, "scope": "read"},
        {"error": "access_denied"},
        {"code": "of-another", "scope": SCOPE},
    ],
)
def test_no_leave_is_told(there: StravaWorld, given: dict[str, str]) -> None:
    browser = there.browser()
    state = asked(browser)["state"]
    answer = browser.get(BACK, params={"state": state, **given})
    assert answer.status_code == 403
    assert there.secret is None


def test_leave_is_asked_for_again_without_typing(there: StravaWorld) -> None:
    browser = there.browser()
    state = asked(browser)["state"]
    browser.get(BACK, params={"state": state, "code": CODE, "scope": SCOPE})
    services, athlete_id = there.world.store.services, there.world.athlete_id
    found = services.find(athlete_id, ServiceName.STRAVA)
    assert found is not None
    services.save(athlete_id, replace(found, shut=True, problem="Strava does not take the key."))
    page = read_html(browser.get("/services").text)
    assert page.all("form", action="/services/strava/leave")
    answer = browser.post("/services/strava/leave")
    (link,) = read_html(answer.text).all("a", rel="noreferrer")
    given = parse_qs(urlsplit(link.attributes["href"]).query)
    assert given["client_id"] == [CLIENT["client_id"]]
    browser.get(BACK, params={"state": given["state"][0], "code": CODE, "scope": SCOPE})
    again = services.find(athlete_id, ServiceName.STRAVA)
    assert again is not None
    assert not again.shut


def test_leave_is_not_asked_for_by_nothing(there: StravaWorld) -> None:
    answer = there.browser().post("/services/strava/leave")
    assert answer.status_code == 404
    assert "Strava is not connected" in answer.text
