"""Sessions that were sent are taken out of a calendar again, where the athlete says so."""

from dataclasses import replace
from datetime import date

import pytest

from hamstrong.coach.connect_service import switch
from hamstrong.coach.due_syncs import queue_due
from hamstrong.coach.services import Connection, Direction, ServiceName
from tests.services.fake import Reply
from tests.services.fake_intervals import FakeIntervals
from tests.services.test_intervals import planned, uids
from tests.services.world import SyncWorld
from tests.unit.coach.desk import MONDAY

OUT = Direction.SESSIONS_OUT


def turn(world: SyncWorld, *, on: bool, take_out: bool = False) -> Connection:
    return switch(
        world.desk.ports,
        world.athlete.id,
        service=ServiceName.INTERVALS,
        direction=OUT,
        on=on,
        take_out=take_out,
    )


def sent(world: SyncWorld) -> int:
    return len(world.desk.store.services.items(world.athlete.id, ServiceName.INTERVALS, OUT))


@pytest.fixture
def standing(world: SyncWorld, fake: FakeIntervals) -> SyncWorld:
    """All sessions stand there, and a week of them is over."""
    world.connect(OUT)
    world.sync()
    world.desk.sleep(days=7)
    return world


def days(fake: FakeIntervals) -> list[date]:
    return sorted(date.fromisoformat(e["start_date_local"][:10]) for e in fake.events.values())


def test_off_alone_leaves_what_stands_there(standing: SyncWorld, fake: FakeIntervals) -> None:
    before = dict(fake.events)
    turn(standing, on=False)
    assert not queue_due(standing.desk.ports)
    standing.sync()
    assert fake.events == before


def test_what_is_to_come_goes_and_what_is_over_stays(
    standing: SyncWorld, fake: FakeIntervals
) -> None:
    fake.events[1] = {"id": 1, "category": "WORKOUT", "start_date_local": "2027-01-02T07:00:00"}
    ours = len(fake.events) - 1
    turn(standing, on=False, take_out=True)
    assert queue_due(standing.desk.ports)
    connection = standing.sync()
    assert connection.clearing is False
    assert connection.told["removed"] == ours - len(days(fake)) + 1 > 0
    today = standing.desk.ports.today(standing.athlete.zone)
    assert [day for day in days(fake) if day >= today] == [date(2027, 1, 2)]
    assert any(MONDAY <= day < today for day in days(fake))
    assert sent(standing) == 0
    asked = len(fake.asked)
    standing.sync()
    assert len(fake.asked) == asked


def test_switched_on_again_it_stands_there_again(standing: SyncWorld, fake: FakeIntervals) -> None:
    turn(standing, on=False, take_out=True)
    standing.sync()
    standing.desk.sleep(hours=1)
    turn(standing, on=True)
    standing.sync()
    assert set(planned(standing)) <= set(uids(fake))
    assert len(uids(fake)) == len(set(uids(fake)))


def test_one_that_is_not_let_go_is_tried_again(standing: SyncWorld, fake: FakeIntervals) -> None:
    turn(standing, on=False, take_out=True)
    fake.faults.extend([None, Reply(403)])
    assert standing.sync().clearing
    left = len(days(fake))
    # Until its time has come nobody asks: that would be every minute.
    assert not queue_due(standing.desk.ports)
    standing.desk.sleep(minutes=29)
    assert not queue_due(standing.desk.ports)
    standing.desk.sleep(minutes=31)
    assert queue_due(standing.desk.ports)
    assert not standing.sync().clearing
    assert len(days(fake)) == left - 1


def test_a_sync_that_was_cut_off_goes_on(standing: SyncWorld, fake: FakeIntervals) -> None:
    turn(standing, on=False, take_out=True)
    standing.stop = False

    def stop(asked: object) -> None:
        standing.stop = fake.count("DELETE") == 2

    fake.before = stop
    assert standing.sync().clearing
    fake.before, standing.stop = lambda asked: None, False
    assert not standing.sync().clearing
    today = standing.desk.ports.today(standing.athlete.zone)
    assert [day for day in days(fake) if day >= today] == []


def test_changing_ones_mind_ends_it(standing: SyncWorld) -> None:
    turn(standing, on=False, take_out=True)
    assert turn(standing, on=True).clearing is False


def test_the_choice_is_kept(standing: SyncWorld) -> None:
    kept = turn(standing, on=False, take_out=True)
    assert replace(kept, clearing=False) != kept
    assert standing.connection == kept
