"""The morning's answer without a network: kept, sent later, and saying what was said."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from hamstrong.coach.check_in import CheckIn, check_in
from hamstrong.coach.model import EventKind
from hamstrong.main import open_writing
from tests.browser.conftest import NOW
from tests.browser.serving import Coach

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


def ill_since_yesterday(coach: Coach) -> None:
    """An athlete of their own: the example is not asked."""
    with open_writing(coach.database) as ports:
        (athlete,) = ports.store.athletes.all()
        ports.store.athletes.save(replace(athlete, example=False))
        yesterday = (NOW - timedelta(days=1)).date()
        check_in(ports, athlete.id, answer=CheckIn(yesterday, ill=True))


def open_map(coach: Coach, open_page: OpenPage, **context: object) -> Page:
    page = open_page(**context)
    page.goto(f"{coach.url}/check-in")
    page.locator(".checkin[data-awake]").wait_for()
    return page


def tap(page: Page, area: str, half: str, view: str = "front") -> Locator:
    """The half of an area that is drawn there; the sheet that opens."""
    spot = page.locator(f".bodymap__side--{view} .bodymap__spot--{area}")
    spot.locator(f"[data-side={half}]").click(position={"x": 50 if half == "left" else 14, "y": 20})
    return page.get_by_role("dialog")


def pain(sheet: Locator, score: int) -> None:
    sheet.locator(".slider__input").nth(1).fill(str(score))


def save(page: Page, coach: Coach) -> Mapping[str, Any]:
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/today")
    return [e.data for e in coach.events() if e.kind is EventKind.CHECK_IN][-1]


def test_the_leg_that_is_tapped_is_the_side_that_is_meant(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_map(coach, open_page)
    sheet = tap(page, "knee", "left")
    expect(sheet.get_by_label("Left")).to_be_checked()
    pain(sheet, 4)
    sheet.get_by_role("button", name="Done").click()
    sheet = tap(page, "knee", "right")
    expect(sheet.get_by_label("Right")).to_be_checked()
    expect(sheet.locator(".slider__input").nth(1)).to_have_value("0")
    pain(sheet, 2)
    sheet.get_by_role("button", name="Done").click()
    said_so = page.locator(".bodymarks--said .bodymark")
    expect(said_so).to_have_text(["Left knee: pain 4", "Right knee: pain 2"])
    lit = page.locator(".bodymap__region[data-given]")
    assert [one.get_attribute("data-side") for one in lit.all()] == ["left", "right"]
    said = save(page, coach)
    assert said["pain"] == {"left-knee": 4, "right-knee": 2}
    expect(page.locator(".notice--careful")).to_contain_text("Left knee: amber")


def test_in_front_the_left_leg_is_drawn_on_the_right_and_behind_on_the_left(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_map(coach, open_page)
    for view, area, order in (("front", "knee", "right left"), ("back", "calf", "left right")):
        side = page.locator(f".bodymap__side--{view}")
        halves = side.locator(f".bodymap__spot--{area} [data-side]").all()
        assert [half.get_attribute("data-side") for half in halves] == order.split()
        for half in halves:
            name = half.get_attribute("data-side")
            drawn = side.locator(f".bodymap__region[data-area={area}][data-side={name}]")
            box, shape = half.bounding_box(), drawn.bounding_box()
            assert box
            assert shape
            assert box["x"] <= shape["x"] + shape["width"] / 2 <= box["x"] + box["width"]


def test_a_wrong_side_is_put_right_in_the_sheet_and_nothing_stays_behind(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_map(coach, open_page)
    sheet = tap(page, "shin", "left")
    pain(sheet, 3)
    sheet.get_by_text("Right", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.locator(".bodymarks--said .bodymark")).to_have_text(["Right shin: pain 3"])
    page.locator(".bodymark__again").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("One spot on a bone")
    sheet.get_by_text("Both", exact=True).click()
    sheet.get_by_role("button", name="Done").click()
    assert save(page, coach)["pain"] == {"shin": 3}


def test_by_keys_one_stop_an_area_and_the_side_in_the_sheet(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_map(coach, open_page)
    stops = page.locator(".bodymap").get_by_role("button")
    expect(stops).to_have_count(10)
    page.get_by_role("button", name="Achilles").focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Achilles")
    expect(sheet.get_by_label("Both")).to_be_checked()
    sheet.get_by_label("Both").focus()
    page.keyboard.press("ArrowLeft")
    expect(sheet.get_by_label("Left")).to_be_checked()
    sheet.locator(".slider__input").nth(0).press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Achilles Left Achilles: sore 1")).to_be_visible()
    assert save(page, coach)["soreness"] == {"left-achilles": 1}


def test_without_a_script_the_side_is_asked_beside_the_scales(
    coach: Coach, open_page: OpenPage
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{coach.url}/check-in")
    area = page.locator("details[data-area=knee]")
    area.locator("summary").click()
    area.get_by_text("Left", exact=True).click()
    area.get_by_role("group", name="Pain").get_by_text("4", exact=True).click()
    assert save(page, coach)["pain"] == {"left-knee": 4}


def test_what_stands_is_shown_and_settled_for_its_side_alone(
    coach: Coach, open_page: OpenPage
) -> None:
    with open_writing(coach.database) as ports:
        (athlete,) = ports.store.athletes.all()
        yesterday = (NOW - timedelta(days=1)).date()
        check_in(ports, athlete.id, answer=CheckIn(yesterday, pain={"left-knee": 4}))
    page = open_map(coach, open_page)
    expect(page.locator(".bodymark")).to_have_text(["Left knee: amber"])
    sheet = tap(page, "knee", "right")
    expect(sheet.get_by_text("Back to usual")).to_be_hidden()
    page.keyboard.press("Escape")
    sheet = tap(page, "knee", "left")
    sheet.get_by_text("Back to usual").click()
    sheet.get_by_role("button", name="Done").click()
    said = save(page, coach)
    assert (said["settled"], said["pain"]) == (["left-knee"], {"left-knee": 0})
    expect(page.get_by_text("Left knee: amber")).to_have_count(0)


def test_well_again_is_said_without_a_network_and_arrives(
    coach: Coach, open_page: OpenPage
) -> None:
    ill_since_yesterday(coach)
    page = open_page()
    page.goto(f"{coach.url}/today")
    card = page.locator(".checkin-card")
    expect(card).to_contain_text("Are you still ill?")
    page.locator("form[data-awake]").first.wait_for()
    page.context.set_offline(True)
    card.get_by_role("button", name="I am well again").click()
    expect(page.get_by_text("Noted on this device.")).to_be_visible()
    expect(card).to_have_count(0)
    page.context.set_offline(False)
    for _ in range(200):
        told = [e.data for e in coach.events() if e.kind is EventKind.CHECK_IN][-1]
        if told["day"] == NOW.date().isoformat():
            break
        page.wait_for_function("() => true")
    assert (told["day"], told["ill"]) == (NOW.date().isoformat(), False)


def edge(page: Page, selector: str, side: str) -> float:
    """Where an element's upper or lower edge is in the window, pixels from above."""
    return float(page.locator(selector).first.evaluate(f"e => e.getBoundingClientRect().{side}"))


