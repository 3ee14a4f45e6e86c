"""Welcome without script: five forms, each refused kindly, and a planned block at the end."""

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from hamstrong.coach.limits import MAX_BYTES
from hamstrong.coach.model import Units
from hamstrong.exercises.schema import Equipment
from hamstrong.running.model import HALF_MARATHON_M, RunType
from tests.web.world import NOW, RACE, World, plan_csv, read_html

RACE_FORM = {
    "distance": "marathon",
    "race_day": RACE.isoformat(),
    "race_name": "Spring marathon",
    "race_start": "09:30",
    "units": "km",
    "zone": "Europe/Berlin",
}
TIME_FORM = {
    "when": ["0-evening", "1-evening", "3-morning", "4-evening"],
    "minutes": "20",
    "sessions_per_week": "2",
    "usual_run_time": "06:45",
}


@pytest.fixture
def world() -> World:
    return World()


def upload(browser: TestClient, text: str | bytes, name: str = "club.csv"):  # type: ignore[no-untyped-def]
    data = text.encode() if isinstance(text, str) else text
    return browser.post("/welcome/runs", files={"plan": (name, data)})


def test_the_whole_way_from_race_to_today(world: World, browser: TestClient) -> None:
    assert browser.post("/welcome/race", data=RACE_FORM).url.path == "/welcome/runs"
    check = upload(browser, plan_csv())
    assert check.url.path == "/welcome/check"
    assert "13 runs from 8 March 2027 to 18 April 2027." in read_html(check.text).text
    assert browser.post("/welcome/time", data=TIME_FORM).url.path == "/welcome/equipment"
    today = browser.post("/welcome/equipment", data={"equipment": ["support", "loop-band"]})
    assert today.url.path == "/today"
    page = read_html(today.text)
    assert "Your block is planned." in page.text
    assert "Easy 8 km" in page.text
    athlete = world.store.athletes.get(world.athlete_id)
    assert athlete.zone.key == "Europe/Berlin"
    assert athlete.minutes == 20
    assert sorted(athlete.availability.weekdays) == [0, 1, 3, 4]
    assert athlete.equipment == {Equipment.SUPPORT, Equipment.LOOP_BAND}
    plan = world.store.plans.get(world.athlete_id)
    assert plan is not None
    assert {s.day.weekday() for s in plan.plan.sessions} <= {0, 1, 3, 4}


def test_half_way_through_welcome_carries_on(browser: TestClient) -> None:
    browser.post("/welcome/race", data=RACE_FORM)
    page = read_html(browser.get("/welcome").text)
    assert page.all("a", href="/welcome/runs", class_="button--primary")


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"race_day": "soon"}, "race_day", "Give a date"),
        ({"race_day": "2020-01-01"}, "race_day", "2020"),
        ({"zone": "Mars/Olympus"}, "zone", "Choose a time zone"),
        ({"distance": "other", "distance_other": "many"}, "distance_other", "Give a number"),
        ({"race_start": "late"}, "race_start", "Give a clock time"),
    ],
)
def test_a_refused_race_says_why_and_keeps_what_was_typed(
    world: World, browser: TestClient, change: dict[str, str], field: str, sentence: str
) -> None:
    answer = browser.post("/welcome/race", data={**RACE_FORM, **change})
    page = read_html(answer.text)
    assert answer.status_code == 422
    assert sentence in page.text
    assert page.all("input", name="race_name", value="Spring marathon")
    wrong = [e for e in page.elements if e.attributes.get("aria-invalid") == "true"]
    assert [e.attributes["name"] for e in wrong] == [field]
    assert page.all("p", id=f"{field}-error")
    assert world.store.athletes.all() == ()


def test_distances_are_read_in_the_units_chosen_with_them(
    world: World, browser: TestClient
) -> None:
    form = {**RACE_FORM, "distance": "other", "distance_other": "13,1", "units": "mi"}
    browser.post("/welcome/race", data=form)
    race = world.store.races.get(world.athlete_id)
    assert race is not None
    assert race.distance_m == pytest.approx(HALF_MARATHON_M, rel=0.001)
    assert world.store.athletes.get(world.athlete_id).units is Units.MILES


def test_runs_can_be_pasted(world: World, browser: TestClient) -> None:
    browser.post("/welcome/race", data=RACE_FORM)
    answer = browser.post("/welcome/runs", data={"pasted": plan_csv()})
    assert answer.url.path == "/welcome/check"
    assert len(world.store.runs.plans(world.athlete_id)[0].runs) == 12


def test_what_is_pasted_may_be_as_large_as_a_file(world: World, browser: TestClient) -> None:
    browser.post("/welcome/race", data=RACE_FORM)
    padded = plan_csv() + "\n" * 1_500_000
    answer = browser.post("/welcome/runs", files={"pasted": (None, padded)})
    assert answer.url.path == "/welcome/check"
    answer = browser.post("/welcome/runs", files={"pasted": (None, "x" * (MAX_BYTES + 1))})
    assert answer.status_code == 422
    assert "larger than 3 MB" in read_html(answer.text).text


