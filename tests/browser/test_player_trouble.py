"""What was off in a set: asked quietly, told plainly, and never in the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.playing import WORK, Playing
from tests.browser.serving import Coach
from tests.browser.test_accessibility import AXE, violations
from tests.browser.test_player import fetch_session, new_sets, wait_until_stored

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


def check_axe(page: Page) -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert violations(page) == []


def test_pain_in_a_set_ends_the_exercise_and_reaches_the_log(
    coach: Coach, open_page: OpenPage
) -> None:
    playing = Playing(open_page(reduced_motion="reduce"), coach.url, coach.next_session())
    playing.open()
    page, exercises = playing.page, fetch_session(coach, playing.session_id)["exercises"]
    first_area = exercises[0]["areas"][0]
    off = page.get_by_role("button", name="Something was off", exact=True)
    playing.start()
    first = playing.wait_for(*WORK, side="left")
    playing.wait(5)
    expect(off).to_be_hidden()
    page.locator(".player__number").click()
    off.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Pain", exact=True).click()
    where = dialog.get_by_role("group", name="Where?")
    likely = [name.text_content() for name in where.get_by_role("button").all()]
    assert likely[-1] == "Elsewhere"
    expect(where.locator("[aria-pressed=true]")).to_have_attribute("data-area", first_area)
    for one in where.get_by_role("button").all():
        box = one.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    where.get_by_role("button", name="Elsewhere").click()
    where.get_by_role("button", name="Knee").click()
    dialog.get_by_role("slider", name="How much it hurt").fill("4")
    expect(dialog.get_by_role("alert")).to_have_text("")
    dialog.get_by_role("slider", name="How much it hurt").fill("6")
    expect(dialog.get_by_role("alert")).to_contain_text("Stop this exercise for today.")
    check_axe(page)
    dialog.get_by_role("button", name="On to the next exercise").click()
    expect(page.locator(".player[data-status=paused]")).to_be_visible()
    assert playing.playing_now().name == exercises[1]["name"] != first.name
    wait_until_stored(playing, coach, 1)
    (done,) = new_sets(coach, playing.session_id)
    told = {key: done[key] for key in ("side", "ended", "pain", "area", "skipped")}
    assert told == {"side": "left", "ended": "pain", "pain": 6, "area": "knee", "skipped": False}
    page.goto(f"{coach.url}/progress")
    expect(page.locator(".notice--stop")).to_contain_text("Left knee: red")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_question_has_a_quiet_row_for_what_was_off(
    coach: Coach, open_page: OpenPage, scheme: str
) -> None:
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    playing = Playing(page, coach.url, coach.next_session())
    playing.open()
    playing.start()
    while not playing.playing_now().asks:
        playing.wait(1)
    asked = page.locator(".player__ask")
    chips = asked.get_by_role("group", name="What was it?")
    expect(chips).to_be_hidden()
    asked.get_by_role("button", name="Less: Right").click()
    expect(chips).to_contain_text("Ended early?")
    chips.get_by_role("button", name="Cramp").click()
    chips.get_by_role("button", name="Pain").click()
    asked.get_by_role("button", name="Sharp, or something popped").click()
    expect(asked.get_by_role("alert")).to_contain_text("have it looked at")
    check_axe(page)
    asked.get_by_role("button", name="Done").click()
    playing.wait(1)
    assert playing.playing_now().status == "running"
    wait_until_stored(playing, coach, len(playing.saved()["sets"]))
    off = [one for one in new_sets(coach, playing.session_id) if "ended" in one]
    assert [(one["side"], one["ended"], one["sharp"]) for one in off] == [("right", "pain", True)]
    assert "pain" not in off[0]
