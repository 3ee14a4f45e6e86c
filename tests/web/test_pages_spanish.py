"""The pages in Spanish: chosen by the athlete or the browser, and without a word of English."""

import json
import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from hamstrong.coach.import_runs import import_runs
from hamstrong.coach.run_file import RunFile
from hamstrong.language import Language, speaking
from hamstrong.planning.body.words import BODY_SENTENCES
from hamstrong.planning.why.words import WHY_SENTENCES
from hamstrong.planning.words import SENTENCES
from hamstrong.web.text import load_catalogue
from tests.web.test_pages import PAGES
from tests.web.world import Html, World, plan_csv, planned_world, read_html

ENGLISH = load_catalogue(Language.ENGLISH)
SPANISH = load_catalogue(Language.SPANISH)
MORE_PAGES = ("/history", "/away", "/runs/add", "/block/2027-03-22", "/nothing")


def pieces(text: str, other: str) -> list[str]:
    """What stands between the values of an English text: enough words to know it by."""
    if text == other:
        return []
    parts = re.split(r"\{.*?\}|\*", text)
    return [part.strip() for part in parts if len(re.findall(r"[A-Za-z]{2,}", part)) >= 2]


TELLING = {
    piece
    for key, text in ENGLISH.items()
    for piece in pieces(text, SPANISH[key])
    if piece not in " ".join(SPANISH.values())
}
TOLD_BY_PLANNER = {
    piece
    for sentences in (SENTENCES, BODY_SENTENCES, WHY_SENTENCES)
    for key, text in sentences.spoken(Language.ENGLISH).items()
    for piece in pieces(text, sentences.spoken(Language.SPANISH)[key])
}


@pytest.fixture(scope="module")
def world() -> World:
    return planned_world()


@pytest.fixture(scope="module")
def browser(world: World) -> TestClient:
    client = world.browser()
    answer = client.post("/settings/language", data={"language": "es"})
    assert answer.is_success
    assert "Guardado." in answer.text
    # What was noted when the plan came is kept as it was said; the plan comes again.
    with speaking(Language.SPANISH), world.ports() as ports:
        import_runs(ports, world.athlete_id, file=RunFile("club.csv", plan_csv().encode()))
    return client


@pytest.fixture(scope="module")
def pages(browser: TestClient) -> dict[str, Html]:
    week = browser.get("/week").text
    kinds = ("sessions", "runs", "why")
    links = [re.search(rf'href="(/{kind}/[^"]+)"', week) for kind in kinds]
    addresses = [*PAGES, *MORE_PAGES, *(unescape(link[1]) for link in links if link)]
    return {address: read_html(browser.get(address).text) for address in addresses}


def said(html: Html) -> str:
    """Everything a person reads or hears of a page: text, names of things, descriptions."""
    heard = ("aria-label", "alt", "title", "placeholder", "content")
    names = [e.attributes[name] for e in html.elements for name in heard if name in e.attributes]
    return " ".join([html.text, *names])


def english_in(pages: dict[str, Html], pieces: set[str]) -> set[tuple[str, str]]:
    """Where on the pages a piece of English stands."""
    any_piece = re.compile("|".join(rf"\b{re.escape(p)}" for p in sorted(pieces, key=len)))
    return {(path, m[0]) for path, page in pages.items() for m in any_piece.finditer(said(page))}


def test_pages_say_their_language(pages: dict[str, Html]) -> None:
    for path, page in pages.items():
        assert page.all("html", lang="es"), path


def test_no_page_has_an_english_text(pages: dict[str, Html]) -> None:
    assert len(TELLING) > 200
    assert english_in(pages, TELLING) == set()


def test_no_page_has_a_sentence_of_the_planner_in_english(pages: dict[str, Html]) -> None:
    assert len(TOLD_BY_PLANNER) > 100
    assert english_in(pages, TOLD_BY_PLANNER) == set()


def test_dates_and_numbers_are_written_as_in_spanish(pages: dict[str, Html]) -> None:
    assert "Lunes, 8 de marzo" in said(pages["/today"])
    assert "24 km" in said(pages["/week"])
    assert re.search(r"\d,\d", said(pages["/paces?distance=10k&time=47:30"]))


def test_a_weekday_within_a_title_is_small(world: World, browser: TestClient) -> None:
    plan = world.store.plans.get(world.athlete_id)
    assert plan is not None
    session = plan.plan.sessions[0]
    source = browser.get(f"/sessions/{session.id}/why").text
    heading = re.search(r"<h1>(.*?)</h1>", source)
    assert heading
    title, weekday = heading[1].rsplit(", ", 1)
    assert title == session.title
    assert weekday == SPANISH[f"calendar.weekdays-within.{session.day.weekday()}"]


def test_the_player_hears_spanish(world: World, browser: TestClient) -> None:
    plan = world.store.plans.get(world.athlete_id)
    assert plan is not None
    session = browser.get(f"/api/sessions/{plan.plan.sessions[0].id}").json()
    assert "Prepárate" in json.dumps(session, ensure_ascii=False)
    assert "Get ready" not in json.dumps(session)


def test_what_is_refused_is_refused_in_spanish(browser: TestClient) -> None:
    answer = browser.post("/settings/time", data={"minutes": "20", "usual_run_time": "07:00"})
    assert answer.status_code == 422
    assert SPANISH["form.no-days"] in answer.text


def test_the_way_back_to_english_is_as_short(browser: TestClient) -> None:
    world = planned_world()
    client = world.browser()
    before = world.store.plans.get(world.athlete_id)
    for language in ("es", "en"):
        client.post("/settings/language", data={"language": language})
    after = world.store.plans.get(world.athlete_id)
    assert before is not None
    assert after is not None
    assert before.plan.sessions == after.plan.sessions
    assert "Settings" in client.get("/settings").text


@pytest.mark.parametrize(
    ("accepted", "heading"), [("es-AR,es;q=0.9", "welcome.heading"), ("de", "welcome.heading")]
)
def test_a_newcomer_is_greeted_as_the_browser_asks(accepted: str, heading: str) -> None:
    client = World().browser()
    page = client.get("/welcome", headers={"accept-language": accepted}).text
    texts = SPANISH if accepted.startswith("es") else ENGLISH
    assert texts[heading] in unescape(page)


def test_a_newcomer_chooses_and_keeps_the_language() -> None:
    client = World().browser()
    page = client.post("/welcome/language", data={"language": "es"}).text
    assert SPANISH["welcome.heading"] in page
    client.post("/welcome/example", data={"zone": "Europe/Madrid"})
    assert read_html(client.get("/today").text).all("html", lang="es")


def test_speaking_ends_with_its_block() -> None:
    with speaking(Language.SPANISH):
        assert load_catalogue()["form.save"] == "Guardar"
    assert load_catalogue()["form.save"] == "Save"
