"""The phone on the hips in the player, end to end: Chromium's emulated motion sensors, the real
judge behind them. Slow: the hold runs in its own time."""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, Route, expect

from hamstrong.exercises.dose import Side
from hamstrong.exercises.library import load_library
from hamstrong.motion.hip_judge import HipJudge
from tests.browser.conftest import PHONE, Launch
from tests.browser.serving import ZONE, Coach
from tests.browser.test_judge_live import EXERCISE, judged_set, one_long_hold, site, step
from tests.unit.motion.hip_films import Film, Hips, Phone, course, film, flat

pytestmark = pytest.mark.browser
__all__ = ["site"]

TOP_DEG = 27.0
LIFT = course((0, 0), (7, 0), (8.2, TOP_DEG), (22, TOP_DEG), (23, 0), (25, 0))
DROP = course((12, 0), (13, 14), (14.5, 14), (15.5, 0))
SECONDS = 25
HZ = 25
ERROR_S = 0.5
LONG_S = 18
"""After the ten seconds of getting ready: until the film is over."""
SENSORS = ("accelerometer", "linear-acceleration", "gyroscope")


def short_hold(route: Route) -> None:
    """As the camera's test has it, with a shorter hold that hips can judge."""

    def changed(**answer: Any) -> None:
        (exercise,) = answer["json"]["exercises"]
        exercise |= {"hips": True, "hold_s": LONG_S}
        exercise["steps"] = [step("ready", 10), step("hold", LONG_S), step("rest", 20)]
        route.fulfill(**answer)

    one_long_hold(_Answering(route, changed))  # type: ignore[arg-type]


class _Answering:
    """A route whose answer is looked at before it goes out."""

    def __init__(self, route: Route, fulfill: Any) -> None:
        self.fetch = route.fetch
        self.fulfill = fulfill


@pytest.fixture
def context(launch: Launch) -> Iterator[BrowserContext]:
    browser = launch()
    yield browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        timezone_id=ZONE,
        has_touch=True,
        service_workers="block",
        color_scheme="dark" if os.environ.get("HAMSTRONG_DARK") else "light",
    )
    browser.close()


def open_player(page: Page, site: Coach) -> None:
    page.route("**/api/sessions/*", short_hold)
    page.goto(f"{site.url}/sessions/{site.next_session()}/play")
    page.locator(".lobby .button--primary").click()
    page.locator(".player[data-kind=ready]").wait_for()
    page.get_by_role("button", name="Pause").click()


def says(page: Page, sentence: str) -> None:
    """Below the lights stands this now."""
    note = page.locator(".judge[data-by=hips] .judge__note")
    expect(note).to_contain_text(sentence)
    shoot(page, sentence)


