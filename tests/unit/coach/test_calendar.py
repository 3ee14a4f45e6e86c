"""The feed's address and what calendars are told."""

from datetime import timedelta

import pytest

from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.model import CalendarKind, SessionRevision
from hamstrong.coach.share_calendar import (
    calendar_feed,
    create_feed,
    feed_address,
    revoke_feed,
    rotate_feed,
    session_calendar,
)
from hamstrong.errors import NotFound
from tests.unit.coach.desk import MONDAY, Desk, at

FIRST = f"{MONDAY}-1"


def revisions(desk: Desk, athlete_id: str) -> dict[str, SessionRevision]:
    return {r.session_id: r for r in desk.store.plans.revisions(athlete_id)}


def test_an_address_is_made_once() -> None:
    desk = Desk()
    athlete = desk.planned()
    assert feed_address(desk.ports, athlete.id) is None
    address = create_feed(desk.ports, athlete.id)
    assert create_feed(desk.ports, athlete.id) == address == feed_address(desk.ports, athlete.id)
    assert len(address.token) >= 43, "256 bits"


def test_a_new_address_withdraws_the_old_one() -> None:
    desk = Desk()
    athlete = desk.planned()
    old = create_feed(desk.ports, athlete.id)
    new = rotate_feed(desk.ports, athlete.id)
    assert new.token != old.token
    assert calendar_feed(desk.ports, old.token, address="https://host").data is None
    assert calendar_feed(desk.ports, new.token, address="https://host").data is not None
    revoke_feed(desk.ports, athlete.id)
    assert calendar_feed(desk.ports, new.token, address="https://host").data is None
    assert feed_address(desk.ports, athlete.id) is None


def test_each_kind_has_an_address_of_its_own() -> None:
    desk = Desk()
    athlete = desk.planned()
    own = create_feed(desk.ports, athlete.id)
    busy = create_feed(desk.ports, athlete.id, CalendarKind.BUSY)
    told = {
        address.kind: calendar_feed(desk.ports, address.token, address="https://host").data
        for address in (own, busy)
    }
    assert [kind.encode() in (data or b"") for kind, data in told.items()] == [True, True]
    revoke_feed(desk.ports, athlete.id, CalendarKind.BUSY)
    assert calendar_feed(desk.ports, busy.token, address="https://host").data is None
    assert feed_address(desk.ports, athlete.id) == own
    assert feed_address(desk.ports, athlete.id, CalendarKind.BUSY) is None


def test_a_single_session_is_a_file() -> None:
    desk = Desk()
    athlete = desk.planned()
    file = session_calendar(desk.ports, athlete.id, session_id=FIRST, address="https://host")
    assert file.name == f"hamstrong-{FIRST}.ics"
    assert b"session" in file.data
    with pytest.raises(NotFound):
        session_calendar(desk.ports, athlete.id, session_id="none", address="https://host")
    other = Desk()
    bare = other.athlete().id
    with pytest.raises(NotFound):
        session_calendar(other.ports, bare, session_id=FIRST, address="https://host")


def test_what_never_was_is_not_found() -> None:
    desk = Desk()
    athlete = desk.with_runs()
    with pytest.raises(NotFound):
        calendar_feed(desk.ports, "guess", address="https://host")
    address = create_feed(desk.ports, athlete.id)
    with pytest.raises(NotFound):
        calendar_feed(desk.ports, address.token, address="https://host")


def test_ids_are_unique_among_athletes_and_the_bytes_are_stable() -> None:
    desk = Desk()
    athlete = desk.planned()
    address = create_feed(desk.ports, athlete.id)
    first = calendar_feed(desk.ports, address.token, address="https://host")
    desk.sleep(hours=5)
    second = calendar_feed(desk.ports, address.token, address="https://host")
    assert first == second
    assert first.data is not None
    assert athlete.id.encode() in first.data


def test_a_moved_session_counts_up_and_the_others_do_not() -> None:
    desk = Desk()
    athlete = desk.planned()
    before = revisions(desk, athlete.id)
    assert {r.sequence for r in before.values()} == {0}
    desk.sleep(minutes=1)
    desk.store.plans.pin(athlete.id, FIRST, at(MONDAY, 20))
    make_plan(desk.ports, athlete.id)
    after = revisions(desk, athlete.id)
    assert (after[FIRST].sequence, after[FIRST].start) == (1, at(MONDAY, 20))
    assert after[FIRST].modified_at == desk.clock.now()
    assert {k: r for k, r in after.items() if k != FIRST} == {
        k: r for k, r in before.items() if k != FIRST
    }


def test_a_session_that_falls_away_is_cancelled_and_may_come_back() -> None:
    desk = Desk()
    athlete = desk.planned()
    race = desk.store.races.get(athlete.id)
    assert race is not None
    gone = "2027-01-04-2"
    desk.store.races.save(
        athlete.id, type(race)(race.start - timedelta(days=7), race.distance_m, race.name)
    )
    make_plan(desk.ports, athlete.id)
    assert (
        revisions(desk, athlete.id)[gone].cancelled,
        revisions(desk, athlete.id)[gone].sequence,
    ) == (True, 1)
    desk.store.races.save(athlete.id, race)
    make_plan(desk.ports, athlete.id)
    back = revisions(desk, athlete.id)[gone]
    assert (back.cancelled, back.sequence) == (False, 2)
