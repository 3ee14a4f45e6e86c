"""Paired devices: every call is a transaction of its own, as the gate asks between requests."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from hamstrong.adapters.db.database import Database
from hamstrong.adapters.db.tables import DEVICE
from hamstrong.coach.devices import Device


class SqlDevices:
    """`Devices` over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, device: Device) -> None:
        """Keep a new device."""
        with self._database.writing() as connection:
            connection.execute(
                insert(DEVICE).values(
                    id=device.id,
                    name=device.name,
                    token_hash=device.token_hash,
                    paired_at=device.paired_at,
                    seen_at=device.seen_at,
                    revoked_at=device.revoked_at,
                )
            )

    def by_token_hash(self, token_hash: str) -> Device | None:
        """The device with this hash, revoked or not."""
        with self._database.reading() as connection:
            query = select(DEVICE).where(DEVICE.c.token_hash == token_hash)
            row = connection.execute(query).one_or_none()
            return None if row is None else _device(row)

    def mark_seen(self, device_id: str, at: datetime) -> None:
        """Note when a device last asked for something."""
        with self._database.writing() as connection:
            connection.execute(update(DEVICE).where(DEVICE.c.id == device_id).values(seen_at=at))

    def revoke(self, device_id: str, at: datetime) -> None:
        """Shut a device out from now on."""
        with self._database.writing() as connection:
            connection.execute(
                update(DEVICE)
                .where(DEVICE.c.id == device_id, DEVICE.c.revoked_at.is_(None))
                .values(revoked_at=at)
            )

    def all(self) -> tuple[Device, ...]:
        """Every device, the one paired first first."""
        with self._database.reading() as connection:
            query = select(DEVICE).order_by(DEVICE.c.paired_at, DEVICE.c.id)
            return tuple(_device(row) for row in connection.execute(query))


def _device(row: Row[Any]) -> Device:
    return Device(row.id, row.name, row.token_hash, row.paired_at, row.seen_at, row.revoked_at)