def shoot(page: Page, name: str) -> None:
    folder = os.environ.get("HAMSTRONG_SCREENSHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


class Sensors:
    """Chromium's motion sensors, told what a film's phone feels."""

    def __init__(self, page: Page) -> None:
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        for kind in SENSORS:
            about = {"available": True, "maximumFrequency": 60}
            self._send("setSensorOverrideEnabled", type=kind, enabled=True, metadata=about)
        self._tell("linear-acceleration", (0, 0, 0))
        self._tell("accelerometer", (0, 0, 9.8))
        self._tell("gyroscope", (0, 0, 0))

    def _send(self, what: str, **about: Any) -> None:
        self._cdp.send(f"Emulation.{what}", about)

    def _tell(self, kind: str, xyz: tuple[float, ...]) -> None:
        reading = {"xyz": dict(zip("xyz", xyz, strict=True))}
        self._send("setSensorOverrideReadings", type=kind, reading=reading)

    def play(self, told: Film, *, at: dict[float, Callable[[], None]] | None = None) -> None:
        """In the film's own time; what is to be done at some seconds is done then."""
        begun = time.monotonic()
        due = sorted((at or {}).items(), key=lambda item: item[0])
        for sample in told.samples:
            while due and due[0][0] <= sample.time_s:
                due.pop(0)[1]()
            left_s = begun + sample.time_s - time.monotonic()
            if left_s > 0:
                time.sleep(left_s)
            self._tell("accelerometer", sample.up)
            assert sample.rate is not None
            self._tell("gyroscope", tuple(rate * 0.0174532925 for rate in sample.rate))


def by_itself(told: Film) -> float:
    """Valid seconds of the same film, judged without a browser."""
    judge = HipJudge(load_library()[EXERCISE], Side.RIGHT)
    for sample in told.samples:
        judge.feed(sample)
    return sum(hold.valid_s for hold in judge.finish().holds)


def test_a_hold_is_judged_by_the_hips_alone(context: BrowserContext, site: Coach) -> None:
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("websocket", lambda socket: asked.append(socket.url.replace("ws:", "http:", 1)))
    sensors = Sensors(page)
    told = film(Hips(LIFT, DROP), SECONDS, hz=HZ, seed=3)
    open_player(page, site)
    page.get_by_role("button", name="Hips", exact=True).click()
    page.locator(".judge[data-by=hips][data-status=watching]").wait_for(state="attached")
    page.get_by_role("button", name="Go on").click()

    def lost() -> None:
        light = page.locator(".judge[data-by=hips] .judge__light[data-criterion=level]")
        expect(light).to_have_attribute("data-verdict", "lost")
        shoot(page, "lost")

    def active() -> None:
        panel = page.locator(".judge[data-by=hips][data-stage=active]")
        panel.wait_for(state="attached")
        expect(panel.locator(".judge__light[data-criterion=up]")).to_be_visible()
        expect(panel.locator(".judge__hidden")).to_contain_text("Not felt by the hips")
        shoot(page, "active")

    sensors.play(
        told,
        at={
            2: partial(says, page, "Lie still"),
            6: partial(says, page, "It feels you"),
            11: active,
            14.6: lost,
        },
    )
    page.locator(".player[data-kind=rest]").wait_for(timeout=(LONG_S + 20) * 1000)
    page.get_by_role("button", name="Done", exact=True).click()
    done = judged_set(site, page)
    assert done["judged"]["by"] == "hips"
    assert done["judged"]["valid_s"] == pytest.approx(by_itself(told), abs=ERROR_S)
    held_s = told.up_s(TOP_DEG)
    assert done["judged"]["held_s"] == pytest.approx(held_s, abs=ERROR_S)
    assert done["judged"]["lost_s"]["level"] == pytest.approx(2.0, abs=ERROR_S)
    assert [url for url in asked if not url.startswith((site.url, "blob:", "data:"))] == []
    assert faults == []


def test_a_phone_that_slips_is_said_to_have(context: BrowserContext, site: Coach) -> None:
    page = context.new_page()
    sensors = Sensors(page)
    open_player(page, site)
    page.get_by_role("button", name="Hips", exact=True).click()
    page.locator(".judge[data-by=hips][data-status=watching]").wait_for(state="attached")
    page.get_by_role("button", name="Go on").click()
    phone = Phone(slips=(flat, course((6, 0), (6.2, 16)), flat))
    sensors.play(film(Hips(flat), 8, phone=phone, hz=HZ))
    says(page, "The phone has slipped")


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("DeviceMotionEvent.requestPermission = () => Promise.resolve('denied')", "not allowed"),
        ("", "no motion sensors"),
        ("delete window.DeviceMotionEvent", "only over HTTPS"),
    ],
    ids=["denied", "no sensors", "not secure"],
)
def test_without_sensors_the_timer_goes_on(
    context: BrowserContext, site: Coach, script: str, sentence: str
) -> None:
    page = context.new_page()
    page.add_init_script(script)
    open_player(page, site)
    page.get_by_role("button", name="Hips", exact=True).click()
    says(page, sentence)
    says(page, "The timer goes on")
    page.get_by_role("button", name="Hips off").click()
    expect(page.locator(".judge[data-by=hips]")).to_be_hidden()


def test_one_witness_at_a_time(context: BrowserContext, site: Coach) -> None:
    page = context.new_page()
    Sensors(page)
    open_player(page, site)
    page.get_by_role("button", name="Camera", exact=True).click()
    page.get_by_role("button", name="Hips", exact=True).click()
    expect(page.locator(".judge[data-by=camera]")).to_be_hidden()
    expect(page.locator(".judge[data-by=hips]")).to_be_attached()
