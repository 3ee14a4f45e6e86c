"""The morning's answer without a network: kept, sent later, and saying what was said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

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
