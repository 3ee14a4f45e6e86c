"""Settings: what is saved, the calendar's address, taking the data along, forgetting it."""

import io
import zipfile

from starlette.testclient import TestClient

from hamstrong.coach.delete_everything import delete_everything
from hamstrong.coach.model import Units
from hamstrong.coach.open_example import open_example
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.planning.model import StartingLevel
from tests.web.world import HEADER, RACE, World, plan_csv, read_html


def test_units_change_what_is_read_not_what_is_kept(world: World, browser: TestClient) -> None:
    before = world.store.races.get(world.athlete_id)
    form = {
        "distance": "marathon",
        "race_day": RACE.isoformat(),
        "race_name": "Spring marathon",
        "race_start": "09:00",
        "units": "mi",
        "zone": "Europe/Berlin",
    }
    answer = browser.post("/settings/race", data=form)
    assert "Saved." in read_html(answer.text).text
    assert world.store.athletes.get(world.athlete_id).units is Units.MILES
    assert world.store.races.get(world.athlete_id) == before
    assert "14.9 mi" in read_html(browser.get("/week").text).text


def test_equipment_is_what_was_ticked(world: World, browser: TestClient) -> None:
    browser.post("/settings/equipment", data={"equipment": ["load", "sofa-bed"]})
    assert world.store.athletes.get(world.athlete_id).equipment == {Equipment.LOAD}


def test_a_refused_setting_changes_nothing_and_says_why(world: World, browser: TestClient) -> None:
    before = world.store.athletes.get(world.athlete_id)
    answer = browser.post(
        "/settings/time", data={"when": ["0-evening"], "minutes": "33", "usual_run_time": "07:00"}
    )
    assert answer.status_code == 422
    assert "Choose one of the answers." in read_html(answer.text).text
    assert world.store.athletes.get(world.athlete_id) == before


def feed_address(browser: TestClient, field: str = "feed") -> str | None:
    fields = read_html(browser.get("/settings").text).all("input", id=field)
    return fields[0].attributes["value"] if fields else None


def test_the_calendar_address_opens_changes_and_shuts(browser: TestClient) -> None:
    assert feed_address(browser) is None
    browser.post("/settings/calendar/open")
    first = feed_address(browser)
    assert first is not None
    assert browser.get(first).headers["content-type"].startswith("text/calendar")
    subscribed = first.replace("http://", "webcal://")
    assert f'href="{subscribed}"' in browser.get("/settings").text
    browser.post("/settings/calendar/rotate")
    second = feed_address(browser)
    assert second not in (None, first)
    assert browser.get(first).status_code == 410
    browser.post("/settings/calendar/revoke")
    assert feed_address(browser) is None
    assert browser.get(str(second)).status_code == 410


def test_the_address_for_others_is_one_of_its_own(browser: TestClient) -> None:
    browser.post("/settings/calendar/open")
    browser.post("/settings/busy/open")
    own, busy = feed_address(browser), feed_address(browser, "busy-feed")
    assert own is not None
    assert busy is not None
    assert "Both addresses are open" in browser.get("/settings").text
    assert b"SUMMARY:Busy" in browser.get(busy).content
    browser.post("/settings/busy/rotate")
    again = feed_address(browser, "busy-feed")
    assert again not in (None, own, busy)
    assert browser.get(busy).status_code == 410
    browser.post("/settings/busy/revoke")
    assert browser.get(str(again)).status_code == 410
    assert browser.get(own).status_code == 200


def test_a_refused_setting_still_shows_the_calendar_address(browser: TestClient) -> None:
    browser.post("/settings/calendar/open")
    answer = browser.post("/settings/time", data={"minutes": "33"})
    assert read_html(answer.text).all("input", id="feed")


def test_everything_can_be_taken_along(browser: TestClient) -> None:
    answer = browser.get("/settings/export")
    assert "attachment" in answer.headers["content-disposition"]
    assert "hamstrong.json" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


def test_deleting_asks_for_the_word(world: World, browser: TestClient) -> None:
    answer = browser.post("/settings/delete", data={"confirm": "yes"})
    assert "Nothing was deleted" in read_html(answer.text).text
    assert len(world.store.athletes.all()) == 1


def test_deleting_forgets_everything_and_begins_anew(world: World, browser: TestClient) -> None:
    answer = browser.post("/settings/delete", data={"confirm": " Delete "})
    assert answer.url.path == "/welcome"
    assert "Everything is deleted." in read_html(answer.text).text
    assert world.store.athletes.all() == ()


def test_deleting_in_the_example_forgets_an_unfinished_welcome_too(
    world: World, browser: TestClient
) -> None:
    with world.ports() as ports:
        delete_everything(ports)
        open_example(ports)
        set_up_athlete(ports, None, SetUp(race_day=RACE, zone="UTC"))
    browser.post("/settings/delete", data={"confirm": "delete"})
    assert world.store.athletes.all() == ()


def test_importing_the_same_plan_again_changes_nothing(browser: TestClient) -> None:
    answer = browser.post("/settings/runs", files={"plan": ("club.csv", plan_csv().encode())})
    assert answer.url.path == "/runs"
    assert "0 new, 0 changed, 0 gone, 12 as before." in read_html(answer.text).text


def test_importing_something_else_is_refused_in_words(world: World, browser: TestClient) -> None:
    answer = browser.post("/settings/runs", files={"plan": ("club.csv", b"no plan at all")})
    page = read_html(answer.text)
    assert page.all("div", role="alert")
    assert len(world.store.runs.plans(world.athlete_id)) == 1


def test_what_was_lifted_lately_is_kept_with_its_day(world: World, browser: TestClient) -> None:
    form = {"equipment": ["load"], "starting": "strong", "lately": "yes", "lately_before": "no"}
    browser.post("/settings/equipment", data=form)
    athlete = world.store.athletes.get(world.athlete_id)
    assert athlete.starting is StartingLevel.STRONG
    assert set(athlete.accustomed) == set(Family)
    browser.post("/settings/equipment", data={**form, "lately": "no", "lately_before": "yes"})
    assert world.store.athletes.get(world.athlete_id).accustomed == {}


def test_a_second_plan_with_an_earlier_marathon_may_be_kept(browser: TestClient) -> None:
    plan = f"{HEADER}2027-03-20,09:00,City marathon,42.195,220,race,\n".encode()
    refused = browser.post("/settings/runs", files={"plan": ("city.csv", plan)})
    page = read_html(refused.text)
    assert "Keep both, and it becomes" in page.text
    assert page.all("input", name="keep_races")
    kept = browser.post(
        "/settings/runs", files={"plan": ("city.csv", plan)}, data={"keep_races": "1"}
    )
    assert "1 new" in read_html(kept.text).text
