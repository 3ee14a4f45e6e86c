"""Carrying runs and sessions: over the block by mouse, finger, keys and taps; nothing hidden."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.carrying import (
    DESK,
    Finger,
    at_rest,
    box_of,
    day_of,
    lifted,
    middle,
    open_block,
    open_week,
    overlap,
)
from tests.browser.serving import Coach

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


def centre(found: Locator) -> None:
    found.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")


def run_and_free_day(page: Page) -> tuple[Locator, str, date]:
    """A run of next week and a day without a run of the week after."""
    weeks = page.locator(".plan .plan-week")
    run = weeks.nth(1).locator("[data-run-id][data-movable]").first
    free = weeks.nth(2).locator("[data-day]:not(:has([data-run-id]))").first
    run_id, day = run.get_attribute("data-run-id"), free.get_attribute("data-day")
    assert run_id
    assert day
    return run, run_id, date.fromisoformat(day)


def keep(page: Page) -> None:
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("What follows")
    dialog.get_by_role("button", name="Keep it so").click()
    expect(page.locator(".followed, .toast")).to_contain_text("Moved")


def test_a_run_is_dragged_over_the_block_by_mouse_kept_and_taken_back(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page(viewport=DESK, has_touch=False)
    open_block(page, coach)
    run, run_id, day = run_and_free_day(page)
    before = coach.run_day(run_id)
    centre(day_of(page, day))
    page.mouse.move(*middle(run))
    page.mouse.down()
    page.mouse.move(*middle(day_of(page, day)), steps=8)
    lifted(page)
    cell = page.locator(f"[data-day='{day}'][data-over][data-target=yes]")
    expect(cell).to_be_visible()
    expect(page.locator(".carrybar")).to_contain_text(f"{day:%A} {day.day} {day:%B}")
    expect(page.locator(".carrybar")).to_contain_text("Here at")
    page.mouse.up()
    assert coach.run_day(run_id) == before
    keep(page)
    assert coach.run_day(run_id) == day
    assert "/block" in page.url
    expect(day_of(page, day).locator(f"[data-run-id='{run_id}']")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(day_of(page, before).locator(f"[data-run-id='{run_id}']")).to_be_visible()


def test_a_session_is_dragged_over_the_block_by_a_finger_that_holds(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    session_id, start, _ = coach.movable_session()
    before = coach.session_start(session_id)
    open_block(page, coach)
    session = page.locator(f"[data-session-id='{session_id}']")
    centre(session)
    finger = Finger(page)
    at = middle(session)
    finger.hold(*at)
    lifted(page)
    finger.to(*middle(day_of(page, start.date())), start=at)
    expect(page.locator(f"[data-day='{start.date()}'][data-over]")).to_be_visible()
    finger.up()
    assert coach.session_start(session_id) == before
    keep(page)
    assert coach.session_start(session_id).date() == start.date()


def test_a_finger_that_scrolls_over_the_block_lifts_nothing(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    open_block(page, coach)
    run, _, _ = run_and_free_day(page)
    centre(run)
    x, y = middle(run)
    finger = Finger(page)
    finger.send("touchStart", (x, y))
    finger.to(x, y - 120, start=(x, y))
    page.clock.run_for(600)
    expect(page.locator("[data-dragging], .carrybar, .ghost")).to_have_count(0)
    finger.up()


def test_a_run_goes_a_week_on_by_keys(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    open_block(page, coach)
    run, run_id, _ = run_and_free_day(page)
    before = coach.run_day(run_id)
    run.focus()
    page.keyboard.press("m")
    lifted(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    week_on = before + timedelta(days=8)
    live = page.locator(".plan [aria-live=assertive]")
    expect(live).to_contain_text(f"{week_on:%A} {week_on.day}")
    there = page.locator(f"[data-day='{week_on}']")
    expect(there).to_have_attribute("data-over", "")
    assert not overlap(box_of(there), box_of(page.locator(".carrybar")))
    page.keyboard.press("Escape")
    expect(page.locator("[data-carrying], .carrybar, [data-target], [data-over]")).to_have_count(0)
    expect(run).to_be_focused()
    page.keyboard.press("m")
    lifted(page)
    free = next(
        day
        for day in (before + timedelta(days=7 + n) for n in range(7))
        if day_of(page, day).get_attribute("data-target") == "yes"
    )
    page.keyboard.press("ArrowDown")
    for _ in range((free - before).days - 7):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    keep(page)
    assert coach.run_day(run_id) == free


def test_taps_move_a_session_once_the_button_says_so(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    session_id, start, _ = coach.movable_session()
    open_block(page, coach)
    button = page.get_by_role("button", name="Move")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.tap()
    expect(page.locator("#carry-hint")).to_be_visible()
    session = page.locator(f"[data-session-id='{session_id}']")
    centre(session)
    session.tap()
    lifted(page)
    assert "/block" in page.url
    day_of(page, start.date()).tap(position={"x": 4, "y": 4})
    keep(page)
    assert coach.session_start(session_id).date() == start.date()


def test_the_block_dims_what_the_rules_forbid_and_refuses_in_the_same_words(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page(viewport=DESK, has_touch=False)
    session_id, _, closed = coach.movable_session()
    before = coach.session_start(session_id)
    open_block(page, coach)
    session = page.locator(f"[data-session-id='{session_id}']")
    centre(session)
    session.focus()
    page.keyboard.press("m")
    lifted(page)
    cell = day_of(page, closed)
    expect(cell).to_have_attribute("data-target", "no")
    dimmed = cell.locator(".strip__number").evaluate("e => Number(getComputedStyle(e).opacity)")
    assert dimmed < 0.6
    later = day_of(page, before.date() + timedelta(days=7))
    page.mouse.move(*middle(later))
    bar = page.locator(".carrybar")
    expect(bar).to_contain_text("stays in its own week")
    page.mouse.move(*middle(cell))
    expect(bar).to_have_attribute("data-allowed", "false")
    rule = bar.locator(".carrybar__rule span").inner_text()
    assert len(rule) > 20
    cell.click(position={"x": 4, "y": 4})
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("It stays where it was")
    expect(dialog).to_contain_text(rule)
    assert coach.session_start(session_id) == before


def test_letting_go_beside_the_days_puts_it_back(coach: Coach, open_page: OpenPage) -> None:
    page = open_page(viewport=DESK, has_touch=False)
    open_block(page, coach)
    run, run_id, day = run_and_free_day(page)
    before = coach.run_day(run_id)
    centre(run)
    page.mouse.move(*middle(run))
    page.mouse.down()
    page.mouse.move(*middle(day_of(page, day)), steps=5)
    page.mouse.move(*middle(page.locator(".plan .plan-week__head").nth(1)), steps=5)
    page.mouse.up()
    expect(page.locator("[data-carrying], .carrybar, .ghost")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert coach.run_day(run_id) == before
    assert "/block" in page.url


def test_a_finger_at_the_lower_edge_moves_the_page_and_hides_no_target(
    coach: Coach, open_page: OpenPage
) -> None:
    """The bar leaves the half in which the finger is, and the tab bar is no place to put down."""
    page = open_page(viewport={"width": 390, "height": 640})
    session_id = coach.next_session()
    open_week(page, coach, coach.session_start(session_id).date())
    item = page.locator(".item[data-movable]").first
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    at = middle(item)
    finger = Finger(page)
    finger.hold(*at)
    lifted(page)
    last = page.locator(".day").last
    tabs = box_of(page.locator(".tabbar"))
    assert box_of(last)["y"] > tabs["y"]
    aim = tabs["y"] - 12
    finger.to(at[0], aim, start=at)
    # It rests there, and the page goes on moving.
    expect(last).to_have_attribute("data-over", "", timeout=30_000)
    at_rest(page)
    rule = box_of(last)
    bar = box_of(page.locator(".carrybar"))
    assert rule["y"] <= aim <= rule["y"] + rule["height"]
    assert not overlap(rule, bar)
    assert bar["y"] + bar["height"] < page.viewport_size["height"] / 2  # type: ignore[index]
    assert not overlap(box_of(page.locator(".ghost")), box_of(last.locator(".day__rule")))
    # And back up again: the bar goes down, and Monday is reached.
    finger.to(at[0], 20, start=(at[0], aim))
    first = page.locator(".day").first
    expect(page.locator(".carrybar")).not_to_have_attribute("data-at", "top")
    expect(first).to_have_attribute("data-over", "")
    assert not overlap(box_of(first), box_of(page.locator(".carrybar")))
    finger.up()


@pytest.mark.parametrize("place", ["week", "block"])
def test_what_the_mouse_carries_covers_no_rule(
    coach: Coach, open_page: OpenPage, place: str
) -> None:
    page = open_page(viewport=DESK, has_touch=False)
    session_id, _, _ = coach.movable_session()
    if place == "week":
        open_week(page, coach, coach.session_start(session_id).date())
    else:
        open_block(page, coach)
    session = page.locator(f"[data-session-id='{session_id}']")
    centre(session)
    page.mouse.move(*middle(session))
    page.mouse.down()
    # In one jump, as a quick hand does it: the pointer has left the session at once.
    page.mouse.move(middle(session)[0] + 150, middle(session)[1] + 6)
    lifted(page)
    week = page.locator("[data-target]").all()
    assert len(week) >= 6
    for day in week[:6]:
        texts = [*day.locator(".day__rule").all(), page.locator(".carrybar")]
        box = box_of(day)
        for share in (0.2, 0.5, 0.8):
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + share * box["height"])
            ghost = box_of(page.locator(".ghost"))
            assert all(not overlap(ghost, box_of(text)) for text in texts)
    page.keyboard.press("Escape")
    page.mouse.up()
