"""The pages' islands: each improves a page that already works without script."""

import json
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from hamstrong.coach.model import EventKind
from tests.browser.serving import Coach

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


def visit(page: Page, coach: Coach, path: str, island: str) -> Locator:
    page.goto(f"{coach.url}{path}")
    element = page.locator(f"[data-island~={island}][data-awake]").first
    element.wait_for(state="attached")
    return element


def session_start(coach: Coach, session_id: str) -> datetime:
    with urllib.request.urlopen(f"{coach.url}/api/sessions/{session_id}") as answer:  # noqa: S310
        session: dict[str, Any] = json.load(answer)
    return datetime.fromisoformat(session["start"])


def free_item(page: Page, coach: Coach, session_id: str | None = None) -> Locator:
    """A session on its week's page, the next one by default."""
    session_id = session_id or coach.next_session()
    day = session_start(coach, session_id).date()
    visit(page, coach, f"/week?day={day}", "week")
    return page.locator(f"[data-session-id='{session_id}']")


def test_a_session_moves_by_keyboard_and_back(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    session_id, days = coach.allowed_move()
    before = session_start(coach, session_id)
    carry_by_keyboard(page, coach, session_id, days)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Keep it so")).to_be_visible()
    assert session_start(coach, session_id) == before + timedelta(days=days)
    with page.expect_navigation():
        dialog.get_by_role("button", name="Undo").click()
    assert session_start(coach, session_id) == before


def test_a_move_that_the_rules_forbid_says_why_and_changes_nothing(
    coach: Coach, open_page: OpenPage
) -> None:
    page, session_id = open_page(), coach.next_session()
    before = session_start(coach, session_id)
    carry_by_keyboard(page, coach, session_id, -1)  # the evening before a threshold run
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("It stays where it was")
    expect(dialog).to_contain_text("threshold run")
    dialog.get_by_role("button", name="Understood").click()
    assert session_start(coach, session_id) == before


def carry_by_keyboard(page: Page, coach: Coach, session_id: str, days: int) -> None:
    day = session_start(coach, session_id).date() + timedelta(days=days)
    free_item(page, coach, session_id).focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown" if days > 0 else "ArrowUp")
    expect(page.locator(f".day[data-day='{day}'][data-over]")).to_be_visible()
    page.keyboard.press("Enter")


def test_escape_puts_a_carried_session_back(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    item = free_item(page, coach)
    item.focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("[data-over], [data-dragging]")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_run_is_dragged_to_another_day_with_the_mouse(coach: Coach, open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1280, "height": 900}, has_touch=False)
    visit(page, coach, "/week?day=2099-01-01", "week")  # the last week of the block
    page.locator(".turn a").first.click()
    page.locator(".week[data-awake]").wait_for()
    empty = page.locator(".day:not(:has([data-run-id]))").first
    item = page.locator(".item[data-run-id]:not(.item--race)").first
    run_id, day = item.get_attribute("data-run-id"), empty.get_attribute("data-day")
    start, target = item.bounding_box(), empty.bounding_box()
    assert start
    assert target
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + 60, steps=8)
    expect(page.locator(f".day[data-day='{day}'][data-over]")).to_be_visible()
    page.mouse.up()
    page.get_by_role("dialog").get_by_role("button", name="Keep it so").click()
    moved = page.locator(f".day[data-day='{day}'] [data-run-id='{run_id}']")
    expect(moved).to_be_visible()


def test_letting_go_where_it_was_opens_nothing(coach: Coach, open_page: OpenPage) -> None:
    page = open_page(has_touch=False)
    item = free_item(page, coach)
    item.scroll_into_view_if_needed()
    box = item.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 34, box["y"] + 12, steps=4)
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "/week" in page.url


def test_a_chart_is_read_by_arrow_keys_and_says_what_the_table_says(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{coach.url}/progress")
    figure = page.locator("figure.chart").nth(1)
    figure.scroll_into_view_if_needed()
    figure.locator(".u-over").wait_for()
    figure.locator(".chart__canvas").focus()
    page.keyboard.press("Home")
    figure.locator("summary").click()
    row = figure.locator("tbody tr").first
    for cell in row.locator("td").all():
        expect(figure.locator(".chart__readout")).to_contain_text(cell.inner_text())


def test_a_chart_answers_a_finger_and_the_theme(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{coach.url}/progress")
    figure = page.locator("figure.chart").nth(1)
    figure.scroll_into_view_if_needed()
    last = figure.locator(".chart__readout").inner_text()
    figure.locator(".u-over").tap(position={"x": 4, "y": 40})
    expect(figure.locator(".chart__readout")).not_to_have_text(last)
    picture = "(figure) => figure.querySelector('canvas').toDataURL()"
    light = figure.evaluate(picture)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "([figure, light]) => figure.querySelector('canvas').toDataURL() !== light",
        arg=[figure.element_handle(), light],
    )


def test_the_check_in_slides_and_is_stored(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    form = visit(page, coach, "/check-in", "check-in")
    day = form.get_attribute("data-day")
    fill_hamstring(form)
    with page.expect_navigation():
        form.get_by_role("button").last.click()
    said = [e.data for e in coach.events() if e.kind is EventKind.CHECK_IN][-1]
    assert (said["day"], said["soreness"]["hamstring"], said["pain"]["hamstring"]) == (day, 4, 1)


def test_a_check_in_without_a_network_waits_and_is_sent(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    form = visit(page, coach, "/check-in", "check-in")
    fill_hamstring(form)
    page.context.set_offline(True)
    form.get_by_role("button").last.click()
    expect(page.locator(".toast")).to_contain_text("Noted on this device")
    before = len(coach.events())
    page.context.set_offline(False)
    page.wait_for_function("() => localStorage.getItem('hamstrong.pending') === null")
    events = coach.events()
    assert len(events) == before + 1
    said = [e.data for e in events if e.kind is EventKind.CHECK_IN][-1]
    assert (said["soreness"]["hamstring"], said["pain"]["hamstring"]) == (4, 1)


def fill_hamstring(form: Locator) -> None:
    area = form.locator("details", has_text="Hamstring")
    area.locator("summary").click()
    sliders = area.locator(".slider__input")
    sliders.nth(0).fill("4")
    sliders.nth(1).fill("1")
    expect(area.locator(".area__given")).to_have_text("soreness 4 · pain 1")


def test_exercises_are_found_while_one_types(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    form = visit(page, coach, "/exercises", "filter")
    form.locator("[name=q]").fill("hamstring single")
    shown = page.locator("[data-text]:visible")
    expect(form.locator("[data-count]")).to_have_text(f"{shown.count()} exercises")
    assert 0 < shown.count() < page.locator("[data-text]").count()
    for text in shown.all():
        assert "hamstring" in (text.get_attribute("data-text") or "")


OPEN_ALL = "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"


def test_a_chosen_theme_stays(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    visit(page, coach, "/settings", "theme")
    page.evaluate(OPEN_ALL)
    page.locator("label:has(input[name=theme][value=dark])").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("input[name=theme][value=dark]")).to_be_checked()


def test_the_calendar_address_is_copied(coach: Coach, open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    visit(page, coach, "/settings", "theme")
    page.evaluate(OPEN_ALL)
    page.locator("form[action='/settings/calendar/open'] button").click()
    page.locator("[data-island=copy][data-awake]").wait_for(state="attached")
    page.evaluate(OPEN_ALL)
    page.locator("[data-island=copy]").click()
    expect(page.locator(".toast")).to_have_text("Copied.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == page.locator("#feed").input_value()
    assert "/feed/" in copied
