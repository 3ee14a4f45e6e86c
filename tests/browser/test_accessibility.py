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
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """only => axe.run(document, {runOnly: only, resultTypes: ['violations']})"""
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

WHYS = ("why of sessions", "why of days")

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


def found_in(week: str) -> dict[str, str]:
    """The pages of a session and a run of this week's, by what they are."""
    links = {kind: re.search(rf'href="(/{kind}/[^"]+)"', week) for kind in ("sessions", "runs")}
    whys = re.findall(r'href="(/(sessions|days)/[^"]+/why)"', week)
    pages = {kind: link[1] for kind, link in links.items() if link}
    pages |= {f"why of {kind}": why for why, kind in reversed(whys)}
    return {**pages, "by hand": f"{pages['sessions']}/by-hand"}


def address_of(page: Page, coach: Coach, name: str) -> str:
    if name.startswith("/"):
        return name
    page.goto(f"{coach.url}/week")
    return found_in(page.content())[name]


def show(page: Page, coach: Coach, address: str) -> None:
    page.goto(coach.url + address, wait_until="load")
    page.evaluate(OPEN_EVERYTHING)
    page.wait_for_function(
        "[...document.querySelectorAll('[data-island]')].every(e => 'awake' in e.dataset)"
    )


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds, a line each, with where."""
    found: dict[str, Any] = page.evaluate(LOOK, only(rules))
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def only(rules: list[str] | None) -> dict[str, Any]:
    if rules is None:
        return {"type": "tag", "values": TAGS}
    return {"type": "rule", "values": rules}


def sideways(page: Page) -> list[int]:
    """Widths of the screen at which the page is wider."""
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(width)
    return wide


@pytest.mark.parametrize("name", [*PAGES, "sessions", "runs", "by hand", *WHYS])
def test_every_page(coach: Coach, open_page: OpenPage, name: str) -> None:
    """By axe, with colours in both themes; nothing small, sideways, or moving.

    One visit for all of it: pages take longer to come than to be looked at.
    """
    page = open_page(color_scheme="light", reduced_motion="reduce")
    show(page, coach, address_of(page, coach, name))
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate(TOO_SMALL, TARGET) == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert violations(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert violations(page, ["color-contrast"]) == []
    assert sideways(page) == []
    page.set_viewport_size(DESK)
    assert violations(page) == []


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
