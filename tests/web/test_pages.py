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
    "/watch",
    "/paces?distance=10k&time=47:30",
    "/exercises",
    "/runs",
    "/done",
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


def test_no_constant_stands_without_a_source_or_the_word_that_it_has_none(
    pages: dict[str, Html],
) -> None:
    text = pages["/decides"].text
    assert "evidence W2" in text
    assert "no source: our own choice" in text


@pytest.mark.parametrize("path", NEEDS_A_PLAN)
def test_a_fresh_installation_leads_to_welcome(path: str) -> None:
    answer = World().browser().get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/welcome")


@pytest.mark.parametrize(
    "path", ["/exercises", "/decides", "/watch", "/paces", "/more", "/offline", "/welcome"]
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


def test_what_heels_rest_on_has_its_height(browser: TestClient) -> None:
    for exercise in load_library().values():
        page = read_html(browser.get(f"/exercises/{exercise.id}").text)
        sections = page.all("section", aria_labelledby="supports-title")
        assert len(sections) == bool(exercise.supports), exercise.id
        for low, high in (support.height_cm for support in exercise.supports):
            assert (f"{low} to {high} cm" if low < high else f"{low} cm") in page.text


def test_every_rung_of_a_ladder_has_its_icon(browser: TestClient) -> None:
    library = load_library()
    ladder = library.ladder(library["calf_1l"].family)
    source = browser.get("/exercises/calf_1l").text
    poses = read_html(source).all("span", class_="ladder__pose", aria_hidden="true")
    assert len(poses) == len(ladder)
    assert all(f"<title>{rung.name}</title>" in source for rung in ladder)


def test_the_search_finds_words_in_any_order(browser: TestClient) -> None:
    shown = shown_exercises(browser, "q=hold+calf")
    assert "calf_1l_iso" in shown
    assert "plank" not in shown


def test_a_search_without_result_says_so(browser: TestClient) -> None:
    page = read_html(browser.get("/exercises?q=zebra").text)
    assert shown_exercises(browser, "q=zebra") == set()
    assert [one for one in page.all("section", class_="empty") if "hidden" not in one.attributes]
    assert page.all("a", href="/exercises", class_="button")


def test_only_what_is_at_hand_is_listed_when_asked(world: World, browser: TestClient) -> None:
    library = load_library()
    athlete = world.store.athletes.get(world.athlete_id)
    possible = [e for e in library.values() if e.possible_with(athlete.equipment)]
    assert 0 < len(possible) < len(library)
    assert shown_exercises(browser, "need=mine") == {e.id for e in possible}


def test_filters_narrow_the_list_without_a_script(browser: TestClient) -> None:
    shown = shown_exercises(browser, "tissue=calf&position=standing&rung=first&minutes=8")
    library = load_library()
    assert shown
    assert all("calf" in library[one].tissues for one in shown)
    assert all(library[one].position == "standing" for one in shown)


def test_a_session_on_paper_has_every_exercise_and_a_box_for_every_set(
    world: World, browser: TestClient
) -> None:
    stored = world.store.plans.get(world.athlete_id)
    assert stored is not None
    session = next(s for s in stored.plan.sessions if s.doses)
    page = read_html(browser.get(f"/sessions/{session.id}/sheet").text)
    library = load_library()
    for dose in session.doses:
        assert all(" ".join(step.split()) in page.text for step in library[dose.exercise_id].steps)
    boxes = page.all("span", class_="boxes__unit")
    assert len(boxes) == sum(
        dose.sets * (2 if dose.side == "each" else 1) for dose in session.doses
    )


def shown_exercises(browser: TestClient, query: str) -> set[str]:
    """Ids of the exercises that the list shows; the others are there, hidden, for the script."""
    page = read_html(browser.get(f"/exercises?{query}").text)
    shown = [
        one.attributes["data-text"].split()[0]
        for one in page.all("li")
        if "data-text" in one.attributes and "hidden" not in one.attributes
    ]
    noun = "exercise" if len(shown) == 1 else "exercises"
    assert f"{len(shown)} {noun}" in page.text
    return set(shown)


def test_the_library_is_narrowed_to_a_piece_of_kit(browser: TestClient) -> None:
    library = load_library()
    banded = {e.id for e in library.values() if any("loop-band" in way for way in e.equipment)}
    assert shown_exercises(browser, "need=loop-band") == banded
    page = read_html(browser.get("/exercises?need=loop-band").text)
    (chip,) = page.all("input", value="loop-band")
    assert chip.attributes["name"] == "need"
    assert "checked" in chip.attributes


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "kit=loop-band",
            "The address asks for kit, by which the list cannot be narrowed: it",
        ),
        (
            "tissue=elbow",
            "tissue=elbow, which no exercise has: tissue is one of hamstring",
        ),
        ("family=arms", "asks for family=arms, which no exercise has: family is one of"),
        ("need=mine&rung=99", "asks for rung=99, which no exercise has: rung is one of first"),
    ],
)
def test_a_filter_that_nobody_knows_says_so_and_what_is_known(
    browser: TestClient, query: str, told: str
) -> None:
    page = read_html(browser.get(f"/exercises?{query}").text)
    assert told in page.text
    assert len(page.all("div", role="alert")) == 1
    (rows,) = page.all("details", class_="search__more")
    assert "open" in rows.attributes
    known = shown_exercises(browser, query.rpartition("&")[0])
    assert shown_exercises(browser, query) == known


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
