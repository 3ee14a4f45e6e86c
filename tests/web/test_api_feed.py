"""The calendar feed over HTTP, with the real writer behind it."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import icalendar
import pytest

from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.model import CalendarKind
from hamstrong.coach.move_session import move_session
from hamstrong.coach.set_up_athlete import set_up_athlete
from hamstrong.coach.share_calendar import rotate_feed
from tests.db.blank import open_blank
from tests.unit.coach.desk import MONDAY, SET_UP, at
from tests.web.feed_world import Feed

FIRST = f"{MONDAY}-1"


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[Feed]:
    database = open_blank(tmp_path / "hamstrong.sqlite")
    feed = Feed(database)
    with feed.client:
        yield feed
    database.close()


@pytest.fixture(params=[CalendarKind.TRAINING, CalendarKind.BUSY])
def either(feed: Feed, request: pytest.FixtureRequest) -> Feed:
    """The feed of one kind, then of the other: both keep the same rules of the web."""
    feed.path = feed.open(request.param)
    return feed


def test_a_calendar_reads_the_sessions_and_the_race(feed: Feed) -> None:
    events = feed.events()
    session = events[FIRST]
    assert session["DTSTART"].dt == at(MONDAY, 18)
    assert "Far from your long run." in session["DESCRIPTION"]
    assert session["URL"] == f"https://coach.example/sessions/{FIRST}"
    assert f"race-{SET_UP.race_day}" in events
    assert len(events) == 9


def test_the_answer_says_what_it_is_and_how_long_it_lasts(either: Feed) -> None:
    answer = either.client.get(either.path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, max-age=0, must-revalidate"
    assert answer.headers["etag"].startswith('"')
    assert answer.headers["last-modified"] == format_datetime(either.desk.clock.now(), usegmt=True)
    assert "set-cookie" not in answer.headers


def test_asking_again_is_cheap(either: Feed) -> None:
    first = either.client.get(either.path)
    etag, modified = first.headers["etag"], first.headers["last-modified"]
    for headers in (
        {"If-None-Match": etag},
        {"If-None-Match": f'"other", {etag}'},
        {"If-None-Match": f"W/{etag}"},
        {"If-None-Match": "*"},
        {"If-Modified-Since": modified},
    ):
        again = either.client.get(either.path, headers=headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again.headers["etag"] == etag


def test_what_is_old_is_sent_again(either: Feed) -> None:
    before = either.desk.clock.now() - timedelta(seconds=1)
    old = format_datetime(before, usegmt=True)
    modified = either.client.get(either.path).headers["last-modified"]
    for headers in (
        {"If-None-Match": '"other"'},
        {"If-Modified-Since": old},
        {"If-Modified-Since": "last Tuesday"},
        {"If-None-Match": '"other"', "If-Modified-Since": modified},
    ):
        assert either.client.get(either.path, headers=headers).status_code == 200, headers


def test_head_is_get_without_the_body(either: Feed) -> None:
    head, get = either.client.head(either.path), either.client.get(either.path)
    assert head.status_code == 200
    assert head.content == b""
    assert {**head.headers} == {**get.headers}


def test_each_encoding_has_a_tag_of_its_own(either: Feed) -> None:
    plain = either.client.get(either.path, headers={"Accept-Encoding": "identity"})
    with either.client.stream("GET", either.path, headers={"Accept-Encoding": "gzip"}) as zipped:
        raw = b"".join(zipped.iter_raw())
    assert gzip.decompress(raw) == plain.content
    assert zipped.headers["etag"] != plain.headers["etag"]
    assert plain.headers["vary"] == "Accept-Encoding"


def test_the_bytes_stay_while_the_plan_does(either: Feed) -> None:
    first = either.client.get(either.path)
    either.desk.sleep(hours=6)
    with either.writing() as ports:
        make_plan(ports, either.athlete_id)
    second = either.client.get(either.path)
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


def test_who_may_know_the_times_learns_nothing_else(feed: Feed) -> None:
    path = feed.open(CalendarKind.BUSY)
    events = feed.events(path)
    assert len(events) == 8, "the sessions, and no race"
    session = events[f"{FIRST}-busy"]
    assert session["DTSTART"].dt == at(MONDAY, 18)
    assert (str(session["SUMMARY"]), str(session["TRANSP"])) == ("Busy", "OPAQUE")
    text = feed.client.get(path).text
    for word in ("Holds", "long run", "Strength", "marathon", "/sessions/", "DESCRIPTION"):
        assert word not in text


def test_a_move_reaches_who_only_knows_the_times(feed: Feed) -> None:
    path = feed.open(CalendarKind.BUSY)
    feed.desk.sleep(minutes=1)
    with feed.writing() as ports:
        assert move_session(ports, feed.athlete_id, session_id=FIRST, start=at(MONDAY, 20)).moved
    session = feed.events(path)[f"{FIRST}-busy"]
    assert (session["SEQUENCE"], session["DTSTART"].dt) == (1, at(MONDAY, 20))


def test_withdrawing_one_address_leaves_the_other(feed: Feed) -> None:
    busy = feed.open(CalendarKind.BUSY)
    with feed.writing() as ports:
        rotate_feed(ports, feed.athlete_id, CalendarKind.BUSY)
    assert feed.client.get(busy).status_code == 410
    assert feed.client.get(feed.path).status_code == 200


def test_a_single_session_has_the_id_of_the_feed(feed: Feed) -> None:
    path = f"/api/sessions/{FIRST}/session.ics"
    answer = feed.client.get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert f'filename="hamstrong-{FIRST}.ics"' in answer.headers["content-disposition"]
    (alone,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    told = feed.events()[FIRST]
    for key in ("UID", "DTSTART", "DURATION", "SEQUENCE", "DTSTAMP", "SUMMARY", "URL"):
        assert alone[key].to_ical() == told[key].to_ical()
    assert b"REFRESH-INTERVAL" not in answer.content
    assert b"METHOD" not in answer.content
    assert feed.client.get("/api/sessions/none/session.ics").status_code == 404


def test_a_guess_finds_nothing(feed: Feed) -> None:
    answer = feed.client.get("/feed/guess.ics")
    assert answer.status_code == 404
    assert answer.json()["ok"] is False