@pytest.mark.parametrize(
    ("text", "status"),
    [("", 422), ("just words", 422), (b"\x00\xff\x00\xff", 422), (b"x" * (MAX_BYTES + 1), 422)],
)
def test_a_file_that_is_no_plan_leaves_nothing_behind(
    world: World, browser: TestClient, text: str | bytes, status: int
) -> None:
    browser.post("/welcome/race", data=RACE_FORM)
    answer = upload(browser, text)
    assert answer.status_code == status
    assert read_html(answer.text).all("div", role="alert")
    assert world.store.runs.plans(world.athlete_id) == ()


def test_every_step_before_its_turn_leads_back(browser: TestClient) -> None:
    assert browser.get("/welcome/runs").url.path == "/welcome/race"
    assert browser.get("/welcome/time").url.path == "/welcome/race"
    browser.post("/welcome/race", data=RACE_FORM)
    assert browser.get("/welcome/check").url.path == "/welcome/runs"


def test_a_plan_can_be_made(world: World, browser: TestClient) -> None:
    later = date(2027, 6, 13).isoformat()
    browser.post("/welcome/race", data={**RACE_FORM, "race_day": later})
    form = {
        "from": "race",
        "recent_distance": "10k",
        "recent_time": "48:20",
        "runs_per_week": "4",
        "weekly": "35",
        "long_day": "5",
    }
    answer = browser.post("/welcome/make", data=form)
    assert answer.url.path == "/welcome/check"
    runs = world.store.runs.plans(world.athlete_id)[0].runs
    assert {run.day.weekday() for run in runs if run.type is RunType.LONG} == {5}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"recent_time": "fast"}, "Give a time with colons"),
        ({"weekly": "-3"}, "Give a number from 5 to 250"),
        ({"from": "pace", "easy_pace": ""}, "Give a time with colons"),
        ({"runs_per_week": "9"}, "Choose one of the answers"),
    ],
)
def test_a_refused_wish_says_why(
    browser: TestClient, change: dict[str, str], sentence: str
) -> None:
    browser.post("/welcome/race", data=RACE_FORM)
    form = {
        "from": "race",
        "recent_distance": "10k",
        "recent_time": "48:20",
        "runs_per_week": "4",
        "weekly": "35",
        "long_day": "6",
    }
    answer = browser.post("/welcome/make", data={**form, **change})
    assert answer.status_code == 422
    assert sentence in read_html(answer.text).text


def test_a_run_is_corrected_where_it_stands(world: World, browser: TestClient) -> None:
    browser.post("/welcome/race", data=RACE_FORM)
    page = upload(browser, plan_csv()).text
    run_id = world.store.runs.plans(world.athlete_id)[0].runs[0].id
    assert re.search(rf'action="/runs/{re.escape(run_id)}/correct"', page)
    form = {"type": "threshold", "back": "welcome"}
    answer = browser.post(f"/runs/{run_id}/correct", data=form)
    assert answer.url.path == "/welcome/check"
    assert "Corrected by you" in read_html(answer.text).text
    upload(browser, plan_csv())
    assert world.store.runs.corrections(world.athlete_id)[run_id].type is RunType.THRESHOLD


def test_changing_only_the_type_takes_the_key_that_goes_with_it(
    world: World, browser: TestClient
) -> None:
    browser.post("/welcome/race", data=RACE_FORM)
    upload(browser, plan_csv())
    run_id = world.store.runs.plans(world.athlete_id)[0].runs[0].id
    browser.post(f"/runs/{run_id}/correct", data={"type": "threshold", "back": "welcome"})
    page = read_html(browser.get("/welcome/check").text)
    boxes = page.all("input", name="key", type="checkbox")
    assert "checked" in boxes[0].attributes


def test_without_any_time_of_the_week_the_step_asks_again(
    world: World, browser: TestClient
) -> None:
    browser.post("/welcome/race", data=RACE_FORM)
    upload(browser, plan_csv())
    answer = browser.post("/welcome/time", data={**TIME_FORM, "when": []})
    assert answer.status_code == 422
    assert "Choose at least one time of the week." in read_html(answer.text).text


def test_a_plan_that_cannot_be_made_says_so_at_the_last_step(
    world: World, browser: TestClient
) -> None:
    browser.post("/welcome/race", data=RACE_FORM)
    upload(browser, plan_csv())
    browser.post("/welcome/time", data=TIME_FORM)
    world.clock.moment = NOW.replace(month=7)
    answer = browser.post("/welcome/equipment", data={})
    assert answer.status_code == 409
    assert answer.url.path == "/welcome/equipment"
    assert read_html(answer.text).all("div", role="alert")


def test_a_plan_with_two_marathons_offers_to_keep_both(browser: TestClient) -> None:
    browser.post("/welcome/race", data=RACE_FORM)
    plan = plan_csv() + "2027-03-21,09:00,City marathon,42.195,220,race,\n"
    refused = browser.post("/welcome/runs", data={"pasted": plan})
    assert refused.status_code == 422
    assert "Keep both, and it becomes a B race on the way to yours" in refused.text
    assert read_html(refused.text).all("input", name="keep_races")
    kept = browser.post("/welcome/runs", data={"pasted": plan, "keep_races": "1"})
    assert kept.url.path == "/welcome/check"
    assert "stays in the block as a B race" in read_html(kept.text).text
