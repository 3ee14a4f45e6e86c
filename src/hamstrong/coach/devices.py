"""The phones and tablets that may see this coach: the type, the port that keeps them, its fake."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Device:
    """A phone, tablet or second computer that was paired with a code.

    The token itself lives only in the device's cookie; here is its SHA-256, as 64 hex digits.
    Times are aware. A revoked device is kept, so that the list can say when it was shut out.
    """

    id: str
    name: str
    token_hash: str
    paired_at: datetime
    seen_at: datetime
    revoked_at: datetime | None = None


class Devices(Protocol):
    """Where paired devices are kept. Every call stands alone: it is committed when it returns."""

    def add(self, device: Device) -> None:
        """Keep a new device."""
        ...

    def by_token_hash(self, token_hash: str) -> Device | None:
        """The device with this hash, revoked or not; None where there is none."""
        ...

    def mark_seen(self, device_id: str, at: datetime) -> None:
        """Note when a device last asked for something; an unknown id changes nothing."""
        ...

    def revoke(self, device_id: str, at: datetime) -> None:
        """Shut a device out from now on; an unknown or already revoked id changes nothing."""
        ...

    def all(self) -> tuple[Device, ...]:
        """Every device, the one paired first first."""
        ...


@dataclass(slots=True)
class MemoryDevices:
    """The fake of `Devices`: a dictionary, for tests and for trying things out."""

    _rows: dict[str, Device] = field(default_factory=dict)

    def add(self, device: Device) -> None:
        """Keep a new device."""
        self._rows[device.id] = device

    def by_token_hash(self, token_hash: str) -> Device | None:
        """The device with this hash, revoked or not."""
        return next((row for row in self._rows.values() if row.token_hash == token_hash), None)

    def mark_seen(self, device_id: str, at: datetime) -> None:
        """Note when a device last asked for something."""
        if device_id in self._rows:
            self._rows[device_id] = replace(self._rows[device_id], seen_at=at)

    def revoke(self, device_id: str, at: datetime) -> None:
        """Shut a device out from now on."""
        row = self._rows.get(device_id)
        if row is not None and row.revoked_at is None:
            self._rows[device_id] = replace(row, revoked_at=at)

    def all(self) -> tuple[Device, ...]:
        """Every device, the one paired first first."""
        return tuple(sorted(self._rows.values(), key=lambda row: row.paired_at))
