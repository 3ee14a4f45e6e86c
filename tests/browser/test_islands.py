"""The pages' islands: each improves a page that already works without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from hamstrong.exercises.finding import find
from hamstrong.exercises.library import load_library
from tests.browser.serving import Coach

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


def visit(page: Page, coach: Coach, path: str, island: str) -> Locator:
    page.goto(f"{coach.url}{path}")
    element = page.locator(f"[data-island~={island}][data-awake]").first
    element.wait_for(state="attached")
    return element


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


def test_exercises_are_found_while_one_types(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    form = visit(page, coach, "/exercises", "filter")
    form.locator("[name=q]").fill("hamstring single")
    shown = page.locator("[data-text]:visible")
    expect(form.locator("[data-count]")).to_have_text(f"{shown.count()} exercises")
    assert 0 < shown.count() < page.locator("[data-text]").count()
    for text in shown.all():
        assert "hamstring" in (text.get_attribute("data-text") or "")


def test_exercises_are_narrowed_by_choices(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    form = visit(page, coach, "/exercises", "filter")
    form.locator("summary").click()
    form.locator("label:has([name=tissue][value=calf])").click()
    form.locator("label:has([name=position][value=standing])").click()
    wanted = {"tissue": "calf", "position": "standing"}
    names = [exercise.name for exercise in find(load_library().values(), wanted=wanted)]
    titles = page.locator("[data-text]:visible .row__title")
    expect(titles).to_have_text(names)
    expect(form.locator("[data-count]")).to_have_text(f"{len(names)} exercises")
    page.reload()
    expect(titles).to_have_text(names)
    page.get_by_role("link", name="Show all").first.click()
    expect(form.locator("[data-count]")).to_have_text(
        f"{page.locator('[data-text]').count()} exercises"
    )
    assert "?" not in page.url


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
