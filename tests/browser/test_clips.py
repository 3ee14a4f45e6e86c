"""A clip sent from the page: a real film, the real eyes, the report with a body that moves."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from hamstrong.coach.judge_live import LiveJudging, LiveWish
from hamstrong.coach.keep_seen import keep_live
from hamstrong.coach.seen_report import read_report
from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.main import open_reading, open_writing
from tests.browser.serving import Coach
from tests.browser.test_accessibility import AXE, PHONE, TARGET, TOO_SMALL, show, violations
from tests.unit.motion.clips import clip

pytestmark = pytest.mark.browser

EXERCISE = "hb_support_1l_mid"
TRUE_S = 11.9
ERROR_S = 0.6
JUDGED_MS = 240_000


def shared_clip(name: str) -> Path:
    """The clip, where the folder with the clips is."""
    shared = Path(os.environ.get("HAMSTRONG_SHARED") or Path(__file__).parents[3] / "shared")
    film = shared / "pose" / "clips" / f"{name}.mp4"
    if not film.is_file():
        pytest.skip(f"The clip {film.name} is not here: it lies in shared/pose/clips.")
    return film


@pytest.fixture
def eyes() -> None:
    """What judging a clip takes."""
    for library in ("av", "ai_edge_litert"):
        pytest.importorskip(library, reason="the extra `judge` is not installed: run `make judge`")


def test_a_clip_from_the_phone_becomes_a_report(
    eyes: None, coach: Coach, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(f"{coach.url}/exercises/{EXERCISE}")
    page.get_by_role("link", name="Judge a clip of it").click()
    page.set_input_files("input[type=file]", shared_clip("half"))
    expect(page.locator(".drop__name")).to_have_text("half.mp4")
    page.get_by_text("Right", exact=True).click()
    page.get_by_role("button", name="Send and judge").click()
    expect(page.locator(".job__words")).to_be_visible()
    page.clock.resume()
    expect(page.locator(".seen__number")).to_be_visible(timeout=JUDGED_MS)
    assert "/seen/" in page.url
    shown = float(page.locator(".seen__number").inner_text())
    assert shown == pytest.approx(TRUE_S, abs=ERROR_S)
    with open_reading(coach.database) as ports:
        (athlete,) = ports.store.athletes.all()
        (seen,) = ports.store.seen.all(athlete.id)
    best = read_report(seen.report).best
    assert best is not None
    assert shown == pytest.approx(best.valid_s, abs=0.06)
    _scrub_and_play(page)


def _scrub_and_play(page: Page) -> None:
    knee = page.locator(".replay__bone").nth(4)
    scrub = page.get_by_role("slider", name="Time within the hold")
    scrub.fill("0")
    lying = knee.get_attribute("y1"), page.locator(".replay").get_attribute("data-kind")
    scrub.fill("500")
    up = knee.get_attribute("y1"), page.locator(".replay").get_attribute("data-kind")
    assert lying[0] != up[0]
    assert (lying[1], up[1]) == ("outside", "valid")
    assert "±" in page.locator(".replay__now").inner_text()
    cursor = page.locator(".trace__now").first
    before = cursor.get_attribute("x1")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(cursor).not_to_have_attribute("x1", before or "")
    page.get_by_role("button", name="Pause").click()


def watched(coach: Coach, film: str, *, days_ago: int) -> str:
    """A set that was watched live, of a clip's landmarks; its id."""
    case = clip(film)
    judging = LiveJudging(load_library(), LiveWish(str(uuid4()), EXERCISE, Side.RIGHT))
    for frame in case.frames():
        judging.feed(frame)
    with open_writing(coach.database) as ports:
        (athlete,) = ports.store.athletes.all()
        seen_id = keep_live(ports, athlete.id, judging=judging)
        assert seen_id is not None
        seen = ports.store.seen.get(athlete.id, seen_id)
        ports.store.seen.save(athlete.id, replace(seen, at=seen.at - timedelta(days=days_ago)))
    return seen_id


def test_two_dates_move_together(coach: Coach, open_page: Callable[..., Page]) -> None:
    one, other = watched(coach, "half", days_ago=9), watched(coach, "steady", days_ago=2)
    page = open_page()
    page.goto(f"{coach.url}/seen/{other}")
    page.get_by_role("button", name="Compare").click()
    assert f"other={one}" in page.url
    cursors = page.locator(".trace__now")
    expect(cursors).to_have_count(4)
    before = [cursors.nth(n).get_attribute("x1") for n in range(4)]
    page.get_by_role("slider", name="Time within the hold").fill("400")
    after = [cursors.nth(n).get_attribute("x1") for n in range(4)]
    assert all(a != b for a, b in zip(before, after, strict=True))


def test_less_motion_leaves_the_scrubber_alone(
    coach: Coach, open_page: Callable[..., Page]
) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto(f"{coach.url}/seen/{watched(coach, 'half', days_ago=1)}")
    expect(page.get_by_role("slider", name="Time within the hold")).to_be_visible()
    expect(page.locator(".replay__play")).to_be_hidden()


def test_what_is_no_film_is_told_on_the_page(
    eyes: None, coach: Coach, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    nothing = tmp_path / "notes.mp4"
    nothing.write_bytes(b"these are notes and no film" * 40)
    page = open_page()
    page.goto(f"{coach.url}/clips/new?exercise={EXERCISE}&side=right")
    page.set_input_files("input[type=file]", nothing)
    page.get_by_role("button", name="Send and judge").click()
    page.clock.resume()
    expect(page.get_by_role("alert")).to_contain_text("This is no clip", timeout=60_000)
    expect(page.get_by_role("link", name="Send another clip")).to_be_visible()


def test_a_clip_beyond_the_cap_does_not_leave_the_phone(
    eyes: None, coach: Coach, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    film = tmp_path / "long.mp4"
    film.write_bytes(b"x" * 3000)
    page = open_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto(f"{coach.url}/clips/new?exercise={EXERCISE}&side=right")
    page.locator("form[data-most]").evaluate("form => { form.dataset.most = '2000'; }")
    page.set_input_files("input[type=file]", film)
    page.get_by_role("button", name="Send and judge").click()
    expect(page.locator(".upload__words")).to_contain_text("larger than")
    assert "POST" not in sent


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_was_seen_is_open_to_everybody(
    coach: Coach, open_page: Callable[..., Page], theme: str
) -> None:
    """By the rules of axe, by fingertip, and narrow."""
    one, other = watched(coach, "half", days_ago=9), watched(coach, "steady", days_ago=2)
    page = open_page(color_scheme=theme, reduced_motion="reduce")
    rules = AXE.read_text(encoding="utf-8")
    wrong = {}
    for address in (
        "/seen",
        "/clips/new",
        f"/seen/{one}",
        f"/seen/exercises/{EXERCISE}",
        f"/seen/compare?one={one}&other={other}",
    ):
        page.set_viewport_size(PHONE)
        show(page, coach, address)
        page.evaluate(rules)
        found = [*violations(page), *page.evaluate(TOO_SMALL, TARGET)]
        page.set_viewport_size({"width": 320, "height": 640})
        try:
            # A picture is drawn anew some frames after its width changed.
            page.wait_for_function("document.documentElement.scrollWidth <= 320", timeout=2_000)
        except PlaywrightTimeout:
            found.append("scrolls sideways")
        if found:
            wrong[address] = found
    assert wrong == {}
