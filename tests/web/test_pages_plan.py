"""Today, the week and the block: moving, what follows, undo, and the pictures' geometry."""

import re
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from hamstrong.coach.block import block
from hamstrong.coach.model import EventKind, Gap
from hamstrong.coach.week import week
from hamstrong.running.model import Run, RunType
from hamstrong.web.pages.block import draw_block
from hamstrong.web.pages.formats import Formats
from hamstrong.web.pages.timeline import bar, lanes
from hamstrong.web.text import load_catalogue
from tests.web.world import NOW, World, read_html, sessions


def gap(hours: float, needed_h: float) -> Gap:
    return Gap("r", "Long run", NOW, hours, needed_h, RunType.LONG)


def test_a_bar_is_filled_to_the_needed_hours() -> None:
    assert bar(gap(26, 24)).fill == pytest.approx(92.3)
    assert bar(gap(48, 12)).fill == 25
    assert bar(gap(24, 24)).enough


def test_a_bar_that_is_short_says_so_and_is_as_long_as_the_need() -> None:
    short = bar(gap(18, 24))
    assert not short.enough
    assert short.fill == 75


def test_light_work_needs_no_fill() -> None:
    assert bar(gap(20, 0)).fill == 0
    assert not bar(gap(20, 0)).needed


def test_lanes_stay_inside_the_week(world: World) -> None:
    with world.ports() as ports:
        for number in range(4):
            view = week(ports, world.athlete_id, day=(NOW + timedelta(weeks=number)).date())
            for lane in lanes(view):
                assert 0 <= lane.x <= 100
                assert lane.x + lane.width <= 100.01
                assert 0 <= lane.fill <= lane.width


def test_the_block_fits_its_picture(world: World) -> None:
    with world.ports() as ports:
        view = block(ports, world.athlete_id)
    picture = draw_block(view, Formats(load_catalogue()))
    assert len(picture.columns) == len(view.weeks)
    last = picture.columns[-1]
    assert last.x + last.width <= 100
    assert sum(band.width for band in picture.bands) == pytest.approx(100, abs=0.1)
    assert all(
        column.y + column.height == pytest.approx(picture.base) for column in picture.columns
    )
    assert max(c.height for c in picture.columns) == pytest.approx(190)


def test_today_shows_run_strength_and_one_start(world: World, browser: TestClient) -> None:
    session = sessions(world)[0]
    world.clock.moment = session.start - timedelta(hours=1)
    page = read_html(browser.get("/today").text)
    assert session.title in page.text
    assert session.reason.text in page.text
    (start,) = page.all("a", class_="button--primary")
    assert start.attributes["href"] == f"/sessions/{session.id}/play"


def test_no_strength_is_an_answer_with_its_reason_and_the_next_session(
    world: World, browser: TestClient
) -> None:
    days = {session.day for session in sessions(world)}
    free = next(d for n in range(7) if (d := (NOW + timedelta(days=n)).date()) not in days)
    world.clock.moment = NOW.replace(day=free.day)
    stored = world.store.plans.get(world.athlete_id)
    assert stored is not None
    page = read_html(browser.get("/today").text)
    assert "No strength today" in page.text
    assert stored.plan.empty_days[free].text in page.text
    assert "Next: " in page.text


def test_the_check_in_is_asked_until_answered(world: World, browser: TestClient) -> None:
    assert "How are your legs?" in browser.get("/today").text
    answer = browser.post(
        "/check-in", data={"soreness-calf": "4", "pain-calf": "1", "sleep": "7,5", "energy": "3"}
    )
    assert "Noted." in read_html(answer.text).text
    assert "How are your legs?" not in browser.get("/today").text
    (event,) = world.store.events.all(world.athlete_id, EventKind.CHECK_IN)
    assert event.data["soreness"]["calf"] == 4
    assert event.data["sleep_h"] == 7.5


def test_the_check_in_can_wait_until_tomorrow(world: World, browser: TestClient) -> None:
    browser.post("/check-in/later")
    assert "How are your legs?" not in browser.get("/today").text
    world.clock.moment += timedelta(days=1)
    assert "How are your legs?" in browser.get("/today").text


def test_nothing_to_report_is_one_tap(world: World, browser: TestClient) -> None:
    browser.post("/check-in", data={"fine": "1"})
    (event,) = world.store.events.all(world.athlete_id, EventKind.CHECK_IN)
    assert set(event.data["soreness"].values()) == {0}


def test_a_check_in_out_of_range_changes_nothing(world: World, browser: TestClient) -> None:
    answer = browser.post("/check-in", data={"soreness-calf": "11"})
    assert answer.status_code == 422
    assert world.store.events.all(world.athlete_id) == ()


