"""Services by one contract in memory and in the database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hamstrong.coach.services import Connection, Direction, Item, ItemState, ServiceName
from tests.db.opening import Open, store_opener
from tests.db.test_store import ATHLETE, OTHER
from tests.unit.coach.desk import MONDAY, NOW

IN, OUT = Direction.ACTIVITIES_IN, Direction.SESSIONS_OUT
FRESH = Connection(ServiceName.INTERVALS, b"\x00sealed\xff", NOW)
FULL = replace(
    FRESH,
    account="i77",
    directions={IN: NOW, OUT: NOW + timedelta(hours=1)},
    synced_at=NOW,
    retry_at=NOW + timedelta(minutes=5),
    failures=2,
    problem="It is out of reach.",
    shut=True,
    told={"imported": 3},
    spent={"900@then": 4},
)
ITEM = Item(OUT, "a", ItemState.THERE, NOW, "500", "d" * 64, MONDAY, "A note.")


@pytest.fixture(params=["memory", "database"])
def opened(request: Any, tmp_path: Path) -> Iterator[Open]:
    with store_opener(request.param, tmp_path) as open_store:
        with open_store() as store:
            store.athletes.save(ATHLETE)
            store.athletes.save(OTHER)
        yield open_store


def test_a_connection_comes_back_as_it_was(opened: Open) -> None:
    for connection in (FRESH, FULL):
        with opened() as store:
            store.services.save(ATHLETE.id, connection)
        with opened() as store:
            assert store.services.find(ATHLETE.id, ServiceName.INTERVALS) == connection
            assert store.services.all(OTHER.id) == ()


def test_connections_come_in_one_order(opened: Open) -> None:
    names = (ServiceName.RUNALYZE, ServiceName.GARMIN, ServiceName.STRAVA)
    with opened() as store:
        for name in names:
            store.services.save(ATHLETE.id, replace(FRESH, service=name))
    with opened() as store:
        found = [one.service for one in store.services.all(ATHLETE.id)]
    assert found == [name for name in ServiceName if name in names]


def test_items_outlive_their_connection(opened: Open) -> None:
    with opened() as store:
        store.services.save(ATHLETE.id, FULL)
        store.services.note(
            ATHLETE.id, ServiceName.INTERVALS, replace(ITEM, state=ItemState.SENDING)
        )
        store.services.note(ATHLETE.id, ServiceName.INTERVALS, ITEM)
        store.services.note(
            ATHLETE.id, ServiceName.INTERVALS, replace(ITEM, direction=IN, day=None)
        )
    with opened() as store:
        store.services.drop(ATHLETE.id, ServiceName.INTERVALS)
        store.services.drop(ATHLETE.id, ServiceName.INTERVALS)
    with opened() as store:
        assert store.services.all(ATHLETE.id) == ()
        assert store.services.items(ATHLETE.id, ServiceName.INTERVALS, OUT) == {"a": ITEM}
        assert store.services.items(ATHLETE.id, ServiceName.GARMIN, OUT) == {}
        assert store.services.items(OTHER.id, ServiceName.INTERVALS, OUT) == {}
        store.services.forget(ATHLETE.id, ServiceName.INTERVALS, direction=OUT, item_id="a")
        store.services.forget(ATHLETE.id, ServiceName.INTERVALS, direction=OUT, item_id="a")
    with opened() as store:
        assert store.services.items(ATHLETE.id, ServiceName.INTERVALS, OUT) == {}
        assert list(store.services.items(ATHLETE.id, ServiceName.INTERVALS, IN)) == ["a"]


def test_they_go_with_their_athlete(opened: Open) -> None:
    with opened() as store:
        for athlete in (ATHLETE, OTHER):
            store.services.save(athlete.id, FULL)
            store.services.note(athlete.id, ServiceName.INTERVALS, ITEM)
        store.athletes.delete(ATHLETE.id)
        store.athletes.save(ATHLETE)
    with opened() as store:
        assert store.services.all(ATHLETE.id) == ()
        assert store.services.items(ATHLETE.id, ServiceName.INTERVALS, OUT) == {}
        assert store.services.all(OTHER.id) == (FULL,)
