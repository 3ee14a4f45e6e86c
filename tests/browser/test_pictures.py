"""The body on the pages and in the player: nothing jumps, nothing moves that should not."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from hamstrong.exercises import pictures
from hamstrong.exercises.library import load_library
from hamstrong.exercises.pictures import load_pictures
from tests.browser.playing import WORK, Playing
from tests.browser.serving import Coach
from tests.pictures.shelf import draw

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
HOLD = "/exercises/hb_support_1l_bent"
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
MEDIA = Path(__file__).parents[2] / "src" / "hamstrong" / "exercises" / "media"

A_HAIR = 0.005
"""Layout shift (a share of the screen) that a late font may cause; one missing size makes 0.035."""

WATCH_SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((e) => e.value)))
    .observe({type: 'layout-shift', buffered: true});
}"""

SHOWN = """(image) => image.decode().then(() => image.naturalWidth > 0)"""
KEPT = """(count) => caches.open('hamstrong-pictures').then((cache) => cache.keys())
  .then((keys) => keys.filter((key) => key.url.includes('.avif')).length >= count)"""

CORNER = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0, 24, 16);
  return [...pen.getImageData(1, 1, 1, 1).data].slice(0, 3);
}"""


@pytest.fixture(autouse=True)
def drawn(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Every exercise has pictures, whether or not the studio has been at work."""
    folder = tmp_path_factory.mktemp("pictures")
    draw(folder / "media", load_library(), faults=[0, 1, 3])
    monkeypatch.setattr(pictures, "files", lambda _: folder)
    load_pictures.cache_clear()
    yield
    load_pictures.cache_clear()


def asked_for(page: Page, ending: str) -> list[str]:
    """Addresses of that kind that the page asks for from now on."""
    found: list[str] = []

    def note(request: Request) -> None:
        if f".{ending}" in request.url:
            found.append(request.url)

    page.on("request", note)
    return found


def loop(page: Page) -> Locator:
    return page.locator(".studio__view--a .studio__loop")


def test_nothing_shifts_while_pictures_come(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    page.add_init_script(f"({WATCH_SHIFTS})()")
    page.goto(f"{coach.url}{HOLD}")
    loop(page).evaluate(SHOWN)
    for picture in page.locator(".fault__picture").all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate(SHOWN)
    shifted = page.evaluate("() => window.shifts.reduce((sum, one) => sum + one, 0)")
    assert shifted < A_HAIR
    box = page.locator(".fault__picture").first.bounding_box()
    assert box is not None
    assert abs(box["width"] / box["height"] - 968 / 320) < 0.02


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_about_pictures(coach: Coach, open_page: OpenPage, theme: str) -> None:
    page = open_page(color_scheme=theme)
    page.goto(f"{coach.url}{HOLD}")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.clock.resume()  # axe itself waits on timers
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found["violations"]] == []


