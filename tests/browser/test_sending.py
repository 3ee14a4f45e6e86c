"""Files on their way from the page: how far they are, how long it takes, how to stop them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page, expect

from hamstrong.main import open_reading
from tests.browser.serving import Coach
from tests.services.world import gpx_run

pytestmark = pytest.mark.browser

SLOW_BYTES_S = 100_000
LARGE = 1_500_000


def large_run(folder: Path, day: date) -> Path:
    path = folder / "long.gpx"
    path.write_bytes(gpx_run(day) + b"<!--" + b" " * LARGE + b"-->")
    return path


def slow_down(session: CDPSession, bytes_a_second: float) -> None:
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1}
    session.send("Network.emulateNetworkConditions", {**limits, "uploadThroughput": bytes_a_second})


def runs_kept(coach: Coach) -> int:
    with open_reading(coach.database) as ports:
        (athlete,) = ports.store.athletes.all()
        return len(ports.store.activities.all(athlete.id))


def test_files_tell_how_long_they_take_and_can_be_stopped_and_sent_again(
    coach: Coach, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page()
    page.goto(f"{coach.url}/done")
    before = runs_kept(coach)
    network = page.context.new_cdp_session(page)
    slow_down(network, SLOW_BYTES_S)
    page.clock.resume()
    page.set_input_files("input[type=file]", large_run(tmp_path, date(2019, 5, 1)))
    page.get_by_role("button", name="Import", exact=True).click()
    words = page.locator(".upload__words")
    expect(words).to_contain_text("left", timeout=15_000)
    expect(words).to_contain_text("%")
    page.get_by_role("button", name="Stop").click()
    expect(words).to_have_text("Stopped: nothing of it was kept.")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    assert runs_kept(coach) == before
    slow_down(network, -1)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Imported")
    assert runs_kept(coach) == before + 1
