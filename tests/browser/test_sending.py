"""Files on their way from the page: how far they are, how long it takes, how to stop them."""

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page, expect

from hamstrong.main import open_reading
from tests.browser.serving import Coach
from tests.files.activities.writing import run_fit
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


def test_reading_tells_how_far_it_is_and_stops_with_what_was_read(
    coach: Coach, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for number in range(1500):
            start = int(datetime(2014, 1, 1, tzinfo=UTC).timestamp()) + number * 40_000
            packed.writestr(f"{number}.fit", run_fit(start, 30, metres=5000))
    page = open_page()
    page.goto(f"{coach.url}/done")
    page.locator("form[data-island=upload][data-awake]").wait_for()
    page.set_input_files("input[type=file]", archive)
    page.get_by_role("button", name="Import", exact=True).click()
    words = page.locator(".upload__words")
    expect(words).to_have_text(re.compile(r"Reading, \d\d+ files so far: \d+ %"), timeout=15_000)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Imported")
    expect(page.locator("main")).to_contain_text("Stopped: the rest was not read.")
    assert 0 < runs_kept(coach) < 1500
