"""intervals.icu end to end: over real sockets, against a strict stand-in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hamstrong.coach.connect_service import check_secret, disconnect, switch
from hamstrong.coach.due_syncs import queue_due, queue_sync
from hamstrong.coach.make_plan import make_plan
from hamstrong.coach.services import (
    Direction,
    ItemState,
    KeyRefused,
    ServiceName,
)
from hamstrong.coach.sync_service import run_sync
from tests.services.fake import Reply
from tests.services.fake_intervals import FakeIntervals
from tests.services.world import SyncWorld, gpx_run
from tests.unit.coach.desk import MONDAY, at

IN, OUT = Direction.ACTIVITIES_IN, Direction.SESSIONS_OUT


def with_runs(fake: FakeIntervals, count: int = 3) -> None:
    for number in range(count):
        day = MONDAY - timedelta(days=1 + 2 * number)
        fake.days[f"i{number}"] = day
        fake.files[f"i{number}"] = gpx_run(day)


def activities(world: SyncWorld) -> list[date]:
    kept = world.desk.store.activities.all(world.athlete.id)
    return [activity.start.date() for activity in kept]


def test_connecting_asks_whose_it_is_and_sends_nothing(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    connection = world.connect()
    assert connection.account == "i77"
    assert connection.directions == {}
    assert [(one.method, one.path) for one in fake.asked] == [("GET", "/api/v1/athlete/0")]


def test_a_wrong_key_is_told_in_one_sentence(world: SyncWorld) -> None:
    with pytest.raises(KeyRefused, match=r"intervals.icu does not take the key: make a new one"):
        check_secret(world.lines, ServiceName.INTERVALS, {"key": "wrong"})


def test_nothing_is_asked_while_nothing_is_on(world: SyncWorld, fake: FakeIntervals) -> None:
    world.connect()
    asked = len(fake.asked)
    assert not queue_due(world.desk.ports)
    world.sync()
    assert len(fake.asked) == asked


def test_originals_come_in_once(world: SyncWorld, fake: FakeIntervals) -> None:
    with_runs(fake)
    world.connect(IN)
    assert world.sync().told == {"imported": 3}
    assert sorted(activities(world)) == sorted(fake.days.values())
    files = fake.count("GET", "/file")
    world.desk.sleep(hours=2)
    assert world.sync().told == {}
    assert fake.count("GET", "/file") == files == 3
    assert fake.count("POST") == fake.count("PUT") == 0


def test_what_was_imported_by_hand_is_merged(world: SyncWorld, fake: FakeIntervals) -> None:
    with_runs(fake, 1)
    fake.files["i9"] = gpx_run(fake.days["i0"], minutes=30) + b"\n"
    fake.days["i9"] = fake.days["i0"]
    world.connect(IN)
    assert world.sync().told == {"imported": 1, "merged": 1}
    assert len(activities(world)) == 1


def test_stubs_of_strava_and_missing_files_are_left_out_with_the_reason(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    with_runs(fake)
    fake.stubs.add("i0")
    fake.files["i1"] = None
    world.connect(IN)
    assert world.sync().told == {"imported": 1, "refused": 1, "later": 1}
    items = world.desk.store.services.items(world.athlete.id, ServiceName.INTERVALS, IN)
    assert "from Strava" in items["i0"].note
    assert "gives no file" in items["i1"].note
    assert fake.count("GET", "i0/file") == 0


def test_a_file_that_the_service_still_works_on_comes_in_later(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    with_runs(fake, 1)
    file, fake.files["i0"] = fake.files["i0"], None
    world.connect(IN)
    assert world.sync().told == {"later": 1}
    world.desk.sleep(hours=1)
    assert world.sync().told == {"later": 1}
    fake.files["i0"] = file
    assert world.sync().told == {}
    world.desk.sleep(hours=1)
    assert world.sync().told == {"imported": 1}
    assert len(activities(world)) == 1


def test_a_broken_file_is_refused_and_the_rest_kept(world: SyncWorld, fake: FakeIntervals) -> None:
    with_runs(fake)
    fake.files["i1"] = b"not a file of any watch"
    world.connect(IN)
    assert world.sync().told == {"imported": 2, "refused": 1}


def uids(fake: FakeIntervals) -> list[str]:
    return sorted(str(event["external_id"]) for event in fake.events.values())


def planned(world: SyncWorld) -> list[str]:
    stored = world.desk.store.plans.get(world.athlete.id)
    assert stored is not None
    now = world.desk.clock.now()
    return sorted(
        f"{s.id}@{world.athlete.id}.hamstrong" for s in stored.plan.sessions if s.start > now
    )


def test_sessions_stand_in_the_calendar(world: SyncWorld, fake: FakeIntervals) -> None:
    world.connect(OUT)
    count = world.sync().told["sent"]
    assert count == len(fake.events) == len(planned(world)) > 4
    assert uids(fake) == planned(world)
    first = min(fake.events.values(), key=lambda event: event["start_date_local"])
    assert first["start_date_local"] == f"{MONDAY}T18:00:00"
    assert (first["type"], first["moving_time"], first["name"]) == ("WeightTraining", 1800, "Holds")
    assert "each side" in first["description"]
    assert "Far from your long run." in first["description"]
    assert fake.count("GET", "/activities") == 0


def test_what_did_not_change_is_not_sent_again(world: SyncWorld, fake: FakeIntervals) -> None:
    world.connect(OUT)
    world.sync()
    asked = len(fake.asked)
    world.desk.sleep(hours=2)
    assert world.sync().told == {}
    assert len(fake.asked) == asked


def test_a_moved_session_moves_there(world: SyncWorld, fake: FakeIntervals) -> None:
    world.connect(OUT)
    world.sync()
    moved = f"{MONDAY + timedelta(days=7)}-1"
    start = at(MONDAY + timedelta(days=8), 19)
    world.desk.store.plans.pin(world.athlete.id, moved, start)
    make_plan(world.desk.ports, world.athlete.id)
    before = set(fake.events)
    assert world.sync().told["changed"] >= 1
    assert set(fake.events) == before
    event = next(e for e in fake.events.values() if e["external_id"].startswith(moved))
    assert event["start_date_local"] == f"{start.date()}T19:00:00"


def test_a_session_that_leaves_the_plan_leaves_the_calendar(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    world.connect(OUT)
    world.sync()
    race = world.desk.store.races.get(world.athlete.id)
    stored = world.desk.store.plans.get(world.athlete.id)
    assert race is not None
    assert stored is not None
    fewer = replace(stored.plan, sessions=stored.plan.sessions[:-2])
    world.desk.store.plans.save(world.athlete.id, replace(stored, plan=fewer))
    assert world.sync().told == {"removed": 2}
    assert uids(fake) == planned(world)


def test_an_event_deleted_there_is_made_again_only_when_it_changes(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    world.connect(OUT)
    world.sync()
    session = f"{MONDAY + timedelta(days=7)}-1"
    gone = next(k for k, e in fake.events.items() if e["external_id"].startswith(session))
    del fake.events[gone]
    world.sync()
    assert gone not in fake.events
    world.desk.store.plans.pin(world.athlete.id, session, at(MONDAY + timedelta(days=8), 19))
    make_plan(world.desk.ports, world.athlete.id)
    world.sync()
    assert uids(fake) == planned(world)


@pytest.mark.parametrize("keeps_uid", [True, False])
def test_what_a_killed_sync_had_made_is_not_made_twice(
    world: SyncWorld, fake: FakeIntervals, keeps_uid: bool
) -> None:
    fake.keeps_uid = keeps_uid
    world.connect(OUT)
    world.sync()
    # The events were made; that they were was never written.
    items = world.desk.store.services.items(world.athlete.id, ServiceName.INTERVALS, OUT)
    for item_id in list(items)[:3]:
        world.desk.store.services.forget(
            world.athlete.id, ServiceName.INTERVALS, direction=OUT, item_id=item_id
        )
    world.sync()
    assert uids(fake) == planned(world)


def test_events_of_others_stay(world: SyncWorld, fake: FakeIntervals) -> None:
    note = {"id": 1, "category": "WORKOUT", "name": "Track", "start_date_local": f"{MONDAY}T07:00"}
    fake.events[1] = dict(note)
    world.connect(OUT)
    world.sync()
    assert fake.events[1] == note


def test_switching_off_ends_it_at_once(world: SyncWorld, fake: FakeIntervals) -> None:
    world.connect(OUT)

    def off(asked: object) -> None:
        if fake.count("POST") == 2:
            switch(
                world.desk.ports,
                world.athlete.id,
                service=ServiceName.INTERVALS,
                direction=OUT,
                on=False,
            )

    fake.before = off
    world.sync()
    assert len(fake.events) == 2
    asked = len(fake.asked)
    world.sync()
    assert len(fake.asked) == asked


def test_disconnecting_deletes_the_secret_and_ends_it_at_once(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    world.connect(OUT)

    def gone(asked: object) -> None:
        if fake.count("POST") == 2:
            disconnect(world.desk.ports, world.athlete.id, ServiceName.INTERVALS)

    fake.before = gone
    job = queue_sync(world.desk.ports, world.athlete.id, ServiceName.INTERVALS)
    run_sync(world.sync_desk(), job.id)
    assert world.desk.store.services.all(world.athlete.id) == ()
    assert len(fake.events) == 2


def test_connecting_anew_begins_with_everything_off(world: SyncWorld, fake: FakeIntervals) -> None:
    world.connect(IN, OUT)
    assert world.connect().directions == {}
    asked = len(fake.asked)
    world.sync()
    assert len(fake.asked) == asked


@pytest.mark.parametrize("disconnects", [True, False])
def test_connecting_anew_fills_an_empty_calendar(
    world: SyncWorld, fake: FakeIntervals, disconnects: bool
) -> None:
    world.connect(OUT)
    world.sync()
    fake.events.clear()
    if disconnects:
        disconnect(world.desk.ports, world.athlete.id, ServiceName.INTERVALS)
    world.connect(OUT)
    world.sync()
    assert uids(fake) == planned(world)


def test_connecting_anew_makes_nothing_twice(world: SyncWorld, fake: FakeIntervals) -> None:
    with_runs(fake)
    world.connect(IN, OUT)
    world.sync()
    before = set(fake.events)
    disconnect(world.desk.ports, world.athlete.id, ServiceName.INTERVALS)
    world.connect(IN, OUT)
    world.sync()
    assert set(fake.events) == before
    assert len(activities(world)) == 3


@pytest.mark.parametrize("keeps_uid", [True, False])
def test_what_changed_while_disconnected_neither_doubles_nor_stays(
    world: SyncWorld, fake: FakeIntervals, keeps_uid: bool
) -> None:
    fake.keeps_uid = keeps_uid
    world.connect(OUT)
    world.sync()
    disconnect(world.desk.ports, world.athlete.id, ServiceName.INTERVALS)
    stored = world.desk.store.plans.get(world.athlete.id)
    assert stored is not None
    first, *rest = stored.plan.sessions[:-2]
    later = replace(first, start=stored.plan.sessions[-1].start + timedelta(days=1))
    fewer = replace(stored.plan, sessions=(*rest, later))
    world.desk.store.plans.save(world.athlete.id, replace(stored, plan=fewer))
    world.desk.sleep(seconds=1)
    world.connect(OUT)
    world.sync()
    assert uids(fake) == planned(world)
    (moved,) = [e for e in fake.events.values() if e["external_id"].startswith(first.id)]
    assert moved["start_date_local"][:10] == f"{later.start.date()}"


def test_the_days_that_are_asked_for_do_not_grow(world: SyncWorld, fake: FakeIntervals) -> None:
    world.connect(OUT)
    world.sync()
    world.desk.sleep(days=20)
    moved = f"{MONDAY + timedelta(days=21)}-1"
    world.desk.store.plans.pin(world.athlete.id, moved, at(MONDAY + timedelta(days=22), 19))
    make_plan(world.desk.ports, world.athlete.id)
    world.sync()
    asked = [one for one in fake.asked if one.method == "GET" and one.path.endswith("/events")][-1]
    assert asked.query["oldest"] == f"{MONDAY + timedelta(days=20)}"


def test_a_refused_event_is_left_until_it_changes(world: SyncWorld, fake: FakeIntervals) -> None:
    world.connect(OUT)
    fake.faults.extend([None, Reply(422)])
    told = world.sync().told
    assert told["refused"] == 1
    assert told["sent"] == len(planned(world)) - 1
    asked = len(fake.asked)
    world.sync()
    assert len(fake.asked) == asked


def test_items_say_what_is_there(world: SyncWorld) -> None:
    world.connect(OUT)
    world.sync()
    items = world.desk.store.services.items(world.athlete.id, ServiceName.INTERVALS, OUT)
    assert {item.state for item in items.values()} == {ItemState.THERE}
    assert all(item.remote_id.isdecimal() for item in items.values())
