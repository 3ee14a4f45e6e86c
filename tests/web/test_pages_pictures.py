"""Pictures on pages: their place is kept, they say what they show, and they can be kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from hamstrong.coach.ports import Ports
from hamstrong.exercises.library import load_library
from hamstrong.exercises.pictures import PictureBook
from tests.pictures.shelf import FAULT, LOOP, POSTER, draw
from tests.web.world import Element, World, planned_world, read_html

HOLD = "hb_support_1l_bent"
PAGE = f"/exercises/{HOLD}"


@dataclass
class DrawnWorld(World):
    """A world whose pictures lie in a folder of its own."""

    book: PictureBook = field(default_factory=lambda: PictureBook(Path("nowhere")))

    @contextmanager
    def ports(self) -> Iterator[Ports]:
        with super().ports() as ports:
            yield replace(ports, pictures=self.book)


def world_with(book: PictureBook) -> DrawnWorld:
    return DrawnWorld(store=planned_world().store, book=book)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("media"), load_library(), faults=[0, 3])


@pytest.fixture(scope="module")
def browser(shelf: Path) -> TestClient:
    return world_with(PictureBook(shelf)).browser()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Where nothing is drawn."""
    return world_with(PictureBook(tmp_path_factory.mktemp("empty"))).browser()


def pictures(browser: TestClient, **headers: str) -> list[Element]:
    return read_html(browser.get(PAGE, headers=headers).text).all("img")


def of_class(found: list[Element], name: str) -> list[dict[str, str]]:
    return [e.attributes for e in found if e.attributes.get("class") == name]


def size(attributes: dict[str, str]) -> tuple[int, int]:
    return int(attributes["width"]), int(attributes["height"])


def test_every_picture_keeps_its_place(browser: TestClient) -> None:
    found = pictures(browser)
    assert [size(one) for one in of_class(found, "studio__poster")] == [POSTER] * 2
    assert [size(one) for one in of_class(found, "studio__loop")] == [LOOP] * 2
    assert [size(one) for one in of_class(found, "fault__picture")] == [FAULT] * 2


def test_only_the_first_poster_is_fetched_before_it_is_seen(browser: TestClient) -> None:
    eager = [e.attributes["src"] for e in pictures(browser) if "loading" not in e.attributes]
    assert [address.partition("?")[0] for address in eager] == [f"{PAGE}/a.webp"]


def test_words_describe_the_position_and_the_fault(browser: TestClient) -> None:
    exercise = load_library()[HOLD]
    found = pictures(browser)
    first, second = of_class(found, "studio__poster")
    assert first["alt"] == " ".join(exercise.steps[3:5])
    assert second["alt"] == f"From the second angle. {first['alt']}"
    assert {one["alt"] for one in of_class(found, "studio__loop")} == {""}
    faults = [one["alt"] for one in of_class(found, "fault__picture")]
    assert faults == [
        "On the left the right form; on the right it goes wrong: "
        + exercise.faults[number].shows.replace(first, first.lower(), 1)
        for number, first in ((0, "T"), (3, "Y"))
    ]


def test_the_angle_and_stillness_are_chosen_without_script(browser: TestClient) -> None:
    page = read_html(browser.get(PAGE).text)
    angles = [e.attributes for e in page.all("input", name="angle")]
    assert [(one["type"], "checked" in one) for one in angles] == [
        ("radio", True),
        ("radio", False),
    ]
    (still,) = page.all("input", name="still")
    assert (still.attributes["type"], "checked" in still.attributes) == ("checkbox", False)


def test_saved_data_moves_only_when_asked(browser: TestClient) -> None:
    def asked(**headers: str) -> bool:
        answer = browser.get(PAGE, headers=headers)
        assert "Save-Data" in answer.headers["vary"]
        return bool(read_html(answer.text).all("figure", class_="studio--asked"))

    assert not asked()
    assert asked(**{"save-data": "on"})


def test_an_exercise_that_is_not_drawn_has_its_flat_figure(bare: TestClient) -> None:
    (figure,) = pictures(bare)
    assert figure.attributes["src"] == f"{PAGE}/figure.svg?frame=loop"
    assert figure.attributes["alt"] == " ".join(load_library()[HOLD].steps[3:5])
    assert size(figure.attributes) == (640, 480)


@pytest.mark.parametrize(
    ("picture", "kind"),
    [("a.webp", "image/webp"), ("b.avif", "image/avif"), ("fault-4.webp", "image/webp")],
)
def test_a_picture_is_kept_for_good_under_the_address_of_its_content(
    browser: TestClient, shelf: Path, picture: str, kind: str
) -> None:
    address = address_of(browser, picture)
    answer = browser.get(address)
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.content == (shelf / f"{HOLD}.{picture}").read_bytes()
    for other in (address.partition("?")[0], f"{address}0"):
        again = browser.get(other)
        assert (again.content, again.headers["cache-control"]) == (answer.content, "no-cache")


def address_of(browser: TestClient, picture: str) -> str:
    start = f"{PAGE}/{picture}?v="
    sources = [e.attributes["src"] for e in pictures(browser)]
    return next(source for source in sources if source.startswith(start))


@pytest.mark.parametrize("picture", ["c.webp", "fault-9.webp", "a.png", "..%2Fdata%2Fplank.toml"])
def test_there_are_no_other_pictures(browser: TestClient, picture: str) -> None:
    assert browser.get(f"{PAGE}/{picture}").status_code == 404


def test_the_library_tells_where_its_pictures_are(browser: TestClient, bare: TestClient) -> None:
    told: dict[str, Any] = browser.get(f"/api{PAGE}").json()["pictures"]
    first = told["views"][0]
    assert first["poster"] == {
        "address": address_of(browser, "a.webp"),
        "type": "image/webp",
        "width": 780,
        "height": 520,
    }
    assert first["loop"]["address"] == address_of(browser, "a.avif")
    assert [fault is not None for fault in told["faults"]] == [True, False, False, True, False]
    listed = browser.get("/api/exercises?family=hamstring-bridge").json()
    assert told in [one["pictures"] for one in listed]
    none = bare.get(f"/api{PAGE}").json()["pictures"]
    assert (none["alt"], none["views"], none["faults"]) == (told["alt"], [], [None] * 5)


def test_all_that_may_be_played_has_its_pictures(browser: TestClient) -> None:
    session_id = browser.get("/api/week").json()["days"]
    first = next(s for day in session_id for s in day["sessions"])["id"]
    document = browser.get(f"/api/sessions/{first}").json()
    for exercise in document["exercises"]:
        rungs = (exercise["tryout"] or {"rungs": []})["rungs"]
        for one in (exercise, *exercise["swap"], *rungs):
            poster = one["pictures"]["views"][0]["poster"]["address"]
            assert poster.startswith(f"/exercises/{one['id']}/a.webp?v=")
            assert one["pictures"]["alt"] == load_library()[one["id"]].pose_words
