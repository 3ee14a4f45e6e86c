"""A run's page: longer, shorter, not at all, another one; each is shown before it is kept."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from hamstrong.coach.model import RunOutcome
from hamstrong.running.model import Run, RunType
from tests.web.test_pages_plan import hidden
from tests.web.world import NOW, World, read_html

TODAY = NOW.date()


def coming(world: World) -> Run:
    """The first run after today."""
    return next(run for run in planned(world) if run.day > TODAY)


def planned(world: World) -> tuple[Run, ...]:
    stored = world.store.plans.get(world.athlete_id)
    assert stored is not None
    return stored.plan.runs


def minutes_of(world: World, run_id: str) -> float:
    return next(run.minutes for run in planned(world) if run.id == run_id)


def accept(browser: TestClient, source: str) -> str:
    """Keep what a preview showed; gives the page that follows."""
    return browser.post("/plan/changes", data=hidden(source, "/plan/changes")).text


def test_a_coming_run_is_lengthened_shown_kept_and_given_its_length_back(
    world: World, browser: TestClient
) -> None:
    run = coming(world)
    page = browser.get(f"/runs/{run.id}").text
    assert f'value="{run.minutes + 30:.0f}"' in page
    assert "As long as the plan says" not in page
    wish = {"what": "run-minutes", "id": run.id, "minutes": "95", "back": f"/runs/{run.id}"}
    tried = browser.post("/plan/preview", data=wish).text
    assert "takes 95 min" in read_html(tried).text
    assert minutes_of(world, run.id) == run.minutes
    assert "takes 95 min" in accept(browser, tried)
    assert minutes_of(world, run.id) == 95
    assert "As long as the plan says" in browser.get(f"/runs/{run.id}").text
    back = {"what": "run-outcome", "id": run.id, "outcome": "planned", "back": f"/runs/{run.id}"}
    accept(browser, browser.post("/plan/preview", data=back).text)
    assert minutes_of(world, run.id) == run.minutes


def test_a_run_does_not_grow_into_the_next_one(world: World, browser: TestClient) -> None:
    run = coming(world)
    evening = {
        "what": "add-run",
        "day": run.day.isoformat(),
        "clock": f"{run.end + timedelta(minutes=30):%H:%M}",
        "minutes": "30",
        "type": "easy",
        "back": "/week",
    }
    accept(browser, browser.post("/plan/preview", data=evening).text)
    wish = {"what": "run-minutes", "id": run.id, "minutes": f"{run.minutes + 60:.0f}"}
    tried = browser.post("/plan/preview", data=wish)
    assert tried.status_code == 409
    assert "is already there" in read_html(tried.text).text


@pytest.mark.parametrize("minutes", ["", "0", "9999", "long"])
def test_minutes_that_are_none_are_refused_with_a_sentence(
    world: World, browser: TestClient, minutes: str
) -> None:
    run = coming(world)
    wish = {"what": "run-minutes", "id": run.id, "minutes": minutes}
    tried = browser.post("/plan/preview", data=wish)
    assert tried.status_code == 422
    assert "1 to 1440" in read_html(tried.text).text


def test_a_coming_run_is_taken_out_after_a_look(world: World, browser: TestClient) -> None:
    run = coming(world)
    wish = {"what": "run-outcome", "id": run.id, "outcome": "removed", "back": "/week"}
    tried = browser.post("/plan/preview", data=wish).text
    assert run.id in {one.id for one in planned(world)}
    accept(browser, tried)
    assert run.id not in {one.id for one in planned(world)}


def test_not_running_today_is_said_on_the_run_s_own_page(world: World, browser: TestClient) -> None:
    run = coming(world)
    world.clock.moment = run.start - timedelta(minutes=30)
    assert "I will not run it today" in browser.get(f"/runs/{run.id}").text
    wish = {"what": "run-outcome", "id": run.id, "outcome": "missed", "back": f"/runs/{run.id}"}
    accept(browser, browser.post("/plan/preview", data=wish).text)
    corrections = world.store.runs.corrections(world.athlete_id)
    assert corrections[run.id].outcome is RunOutcome.MISSED


def test_a_run_that_went_otherwise_is_shown_with_its_type(
    world: World, browser: TestClient
) -> None:
    run = coming(world)
    world.clock.moment = run.end + timedelta(hours=1)
    wish = {
        "what": "run-outcome",
        "id": run.id,
        "outcome": "done",
        "minutes": "75",
        "type": "threshold",
    }
    accept(browser, browser.post("/plan/preview", data=wish).text)
    done = next(one for one in planned(world) if one.id == run.id)
    assert (done.minutes, done.type, done.key) == (75, RunType.THRESHOLD, True)


def test_a_run_is_added_from_the_week_and_the_run_s_page(world: World, browser: TestClient) -> None:
    run = coming(world)
    assert 'href="/runs/add?day=' in browser.get("/week").text
    assert f'href="/runs/add?day={run.day}"' in browser.get(f"/runs/{run.id}").text
    page = browser.get(f"/runs/add?day={run.day}")
    assert page.status_code == 200
    assert read_html(page.text).all("section", data_peek="")
    wish = {
        "what": "add-run",
        "day": run.day.isoformat(),
        "clock": "20:45",
        "minutes": "25",
        "type": "easy",
        "back": "/week",
    }
    tried = browser.post("/plan/preview", data=wish).text
    assert f"/week?day={run.day}" in tried
    accept(browser, tried)
    own = [one for one in planned(world) if one.source == "you"]
    assert [(one.day, one.minutes) for one in own] == [(run.day, 25)]