@pytest.mark.parametrize(
    ("width", "height", "last"),
    [(390, 844, ".checkin__numbers .segmented"), (320, 640, "#sleep")],
)
def test_sleep_and_energy_open_above_what_floats(
    coach: Coach, open_page: OpenPage, width: int, height: int, last: str
) -> None:
    page = open_map(coach, open_page, viewport={"width": width, "height": height})
    summary = page.get_by_text("Sleep and energy in numbers")
    assert edge(page, ".checkin__numbers summary", "bottom") < edge(page, ".thumb .button", "top")
    summary.click()
    assert edge(page, last, "bottom") <= edge(page, ".thumb .button", "top")


def test_the_card_leaves_todays_strength_in_sight(coach: Coach, open_page: OpenPage) -> None:
    ill_since_yesterday(coach)
    with open_writing(coach.database) as ports:
        (athlete,) = ports.store.athletes.all()
        check_in(ports, athlete.id, answer=CheckIn((NOW - timedelta(days=1)).date(), ill=False))
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(f"{coach.url}/today")
    expect(page.get_by_role("button", name="Nothing to report")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Not today")).to_be_in_viewport()
    title = ".part:has(#strength-title) .part__title"
    assert edge(page, title, "bottom") <= edge(page, ".tabbar", "top")
