"""What the pages say where they used to be silent: signs, illness, the way on after an undo."""

from datetime import timedelta

from starlette.testclient import TestClient

from tests.web.test_pages_changes import TODAY, at_session
from tests.web.world import World, read_html, sessions


def test_a_sign_stands_beside_every_coming_run(world: World, browser: TestClient) -> None:
    at_session(world)
    week = browser.get("/week").text
    assert "Do not run" not in week
    browser.post("/check-in", data={"red_flags": "pop", "flag_area": "calf"})
    coming = [
        run
        for run in world.store.plans.get(world.athlete_id).plan.runs  # type: ignore[union-attr]
        if TODAY <= run.day < TODAY + timedelta(days=7 - TODAY.weekday())
    ]
    page = read_html(browser.get("/week").text)
    assert page.text.count("Do not run before it was looked at.") == len(coming) > 0
    assert "Do not run until this was looked at" in page.text
    later = read_html(browser.get(f"/runs/{coming[-1].id}").text)
    assert "Do not run until this was looked at" in later.text
    browser.post("/check-in", data={"assessed-all": "1"})
    assert "Do not run" not in browser.get("/week").text


def test_a_week_that_an_illness_empties_does_not_hold_all_that_was_wished(
    world: World, browser: TestClient
) -> None:
    at_session(world)
    monday = TODAY - timedelta(days=TODAY.weekday())
    browser.post("/check-in", data={"ill": "yes", "ill-only": "1"})
    text = read_html(browser.get(f"/weeks/{monday}/why").text).text
    assert "This week holds all that you wished." not in text
    assert "This goes before every wish: You are ill" in text


def test_after_an_undo_the_toast_offers_to_do_it_again(world: World, browser: TestClient) -> None:
    at_session(world)
    day = sessions(world)[-1].day
    browser.post("/settings/dates", data={"date": str(day), "how": "off"})
    undone = read_html(browser.post("/plan/undo", data={"back": "/week"}).text)
    [form] = undone.all("form", action="/plan/redo")
    assert form
    assert "Redo" in undone.text
    redone = read_html(
        browser.post("/plan/redo", data={"back": "/week"}, follow_redirects=True).text
    )
    assert redone.all("form", action="/plan/undo")
    assert "Undo" in redone.text


def test_a_single_date_without_a_part_of_the_day_says_so(browser: TestClient) -> None:
    data = {"date": str(TODAY), "how": "windows", "venue": "home"}
    text = read_html(browser.post("/settings/dates", data=data).text).text
    assert "Choose at least one part of that day, or say that it has no strength." in text
