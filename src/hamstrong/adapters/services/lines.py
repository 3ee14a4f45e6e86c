"""Lines to all services; where each is reached is fixed here, and no setting changes it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from hamstrong.adapters.services import garmin, intervals, runalyze, strava
from hamstrong.adapters.services.wire import Wire, open_client
from hamstrong.coach.budgets import BUDGETS
from hamstrong.coach.connect_service import label
from hamstrong.coach.services import Line, Secret, ServiceName, Watch

ADDRESSES: Final[Mapping[ServiceName, str]] = MappingProxyType(
    {
        ServiceName.GARMIN: garmin.ADDRESS,
        ServiceName.INTERVALS: intervals.ADDRESS,
        ServiceName.STRAVA: strava.ADDRESS,
        ServiceName.RUNALYZE: runalyze.ADDRESS,
    }
)


@dataclass(frozen=True, slots=True)
class ServiceLines:
    """`Lines` over the network.

    Attributes:
        addresses: Where services are; only who composes the program may give others.
        apart: Factor on the seconds between two requests.
        options: More for each client.
    """

    addresses: Mapping[ServiceName, str] = field(default_factory=lambda: ADDRESSES)
    apart: float = 1.0
    options: Mapping[str, Any] = field(default_factory=dict)

    @contextmanager
    def open(self, service: ServiceName, secret: Secret, watch: Watch) -> Iterator[Line]:
        """See `Lines`."""
        with self._wire(service, watch, **_key_of(service, secret)) as wire:
            yield _line(service, wire, secret, watch)

    def ask_leave(self, *, client_id: str, address: str, state: str) -> str:
        """See `Lines`."""
        site = self.addresses[ServiceName.STRAVA]
        return strava.leave_address(site, client_id=client_id, address=address, state=state)

    def leave_given(self, *, client_id: str, client_secret: str, code: str) -> Secret:
        """See `Lines`."""
        with self._wire(ServiceName.STRAVA, Watch()) as wire:
            return strava.leave_for(
                wire, client_id=client_id, client_secret=client_secret, code=code
            )

    @contextmanager
    def _wire(self, service: ServiceName, watch: Watch, **key: Any) -> Iterator[Wire]:
        apart_s = BUDGETS[service].apart_s * self.apart
        with open_client(self.addresses[service], **self.options, **key) as client:
            yield Wire(label(service), client, watch, apart_s)


def _key_of(service: ServiceName, secret: Secret) -> dict[str, Any]:
    if service is ServiceName.INTERVALS:
        return {"auth": (intervals.USER, secret["key"])}
    if service is ServiceName.RUNALYZE:
        return {"headers": {"token": secret["token"]}}
    return {}


def _line(service: ServiceName, wire: Wire, secret: Secret, watch: Watch) -> Line:
    if service is ServiceName.INTERVALS:
        return intervals.line_of(wire)
    if service is ServiceName.GARMIN:
        return garmin.GarminActivities(wire, secret, watch.renewed).line()
    if service is ServiceName.STRAVA:
        return strava.StravaUploads(wire, secret, watch.renewed).line()
    return runalyze.RunalyzeUploads(wire).line()
