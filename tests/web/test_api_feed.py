"""The calendar feed over HTTP, with the real writer behind it."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from fastapi.testclient import TestClient

from hamstrong.adapters.db.database import Database
from hamstrong.adapters.db.store import SqlStore
from hamstrong.adapters.feed_writer import write_feed
from hamstrong.adapters.files.activities.reader import Reader
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.move_session import move_session
from hamstrong.coach.ports import Ports
from hamstrong.coach.set_up_athlete import set_up_athlete
from hamstrong.coach.share_calendar import create_feed, rotate_feed
from hamstrong.exercises.library import load_library
from hamstrong.web.app import create_app
from hamstrong.web.deps import WebDeps
from tests.db.blank import open_blank
from tests.unit.coach.desk import MONDAY, SET_UP, Desk, at

FIRST = f"{MONDAY}-1"


class Feed:
    """An athlete with a plan, a secret address, and somebody who asks for it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.desk = Desk()
        deps = WebDeps(
            activities=Reader,
            reading=self.writing,
            writing=self.writing,
            address="https://coach.example",
        )
        self.client = TestClient(create_app(deps))
        with self.writing():
            self.athlete_id = self.desk.planned().id
        with self.writing() as ports:
            self.path = f"/feed/{create_feed(ports, self.athlete_id).token}.ics"

    @contextmanager
    def writing(self) -> Iterator[Ports]:
        with self.database.writing() as session:
            self.desk.store = SqlStore(session, load_library())
            yield replace(self.desk.ports, write_feed=write_feed)

    def events(self) -> dict[str, Any]:
        calendar = icalendar.Calendar.from_ical(self.client.get(self.path).content)
        return {str(event["UID"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[Feed]:
    database = open_blank(tmp_path / "hamstrong.sqlite")
    feed = Feed(database)
    with feed.client:
        yield feed
    database.close()


def test_a_calendar_reads_the_sessions_and_the_race(feed: Feed) -> None:
    events = feed.events()
    session = events[FIRST]
    assert session["DTSTART"].dt == at(MONDAY, 18)
    assert "Far from your long run." in session["DESCRIPTION"]
    assert session["URL"] == f"https://coach.example/sessions/{FIRST}"
    assert f"race-{SET_UP.race_day}" in events
    assert len(events) == 9


def test_the_answer_says_what_it_is_and_how_long_it_lasts(feed: Feed) -> None:
    answer = feed.client.get(feed.path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, max-age=0, must-revalidate"
    assert answer.headers["etag"].startswith('"')
    assert answer.headers["last-modified"] == format_datetime(feed.desk.clock.now(), usegmt=True)
    assert "set-cookie" not in answer.headers


def test_asking_again_is_cheap(feed: Feed) -> None:
    first = feed.client.get(feed.path)
    etag, modified = first.headers["etag"], first.headers["last-modified"]
    for headers in (
        {"If-None-Match": etag},
        {"If-None-Match": f'"other", {etag}'},
        {"If-None-Match": f"W/{etag}"},
        {"If-None-Match": "*"},
        {"If-Modified-Since": modified},
    ):
        again = feed.client.get(feed.path, headers=headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again.headers["etag"] == etag


def test_what_is_old_is_sent_again(feed: Feed) -> None:
    before = feed.desk.clock.now() - timedelta(seconds=1)
    old = format_datetime(before, usegmt=True)
    modified = feed.client.get(feed.path).headers["last-modified"]
    for headers in (
        {"If-None-Match": '"other"'},
        {"If-Modified-Since": old},
        {"If-Modified-Since": "last Tuesday"},
        {"If-None-Match": '"other"', "If-Modified-Since": modified},
    ):
        assert feed.client.get(feed.path, headers=headers).status_code == 200, headers


def test_head_is_get_without_the_body(feed: Feed) -> None:
    head, get = feed.client.head(feed.path), feed.client.get(feed.path)
    assert head.status_code == 200
    assert head.content == b""
    assert {**head.headers} == {**get.headers}


def test_each_encoding_has_a_tag_of_its_own(feed: Feed) -> None:
    plain = feed.client.get(feed.path, headers={"Accept-Encoding": "identity"})
    with feed.client.stream("GET", feed.path, headers={"Accept-Encoding": "gzip"}) as zipped:
        raw = b"".join(zipped.iter_raw())
    assert gzip.decompress(raw) == plain.content
    assert zipped.headers["etag"] != plain.headers["etag"]
    assert plain.headers["vary"] == "Accept-Encoding"


def test_the_bytes_stay_while_the_plan_does(feed: Feed) -> None:
    first = feed.client.get(feed.path)
    feed.desk.sleep(hours=6)
    with feed.writing() as ports:
        make_plan(ports, feed.athlete_id)
    second = feed.client.get(feed.path)
    assert (second.content, second.headers["etag"]) == (first.content, first.headers["etag"])


def test_a_move_reaches_the_calendar_with_its_sequence(feed: Feed) -> None:
    etag = feed.client.get(feed.path).headers["etag"]
    feed.desk.sleep(minutes=1)
    with feed.writing() as ports:
        moved = move_session(ports, feed.athlete_id, session_id=FIRST, start=at(MONDAY, 20))
    assert moved.moved
    assert feed.client.get(feed.path, headers={"If-None-Match": etag}).status_code == 200
    session = feed.events()[FIRST]
    assert (session["SEQUENCE"], session["DTSTART"].dt) == (1, at(MONDAY, 20))
    assert feed.events()[f"{MONDAY}-2"]["SEQUENCE"] == 0


def test_a_session_that_falls_away_is_struck_out(feed: Feed) -> None:
    earlier = replace(SET_UP, race_day=SET_UP.race_day - timedelta(days=7))
    with feed.writing() as ports:
        set_up_athlete(ports, feed.athlete_id, earlier)
    gone = feed.events()["2027-01-04-2"]
    assert (gone["STATUS"], gone["SEQUENCE"]) == ("CANCELLED", 1)


def test_a_withdrawn_address_says_that_it_is_gone(feed: Feed) -> None:
    with feed.writing() as ports:
        rotate_feed(ports, feed.athlete_id)
    answer = feed.client.get(feed.path)
    assert answer.status_code == 410
    assert "withdrawn" in answer.text
    assert feed.client.head(feed.path).status_code == 410


def test_a_guess_finds_nothing(feed: Feed) -> None:
    answer = feed.client.get("/feed/guess.ics")
    assert answer.status_code == 404
    assert answer.json()["ok"] is False