def moving(run: Run, *, days: int, clock: str = "07:00") -> dict[str, str]:
    """The form of a run's page that moves it."""
    day = run.day + timedelta(days=days)
    return {
        "what": "move-run",
        "id": run.id,
        "day": day.isoformat(),
        "clock": clock,
        "back": "/week",
    }


def hidden(source: str, action: str) -> dict[str, str]:
    """The hidden fields of the one form that posts to `action`."""
    form = source[source.index(f'action="{action}"') :].split("</form>")[0]
    found = read_html(form).all("input", type="hidden")
    return {field.attributes["name"]: field.attributes["value"] for field in found}


def run_days(world: World, run_id: str) -> set[date]:
    stored = world.store.plans.get(world.athlete_id)
    assert stored is not None
    return {run.day for run in stored.plan.runs if run.id == run_id}


def test_moving_a_run_shows_what_follows_before_anything_is_kept(
    world: World, browser: TestClient
) -> None:
    run = next(r for r in world.store.runs.plans(world.athlete_id)[0].runs if r.key)
    tried = browser.post("/plan/preview", data=moving(run, days=1))
    assert "What follows" in read_html(tried.text).text
    assert run_days(world, run.id) == {run.day}
    kept = browser.post("/plan/changes", data=hidden(tried.text, "/plan/changes"))
    assert kept.url.path == "/week"
    assert run_days(world, run.id) == {run.day + timedelta(days=1)}
    undone = browser.post("/plan/undo", data=hidden(kept.text, "/plan/undo"))
    assert run_days(world, run.id) == {run.day}
    browser.post("/plan/redo", data=hidden(undone.text, "/plan/redo"))
    assert run_days(world, run.id) == {run.day + timedelta(days=1)}


def test_the_history_names_each_change_and_takes_back_the_newest(
    world: World, browser: TestClient
) -> None:
    run = next(r for r in world.store.runs.plans(world.athlete_id)[0].runs if r.key)
    tried = browser.post("/plan/preview", data=moving(run, days=1))
    browser.post("/plan/changes", data=hidden(tried.text, "/plan/changes"))
    page = browser.get("/plan/history").text
    assert "Moved" in read_html(page).text
    answer = browser.post("/plan/undo", data=hidden(page, "/plan/undo"))
    assert answer.url.path == "/plan/history"
    assert "Taken back: Moved" in read_html(answer.text).text
    assert "Bring it back" in read_html(answer.text).text


def test_undoing_what_is_not_the_newest_changes_nothing(world: World, browser: TestClient) -> None:
    run = next(r for r in world.store.runs.plans(world.athlete_id)[0].runs if r.key)
    tried = browser.post("/plan/preview", data=moving(run, days=1))
    browser.post("/plan/changes", data=hidden(tried.text, "/plan/changes"))
    answer = browser.post("/plan/undo", data={"back": "/week", "version": "99"})
    assert read_html(answer.text).all("div", role="alert")
    assert run_days(world, run.id) == {run.day + timedelta(days=1)}


def test_a_note_is_told_once(world: World, browser: TestClient) -> None:
    run = world.store.runs.plans(world.athlete_id)[0].runs[1]
    tried = browser.post("/plan/preview", data=moving(run, days=1))
    assert "Moved" in browser.post("/plan/changes", data=hidden(tried.text, "/plan/changes")).text
    assert "Moved" not in browser.get("/week").text


def test_a_session_too_near_a_key_run_stays_and_says_why(world: World, browser: TestClient) -> None:
    with world.ports() as ports:
        view = week(ports, world.athlete_id)
    item = next(
        i for d in view.days for i in d.sessions if i.gap is not None and i.gap.needed_h >= 12
    )
    assert item.gap is not None
    near = item.gap.run_start - timedelta(hours=2)
    form = {
        "what": "move-session",
        "id": item.session.id,
        "start": near.isoformat(),
        "back": "/week",
    }
    answer = browser.post("/plan/preview", data=form)
    page = read_html(answer.text)
    assert answer.status_code == 409
    assert "It stays where it was" in page.text
    assert page.all("div", class_="notice--careful")
    assert not page.all("form", action="/plan/changes")
    assert next(s for s in sessions(world) if s.id == item.session.id).start == item.session.start


