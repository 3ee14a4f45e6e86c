"""Services in trouble: what is waited for, what is tried again, what ends it."""

from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest

from hamstrong.adapters.services.wire import Wire
from hamstrong.coach.budgets import Budget
from hamstrong.coach.due_syncs import queue_due
from hamstrong.coach.services import (
    Direction,
    ServiceName,
    ServiceTrouble,
    Watch,
)
from hamstrong.coach.sync_run import NotWanted, SyncRun
from tests.services.fake import Reply
from tests.services.fake_intervals import KEY, FakeIntervals
from tests.services.test_intervals import planned, uids, with_runs
from tests.services.world import SyncWorld
from tests.unit.coach.desk import NOW

IN, OUT = Direction.ACTIVITIES_IN, Direction.SESSIONS_OUT


def test_a_pause_that_is_asked_for_is_kept(world: SyncWorld, fake: FakeIntervals) -> None:
    with_runs(fake)
    world.connect(IN)
    fake.faults.extend([None, None, Reply(429, headers={"retry-after": "120"})])
    connection = world.sync()
    assert "asks for a pause" in connection.problem
    assert connection.retry_at == world.desk.clock.now() + timedelta(seconds=120)
    asked = len(fake.asked)
    world.desk.sleep(seconds=119)
    assert not queue_due(world.desk.ports)
    world.desk.sleep(seconds=1)
    assert queue_due(world.desk.ports)
    assert world.sync().told == {"imported": 3}
    assert world.connection.problem == ""
    assert fake.count("GET", "/file") == 3 + 1
    assert len(fake.asked) > asked


def test_a_short_pause_is_waited(world: SyncWorld, fake: FakeIntervals) -> None:
    with_runs(fake, 1)
    world.connect(IN)
    fake.faults.append(Reply(429, headers={"retry-after": "0"}))
    fake.faults.append(Reply(503))
    assert world.sync().told == {"imported": 1}


def test_what_came_before_the_trouble_is_kept(world: SyncWorld, fake: FakeIntervals) -> None:
    with_runs(fake)
    world.connect(IN)
    fake.faults.extend([None, None, None, *[Reply(cut=True)] * 3])
    connection = world.sync()
    assert "out of reach" in connection.problem
    assert connection.told == {"imported": 1}
    assert connection.synced_at is None
    assert connection.retry_at == world.desk.clock.now() + timedelta(minutes=5)
    assert world.sync().told == {"imported": 2}


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<html>Sign in</html>"),
        Reply(200, b'{"not": "a list"}'),
        Reply(200, b"[1, 2]"),
        Reply(200, b"[" * 50_000),
        Reply(302, headers={"location": "http://127.0.0.1:9/"}),
    ],
)
def test_answers_that_make_no_sense_are_told_so(
    world: SyncWorld, fake: FakeIntervals, reply: Reply
) -> None:
    world.connect(IN)
    fake.faults.append(reply)
    assert "cannot be understood" in world.sync().problem


