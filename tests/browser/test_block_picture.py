"""The block's picture as drawn: every label whole, none over another, at every width."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FloatRect, Page

from hamstrong.coach.clocks import FixedClock
from hamstrong.coach.generate_runs import RunWishes, generate_runs
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.main import open_data, open_writing
from hamstrong.settings import Settings
from tests.browser.carrying import overlap
from tests.browser.conftest import NOW
from tests.browser.serving import ZONE, Coach, running_coach

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
WIDTHS = (360, 390, 768, 1280)
SUNDAY = date(2026, 11, 29)

LABELS = """() => [...document.querySelectorAll('.block-picture text')]
  .filter((e) => getComputedStyle(e).display !== 'none')
  .map((e) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    return { text: e.textContent, box: { x, y, width, height } };
  })"""

WHOLE = ".tile, .tile > *, .plan-week__head, .plan-week__head *, .legend *"
CUT = """(whole) => [...document.querySelectorAll(whole)]
  .filter((e) => e.getClientRects().length && !e.closest('.visually-hidden'))
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
  .map((e) => e.outerHTML.slice(0, 160))"""


@pytest.fixture
def long_block(tmp_path: Path) -> Iterator[Coach]:
    """Ten weeks into a block of 26: numbers of two digits, and phases of all lengths."""
    database = open_data(Settings(data=tmp_path / "long"))
    with open_writing(database) as ports:
        then = replace(ports, clock=FixedClock(NOW - timedelta(weeks=9)))
        race_day = SUNDAY + timedelta(weeks=16)
        set_up = SetUp(race_day=race_day, zone=ZONE, race_name="Long way")
        athlete = set_up_athlete(then, None, set_up).athlete
        generate_runs(then, athlete.id, wishes=RunWishes(4, 38_000, 6, 345))
        make_plan(then, athlete.id)
        make_plan(ports, athlete.id)
    database.close()
    with running_coach(tmp_path / "long") as running:
        yield running


def labels_of(page: Page, coach: Coach, width: int) -> list[dict[str, Any]]:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{coach.url}/block")
    page.locator(".plan[data-awake]").wait_for()
    page.evaluate("() => document.fonts.ready")
    found: list[dict[str, Any]] = page.evaluate(LABELS)
    return found


def check(page: Page, labels: list[dict[str, Any]]) -> None:
    frame = page.locator(".block-picture").bounding_box()
    flag = page.locator(".block-picture__cloth").bounding_box()
    assert frame
    assert flag
    boxes: list[tuple[str, FloatRect]] = [(one["text"], one["box"]) for one in labels]
    for number, (text, box) in enumerate(boxes):
        assert box["width"] > 4, text
        assert box["x"] >= frame["x"] - 0.5, text
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 0.5, text
        assert not overlap(box, flag), text
        for other, taken in boxes[number + 1 :]:
            assert not overlap(box, taken), (text, other)
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_of_the_example_overlaps_or_is_cut(
    coach: Coach, open_page: OpenPage, width: int
) -> None:
    page = open_page()
    labels = labels_of(page, coach, width)
    check(page, labels)
    texts = {one["text"] for one in labels}
    assert {"Base", "Build", "Specific", "Taper", "9"} <= texts
    assert page.evaluate(CUT, WHOLE) == []


def test_no_label_of_a_long_block_overlaps_or_is_cut(
    long_block: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    for width in WIDTHS:
        labels = labels_of(page, long_block, width)
        check(page, labels)
        texts = [one["text"] for one in labels]
        assert "16" in texts
        assert {"Base", "Build", "Specific", "Taper"} <= set(texts), width
        assert page.evaluate(CUT, WHOLE) == [], width
