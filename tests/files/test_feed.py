"""The calendar feed: what a subscriber's program reads is what was planned, to the minute."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from hamstrong.adapters.files.feed import (
    CancelledSession,
    FeedHistory,
    FeedOptions,
    Revision,
    busy_feed,
    session_file,
    training_feed,
)
from hamstrong.adapters.files.vtimezone import vtimezone
from hamstrong.errors import BadInput
from hamstrong.exercises.schema import LoadClass
from hamstrong.planning.model import BlockPhase, Plan, Reason, Session
from hamstrong.running.model import Race

MADRID = ZoneInfo("Europe/Madrid")
REVISED = datetime(2027, 2, 1, 9, 30, tzinfo=UTC)
REASON = "Thursday: 24 h before your threshold run, so holds only; \\o/\nSofa – 🛋 at 42 cm."


def session(day: date, zone: ZoneInfo = MADRID, *, clock: time = time(18, 30)) -> Session:
    start = datetime.combine(day, clock, zone)
    return Session(
        id=f"{day}-1",
        start=start,
        end=(start.astimezone(UTC) + timedelta(minutes=25)).astimezone(zone),
        phase=BlockPhase.BUILD,
        load_class=LoadClass.C2,
        novel=False,
        title="Hips, calves",
        doses=(),
        reason=Reason(REASON),
    )


def plan(zone: ZoneInfo = MADRID, *, days: int = 75, every: int = 3) -> Plan:
    first = date(2027, 2, 1)
    sessions = tuple(session(first + timedelta(days=n), zone) for n in range(0, days, every))
    race = Race(datetime(2027, 4, 18, 9, tzinfo=zone), name="Ribera Marathon")
    return Plan(race=race, weeks=(), sessions=sessions, runs=(), empty_days={})


def feed(of: Plan, **more: object) -> bytes:
    return training_feed(
        of,
        instance="strength.example.org",
        base_url="https://strength.example.org/",
        revised_at=REVISED,
        **more,  # type: ignore[arg-type]
    )


def events(data: bytes) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(data)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_the_zone_is_described_from_two_winters_before() -> None:
    """A reader that leaves out the first year of a rule still has the winter before the plan."""
    calendars = (feed(plan()), busy(plan()), by_hand(plan()))
    onsets = [year for data in calendars for year in re.findall(rb"DTSTART:(\d{4})", data)]
    assert onsets == [b"2025"] * 6


ZONES = (
    *("Europe/Madrid", "America/New_York", "Australia/Sydney", "Europe/Dublin", "Asia/Kolkata"),
    *("Africa/Casablanca", "America/Nuuk", "Australia/Lord_Howe", "UTC"),
)


def busy(of: Plan) -> bytes:
    return busy_feed(of, instance="strength.example.org", revised_at=REVISED)


def by_hand(of: Plan) -> bytes:
    return session_file(
        of, instance="strength.example.org", base_url="https://x", revised_at=REVISED
    )


@pytest.mark.parametrize(("write", "ending"), [(feed, ""), (busy, "-busy"), (by_hand, "")])
@pytest.mark.parametrize("key", ZONES)
def test_every_start_and_length_comes_back(
    key: str, write: Callable[[Plan], bytes], ending: str
) -> None:
    """From winter into summer time, read through the calendar's own VTIMEZONE."""
    told = plan(ZoneInfo(key), days=250)
    calendar = icalendar.Calendar.from_ical(write(told))
    query = recurring_ical_events.of(calendar)
    read = {str(event["UID"]): event for event in query.between((2027, 1, 1), (2028, 1, 1))}
    for one in told.sessions:
        event = read[f"{one.id}{ending}@strength.example.org"]
        assert event.start.astimezone(UTC) == one.start.astimezone(UTC)
        assert event.end.astimezone(UTC) == one.end.astimezone(UTC)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert feed(plan()) == feed(plan())


def test_the_bytes_are_what_the_standard_asks_for() -> None:
    data = feed(plan())
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in (
        *(b"VERSION:2.0", b"CALSCALE:GREGORIAN", b"NAME:Hamstrong", b"X-WR-CALNAME:Hamstrong"),
        *(b"REFRESH-INTERVAL;VALUE=DURATION:PT4H", b"X-PUBLISHED-TTL:PT4H"),
    ):
        assert line in lines
    assert b"METHOD" not in data
    for line in lines:
        line.decode()  # folded between letters, not inside one


def test_an_event_says_what_why_and_where() -> None:
    event = events(feed(plan()))["2027-02-01-1@strength.example.org"]
    assert str(event["SUMMARY"]) == "Strength: Hips, calves"
    link = "https://strength.example.org/sessions/2027-02-01-1"
    assert str(event["DESCRIPTION"]) == f"{REASON}\n\n25 min\nOpen: {link}"
    assert str(event["URL"]) == link
    assert (str(event["STATUS"]), str(event["TRANSP"])) == ("CONFIRMED", "OPAQUE")
    assert event["DTSTAMP"].dt == REVISED
    assert int(event["SEQUENCE"]) == 0


def test_no_id_is_there_twice() -> None:
    data = feed(plan())
    assert data.count(b"UID:") == len(events(data)) == len(plan().sessions) + 1


def test_a_moved_session_counts_its_moves() -> None:
    moved = Revision(2, datetime(2027, 1, 30, tzinfo=UTC))
    history = FeedHistory(revisions={"2027-02-01-1": moved})
    event = events(feed(plan(), history=history))["2027-02-01-1@strength.example.org"]
    assert int(event["SEQUENCE"]) == 2
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == moved.at


