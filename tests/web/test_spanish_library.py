"""Pages over the library in Spanish: its texts are shown, searched and printed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from hamstrong.coach.ports import Ports
from hamstrong.exercises.library import load_library
from hamstrong.exercises.pictures import FIRST_FAULT, load_pictures
from tests.web.world import World, planned_world, read_html

SPANISH = load_library("es")


class SpanishWorld(World):
    """The planned athlete, with the exercises' texts in Spanish."""

    @contextmanager
    def ports(self) -> Iterator[Ports]:
        with super().ports() as ports:
            yield replace(ports, library=SPANISH)


@pytest.fixture(scope="module")
def world() -> World:
    return SpanishWorld(store=planned_world().store)


@pytest.fixture(scope="module")
def browser(world: World) -> TestClient:
    return world.browser()


def shown(browser: TestClient, query: str) -> set[str]:
    page = read_html(browser.get("/exercises", params={"q": query}).text)
    return {
        one.attributes["data-text"].split()[0]
        for one in page.all("li")
        if "data-text" in one.attributes and "hidden" not in one.attributes
    }


@pytest.mark.parametrize("query", ["puente talones", "PUENTE tálones", "elevados talon puente"])
def test_the_list_is_searched_in_spanish(browser: TestClient, query: str) -> None:
    found = shown(browser, query)
    assert "hb_support_2l" in found
    assert "plank" not in found


def test_a_page_shows_the_texts_and_the_faults_with_their_pictures(browser: TestClient) -> None:
    exercise = SPANISH["hb_support_1l_bent"]
    page = read_html(browser.get(f"/exercises/{exercise.id}").text)
    faults = [text for fault in exercise.faults for text in (fault.name, fault.shows, fault.fix)]
    for text in (exercise.name, exercise.summary, *exercise.steps, *exercise.cues, *faults):
        assert text in page.text
    drawn = {one.attributes["src"].partition("?")[0] for one in page.all("img")}
    told = [one.attributes["alt"] for one in page.all("img", class_="fault__picture")]
    assert told[0].endswith(": la cadera se hunde y se rompe la línea del hombro a la rodilla.")
    pictures = load_pictures().of(exercise.id).faults
    assert len(pictures) == 4
    for number in pictures:
        assert f"/exercises/{exercise.id}/fault-{number + FIRST_FAULT}.webp" in drawn


def test_a_session_on_paper_is_in_spanish(world: World, browser: TestClient) -> None:
    stored = world.store.plans.get(world.athlete_id)
    assert stored is not None
    session = next(s for s in stored.plan.sessions if s.doses)
    page = read_html(browser.get(f"/sessions/{session.id}/sheet").text)
    for dose in session.doses:
        exercise = SPANISH[dose.exercise_id]
        assert exercise.name in page.text
        assert all(step in page.text for step in exercise.steps)
        assert exercise.stop[0] in page.text
        assert load_library()[dose.exercise_id].steps[0] not in page.text
