"""A coming run made longer on its own page, and one more added from the week, by tap."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.carrying import open_block
from tests.browser.serving import Coach

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


def test_a_long_run_is_made_longer_by_tap_and_what_follows_is_seen_first(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    open_block(page, coach)
    page.locator(".plan .plan-week").nth(1).locator(".tile--key").last.tap()
    page.wait_for_url("**/runs/*")
    longer = page.get_by_role("button", name="30 min longer")
    page.locator("form[data-awake]").first.wait_for()
    asked = int(longer.get_attribute("value") or 0)
    before = page.locator("h1 + p").inner_text()
    longer.tap()
    dialog = page.get_by_role("dialog", name="What follows")
    expect(dialog).to_contain_text(f"takes {asked} min")
    dialog.get_by_role("link", name="Leave it as it was").tap()
    expect(page.locator("h1 + p")).to_have_text(before)
    longer.tap()
    page.get_by_role("dialog").get_by_role("button", name="Keep it so").tap()
    expect(page.locator(".followed, .toast")).to_contain_text(f"takes {asked} min")
    assert page.get_by_label("Minutes it will take").input_value() == str(asked)
    page.get_by_role("button", name="As long as the plan says").tap()
    page.get_by_role("dialog").get_by_role("button", name="Keep it so").tap()
    expect(page.locator("h1 + p")).to_have_text(before)


def test_a_run_is_added_from_the_week_as_a_sheet(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{coach.url}/week")
    link = page.get_by_role("link", name="Add a run")
    expect(link).to_have_attribute("data-awake", "")
    link.tap()
    sheet = page.get_by_role("dialog", name="Add a run")
    sheet.get_by_label("Time").fill("20:30")
    sheet.get_by_label("Minutes").fill("25")
    sheet.get_by_role("button", name="See what follows").tap()
    follows = page.get_by_role("dialog", name="What follows")
    expect(follows).to_contain_text("Added")
    follows.get_by_role("button", name="Keep it so").tap()
    expect(page.locator(".item[data-run-id^='own-']")).to_have_count(1)


def test_a_file_that_was_refused_stays_chosen(
    coach: Coach, open_page: OpenPage, tmp_path: Path
) -> None:
    plan = tmp_path / "club.csv"
    plan.write_text("date,title\n2027-13-01,Easy 8 km\n")
    page = open_page()
    page.goto(f"{coach.url}/runs")
    form = page.locator("form[data-island=retry][data-awake]")
    form.wait_for(state="attached")
    page.locator("input[type=file]").set_input_files(plan)
    form.locator("button").last.tap()
    expect(page.locator("[role=alert]")).to_contain_text("2027-13-01")
    expect(page.locator(".drop__name")).to_have_text("club.csv")
    chosen = page.locator("input[type=file]").evaluate("field => field.files[0].name")
    assert chosen == "club.csv"
    plan.write_text("date,title\n2027-01-04,Easy 8 km\n")
    page.locator("input[type=file]").set_input_files(plan)
    page.locator("form[data-island=retry][data-awake] button").last.tap()
    expect(page.locator(".followed, .toast--told")).to_contain_text("1 new")
    expect(page.locator("[role=alert]")).to_have_count(0)
