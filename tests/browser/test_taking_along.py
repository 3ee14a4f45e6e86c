"""Files from the pages: saved as they are, and never from what the phone kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.serving import Coach
from tests.files.fit_reading import by_fitdecode, named

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

KEPT = """() => caches.open('hamstrong-visited')
  .then((cache) => cache.keys())
  .then((keys) => keys.map((key) => new URL(key.url).pathname))"""


def test_a_workout_is_saved_and_not_kept(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    session = coach.next_session()
    page.goto(f"{coach.url}/sessions/{session}")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.get_by_role("heading", name="Take it along").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Workout for a Garmin watch").click()
    assert saved.value.suggested_filename == f"hamstrong-{session}.fit"
    steps = named(by_fitdecode(saved.value.path().read_bytes()), "workout_step")
    assert steps
    kept = page.evaluate(KEPT)
    assert f"/sessions/{session}" in kept
    assert not [path for path in kept if path.startswith("/api/") and path.endswith(".fit")]


def test_a_file_is_not_a_page_without_a_network(coach: Coach, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{coach.url}/week")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.context.set_offline(True)
    told = page.evaluate(
        """() => new Promise((done) => {
          const frame = document.createElement('iframe');
          frame.addEventListener('load', () => done(
            frame.contentDocument ? frame.contentDocument.title : 'failed'));
          frame.src = '/api/week/workouts.zip';
          document.body.append(frame);
          setTimeout(() => done('nothing'), 3000);
        })"""
    )
    assert "Hamstrong" not in told