def test_one_thing_that_is_not_let_is_tried_again_and_the_others_go(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    with_runs(fake)
    world.connect(IN)
    fake.faults.extend([None, None, Reply(403)])
    connection = world.sync()
    assert connection.told == {"imported": 2, "later": 1}
    assert not connection.shut
    assert connection.problem == ""
    assert world.sync().told == {}
    world.desk.sleep(minutes=30)
    assert world.sync().told == {"imported": 1}


def test_one_thing_that_is_never_let_is_left_out_after_some_hours(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    with_runs(fake, 1)
    world.connect(IN)
    told = []
    for _ in range(10):
        fake.before = lambda asked: (
            fake.faults.append(Reply(403)) if asked.path.endswith("/file") else None
        )
        told.append(dict(world.sync().told))
        world.desk.sleep(hours=1)
    assert told.count({"later": 1}) == 4
    assert told.count({"refused": 1}) == 1
    assert fake.count("GET", "/file") == 5
    items = world.desk.store.services.items(world.athlete.id, ServiceName.INTERVALS, IN)
    assert "does not let this key do that" in items["i0"].note


def test_a_way_that_is_not_let_bars_no_other(world: SyncWorld, fake: FakeIntervals) -> None:
    world.connect(IN, OUT)
    fake.faults.append(Reply(403))
    connection = world.sync()
    assert "does not let this key do that" in connection.problem
    assert not connection.shut
    assert uids(fake) == planned(world)


def test_an_event_that_may_not_be_removed_holds_up_nothing(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    world.connect(OUT)
    world.sync()
    stored = world.desk.store.plans.get(world.athlete.id)
    assert stored is not None
    fewer = replace(stored.plan, sessions=stored.plan.sessions[:-2])
    world.desk.store.plans.save(world.athlete.id, replace(stored, plan=fewer))
    fake.faults.extend([None, Reply(403)])
    assert world.sync().told == {"later": 1, "removed": 1}
    world.desk.sleep(minutes=30)
    assert world.sync().told == {"removed": 1}
    assert uids(fake) == planned(world)


def test_a_key_that_is_withdrawn_ends_it_until_it_is_tried_or_given_again(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    world.connect(IN)
    fake.faults.append(Reply(401))
    connection = world.sync()
    assert connection.shut
    world.desk.sleep(hours=48)
    assert not queue_due(world.desk.ports)
    assert not world.sync().shut
    fake.faults.append(Reply(401))
    assert world.sync().shut
    assert world.connect().directions == {}
    assert not queue_due(world.desk.ports)
    world.desk.sleep(seconds=1)
    world.connect(IN)
    assert queue_due(world.desk.ports)


def test_a_coach_that_stops_puts_the_rest_back(world: SyncWorld, fake: FakeIntervals) -> None:
    world.connect(OUT)

    def stop(asked: object) -> None:
        world.stop = fake.count("POST") == 3

    fake.before = stop
    world.sync()
    assert len(fake.events) == 3
    world.stop = False
    fake.before = lambda asked: None
    assert queue_due(world.desk.ports)
    world.sync()
    assert uids(fake) == planned(world)


def test_a_slow_service_is_left(world: SyncWorld, fake: FakeIntervals) -> None:
    fake.faults.extend([Reply(late_s=1.0)] * 3)
    with httpx2.Client(base_url=fake.address, timeout=0.1, trust_env=False) as client:
        wire = Wire("intervals.icu", client, Watch(), 0.0)
        with pytest.raises(ServiceTrouble, match="did not answer in time"):
            wire.json("GET", "/athlete/0")
    assert fake.count("GET") == 3


def test_an_answer_that_drips_is_left(
    world: SyncWorld, fake: FakeIntervals, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.connect(IN)
    monkeypatch.setattr("hamstrong.adapters.services.wire.LONGEST_S", -1.0)
    assert "did not answer in time" in world.sync().problem


def test_an_answer_that_never_ends_is_left_out(world: SyncWorld, fake: FakeIntervals) -> None:
    with_runs(fake, 1)
    world.connect(IN)
    fake.faults.extend([None, None, Reply(200, bytes(65_000_000))])
    assert world.sync().told == {"refused": 1}
    items = world.desk.store.services.items(world.athlete.id, ServiceName.INTERVALS, IN)
    assert "more than 64 MB" in items["i0"].note


def test_what_is_spent_waits_until_there_is_room(
    world: SyncWorld, fake: FakeIntervals, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Budget(in_quarter=4, in_day=100, apart_s=0.0)
    monkeypatch.setattr("hamstrong.coach.sync_run.BUDGETS", {ServiceName.INTERVALS: few})
    world.connect(OUT)
    world.desk.sleep(minutes=7)
    connection = world.sync()
    assert len(fake.events) == 3
    assert "as often as we allow ourselves" in connection.problem
    assert connection.retry_at == NOW + timedelta(minutes=15)
    world.desk.clock.moment = NOW + timedelta(minutes=15)
    world.sync()
    assert len(fake.events) == 6
    assert uids(fake) != planned(world)


@pytest.mark.parametrize("fault", [None, Reply(401)])
def test_a_sync_of_the_connection_before_changes_nothing_of_the_new_one(
    world: SyncWorld, fake: FakeIntervals, fault: Reply | None
) -> None:
    world.connect(OUT)

    def anew(asked: object) -> None:
        if fake.count("POST") == 2:
            fake.before = lambda asked: None
            world.desk.sleep(seconds=1)
            world.connect()
            fake.events.clear()
            fake.faults.append(fault)

    fake.before = anew
    connection = world.sync()
    assert (connection.synced_at, connection.problem, connection.shut) == (None, "", False)
    assert connection.told == {}
    services = world.desk.store.services
    assert services.items(world.athlete.id, ServiceName.INTERVALS, OUT) == {}


def test_a_token_of_the_connection_before_is_not_kept(
    world: SyncWorld, fake: FakeIntervals
) -> None:
    world.connect(IN)
    run = SyncRun(world.sync_desk(), world.athlete.id, ServiceName.INTERVALS)
    assert run.secret() == {"key": KEY}
    world.desk.sleep(seconds=1)
    sealed = world.connect(IN).sealed
    with pytest.raises(NotWanted):
        run.renewed({"key": "of-the-other-account"})
    assert world.connection.sealed == sealed
