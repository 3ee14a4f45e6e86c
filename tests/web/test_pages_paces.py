"""The page of paces: a question in the address, an answer in tables."""

import pytest
from starlette.testclient import TestClient

from tests.web.world import World, planned_world, read_html

RACE = "distance=10k&time=47:30"
EFFORTS = "effort_1_m=1200&effort_1_time=4:40&effort_2_m=3000&effort_2_time=12:50"


@pytest.fixture(scope="module")
def browser() -> TestClient:
    """Nobody is set up: the page needs no athlete."""
    return World().browser()


def test_it_asks_first(browser: TestClient) -> None:
    page = read_html(browser.get("/paces").text)
    assert page.all("form", action="/paces#result")
    assert page.all("input", name="distance", value="10k", type="radio")
    assert "VDOT" not in page.text
    assert page.all("table") == []


def test_more_leads_to_it() -> None:
    page = read_html(planned_world().browser().get("/more").text)
    assert page.all("a", href="/paces")


def test_a_race_is_answered_in_tables(browser: TestClient) -> None:
    answer = browser.get(f"/paces?{RACE}&weekly=45")
    page = read_html(answer.text)
    assert answer.status_code == 200
    assert "VDOT 42.5" in page.text
    assert "Easy Moderate certainty 5:34–6:40 /km" in page.text
    assert "Riegel, exponent 1.08" in page.text
    assert "3:38:27 3:25:00–3:51:53" in page.text
    assert "Daniels and Gilbert 1979" in page.text
    assert len(page.all("table")) == 2
    assert "Efforts used" not in page.text
    assert page.all("input", id="time", value="47:30"), "the question stays"


def test_efforts_give_critical_speed(browser: TestClient) -> None:
    page = read_html(browser.get(f"/paces?{RACE}&{EFFORTS}").text)
    assert "4:32 /km" in page.text
    assert "171 m" in page.text
    assert "Smyth and Muniz-Pumares 2020" in page.text


def test_a_slow_race_goes_by_effort(browser: TestClient) -> None:
    page = read_html(browser.get("/paces?distance=10k&time=67:30").text)
    assert "Go by RPE 6–7" in page.text
    assert "effort leads" in page.text


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("distance=10k&time=", "time", "Give a time with colons"),
        ("distance=10k&time=9:00", "time", "outside what a runner's race looks like"),
        (f"{RACE}&weekly=900", "weekly", "Give a number from 0 to 200."),
        (f"{RACE}&effort_1_m=1200", "effort_1_time", "Give a time with colons"),
        (f"{RACE}&effort_2_m=5&effort_2_time=4:40", "effort_2_m", "Give a number from 400"),
        ("distance=far&time=47:30", "", "Choose one of the answers."),
        (f"{RACE}&effort_1_m=1200&effort_1_time=4:40", "", "two or more all-out efforts"),
    ],
)
def test_a_mistake_is_said_where_it_is(
    browser: TestClient, query: str, field: str, said: str
) -> None:
    answer = browser.get(f"/paces?{query}")
    page = read_html(answer.text)
    assert answer.status_code == 422
    assert page.text.count(said) == 1
    if field:
        assert page.all("input", id=field, aria_invalid="true")
    else:
        assert page.all("div", class_="notice", role="alert")


def test_what_is_typed_is_never_markup(browser: TestClient) -> None:
    answer = browser.get("/paces?distance=10k&time=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in answer.text
