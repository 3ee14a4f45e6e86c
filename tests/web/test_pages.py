"""Every page answers, reads without script and style, and keeps the rules of the house."""

import re
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from hamstrong.exercises.library import load_library
from tests.web.world import Html, World, planned_world, read_html

PAGES = (
    "/today",
    "/week",
    "/block",
    "/progress",
    "/more",
    "/settings",
    "/decides",
    "/paces?distance=10k&time=47:30",
    "/exercises",
    "/runs",
    "/check-in",
    "/welcome",
    "/welcome/race",
    "/welcome/runs",
    "/welcome/make",
    "/welcome/check",
    "/welcome/time",
    "/welcome/equipment",
    "/offline",
    "/exercises/hb_support_1l_long",
)
NEEDS_A_PLAN = ("/today", "/week", "/block", "/progress", "/settings", "/runs", "/check-in")
UNNAMED_INPUTS = {"hidden", "submit"}


@pytest.fixture(scope="module")
def world() -> World:
    return planned_world()


@pytest.fixture(scope="module")
def browser(world: World) -> TestClient:
    return world.browser()


@pytest.fixture(scope="module")
def pages(browser: TestClient) -> dict[str, Html]:
    """Every page, with one session, one run and the error page among them."""
    week = browser.get("/week").text
    links = [re.search(rf'href="(/{kind}/[^"]+)"', week) for kind in ("sessions", "runs")]
    addresses = [*PAGES, *(link[1] for link in links if link)]
    assert len(addresses) == len(PAGES) + 2
    answers = {address: browser.get(address) for address in addresses}
    bad = {
        address: answer.status_code for address, answer in answers.items() if not answer.is_success
    }
    assert bad == {}
    return {
        **{address: read_html(answer.text) for address, answer in answers.items()},
        "/nothing": read_html(browser.get("/nothing").text),
    }


def test_every_page_has_one_heading_of_the_first_order(pages: dict[str, Html]) -> None:
    wrong = {path: len(page.all("h1")) for path, page in pages.items() if len(page.all("h1")) != 1}
    assert wrong == {}


def test_headings_never_skip_an_order(pages: dict[str, Html]) -> None:
    for path, page in pages.items():
        orders = [int(e.tag[1]) for e in page.elements if re.fullmatch(r"h[1-6]", e.tag)]
        skips = [b for a, b in pairwise(orders) if b > a + 1]
        assert skips == [], path


def test_a_page_has_at_most_one_primary_action(pages: dict[str, Html]) -> None:
    for path, page in pages.items():
        primary = [e for e in page.elements if "button--primary" in e.attributes.get("class", "")]
        assert len(primary) <= 1, path


def test_every_page_can_be_skipped_into_and_says_its_language(pages: dict[str, Html]) -> None:
    for path, page in pages.items():
        assert page.all("html", lang="en"), path
        assert page.all("a", class_="skip", href="#main"), path
        assert page.all("main", id="main"), path


def test_nothing_is_inline_that_the_content_policy_refuses(pages: dict[str, Html]) -> None:
    for path, page in pages.items():
        for element in page.elements:
            handlers = [name for name in element.attributes if name.startswith("on")]
            assert handlers == [], (path, element)
            assert element.tag != "style", path
            if element.tag == "script":
                attributes = element.attributes
                assert "src" in attributes or attributes.get("type") == "application/json", path


def test_every_field_has_a_name_that_is_read_aloud(pages: dict[str, Html]) -> None:
    for path, page in pages.items():
        labelled = {e.attributes["for"] for e in page.all("label") if "for" in e.attributes}
        inside = _fields_inside_labels(page)
        for field in page.elements:
            if field.tag not in ("input", "select", "textarea"):
                continue
            kind = field.attributes.get("type", "")
            named = (
                kind in UNNAMED_INPUTS
                or "aria-label" in field.attributes
                or field.attributes.get("id") in labelled
                or id(field) in inside
            )
            assert named, (path, field)


def _fields_inside_labels(page: Html) -> set[int]:
    """Inputs right after a label's start: our choices wrap their input first."""
    return {
        id(after)
        for before, after in pairwise(page.elements)
        if after.tag == "input"
        and (before.tag == "label" or "choice-input" in after.attributes.get("class", ""))
    }