def test_a_session_can_be_moved_and_given_back(world: World, browser: TestClient) -> None:
    session = sessions(world)[0]
    later = session.start + timedelta(minutes=30)
    form = {"what": "move-session", "id": session.id, "start": later.isoformat(), "back": "/week"}
    tried = browser.post("/plan/preview", data=form)
    browser.post("/plan/changes", data=hidden(tried.text, "/plan/changes"))
    assert world.store.plans.pins(world.athlete_id)
    page = read_html(browser.get(f"/sessions/{session.id}").text)
    assert "You chose this time." in page.text
    tried = browser.post(
        "/plan/preview", data={"what": "free-session", "id": session.id, "back": "/week"}
    )
    browser.post("/plan/changes", data=hidden(tried.text, "/plan/changes"))
    assert not world.store.plans.pins(world.athlete_id)


@pytest.mark.parametrize("change", [{"day": "never"}, {"day": "2020-01-01"}, {"what": "fly"}])
def test_a_change_that_cannot_be_is_refused_in_words(
    world: World, browser: TestClient, change: dict[str, str]
) -> None:
    run = world.store.runs.plans(world.athlete_id)[0].runs[0]
    answer = browser.post("/plan/preview", data=moving(run, days=1) | change)
    assert answer.status_code == 422
    assert read_html(answer.text).all("div", class_="notice--careful")


@pytest.mark.parametrize("raw", ["", "{", "{}", "[]", '[{"what": "fly"}]'])
def test_changes_that_nobody_can_read_keep_nothing(
    world: World, browser: TestClient, raw: str
) -> None:
    before = sessions(world)
    answer = browser.post("/plan/changes", data={"changes": raw, "back": "/week"})
    assert read_html(answer.text).all("div", role="alert")
    assert sessions(world) == before


@pytest.mark.parametrize("back", ["https://elsewhere.example", "//elsewhere.example", "/\\x"])
def test_a_form_leads_back_to_our_own_pages_only(
    world: World, browser: TestClient, back: str
) -> None:
    run = world.store.runs.plans(world.athlete_id)[0].runs[1]
    tried = browser.post("/plan/preview", data=moving(run, days=1) | {"back": back})
    assert read_html(tried.text).all("a", class_="back")[0].attributes["href"] == "/week"


def test_targets_say_the_rule_against_each_day(world: World, browser: TestClient) -> None:
    session = sessions(world)[0]
    monday = session.day - timedelta(days=session.day.weekday())
    found = browser.get(f"/plan/targets?monday={monday}&session={session.id}").json()["targets"]
    assert {one["start"][:10] for one in found} == {
        (monday + timedelta(days=n)).isoformat() for n in range(7)
    }
    assert any(one["why"] for one in found)
    run = world.store.runs.plans(world.athlete_id)[0].runs[1]
    taken = browser.get(f"/plan/targets?monday={monday}&run={run.id}").json()["targets"]
    doubles = [one for one in taken if "is a double day" in one["note"]]
    assert {one["start"][11:16] for one in doubles} == {"18:00"}
    assert all(not one["why"] for one in taken)


def test_a_run_put_beside_another_says_that_the_day_is_double(
    world: World, browser: TestClient
) -> None:
    first, second = world.store.runs.plans(world.athlete_id)[0].runs[:2]
    days = (first.day - second.day).days
    wish = moving(second, days=days, clock="18:00")
    tried = read_html(browser.post("/plan/preview", data=wish).text).text
    assert f"{first.title} at 07:00, then {second.title} at 18:00" in tried
    refused = browser.post("/plan/preview", data=moving(second, days=days))
    assert refused.status_code == 409
    assert "is already there at 07:00: choose another time" in read_html(refused.text).text


def test_why_names_every_other_day_and_the_dose(world: World, browser: TestClient) -> None:
    session = sessions(world)[0]
    source = browser.get(f"/sessions/{session.id}/why").text
    page = read_html(source)
    assert len(page.all("li", class_="verdict")) == 6
    assert session.reason.text in page.text
    for reason in session.dose_reasons:
        assert reason.text in page.text
    assert page.all("section", data_peek="")


def test_why_a_day_is_empty(world: World, browser: TestClient) -> None:
    days = {session.day for session in sessions(world)}
    free = next(d for n in range(7) if (d := (NOW + timedelta(days=n)).date()) not in days)
    page = read_html(browser.get(f"/days/{free}/why").text)
    assert "Why no strength" in page.text
    assert page.all("li", class_="verdict")


def test_the_session_page_tells_what_why_and_what_to_fetch(
    world: World, browser: TestClient
) -> None:
    session = sessions(world)[0]
    source = browser.get(f"/sessions/{session.id}").text
    page = read_html(source)
    assert session.reason.text in page.text
    assert len(re.findall(r'class="row__art"', source)) == len(session.doses)
    assert page.all("ul", class_="fetch")
    assert page.all("a", href=f"/sessions/{session.id}/play")
