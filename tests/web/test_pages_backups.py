"""How backups stand, on the page of settings, in each state they can be in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.coach.backups import BackupFile, BackupStatus
from hamstrong.web.app import create_app
from hamstrong.web.deps import WebDeps
from tests.web.world import World, planned_world, read_html

FOLDER = Path("/media/stick/my backups")
LAST = BackupFile(
    FOLDER / "hamstrong-2027-03-07.hamstrong", datetime(2027, 3, 7, 4, tzinfo=UTC), 2_400_000
)


@dataclass
class Doors:
    told: BackupStatus

    def tick(self) -> None: ...

    def status(self) -> BackupStatus:
        return self.told

    def stop(self) -> None: ...


@pytest.fixture
def page() -> Callable[..., str]:
    world: World = planned_world()

    def show(status: BackupStatus, language: str = "en") -> str:
        deps = WebDeps(world.ports, world.ports, Reader, backups=Doors(status))
        browser = TestClient(
            create_app(deps), headers={"accept": "text/html"}, base_url="http://localhost"
        )
        browser.post("/settings/language", data={"language": language})
        return read_html(browser.get("/settings").text).text

    return show


STATES = {
    "off": (BackupStatus(), "Daily backups are switched off", "están apagadas"),
    "none": (BackupStatus(FOLDER), "There is no backup yet", "Aún no hay ninguna copia"),
    "last": (BackupStatus(FOLDER, (LAST,)), "Last backup: Sun 7 Mar", "Última copia"),
    "failed": (
        BackupStatus(FOLDER, (LAST,), problem="The disk is full."),
        "The last backup did not work: The disk is full.",
        "no salió: The disk is full.",
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_is_said(page: Callable[..., str], state: str) -> None:
    status, english, spanish = STATES[state]
    assert english in page(status)
    assert spanish in page(status, "es")


def test_the_way_back_is_a_command_that_a_shell_takes(page: Callable[..., str]) -> None:
    assert f"hamstrong restore '{LAST.path}'" in page(BackupStatus(FOLDER, (LAST,)))


def test_backups_beside_the_data_say_so(page: Callable[..., str]) -> None:
    assert "outlives this one" in page(BackupStatus(FOLDER, (LAST,), beside_data=True))
    assert "outlives this one" not in page(BackupStatus(FOLDER, (LAST,)))