def test_ids_are_unique_on_a_page(pages: dict[str, Html]) -> None:
    for path, page in pages.items():
        ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
        assert len(ids) == len(set(ids)), (path, sorted({i for i in ids if ids.count(i) > 1}))


def test_every_own_link_leads_somewhere(pages: dict[str, Html], browser: TestClient) -> None:
    links = {
        e.attributes["href"].partition("#")[0]
        for page in pages.values()
        for e in page.elements
        if e.tag == "a" and e.attributes.get("href", "").startswith("/")
    }
    links = {link for link in links if not link.startswith(("/pair", "/sessions/")) and link}
    assert {link: s for link in sorted(links) if (s := browser.get(link).status_code) != 200} == {}


def test_every_reason_links_to_a_table_that_is_there(pages: dict[str, Html]) -> None:
    anchors = {e.attributes["id"] for e in pages["/decides"].elements if "id" in e.attributes}
    asked = {
        e.attributes["href"].partition("#")[2]
        for page in pages.values()
        for e in page.all("a")
        if e.attributes.get("href", "").startswith("/decides#")
    }
    assert asked
    assert asked <= anchors


@pytest.mark.parametrize("path", NEEDS_A_PLAN)
def test_a_fresh_installation_leads_to_welcome(path: str) -> None:
    answer = World().browser().get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/welcome")


@pytest.mark.parametrize(
    "path", ["/exercises", "/decides", "/paces", "/more", "/offline", "/welcome"]
)
def test_what_needs_no_athlete_reads_without_one(path: str) -> None:
    assert World().browser().get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/sessions/none", "/runs/none", "/exercises/none", "/week?day=soon", "/nothing"]
)
def test_what_is_not_there_says_so_and_shows_the_way(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    page = read_html(answer.text)
    assert page.all("a", href="/today")
    assert "Nothing is lost." in page.text


@pytest.mark.parametrize("frame", ["setup", "work", "loop", "unknown"])
def test_figures_are_drawings_that_run_nothing(browser: TestClient, frame: str) -> None:
    answer = browser.get(f"/exercises/hb_support_1l_long/figure.svg?frame={frame}")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "<script" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_every_exercise_has_a_page_with_its_steps_and_evidence(browser: TestClient) -> None:
    for exercise in load_library().values():
        page = read_html(browser.get(f"/exercises/{exercise.id}").text)
        for sentence in (*exercise.steps, *exercise.cues, *exercise.stop):
            assert " ".join(sentence.split()) in page.text, exercise.id
        assert all(" ".join(e.claim.split()) in page.text for e in exercise.evidence)


def test_the_search_finds_words_in_any_order(browser: TestClient) -> None:
    page = read_html(browser.get("/exercises?q=hold+calf").text)
    assert "Single-leg calf hold" in page.text
    assert "Plank" not in page.text.replace("Side planks", "")


def test_a_search_without_result_says_so(browser: TestClient) -> None:
    page = read_html(browser.get("/exercises?q=zebra").text)
    assert "Nothing matches" in page.text
    assert page.all("a", href="/exercises", class_="button")


def test_only_what_is_at_hand_is_listed_when_asked(world: World, browser: TestClient) -> None:
    library = load_library()
    athlete = world.store.athletes.get(world.athlete_id)
    possible = [e for e in library.values() if e.possible_with(athlete.equipment)]
    assert 0 < len(possible) < len(library)
    page = read_html(browser.get("/exercises?mine=1").text)
    assert f"{len(possible)} exercises" in page.text


def test_the_manifest_makes_the_app_installable(browser: TestClient) -> None:
    answer = browser.get("/manifest.webmanifest")
    assert answer.headers["content-type"].startswith("application/manifest+json")
    manifest = answer.json()
    assert manifest["start_url"] == "/today"
    assert manifest["display"] == "standalone"
    sizes = {icon["sizes"] for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= sizes
    for icon in manifest["icons"]:
        assert browser.get(icon["src"]).headers["content-type"].startswith(icon["type"])
