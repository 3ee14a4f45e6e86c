"""libical judges our calendars by RFC 5545 and 5546: the only validator that can be had here."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from hamstrong.coach.model import CalendarKind
from tests.calendars.system import needs_binding, python
from tests.db.blank import open_blank
from tests.unit.coach.desk import MONDAY
from tests.web.feed_world import Feed

JUDGE = Path(__file__).with_name("restrictions.py")


def findings(calendar: bytes) -> list[str]:
    """What libical objects to."""
    needs_binding("ICalGLib", "3.0")
    done = subprocess.run([python(), JUDGE], input=calendar, capture_output=True, check=True)
    return done.stdout.decode().splitlines()


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[Feed]:
    database = open_blank(tmp_path / "hamstrong.sqlite")
    yield Feed(database)
    database.close()


def test_the_judge_finds_what_is_wrong() -> None:
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:a",
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20260101T000000Z",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    assert findings("\r\n".join(lines).encode())


@pytest.mark.parametrize("kind", [CalendarKind.TRAINING, CalendarKind.BUSY])
def test_a_feed_keeps_every_restriction(feed: Feed, kind: CalendarKind) -> None:
    data = feed.client.get(feed.open(kind)).content
    assert data.count(b"BEGIN:VEVENT") >= 8
    assert findings(data) == []


def test_a_single_session_keeps_every_restriction(feed: Feed) -> None:
    answer = feed.client.get(f"/api/sessions/{MONDAY}-1/session.ics")
    assert answer.status_code == 200
    assert findings(answer.content) == []
