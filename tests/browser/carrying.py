"""Carrying runs and sessions over the week and the block: a finger, and what is where."""

from datetime import date

from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.serving import Coach

HOLD_MS = 500
DESK = {"width": 1280, "height": 900}


class Finger:
    """One finger on a touch screen."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._touch = page.context.new_cdp_session(page)

    def send(self, kind: str, *points: tuple[float, float]) -> None:
        """One event of the touch screen."""
        at = [{"x": x, "y": y} for x, y in points]
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    def hold(self, x: float, y: float) -> None:
        """Down, and long enough to lift what is there."""
        self.send("touchStart", (x, y))
        self._page.clock.run_for(HOLD_MS)
        expect(self._page.locator("[data-dragging]")).to_have_count(1)

    def to(self, x: float, y: float, *, start: tuple[float, float], steps: int = 6) -> None:
        """Slide there."""
        for step in range(1, steps + 1):
            share = step / steps
            self.send(
                "touchMove", (start[0] + share * (x - start[0]), start[1] + share * (y - start[1]))
            )

    def up(self) -> None:
        """Let go."""
        self.send("touchEnd")


def box_of(found: Locator) -> FloatRect:
    """Where it is on the screen, pixels."""
    box = found.bounding_box()
    assert box
    return box


def middle(found: Locator) -> tuple[float, float]:
    """Its middle on the screen, pixels."""
    box = box_of(found)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def at_rest(page: Page) -> None:
    """Wait until the page moves no more under the finger."""
    page.wait_for_function(
        """() => new Promise((told) => {
          const before = scrollY;
          setTimeout(() => told(scrollY === before), 200);
        })"""
    )


def overlap(one: FloatRect, other: FloatRect) -> bool:
    """Whether two boxes share a part of the screen."""
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


def open_block(page: Page, coach: Coach) -> None:
    """The block, ready to be carried over."""
    page.goto(f"{coach.url}/block")
    page.locator(".plan[data-awake]").wait_for()


def open_week(page: Page, coach: Coach, day: date) -> None:
    """The week, ready to be carried over."""
    page.goto(f"{coach.url}/week?day={day}")
    page.locator(".week[data-awake]").wait_for()


def day_of(page: Page, day: date | str) -> Locator:
    """Its row, column or cell."""
    return page.locator(f"[data-day='{day}']")


def lifted(page: Page) -> None:
    """Wait until the days have said what holds there."""
    page.locator("[data-target]").first.wait_for()
