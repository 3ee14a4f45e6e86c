"""Draw the app's icons as PNG files from its SVG mark, with the browser at hand.

    .venv/bin/python scripts/draw_icons.py

Run it again after the mark has changed; the small files it writes are kept in the repository,
so that installing Hamstrong needs no browser.
"""

import base64
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ICONS = Path(__file__).parent.parent / "src" / "hamstrong" / "web" / "static" / "icons"
SIZES = {"icon-180.png": (180, False), "icon-192.png": (192, False), "icon-512.png": (512, False),
         "icon-maskable-512.png": (512, True)}  # fmt: skip
"""Pixels of each file, and whether it fills its square so that a phone can cut any shape."""

GROUND = "#0d5c57"
SAFE = 0.74
"""Share of a maskable icon that no phone cuts off holds the whole mark."""


def draw(page: Page, name: str) -> bytes:
    """One icon as the bytes of a PNG, transparent outside the mark unless it fills its square."""
    size, fills = SIZES[name]
    mark = base64.b64encode((ICONS / "icon.svg").read_bytes()).decode()
    ground = GROUND if fills or size == 180 else "transparent"
    width = round(size * SAFE) if fills else size
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        f"<body style='margin:0;height:100vh;display:grid;place-content:center;"
        f"background:{ground}'><img width={width} src='data:image/svg+xml;base64,{mark}'>"
    )
    page.wait_for_function("document.images[0].complete")
    return page.screenshot(omit_background=True)


def main() -> None:
    """Write every icon."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        for name in SIZES:
            (ICONS / name).write_bytes(draw(page, name))
        browser.close()


if __name__ == "__main__":
    main()
