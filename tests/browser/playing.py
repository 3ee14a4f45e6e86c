"""Driving the player on a clock that only moves when told to."""

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

WORK = ("hold", "reps")

READ = """() => {
  const player = document.querySelector('.player');
  if (!player) return null;
  return {
    kind: player.dataset.kind, side: player.dataset.side, status: player.dataset.status,
    digits: player.querySelector('.player__number').textContent,
    name: player.querySelector('.player__name').textContent,
    asks: player.querySelector('.player__ask') !== null,
  };
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the screen shows; `digits` are seconds left, or the rep under way."""

    kind: str
    side: str
    status: str
    digits: str
    name: str
    asks: bool


@dataclass(slots=True)
class Playing:
    """One player's page."""

    page: Page
    url: str
    session_id: str

    def open(self) -> None:
        """To the screen before the first second, with the service worker at work."""
        self.page.goto(f"{self.url}/sessions/{self.session_id}/play")
        self.page.locator(".lobby").wait_for()
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    def press(self, name: str) -> None:
        """Tap the button with that name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def start(self) -> None:
        """Tap the one button."""
        self.page.locator(".lobby .button--primary").click()
        self.page.locator(".player").wait_for()

    def wait(self, seconds: float, *, step_s: float = 1) -> None:
        """Let time pass; the page is let run once every `step_s`, as a slow device would."""
        for _ in range(round(seconds / step_s)):
            self.page.clock.fast_forward(round(step_s * 1000))

    def seen(self) -> Seen | None:
        """What is on the screen, None when the playing screen is not up."""
        shown: dict[str, Any] | None = self.page.evaluate(READ)
        return None if shown is None else Seen(**shown)

    def playing_now(self) -> Seen:
        """What the playing screen shows; it must be up."""
        seen = self.seen()
        assert seen is not None, "The playing screen is not up."
        return seen

    def saved(self) -> dict[str, Any]:
        """The session as it is kept on the device."""
        text = self.page.evaluate(
            "(id) => localStorage.getItem(`hamstrong.playing/${id}`)", self.session_id
        )
        state: dict[str, Any] = json.loads(text)
        return state

    def wait_for(
        self, *kinds: str, side: str | None = None, name: str | None = None, most_s: int = 1800
    ) -> Seen:
        """Let time pass until the screen shows such a step."""
        for _ in range(most_s):
            seen = self.playing_now()
            if seen.kind in kinds and side in (None, seen.side) and name in (None, seen.name):
                return seen
            self.wait(1)
        raise AssertionError(f"No {kinds} {side} {name} within {most_s} s.")

    def play_to_the_end(self, *, most_s: int = 3600) -> None:
        """Let time pass until the session is over."""
        for _ in range(most_s):
            if self.page.locator(".lobby").count():
                return
            self.wait(1)
        raise AssertionError("The session did not end.")


def step_at(steps: list[dict[str, Any]], second: float) -> tuple[dict[str, Any], float]:
    """The step under way that many seconds after the start, and its seconds left."""
    for step in steps:
        if second < step["seconds"]:
            return step, step["seconds"] - second
        second -= step["seconds"]
    raise AssertionError("The session is shorter than that.")
