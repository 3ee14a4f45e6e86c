"""Files over the web: from the session's page onto the watch, and into the training log."""

import io
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hamstrong.adapters.files.fit.course import MOST_STEPS
from hamstrong.coach.record_events import record_events
from hamstrong.language import Language
from hamstrong.planning.model import Session
from tests.files.fit_reading import by_fitdecode, named
from tests.unit.coach.desk import a_set, session_end
from tests.web.world import Html, World, first_session, read_html


def log(world: World, *events: Any) -> None:
    session = first_session(world)
    world.clock.moment = session.end + timedelta(minutes=10)
    with world.ports() as ports:
        found = record_events(ports, world.athlete_id, events=list(events))
    assert len(found.accepted) == len(events)


def do_some(world: World) -> Session:
    """The first session with a set of each side."""
    session = first_session(world)
    exercise_id = session.doses[0].exercise_id
    at = session.start + timedelta(minutes=2)
    log(
        world,
        a_set(session.id, exercise_id, side="left", moment=at),
        a_set(session.id, exercise_id, side="right", moment=at + timedelta(minutes=1)),
        session_end(session.id, moment=at + timedelta(minutes=2)),
    )
    return session


def links(page: Html) -> list[str]:
    return [
        one.attributes["href"]
        for one in page.elements
        if one.tag == "a" and "download" in one.attributes
    ]


def test_the_workout_of_a_session_is_a_tap_away(world: World, browser: TestClient) -> None:
    session = first_session(world)
    page = read_html(browser.get(f"/sessions/{session.id}").text)
    workout, older, calendar = links(page)
    answer = browser.get(workout)
    assert answer.headers["content-type"] == "application/vnd.ant.fit"
    assert answer.headers["cache-control"] == "no-store"
    assert f'filename="hamstrong-{session.id}.fit"' in answer.headers["content-disposition"]
    (told,) = named(by_fitdecode(answer.content), "workout")
    assert session.title in told["8"]
    assert browser.get(older).content[8:12] == b".FIT"
    assert browser.get(calendar).text.startswith("BEGIN:VCALENDAR")
    assert page.all("a", href="/watch")


def test_a_session_that_finds_the_level_is_better_done_with_the_phone(
    world: World, browser: TestClient
) -> None:
    session = first_session(world)
    assert any(dose.tryout for dose in session.doses)
    assert "finds your level" in read_html(browser.get(f"/sessions/{session.id}").text).text


def test_every_session_of_a_block_has_a_workout(world: World, browser: TestClient) -> None:
    stored = world.store.plans.get(world.athlete_id)
    assert stored is not None
    assert stored.plan.sessions
    for session in stored.plan.sessions:
        for query in ("", "?older=1"):
            answer = browser.get(f"/api/sessions/{session.id}/workout.fit{query}")
            steps = named(by_fitdecode(answer.content), "workout_step")
            assert len(session.doses) < len(steps) <= MOST_STEPS


def test_the_week_offers_what_is_left_of_it(world: World, browser: TestClient) -> None:
    session = first_session(world)
    page = read_html(browser.get(f"/week?day={session.day}").text)
    (zipped,) = links(page)
    answer = browser.get(zipped)
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert f"hamstrong-{session.id}.fit" in archive.namelist()
        assert archive.testzip() is None


def test_a_week_that_is_over_offers_nothing(world: World, browser: TestClient) -> None:
    session = first_session(world)
    world.clock.moment += timedelta(days=14)
    assert not links(read_html(browser.get(f"/week?day={session.day}").text))
    answer = browser.get(f"/api/week/workouts.zip?day={session.day}")
    assert answer.status_code == 404
    assert "No session is left" in answer.json()["error"]


def test_what_was_done_is_a_file_on_the_sessions_page(world: World, browser: TestClient) -> None:
    before = browser.get(f"/sessions/{first_session(world).id}").text
    assert "What you did, as a file" not in before
    session = do_some(world)
    page = read_html(browser.get(f"/sessions/{session.id}").text)
    assert "What you did, as a file" in page.text
    fit, tcx, table = links(page)
    sets = named(by_fitdecode(browser.get(fit).content), "set")
    assert sum(one["5"] == 1 for one in sets) == 2
    assert browser.get(tcx).headers["content-type"].startswith("application/vnd.garmin.tcx+xml")
    answer = browser.get(table)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(answer.text.splitlines()) == 3


def test_a_session_that_was_stopped_keeps_both(world: World, browser: TestClient) -> None:
    session = first_session(world)
    exercise_id = session.doses[0].exercise_id
    at = session.start + timedelta(minutes=2)
    log(
        world,
        a_set(session.id, exercise_id, moment=at),
        session_end(session.id, "stopped", moment=at + timedelta(minutes=1)),
    )
    found = links(read_html(browser.get(f"/sessions/{session.id}").text))
    assert len(found) == 6
    assert all(browser.get(link).status_code == 200 for link in found)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/sessions/none/workout.fit", 404),
        ("/api/sessions/none/done.fit", 404),
        ("/api/sessions/{id}/done.fit", 404),
        ("/api/sessions/{id}/done.gpx", 422),
        ("/api/week/workouts.zip?day=soon", 422),
    ],
)
def test_what_there_is_not_is_said(
    world: World, browser: TestClient, path: str, status: int
) -> None:
    answer = browser.get(path.format(id=first_session(world).id))
    assert answer.status_code == status
    assert answer.json()["error"]


def test_files_speak_the_athletes_language(world: World, browser: TestClient) -> None:
    browser.post("/settings/language", data={"language": Language.SPANISH.value})
    session = first_session(world)
    answer = browser.get(f"/api/sessions/{session.id}/workout.fit")
    notes = [step.get("8", "") for step in named(by_fitdecode(answer.content), "workout_step")]
    assert notes[0].startswith("Calienta.")
    assert any(note.startswith("IZQUIERDA · ") for note in notes)


def test_the_page_about_watches_says_what_is_not_possible(browser: TestClient) -> None:
    page = read_html(browser.get("/watch").text)
    for word in ("GARMIN/NewFiles", "COROS", "Suunto", "Garmin Connect takes no workout files"):
        assert word in page.text
    assert page.all("a", href="/week")
    assert read_html(browser.get("/more").text).all("a", href="/watch")


def test_the_page_about_watches_needs_no_plan() -> None:
    page = read_html(World().browser().get("/watch").text)
    assert not page.all("a", href="/week", class_="button")


def test_times_are_those_of_the_athletes_zone(world: World, browser: TestClient) -> None:
    session = do_some(world)
    row = browser.get(f"/api/sessions/{session.id}/done.csv").text.splitlines()[1]
    moment = datetime.fromisoformat(row.split(",")[0])
    assert moment.utcoffset() == session.start.utcoffset()
    assert moment.date() == session.day != date.min
