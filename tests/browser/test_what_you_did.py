"""Files of a watch, chosen together, answered one by one, and the plan asked for afterwards."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.carrying import open_block
from tests.browser.conftest import NOW
from tests.browser.serving import Coach
from tests.files.activities.writing import run_fit

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


def test_files_are_dropped_together_and_each_is_answered(
    coach: Coach, open_page: OpenPage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("watch")
    start = int((NOW - timedelta(days=1)).timestamp())
    run, note = Path(folder, "run.fit"), Path(folder, "note.txt")
    run.write_bytes(run_fit(start, 100, metres=20_000))
    note.write_text("no activity")
    page = open_page()
    open_block(page, coach)
    page.goto(f"{coach.url}/done")
    page.locator("label.drop[data-awake]").wait_for()
    page.locator("input[type=file]").set_input_files([run, note])
    expect(page.locator(".drop__name")).to_have_text("2 files chosen")
    page.get_by_role("button", name="Import").tap()
    expect(page.locator("h1")).to_have_text("Imported")
    expect(page.locator("main")).to_contain_text("1 refused")
    expect(page.locator("main")).to_contain_text("This is no FIT, TCX or GPX file")
    page.get_by_role("link", name="See what would change").tap()
    expect(page.locator("h1")).to_have_text("Planning on what you did")
    page.goto(f"{coach.url}/done")
    page.locator("a.row[href^='/done/']").first.tap()
    expect(page.locator("main")).to_contain_text("1:40:00")
