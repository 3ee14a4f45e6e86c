"""Changing the plan by hand: the morning by tap, carrying runs and sessions, days away, history."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect

from hamstrong.coach.model import EventKind
from tests.browser.serving import Coach

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
DESK = {"width": 1280, "height": 900}


def open_week(page: Page, coach: Coach, day: date) -> None:
    page.goto(f"{coach.url}/week?day={day}")
    page.locator(".week[data-awake]").wait_for()


def item_of(page: Page, session_id: str) -> Locator:
    return page.locator(f".held:has([data-session-id='{session_id}'])")


def lift(page: Page, held: Locator) -> None:
    """By its button, with the keyboard; the days have said what holds there."""
    held.locator(".item__move").focus()
    page.keyboard.press("Enter")
    page.locator(".day[data-target]").first.wait_for()


def row(page: Page, day: date) -> Locator:
    return page.locator(f".day[data-day='{day}']")


def step_to(page: Page, day: date, *, key: str = "ArrowDown") -> None:
    for _ in range(7):
        if row(page, day).get_attribute("data-over") is not None:
            return
        page.keyboard.press(key)


def test_a_session_is_moved_by_keyboard_previewed_kept_and_taken_back(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    session_id, start, _ = coach.movable_session()
    before = coach.session_start(session_id)
    open_week(page, coach, before.date())
    lift(page, item_of(page, session_id))
    step_to(page, start.date(), key="ArrowDown" if start > before else "ArrowUp")
    expect(page.locator("[aria-live=assertive]")).to_contain_text(f"{start:%A}")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("What follows")
    assert coach.session_start(session_id) == before
    dialog.get_by_role("button", name="Keep it so").click()
    expect(page.locator(".followed")).to_contain_text("Moved")
    assert coach.session_start(session_id).date() == start.date()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".followed, .toast")).to_contain_text("Taken back")
    assert coach.session_start(session_id) == before


def test_days_that_the_rules_forbid_are_dimmed_and_say_the_rule(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    session_id, _, closed = coach.movable_session()
    before = coach.session_start(session_id)
    open_week(page, coach, before.date())
    lift(page, item_of(page, session_id))
    day = row(page, closed)
    expect(day).to_have_attribute("data-target", "no")
    rule = day.locator(".day__rule")
    expect(rule).to_be_visible()
    assert len(rule.inner_text()) > 20
    dimmed = day.locator(".day__name").evaluate("e => Number(getComputedStyle(e).opacity)")
    assert dimmed < 0.6
    step_to(page, closed, key="ArrowDown" if closed > before.date() else "ArrowUp")
    expect(page.locator("[aria-live=assertive]")).to_contain_text("not possible")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("It stays where it was")
    dialog.get_by_role("link", name="Understood").click()
    expect(dialog).to_have_count(0)
    assert coach.session_start(session_id) == before


def test_escape_and_cancel_put_a_lifted_session_back(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    session_id = coach.next_session()
    open_week(page, coach, coach.session_start(session_id).date())
    held = item_of(page, session_id)
    lift(page, held)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    resting = page.locator("[data-over], [data-dragging], [data-target], .carrybar")
    expect(resting).to_have_count(0)
    lift(page, held)
    page.locator(".carrybar button").click()
    expect(resting).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def first_run_and_free_day(page: Page) -> tuple[Locator, str, str]:
    item = page.locator(".item[data-run-id][data-movable]").last
    run_id = item.get_attribute("data-run-id")
    free = page.locator(".day:not(:has([data-run-id]))").last
    day = free.get_attribute("data-day")
    assert run_id
    assert day
    return item, run_id, day


def test_a_run_is_dragged_by_mouse_previewed_kept_and_taken_back(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page(viewport=DESK, has_touch=False)
    open_week(page, coach, coach.session_start(coach.next_session()).date())
    item, run_id, day = first_run_and_free_day(page)
    before = coach.run_day(run_id)
    start, target = item.bounding_box(), row(page, date.fromisoformat(day)).bounding_box()
    assert start
    assert target
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + 60, steps=8)
    expect(page.locator(f".day[data-day='{day}'][data-over]")).to_be_visible()
    page.mouse.up()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("What follows")
    assert coach.run_day(run_id) == before
    dialog.get_by_role("button", name="Keep it so").click()
    moved = page.locator(f".day[data-day='{day}'] [data-run-id='{run_id}']")
    expect(moved).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f".day[data-day='{before}'] [data-run-id='{run_id}']")).to_be_visible()


def test_leaving_it_as_it_was_keeps_nothing(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    open_week(page, coach, coach.session_start(coach.next_session()).date())
    item, run_id, day = first_run_and_free_day(page)
    before = coach.run_day(run_id)
    # By two taps: on the button beside the run, then on the day.
    page.locator(f".held:has([data-run-id='{run_id}']) .item__move").tap()
    row(page, date.fromisoformat(day)).locator(".day__rule").tap()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("What follows")
    dialog.get_by_role("link", name="Leave it as it was").click()
    expect(dialog).to_have_count(0)
    expect(item).to_be_focused()
    assert coach.run_day(run_id) == before


def test_a_finger_that_scrolls_lifts_nothing_and_one_that_holds_does(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    open_week(page, coach, coach.session_start(coach.next_session()).date())
    item = page.locator(".item[data-movable]").first
    box = item.bounding_box()
    assert box
    x, y = box["x"] + 40, box["y"] + 12
    touch = page.context.new_cdp_session(page)

    def finger(kind: str, at: float | None = None) -> None:
        points = [] if at is None else [{"x": x, "y": at}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", y)
    for step in range(1, 8):
        finger("touchMove", y - 12 * step)
    finger("touchEnd")
    expect(page.locator("[data-dragging]")).to_have_count(0)
    page.evaluate("scrollTo(0, 0)")
    finger("touchStart", y)
    page.clock.run_for(500)
    expect(page.locator("[data-dragging]")).to_have_count(1)
    finger("touchEnd")
    expect(page.locator("[data-dragging]")).to_have_count(0)


def test_letting_go_where_it_was_opens_nothing(coach: Coach, open_page: OpenPage) -> None:
    page = open_page(has_touch=False)
    open_week(page, coach, coach.session_start(coach.next_session()).date())
    box = page.locator(".item[data-movable]").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 34, box["y"] + 12, steps=4)
    page.mouse.up()
    expect(page.locator("[data-carrying]")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "/week" in page.url


def mark(page: Page, area: str, *, soreness: int, pain: int) -> None:
    page.locator(f".bodymap__spot--{area} .bodymap__name").click()
    sheet = page.get_by_role("dialog")
    sliders = sheet.locator(".slider__input")
    sliders.nth(0).fill(str(soreness))
    sliders.nth(1).fill(str(pain))
    sheet.get_by_role("button", name="Done").click()
    expect(sheet).to_have_count(0)


def open_check_in(page: Page, coach: Coach) -> Locator:
    page.goto(f"{coach.url}/check-in")
    form = page.locator(".checkin[data-awake]")
    form.wait_for()
    return form


def test_a_check_in_by_tap_changes_todays_session_at_once(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    start = coach.session_start(coach.next_session())
    morning = datetime.combine(start.date(), time(6, 40), start.tzinfo)
    with time_machine.travel(morning, tick=True):
        form = open_check_in(page, coach)
        mark(page, "hamstring", soreness=7, pain=6)
        spot = form.locator(".bodymap__spot--hamstring")
        expect(spot).to_contain_text("Hamstring: sore 7, pain 6")
        expect(form.locator(".bodymark")).to_have_text("Hamstring: sore 7, pain 6")
        lit = form.locator(".bodymap__region[data-given]")
        expect(lit).to_have_count(2)
        form.get_by_role("button", name="Save").click()
        page.wait_for_url("**/today")
        followed = page.locator(".followed")
        expect(followed).to_contain_text("This is what it changes")
        expect(followed).to_contain_text(f"{start:%a} {start.day} {start:%b}")
        expect(page.locator(".notice--stop")).to_contain_text("Hamstring: red")
    said = [e.data for e in coach.events() if e.kind is EventKind.CHECK_IN][-1]
    assert (said["soreness"]["hamstring"], said["pain"]["hamstring"]) == (7, 6)


def test_the_body_is_marked_by_keyboard_and_more_is_asked_where_it_hurts(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    form = open_check_in(page, coach)
    form.get_by_role("button", name="Calf").focus()
    page.keyboard.press("Space")
    sheet = page.get_by_role("dialog", name="Calf")
    limping = sheet.get_by_text("It changes how I walk")
    expect(limping).to_be_hidden()
    sheet.locator(".slider__input").nth(1).fill("4")
    limping.click()
    page.keyboard.press("Escape")
    form.get_by_role("button", name="Save").click()
    page.wait_for_url("**/today")
    said = [e.data for e in coach.events() if e.kind is EventKind.CHECK_IN][-1]
    assert (said["pain"]["calf"], said["limping"]) == (4, ["calf"])


def test_a_check_in_without_a_network_waits_and_is_sent(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    form = open_check_in(page, coach)
    mark(page, "hamstring", soreness=4, pain=1)
    form.get_by_text("I slept badly").click()
    page.context.set_offline(True)
    form.get_by_role("button", name="Save").click()
    expect(page.locator(".toast")).to_contain_text("Noted on this device")
    before = len(coach.events())
    page.context.set_offline(False)
    page.wait_for_function("() => localStorage.getItem('hamstrong.pending') === null")
    events = coach.events()
    assert len(events) == before + 1
    said = [e.data for e in events if e.kind is EventKind.CHECK_IN][-1]
    assert (said["soreness"]["hamstring"], said["pain"]["hamstring"]) == (4, 1)
    assert said["slept_badly"] is True


def test_every_spot_of_the_body_is_as_large_as_a_fingertip_and_its_own(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page()
    open_check_in(page, coach)
    for spot in page.locator(".bodymap__spot").all():
        box = spot.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        area = spot.get_attribute("data-area")
        middle = f"document.elementFromPoint({box['x'] + box['width'] / 2}, "
        middle += f"{box['y'] + box['height'] / 2}).closest('.bodymap__spot').dataset.area"
        assert page.evaluate(middle) == area
    for half in page.locator(".bodymap__half").all():
        box = half.bounding_box()
        assert box
        # The groin lies between the thighs: its halves are small, its sheet asks for the side.
        if not half.evaluate("half => half.closest('.bodymap__spot--groin')"):
            assert min(box["width"], box["height"]) >= 44


def test_days_away_are_marked_from_the_block(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{coach.url}/block")
    page.locator("a[data-island=peek][data-awake]").first.wait_for()
    page.get_by_role("link", name="Mark days away").click()
    first = coach.session_start(coach.next_session()).date() + timedelta(days=7)
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("First day").fill(first.isoformat())
    sheet.get_by_label("Last day").fill((first + timedelta(days=6)).isoformat())
    sheet.get_by_text("Gently").click()
    sheet.get_by_role("button", name="See what follows").click()
    follows = page.get_by_role("dialog", name="What follows")
    expect(follows).to_contain_text("falls away")
    follows.get_by_role("button", name="Keep it so").click()
    expect(page.locator(".away-band")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".away-band")).to_have_count(0)


def test_why_opens_as_a_sheet_with_every_other_day(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    session_id = coach.next_session()
    page.goto(f"{coach.url}/sessions/{session_id}")
    link = page.get_by_role("link", name="Why this day, why this much")
    expect(link).to_have_attribute("data-awake", "")
    link.click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("heading", name="Why this day")).to_be_visible()
    expect(sheet.locator(".verdict")).to_have_count(6)
    rule = sheet.get_by_role("link", name="The rule").first.get_attribute("href")
    assert rule
    page.goto(coach.url + rule)
    expect(page.locator(f"[id='{rule.partition('#')[2]}']")).to_have_count(1)


def test_the_history_takes_back_and_brings_back(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    open_week(page, coach, coach.session_start(coach.next_session()).date())
    _, run_id, day = first_run_and_free_day(page)
    before = coach.run_day(run_id)
    lift(page, page.locator(f".held:has([data-run-id='{run_id}'])"))
    row(page, date.fromisoformat(day)).locator(".day__rule").click()
    page.get_by_role("button", name="Keep it so").click()
    expect(page.locator(f".day[data-day='{day}'] [data-run-id='{run_id}']")).to_be_visible()
    page.goto(f"{coach.url}/more")
    page.get_by_role("link", name="Plan history").click()
    newest = page.locator(".history__version").first
    expect(newest).to_contain_text("Moved")
    newest.get_by_role("button", name="Undo").click()
    expect(page.locator(".history__version").first).to_contain_text("Taken back: Moved")
    assert coach.run_day(run_id) == before
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(".history__version").first).to_contain_text("Done again: Moved")
    assert coach.run_day(run_id).isoformat() == day
