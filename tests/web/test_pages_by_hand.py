"""What was done on paper, typed in on a page."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from hamstrong.coach.history import was_done
from hamstrong.coach.model import EventKind, SessionState
from hamstrong.planning.model import Session
from tests.web.world import World, planned_world, read_html


@pytest.fixture
def world() -> World:
    world = planned_world()
    world.clock.moment = first_session(world).end + timedelta(minutes=30)
    return world


@pytest.fixture
def browser(world: World) -> TestClient:
    return world.browser()


def first_session(world: World) -> Session:
    stored = world.store.plans.get(world.athlete_id)
    assert stored is not None
    return stored.plan.sessions[0]


def fields_of(browser: TestClient, path: str) -> dict[str, str]:
    page = read_html(browser.get(path).text)
    named = [one.attributes for one in page.all("input") if "name" in one.attributes]
    return {one["name"]: one.get("value", "") for one in named}


def path_of(world: World) -> str:
    return f"/sessions/{first_session(world).id}/by-hand"


def test_what_was_written_on_the_sheet_goes_into_the_log_once(
    world: World, browser: TestClient
) -> None:
    session, path = first_session(world), path_of(world)
    assert path in browser.get(f"/sessions/{session.id}").text
    fields = fields_of(browser, path)
    boxes = [name for name in fields if name.startswith("set-0-")]
    dose = session.doses[0]
    assert len(boxes) == dose.sets * (2 if dose.side.value == "each" else 1)
    filled = {**fields, boxes[0]: "12", "rpe-0": "6,5", "rpe": "7"}
    page = browser.post(path, data=filled)
    assert page.status_code == 200
    assert "Logged: 1 set." in page.text
    browser.post(path, data=filled)
    events = world.store.events.all(world.athlete_id, EventKind.SET, EventKind.SESSION)
    (one,) = [event for event in events if was_done(event)]
    assert one.data["exercise_id"] == dose.exercise_id
    assert one.data.get("hold_s", one.data.get("reps")) == 12
    assert one.data["rpe"] == 6.5
    (end,) = [event for event in events if event.kind is EventKind.SESSION]
    assert end.data["state"] == SessionState.DONE
    assert end.data["rpe"] == 7
    assert path not in browser.get(f"/sessions/{session.id}").text


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("rpe", "11", "0 to 10"),
        ("day", "yesterday", "date"),
        ("set-0", "-3", "0 to"),
        ("", "", "at least one box"),
    ],
)
def test_a_form_that_cannot_be_comes_back_as_it_was_filled_in(
    world: World, browser: TestClient, name: str, value: str, said: str
) -> None:
    path = path_of(world)
    fields = fields_of(browser, path)
    box = next(one for one in fields if one.startswith("set-0-"))
    where = box if name.startswith("set") else name
    filled = {**fields, box: "12"} if name else fields
    answer = browser.post(path, data={**filled, **({where: value} if where else {})})
    assert answer.status_code == 422
    assert said in read_html(answer.text).text
    if name:
        kept = fields_again(answer.text)
        assert kept["form"] == fields["form"]
        assert kept[where] == value
    assert world.store.events.all(world.athlete_id, EventKind.SET, EventKind.SESSION) == ()


def fields_again(source: str) -> dict[str, str]:
    named = [one.attributes for one in read_html(source).all("input") if "name" in one.attributes]
    return {one["name"]: one.get("value", "") for one in named}


def test_a_time_to_come_is_refused(world: World, browser: TestClient) -> None:
    path = path_of(world)
    fields = fields_of(browser, path)
    box = next(one for one in fields if one.startswith("set-0-"))
    later = (world.clock.moment + timedelta(days=3)).date().isoformat()
    answer = browser.post(path, data={**fields, box: "12", "day": later})
    assert answer.status_code == 422
    assert world.store.events.all(world.athlete_id, EventKind.SET) == ()


def test_the_printed_sheet_speaks_to_a_runner(world: World, browser: TestClient) -> None:
    page = browser.get(f"/sessions/{first_session(world).id}/sheet").text
    assert "same boxes" in page
    assert "hamstrong log" not in page


def test_an_unknown_session_has_no_form(browser: TestClient) -> None:
    assert browser.get("/sessions/nothing/by-hand").status_code == 404
