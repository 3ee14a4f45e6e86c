"""A calendar program that others wrote subscribes to our address over the web.

Evolution Data Server is what GNOME's calendar stands on. It and its bindings are packages of the
system (`evolution-data-server gir1.2-ecal-2.0 gir1.2-edataserver-1.2 dbus python3-gi` on Debian);
where they are missing these tests say so.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hamstrong.coach.model import CalendarKind
from hamstrong.coach.move_session import move_session
from hamstrong.coach.set_up_athlete import set_up_athlete
from tests.browser.serving import serving
from tests.calendars.system import needs_binding, python
from tests.db.blank import open_blank
from tests.unit.coach.desk import MONDAY, SET_UP, at
from tests.web.feed_world import Feed

CLIENT = Path(__file__).with_name("evolution.py")
FIRST = f"{MONDAY}-1"
LOOKS = 40
"""Refreshes, half a second each, until what is waited for is there."""

Shown = dict[str, Any]


@dataclass(slots=True)
class Heard:
    """An app that notes which calendar was asked for, with which tag, and how it answered."""

    app: ASGIApp
    asked: list[tuple[str, bool, int]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                tagged = any(name == b"if-none-match" for name, _ in scope["headers"])
                self.asked.append((scope["path"], tagged, message["status"]))
            await send(message)

        await self.app(scope, receive, noting)


@dataclass(slots=True)
class Calendar:
    """The subscribing program."""

    process: "subprocess.Popen[str]"

    def refresh(self) -> list[dict[str, Shown]]:
        """What it shows of each address, by id."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("look\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "The calendar program ended."
        return [
            {event["uid"].partition("@")[0]: event for event in one} for one in json.loads(line)
        ]

    def until(self, wanted: Any) -> list[dict[str, Shown]]:
        """Refresh until that is so."""
        for _ in range(LOOKS):
            shown = self.refresh()
            if wanted(shown):
                return shown
        last = [sorted((key, one["status"]) for key, one in shows.items()) for shows in shown]
        raise AssertionError(f"never came; last seen: {last}")


@contextmanager
def subscribed(*addresses: str, home: Path) -> Iterator[Calendar]:
    """The program with a folder, a bus and settings of its own."""
    own = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE")}
    process = subprocess.Popen(
        ["dbus-run-session", "--", python(), CLIENT, *addresses],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "GSETTINGS_BACKEND": "memory",
            "GIO_USE_VFS": "local",
            "NO_PROXY": "localhost",
            **own,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Calendar(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=20)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[Feed]:
    database = open_blank(tmp_path / "hamstrong.sqlite")
    yield Feed(database)
    database.close()


def test_a_subscriber_sees_nothing_new_a_move_and_a_removal(feed: Feed, tmp_path: Path) -> None:
    needs_binding("ECal", "2.0")
    if shutil.which("dbus-run-session") is None:
        pytest.skip("dbus-run-session is not installed")
    busy = feed.open(CalendarKind.BUSY)
    heard = Heard(feed.app)
    with (
        serving(heard) as url,
        subscribed(url + feed.path, url + busy, home=tmp_path / "home") as calendar,
    ):
        shown, hours = calendar.until(lambda both: all(both))
        assert len(shown) == 9
        assert shown[FIRST]["start"] == f"{MONDAY:%Y%m%d}T180000"
        assert f"{FIRST}-busy" in hours
        calendar.until(lambda _: (feed.path, True, 304) in heard.asked)

        feed.desk.sleep(minutes=1)
        with feed.writing() as ports:
            assert move_session(
                ports, feed.athlete_id, session_id=FIRST, start=at(MONDAY, 20)
            ).moved
        moved = f"{MONDAY:%Y%m%d}T200000"
        shown, hours = calendar.until(
            lambda both: both[0][FIRST]["start"] == both[1][f"{FIRST}-busy"]["start"] == moved
        )
        assert shown[FIRST]["sequence"] == 1
        assert len(shown) == 9

        earlier = replace(SET_UP, race_day=SET_UP.race_day - timedelta(days=7))
        gone = "2027-01-04-2"
        assert gone in shown
        with feed.writing() as ports:
            set_up_athlete(ports, feed.athlete_id, earlier)
        shown, hours = calendar.until(lambda both: f"{gone}-busy" not in both[1])
        assert shown[gone]["status"] == "cancelled"
