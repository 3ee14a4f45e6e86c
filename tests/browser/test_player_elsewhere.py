"""The player where things differ: the try-out, plain http, a screen reader, no sound."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hamstrong.coach.generate_runs import generate_runs
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.model import EventKind
from hamstrong.coach.open_example import WISHES
from hamstrong.coach.set_up_athlete import SetUp, set_up_athlete
from hamstrong.exercises.schema import Equipment
from hamstrong.main import open_data, open_writing
from hamstrong.settings import Settings
from tests.browser.playing import WORK, Playing
from tests.browser.serving import ZONE, Coach, running_coach
from tests.browser.test_accessibility import AXE, violations

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[Coach]:
    """An athlete before the first session, whose rungs nobody knows yet."""
    settings = Settings(data=tmp_path)
    database = open_data(settings)
    with open_writing(database) as ports:
        set_up = SetUp(
            race_day=date(2027, 3, 21), zone=ZONE, equipment=frozenset({Equipment.SUPPORT})
        )
        athlete = set_up_athlete(ports, None, set_up).athlete
        generate_runs(ports, athlete.id, wishes=WISHES)
        make_plan(ports, athlete.id)
    database.close()
    with running_coach(tmp_path) as coach:
        yield coach


def tries(coach: Coach) -> list[dict[str, Any]]:
    return [dict(event.data) for event in coach.events() if event.kind is EventKind.TRYOUT]


def answer_tryout(playing: Playing, rpe: int) -> None:
    while not playing.playing_now().asks:
        playing.wait(1)
    playing.page.locator(".player__ask .slider__input").fill(str(rpe))


def test_the_try_out_climbs_until_it_is_hard_and_keeps_the_rung_below(
    newcomer: Coach, open_page: OpenPage
) -> None:
    playing = Playing(open_page(), newcomer.url, newcomer.next_session())
    playing.open()
    playing.start()
    first = playing.wait_for(*WORK).name
    answer_tryout(playing, 5)
    playing.wait_for("ready")
    second = playing.wait_for(*WORK).name
    assert second != first
    answer_tryout(playing, 9)
    playing.wait_for("ready")
    assert playing.playing_now().name not in (first, second)
    playing.page.wait_for_function("() => localStorage.getItem('hamstrong.pending') === null")
    tried = tries(newcomer)
    assert [(one["rpe"], one["settled"]) for one in tried] == [(5, False), (9, True)]
    assert tried[0]["exercise_id"] != tried[1]["exercise_id"]


def test_plain_http_on_the_house_network_still_plays_and_stores(
    coach: Coach, launch: Callable[..., Browser]
) -> None:
    """No service worker, no `crypto.randomUUID`, no wake lock: as on a LAN without TLS."""
    port = coach.url.rpartition(":")[2]
    plain = launch("--host-resolver-rules=MAP coach.home.arpa 127.0.0.1", "--no-proxy-server")
    try:
        page = plain.new_page(timezone_id=ZONE)
        page.clock.install(time="2026-11-23T08:30:00Z")
        session_id = coach.next_session()
        page.goto(f"http://coach.home.arpa:{port}/sessions/{session_id}/play")
        assert page.evaluate("() => [isSecureContext, 'randomUUID' in crypto]") == [False, False]
        expect(page.locator(".lobby")).to_contain_text("cannot keep the screen on")
        playing = Playing(page, coach.url, session_id)
        playing.start()
        playing.wait_for(*WORK, side="left")
        playing.wait(6)
        playing.press("Skip")
        page.keyboard.press("Escape")
        page.get_by_role("dialog").get_by_role("button", name="Stop here").click()
        page.wait_for_function("() => localStorage.getItem('hamstrong.pending') === null")
    finally:
        plain.close()
    done = [e for e in coach.events() if e.data.get("session_id") == session_id]
    assert [event.kind for event in done] == [EventKind.SET, EventKind.SESSION]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(coach: Coach, open_page: OpenPage, theme: str) -> None:
    if not AXE.is_file():
        pytest.fail("axe-core is not installed: run `npm ci` in frontend/.")
    page = open_page(color_scheme=theme, reduced_motion="reduce")
    playing = Playing(page, coach.url, coach.next_session())
    rules = AXE.read_text(encoding="utf-8")
    wrong: dict[str, list[str]] = {}

    def look(state: str) -> None:
        page.evaluate(rules)
        page.clock.resume()  # axe itself waits on timers
        if found := violations(page):
            wrong[state] = found

    playing.open()
    look("start")
    playing.start()
    for kind in ("ready", "hold", "switch", "rest"):
        playing.wait_for(kind)
        look(kind)
    playing.press("Swap")
    page.get_by_role("dialog").wait_for()
    look("swap")
    page.keyboard.press("Escape")
    while not playing.playing_now().asks:
        playing.wait(1)
    look("question")
    assert wrong == {}
