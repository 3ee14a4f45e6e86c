"""Chromium, and the real app with the example athlete on a free port."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from hamstrong.web.pages.assets import asset
from tests.browser.serving import ZONE, Coach, make_example, running_coach

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
PHONE = {"width": 390, "height": 844}


def _chromium() -> str | None:
    named = os.environ.get("HAMSTRONG_CHROMIUM")
    if named:
        return named
    return next((path for path in ("/usr/bin/chromium",) if Path(path).exists()), None)


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


Launch = Callable[..., Browser]


@pytest.fixture(scope="session")
def launch() -> Iterator[Launch]:
    """Starts Debian's Chromium, the one HAMSTRONG_CHROMIUM names, or else Playwright's own."""
    with sync_playwright() as playwright:
        path = _chromium() or playwright.chromium.executable_path
        if not Path(path).exists():
            _missing("No Chromium: install it (apt install chromium) or set HAMSTRONG_CHROMIUM.")

        def start(*more: str) -> Browser:
            args = ["--no-sandbox", *more]
            return playwright.chromium.launch(executable_path=path, args=args)

        yield start


@pytest.fixture(scope="session")
def browser(launch: Launch) -> Iterator[Browser]:
    """The one that most tests share."""
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example athlete, planned once; every test takes a copy."""
    if "?v=" not in asset("player.js"):
        _missing("The front end is not built: run `npm ci && npm run build` in frontend/.")
    data = tmp_path_factory.mktemp("example")
    with time_machine.travel(NOW, tick=True):
        make_example(data)
    return data


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """The coach lives on one and the same Monday; its time still passes."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def coach(example_data: Path, tmp_path: Path) -> Iterator[Coach]:
    """The real app over its own copy of the example athlete."""
    shutil.copytree(example_data, tmp_path, dirs_exist_ok=True)
    with running_coach(tmp_path) as running:
        yield running


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens phone-sized pages; whatever they throw or log as an error fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(**options: object) -> Page:
        settings = {"viewport": PHONE, "timezone_id": ZONE, "has_touch": True, **options}
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.clock.install(time=NOW)
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []
