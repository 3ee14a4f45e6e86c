"""Every page by the rules of axe, by touch, by keyboard, narrow, and in both themes.

Source of the rules: axe-core (WCAG 2.2 A and AA); sizes of targets from the interface guide.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.serving import Coach

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """rules => axe.run(document,
  {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"""
"""Without a list of all that is well, which takes axe most of its time to write."""

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
WIDTHS = (1280, 768, 390, 320)
TARGET = 44

PAGES = (
    "/today",
    "/week",
    "/block",
    "/progress",
    "/more",
    "/settings",
    "/services",
    "/decides",
    "/watch",
    "/paces?distance=10k&time=67:30&effort_1_m=1200&effort_1_time=6:40&effort_2_m=3000&effort_2_time=18:20",
    "/exercises",
    "/exercises/hb_support_1l_long",
    "/runs",
    "/done",
    "/seen",
    "/clips/new",
    "/check-in",
    "/plan/history",
    "/away",
    "/welcome",
    "/welcome/race",
    "/offline",
    "/nothing-here",
)

OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(d => { d.open = true })"

TOO_SMALL = """(target) => [...document.querySelectorAll('a, button, input, select, summary')]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('.skip, p, svg, dd'))
  .map((e) => [e, e.classList.contains('choice-input') ? e.parentElement : e])
  .map(([e, area]) => [e, area.getBoundingClientRect()])
  .filter(([e, box]) => box.width > 0 && box.height + 0.5 < target)
  .map(([e, box]) => [e.tagName, e.className, Math.round(box.height), e.textContent.trim()])"""
"""Controls lower than a fingertip. A link inside a sentence is exempt (WCAG 2.5.8), and so is the
block's picture, whose weeks stand in the list below it."""

OpenPage = Callable[..., Page]


def addresses(page: Page, coach: Coach) -> list[str]:
    """Every page, with a session and a run of this week's."""
    page.goto(f"{coach.url}/week")
    source = page.content()
    links = [re.search(rf'href="(/{kind}/[^"]+)"', source) for kind in ("sessions", "runs")]
    found = [link[1] for link in links if link]
    assert found
    whys = re.findall(r'href="(/(?:sessions|days|weeks)/[^"]+/why)"', source)
    firsts = {why.split("/")[1]: why for why in reversed(whys)}
    assert firsts.keys() >= {"sessions", "days"}
    return [*PAGES, *found, f"{found[0]}/by-hand", *firsts.values()]


def show(page: Page, coach: Coach, address: str) -> None:
    page.goto(coach.url + address, wait_until="load")
    page.evaluate(OPEN_EVERYTHING)
    page.wait_for_function(
        "[...document.querySelectorAll('[data-island]')].every(e => 'awake' in e.dataset)"
    )


def violations(page: Page) -> list[str]:
    """What axe finds, a line each, with where."""
    found: dict[str, Any] = page.evaluate(LOOK, RULES)
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(coach: Coach, open_page: OpenPage, theme: str) -> None:
    if not AXE.is_file():
        pytest.fail("axe-core is not installed: run `make check` once.")
    rules = AXE.read_text(encoding="utf-8")
    wrong: dict[str, list[str]] = {}
    page = open_page(color_scheme=theme, reduced_motion="reduce")
    for address in addresses(page, coach):
        page.set_viewport_size(PHONE)
        show(page, coach, address)
        page.evaluate(rules)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            if found := violations(page):
                wrong[f"{address} at {size['width']}"] = found
    assert wrong == {}


def test_every_control_is_as_large_as_a_fingertip(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    wrong = {}
    for address in addresses(page, coach):
        show(page, coach, address)
        if small := page.evaluate(TOO_SMALL, TARGET):
            wrong[address] = small
    assert wrong == {}


def test_no_page_scrolls_sideways(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    wide = {}
    for address in addresses(page, coach):
        show(page, coach, address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            got = page.evaluate("document.documentElement.scrollWidth")
            if got > width:
                wide[f"{address} at {width}"] = got
    assert wide == {}


def test_the_keyboard_reaches_the_page_and_shows_where_it_is(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page(viewport=DESK)
    page.goto(f"{coach.url}/today")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    ring = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert ring >= 2


def test_nothing_moves_for_who_asked_for_stillness(coach: Coach, open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    for address in addresses(page, coach):
        show(page, coach, address)
        assert page.evaluate("document.getAnimations().length") == 0, address


def test_a_chosen_theme_holds_against_the_device(coach: Coach, open_page: OpenPage) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{coach.url}/settings")
    page.evaluate(OPEN_EVERYTHING)
    page.get_by_role("radio", name="Dark").check(force=True)
    page.goto(f"{coach.url}/today")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(22, 21, 19)"


def test_the_primary_action_is_in_reach_without_scrolling(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    for address in ("/welcome", "/welcome/race", f"/sessions/{coach.next_session()}"):
        page.goto(coach.url + address)
        box = page.locator(".button--primary").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844, address
