"""Services that are connected, and what went to them or came from them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection as Transaction
from sqlalchemy import Row, delete, select

from hamstrong.adapters.db.rows import put
from hamstrong.adapters.db.tables import SERVICE, SERVICE_ITEM
from hamstrong.coach.services import Connection, Direction, Item, ItemState, ServiceName

_ORDER = list(ServiceName)


class SqlServices:
    def __init__(self, connection: Transaction) -> None:
        self._connection = connection

    def all(self, athlete_id: str) -> tuple[Connection, ...]:
        query = select(SERVICE).where(SERVICE.c.athlete_id == athlete_id)
        found = [_connection(row) for row in self._connection.execute(query)]
        return tuple(sorted(found, key=lambda one: _ORDER.index(one.service)))

    def find(self, athlete_id: str, service: ServiceName) -> Connection | None:
        mine = (SERVICE.c.athlete_id == athlete_id, SERVICE.c.name == service.value)
        row = self._connection.execute(select(SERVICE).where(*mine)).one_or_none()
        return None if row is None else _connection(row)

    def save(self, athlete_id: str, connection: Connection) -> None:
        row = {
            "athlete_id": athlete_id,
            "name": connection.service.value,
            "sealed": connection.sealed,
            "connected_at": connection.connected_at,
            "account": connection.account,
            "directions": {d.value: on.isoformat() for d, on in connection.directions.items()},
            "synced_at": connection.synced_at,
            "retry_at": connection.retry_at,
            "failures": connection.failures,
            "problem": connection.problem,
            "shut": connection.shut,
            "told": dict(connection.told),
            "spent": dict(connection.spent),
            "clearing": connection.clearing,
        }
        put(self._connection, SERVICE, row)

    def drop(self, athlete_id: str, service: ServiceName) -> None:
        mine = (SERVICE.c.athlete_id == athlete_id, SERVICE.c.name == service.value)
        self._connection.execute(delete(SERVICE).where(*mine))

    def items(
        self, athlete_id: str, service: ServiceName, direction: Direction
    ) -> Mapping[str, Item]:
        wanted = (
            SERVICE_ITEM.c.athlete_id == athlete_id,
            SERVICE_ITEM.c.service == service.value,
            SERVICE_ITEM.c.direction == direction.value,
        )
        query = select(SERVICE_ITEM).where(*wanted).order_by(SERVICE_ITEM.c.id)
        return {row.id: _item(row) for row in self._connection.execute(query)}

    def note(self, athlete_id: str, service: ServiceName, item: Item) -> None:
        row = {
            "athlete_id": athlete_id,
            "service": service.value,
            "direction": item.direction.value,
            "id": item.id,
            "state": item.state.value,
            "at": item.at,
            "remote_id": item.remote_id,
            "digest": item.digest,
            "day": item.day,
            "note": item.note,
            "tries": item.tries,
            "again_at": item.again_at,
        }
        put(self._connection, SERVICE_ITEM, row)

    def forget(
        self, athlete_id: str, service: ServiceName, *, direction: Direction, item_id: str
    ) -> None:
        wanted = (
            SERVICE_ITEM.c.athlete_id == athlete_id,
            SERVICE_ITEM.c.service == service.value,
            SERVICE_ITEM.c.direction == direction.value,
            SERVICE_ITEM.c.id == item_id,
        )
        self._connection.execute(delete(SERVICE_ITEM).where(*wanted))


def _connection(row: Row[Any]) -> Connection:
    switched = row.directions.items()
    return Connection(
        service=ServiceName(row.name),
        sealed=row.sealed,
        connected_at=row.connected_at,
        account=row.account,
        directions={Direction(name): datetime.fromisoformat(on) for name, on in switched},
        synced_at=row.synced_at,
        retry_at=row.retry_at,
        failures=row.failures,
        problem=row.problem,
        shut=row.shut,
        told=row.told,
        spent=row.spent,
        clearing=row.clearing,
    )


def _item(row: Row[Any]) -> Item:
    return Item(
        direction=Direction(row.direction),
        id=row.id,
        state=ItemState(row.state),
        at=row.at,
        remote_id=row.remote_id,
        digest=row.digest,
        day=row.day,
        note=row.note,
        tries=row.tries,
        again_at=row.again_at,
    )
