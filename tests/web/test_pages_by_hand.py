"""What was done on paper, typed in on a page."""

from datetime import UTC, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hamstrong.coach.history import was_done
from hamstrong.coach.model import EventKind, SessionState
from hamstrong.coach.record_events import record_events
from hamstrong.coach.session_done import session_done
from tests.web.world import World, first_session, planned_world, read_html


@pytest.fixture
def world() -> World:
    world = planned_world()
    world.clock.moment = first_session(world).end + timedelta(minutes=30)
    return world


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
    again = browser.post(path, data=filled)
    assert again.status_code == 409
    assert "This session is logged already" in read_html(again.text).text
    assert "Logged:" not in again.text
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


def tell(world: World, kind: str, **data: object) -> None:
    at = (world.clock.moment - timedelta(hours=1)).isoformat()
    data["session_id"] = first_session(world).id
    with world.ports() as ports:
        event = {"id": str(uuid4()), "kind": kind, "at": at, "data": data}
        assert record_events(ports, world.athlete_id, events=[event]).refused == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "This session is logged already"), ("es", "Esta sesión ya está anotada")],
)
@pytest.mark.parametrize("state", ["done", "stopped", "set", "set and skipped"])
def test_what_is_logged_already_is_not_taken_from_a_fresh_form(
    world: World, browser: TestClient, language: str, said: str, state: str
) -> None:
    session, path = first_session(world), path_of(world)
    fields = fields_of(browser, path)
    filled = {**fields, next(one for one in fields if one.startswith("set-0-")): "12"}
    if state.startswith("set"):
        dose = session.doses[0]
        amount = {"reps": 5} if dose.hold_s is None else {"hold_s": 5}
        tell(world, "set", exercise_id=dose.exercise_id, side="left", set_number=1, **amount)
    if state != "set":
        tell(world, "session", state=state.removeprefix("set and "))
    before = world.store.events.all(world.athlete_id)
    browser.post("/settings/language", data={"language": language})
    answers = [browser.get(path), browser.post(path, data={**filled, "form": str(uuid4())})]
    assert [answer.status_code for answer in answers] == [200, 409]
    for answer in answers:
        page = read_html(answer.text)
        assert said in page.text
        assert page.all("a", href=f"/sessions/{session.id}")
        assert not [one for one in page.all("input") if one.attributes.get("type") == "number"]
    assert path not in browser.get(f"/sessions/{session.id}").text
    assert world.store.events.all(world.athlete_id) == before


def test_a_changed_form_sent_again_is_answered_in_spanish(
    world: World, browser: TestClient
) -> None:
    path = path_of(world)
    browser.post("/settings/language", data={"language": "es"})
    fields = fields_of(browser, path)
    box = next(one for one in fields if one.startswith("set-0-"))
    browser.post(path, data={**fields, box: "12"})
    again = browser.post(path, data={**fields, box: "13"})
    assert again.status_code == 409
    assert "Esta sesión ya está anotada" in read_html(again.text).text
    assert "This id" not in again.text


def test_no_set_ends_after_the_end_that_was_typed_in(world: World, browser: TestClient) -> None:
    session, path = first_session(world), path_of(world)
    fields = fields_of(browser, path)
    boxes = [one for one in fields if one.startswith("set-")]
    assert len(boxes) > 2
    browser.post(path, data={**fields, **dict.fromkeys(boxes, "12")})
    events = world.store.events.all(world.athlete_id, EventKind.SET, EventKind.SESSION)
    (end,) = [event.at for event in events if event.kind is EventKind.SESSION]
    with world.ports() as ports:
        done = session_done(ports, world.athlete_id, session_id=session.id)
    assert done.end == end
    assert len(done.sets) == len(boxes)
    planned = [dose.exercise_id for dose in session.doses]
    order = [(planned.index(one.exercise.id), one.number, one.side) for one in done.sets]
    assert order == sorted(order)
    assert all(one.end < after.start for one, after in pairwise(done.sets))
    written = sorted(event.at.astimezone(UTC) for event in events if event.kind is EventKind.SET)
    assert [one.end for one in done.sets] == written
