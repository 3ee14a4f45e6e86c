"""Picture every page into screenshots/: phone and desk, light and dark, with the example block.

`readme.jpg` among them is the README's picture; it is copied to docs/images/ by hand, when it is
worth a commit.

Run by `make screenshots`; the browser is HAMSTRONG_CHROMIUM, Debian's Chromium or Playwright's.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "screenshots"
HAMSTRONG = str(Path(sys.executable).with_name("hamstrong"))

Scheme = Literal["light", "dark"]

SIZES = {"phone": (390, 844), "desk": (1280, 800)}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PATIENCE_S = 60.0
SETTLED_MS = 400

README_SIZE: ViewportSize = {"width": 390, "height": 800}
README_QUALITY = 72
HOLD_WITHIN_S = 120
"""From the start of a session to its first hold, at the latest, seconds."""
INTO_HOLD_S = 5

RACE = (
    "distance=10k&time=47:30&weekly=45"
    "&effort_1_m=1200&effort_1_time=4:40&effort_2_m=3000&effort_2_time=12:50"
)
"""A filled-in question for the page of paces."""

PAGES = (
    "/today",
    "/week",
    "/block",
    "/runs",
    "/done",
    "/exercises",
    "/progress",
    "/check-in",
    "/plan/history",
    "/away",
    "/settings",
    "/decides",
    f"/paces?{RACE}",
    "/more",
    "/offline",
    "/pair",
)
WELCOME = ("race", "runs", "make", "check", "time", "equipment")
PLAN = ROOT / "examples" / "spring-marathon.csv"
ONE_OF_MANY = (
    r"/sessions/[^/]+",
    r"/runs/[^/]+",
    r"/exercises/[^/]+",
    r"/sessions/[^/]+/why",
    r"/sessions/[^/]+/sheet",
    r"/days/[^/]+/why",
)
"""Pages that exist many times: the first one that a page links to is pictured."""


@contextmanager
def coach() -> Iterator[str]:
    """A coach on a fresh data folder; gives its address."""
    with tempfile.TemporaryDirectory() as data, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen(
            [HAMSTRONG, "serve", "--port", str(port)],
            env={**os.environ, "HAMSTRONG_DATA": data},
            stdout=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/offline", process)
            yield address
        finally:
            process.terminate()
            process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the address answers."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE_S)
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise SystemExit("hamstrong serve did not start") from None
            time.sleep(0.05)
        else:
            return


def found_paths(page: Page, address: str) -> list[str]:
    """The fixed pages, and the first of each kind that they link to; a session's player too."""
    links: list[str] = []
    for path in PAGES:
        page.goto(address + path)
        found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        links += [link.partition("#")[0].partition("?")[0] for link in found]
    firsts = [
        next((link for link in links if re.fullmatch(pattern, link)), "") for pattern in ONE_OF_MANY
    ]
    session = firsts[0]
    return [*PAGES, *filter(None, firsts), *([f"{session}/play"] if session else [])]


def picture(page: Page, address: str, path: str, suffix: str) -> None:
    """One page, whole length, into its file."""
    page.goto(address + path)
    page.wait_for_timeout(SETTLED_MS)
    kind = "player" if path.endswith("/play") else path
    kind = kind.partition("?")[0]
    kind = re.sub(r"^/(sessions|days)/.*/why", r"why-\1", kind)
    kind = re.sub(r"^/(sessions|runs|exercises)/.*", r"one-of-\1", kind).strip("/")
    name = kind.replace("/", "-") or "start"
    page.screenshot(path=TARGET / f"{name}-{suffix}.png", full_page=True)


def welcome_pages(page: Page, address: str) -> list[str]:
    """The steps of welcome, answered so far that each can be shown; the example stays open."""
    page.goto(f"{address}/welcome/race")
    page.fill("#race_day", "2027-04-18")
    page.locator(".button--primary").click()
    page.wait_for_url("**/welcome/runs")
    page.set_input_files("input[name=plan]", PLAN)
    page.locator(".button--primary").click()
    page.wait_for_url("**/welcome/check")
    return [f"/welcome/{step}" for step in WELCOME]


def take_all(browser: Browser, address: str) -> int:
    """Every page in every size and scheme; gives the number of pictures."""
    first = browser.new_page(viewport=size("phone"))
    for name, scheme in variants():
        page = browser.new_page(viewport=size(name), color_scheme=scheme)
        picture(page, address, "/welcome", f"{name}-{scheme}")
        page.close()
    first.goto(f"{address}/welcome")
    first.get_by_role("button", name=re.compile("example", re.IGNORECASE)).first.click()
    first.wait_for_url("**/today")
    take_readme(browser, address)
    paths = [*found_paths(first, address), *welcome_pages(first, address)]
    for name, scheme in variants():
        page = browser.new_page(viewport=size(name), color_scheme=scheme)
        for path in paths:
            picture(page, address, path, f"{name}-{scheme}")
        page.close()
    return (len(paths) + 1) * len(variants()) + 1


def take_readme(browser: Browser, address: str) -> None:
    """A week, a session and the player in a hold, side by side."""
    page = browser.new_page(viewport=README_SIZE, color_scheme="light")
    page.clock.install()
    shots = []
    for path in ("/week", session_of(page, address)):
        page.goto(address + path)
        page.clock.fast_forward(SETTLED_MS)
        shots.append(page.screenshot())
    page.goto(f"{page.url}/play")
    page.locator(".lobby .button--primary").click()
    hold = page.locator(".player[data-kind=hold]")
    for _ in range(HOLD_WITHIN_S):
        page.clock.fast_forward(1000)
        if hold.count():
            break
    page.clock.fast_forward(1000 * INTO_HOLD_S)
    page.wait_for_timeout(SETTLED_MS)
    shots.append(page.screenshot())
    page.close()
    side_by_side(browser, shots)


def session_of(page: Page, address: str) -> str:
    """The path of the week's first session."""
    page.goto(f"{address}/week")
    link = page.locator("a[href^='/sessions/']").first.get_attribute("href") or ""
    return "/".join(link.split("/")[:3])


def side_by_side(browser: Browser, shots: list[bytes]) -> None:
    """The pictures in a row, into `readme.jpg`."""
    images = "".join(
        f"<img src='data:image/png;base64,{b64encode(shot).decode()}'>" for shot in shots
    )
    gap = 24
    row = f"display:flex;gap:{gap}px;padding:{gap}px;margin:0;background:#dedacf"
    width, height = README_SIZE["width"], README_SIZE["height"]
    whole: ViewportSize = {
        "width": len(shots) * (width + gap) + gap,
        "height": height + 2 * gap,
    }
    page = browser.new_page(viewport=whole)
    page.set_content(f"<body style='{row}'>{images}</body>")
    page.screenshot(path=TARGET / "readme.jpg", type="jpeg", quality=README_QUALITY)
    page.close()


def variants() -> list[tuple[str, Scheme]]:
    """Every size with every scheme."""
    return [(name, scheme) for name in SIZES for scheme in SCHEMES]


def size(name: str) -> ViewportSize:
    """The viewport of that name, CSS pixels."""
    width, height = SIZES[name]
    return {"width": width, "height": height}


def main() -> None:
    """Take the pictures and say how many."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir()
    path = os.environ.get("HAMSTRONG_CHROMIUM") or shutil.which("chromium")
    with coach() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        print(f"{take_all(browser, address)} pictures in screenshots/")
        browser.close()


if __name__ == "__main__":
    main()