def test_a_cancelled_session_is_said_for_two_weeks() -> None:
    gone = session(date(2027, 2, 2))
    recent = CancelledSession(gone, Revision(1, REVISED - timedelta(days=13)))
    old = replace(recent, revision=Revision(1, REVISED - timedelta(days=15)))
    uid = "2027-02-02-1@strength.example.org"
    event = events(feed(plan(), history=FeedHistory(cancelled=(recent,))))[uid]
    assert str(event["STATUS"]) == "CANCELLED"
    assert uid not in events(feed(plan(), history=FeedHistory(cancelled=(old,))))


def test_a_session_that_came_back_is_not_cancelled() -> None:
    back = CancelledSession(plan().sessions[0], Revision(1, REVISED))
    event = events(feed(plan(), history=FeedHistory(cancelled=(back,))))
    assert str(event["2027-02-01-1@strength.example.org"]["STATUS"]) == "CONFIRMED"


def test_the_race_is_a_whole_day() -> None:
    event = events(feed(plan()))["race-2027-04-18@strength.example.org"]
    assert event["DTSTART"].dt == date(2027, 4, 18)
    assert event["DTEND"].dt == date(2027, 4, 19)
    assert str(event["SUMMARY"]) == "Ribera Marathon"


def test_what_is_long_over_leaves_the_feed() -> None:
    later = training_feed(
        plan(),
        instance="strength.example.org",
        base_url="https://strength.example.org",
        revised_at=datetime(2027, 4, 10, tzinfo=UTC),
    )
    first = min(event["DTSTART"].dt for uid, event in events(later).items() if "race" not in uid)
    assert first.date() == date(2027, 3, 12)


def test_another_language_and_free_time_are_options() -> None:
    options = FeedOptions(session="Kraft", minutes="Min.", open="Öffnen", free=True)
    event = events(feed(plan(), options=options))["2027-02-01-1@strength.example.org"]
    assert str(event["SUMMARY"]) == "Kraft: Hips, calves"
    assert "25 Min.\nÖffnen: " in str(event["DESCRIPTION"])
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_the_busy_feed_says_nothing_but_busy() -> None:
    data = busy_feed(plan(), instance="strength.example.org", revised_at=REVISED)
    found = events(data)
    assert len(found) == len(plan().sessions)
    assert {str(event["SUMMARY"]) for event in found.values()} == {"Busy"}
    assert {str(event["CLASS"]) for event in found.values()} == {"PRIVATE"}
    for word in (b"Hips", b"threshold", b"Ribera", b"http"):
        assert word not in data
    assert not set(found) & set(events(feed(plan())))


def test_a_file_to_put_in_by_hand_asks_for_nothing_and_has_no_race() -> None:
    data = by_hand(plan())
    assert set(events(data)) < set(events(feed(plan())))
    assert len(events(data)) == len(plan().sessions)
    for word in (b"REFRESH-INTERVAL", b"X-PUBLISHED-TTL", b"X-WR-CALNAME", b"METHOD", b"Ribera"):
        assert word not in data
    assert data == by_hand(plan())


def test_a_plan_without_sessions_is_a_feed_with_the_race() -> None:
    empty = replace(plan(), sessions=())
    assert list(events(feed(empty))) == ["race-2027-04-18@strength.example.org"]


@pytest.mark.parametrize("instance", ["", "no spaces", "-x", "a\r\nBEGIN:VEVENT"])
def test_an_instance_that_is_no_host_is_refused(instance: str) -> None:
    with pytest.raises(BadInput):
        training_feed(plan(), instance=instance, base_url="https://x", revised_at=REVISED)


def test_a_revision_without_zone_is_refused() -> None:
    naive = REVISED.replace(tzinfo=None)
    with pytest.raises(BadInput, match="no zone"):
        training_feed(plan(), instance="x.org", base_url="https://x", revised_at=naive)


@pytest.mark.parametrize(
    "key",
    [
        *("Europe/Madrid", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Kyiv"),
        *("America/New_York", "America/Los_Angeles", "America/St_Johns", "America/Sao_Paulo"),
        *("Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham"),
        *("Asia/Tokyo", "Asia/Kolkata", "Asia/Kathmandu", "Africa/Nairobi", "Asia/Beirut"),
    ],
)
def test_yearly_rules_tell_the_hours_of_the_zone(key: str) -> None:
    zone = ZoneInfo(key)
    component = vtimezone(zone, year=2026)
    if component is None:
        pytest.fail(f"{key} has yearly rules")
    told = component.to_tz()
    for hour in range(0, 2 * 366 * 24, 5):
        moment = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        wall = moment.astimezone(zone).replace(tzinfo=None)
        if datetime.combine(wall.date(), wall.time(), zone).astimezone(UTC) != moment:
            continue  # an hour that the clock shows twice has no single answer
        assert wall.replace(tzinfo=told).utcoffset() == moment.astimezone(zone).utcoffset()


@pytest.mark.parametrize(
    "key", ["Africa/Casablanca", "Africa/Cairo", "Asia/Jerusalem", "America/Nuuk", "UTC"]
)
def test_zones_without_yearly_rules_are_written_in_utc(key: str) -> None:
    zone = ZoneInfo(key)
    assert vtimezone(zone, year=2026) is None
    data = feed(plan(zone))
    assert b"VTIMEZONE" not in data
    starts = [line for line in data.split(b"\r\n") if line.startswith(b"DTSTART:")]
    assert starts
    assert all(line.endswith(b"Z") for line in starts)