def test_the_second_angle_and_stillness_are_a_tap_away(coach: Coach, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{coach.url}{HOLD}")
    expect(loop(page)).to_be_visible()
    page.get_by_label("Angle 2").check(force=True)
    expect(page.locator(".studio__view--a")).to_be_hidden()
    expect(page.locator(".studio__view--b .studio__loop")).to_be_visible()
    page.get_by_label("Hold still").check(force=True)
    expect(page.locator(".studio__view--b .studio__loop")).to_be_hidden()
    expect(page.locator(".studio__view--b .studio__poster")).to_be_visible()


@pytest.mark.parametrize(
    "wish", [{"reduced_motion": "reduce"}, {"extra_http_headers": {"Save-Data": "on"}}]
)
def test_less_motion_or_data_moves_only_when_asked(
    coach: Coach, open_page: OpenPage, wish: dict[str, object]
) -> None:
    page = open_page(**wish)
    loops = asked_for(page, "avif")
    page.goto(f"{coach.url}{HOLD}")
    page.locator(".studio__view--a .studio__poster").evaluate(SHOWN)
    page.wait_for_load_state("networkidle")
    assert loops == []
    expect(loop(page)).to_be_hidden()
    page.get_by_label("Show it moving").check(force=True)
    expect(loop(page)).to_be_visible()
    assert loop(page).evaluate(SHOWN)


@pytest.fixture
def playing(coach: Coach, open_page: OpenPage) -> Playing:
    return Playing(open_page(), coach.url, coach.next_session())


def picture(playing: Playing) -> str:
    """The file on the screen, once it is there to be seen."""
    image = playing.page.locator(".art__image")
    assert image.evaluate(SHOWN)
    return str(image.evaluate("(image) => new URL(image.currentSrc).pathname.split('/').pop()"))


def test_it_moves_while_one_gets_ready_and_is_still_while_one_holds(playing: Playing) -> None:
    playing.open()
    assert picture(playing) == "a.avif"
    playing.page.get_by_role("button", name="Hold the picture still").click()
    assert picture(playing) == "a.webp"
    playing.start()
    playing.wait_for("ready")
    assert picture(playing) == "a.avif"
    seen = playing.wait_for(*WORK)
    assert picture(playing) == "a.webp"
    exercise = next(e for e in load_library().values() if e.name == seen.name)
    expect(playing.page.get_by_alt_text(exercise.pose_words)).to_be_visible()
    playing.wait_for("switch")
    assert picture(playing) == "a.avif"
    playing.press("Pause")
    assert picture(playing) == "a.webp"


def test_the_picture_stays_where_it_is_through_a_set(playing: Playing) -> None:
    playing.open()
    playing.start()
    playing.wait_for("ready")
    boxes = []
    while (seen := playing.playing_now()).kind != "rest":
        if seen.kind in WORK:
            boxes.append(playing.page.locator(".player__art").bounding_box())
        playing.wait(1)
    assert len(boxes) > 10
    assert boxes == [boxes[0]] * len(boxes)


def test_the_player_shows_the_body_without_a_network(coach: Coach, playing: Playing) -> None:
    page = playing.page
    playing.open()
    page.wait_for_function(KEPT, arg=4)
    page.context.set_offline(True)
    page.reload()
    page.locator(".lobby").wait_for()
    assert picture(playing) == "a.avif"
    playing.start()
    playing.wait_for("ready")
    assert picture(playing) == "a.avif"
    first = playing.wait_for(*WORK).name
    assert picture(playing) == "a.webp"
    for _ in range(3):
        playing.press("Skip")
    playing.wait_for(*WORK)
    assert picture(playing) == "a.webp"
    assert first


def test_a_loop_that_cannot_be_had_leaves_the_still_picture(playing: Playing) -> None:
    playing.page.route("**/*.avif*", lambda route: route.abort())
    playing.page.goto(f"{playing.url}/sessions/{playing.session_id}/play")
    playing.page.locator(".lobby .art__image[src*='a.webp']").wait_for()
    assert picture(playing) == "a.webp"


def test_less_motion_keeps_the_player_still(coach: Coach, open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    playing = Playing(page, coach.url, coach.next_session())
    playing.open()
    playing.start()
    playing.wait_for("ready")
    assert picture(playing) == "a.webp"


@pytest.mark.skipif(not MEDIA.is_dir(), reason="The studio's pictures are not there yet.")
def test_a_loop_has_the_colours_of_its_poster(open_page: OpenPage) -> None:
    """A moving AVIF that says full range is shown too bright by Chromium."""
    page = open_page()
    names = sorted(file.name.removesuffix(".avif") for file in MEDIA.glob("*.avif"))
    for name in names[:: max(len(names) // 8, 1)]:
        still, moving = (
            page.evaluate(CORNER, f"data:image/{kind};base64,{encoded(name, kind)}")
            for kind in ("webp", "avif")
        )
        assert max(abs(a - b) for a, b in zip(still, moving, strict=True)) <= 6, name


def encoded(name: str, kind: str) -> str:
    return base64.b64encode((MEDIA / f"{name}.{kind}").read_bytes()).decode()
