"""Connect a service, switch its directions, disconnect it: nothing goes out by connecting."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hamstrong.coach.due_syncs import waiting_for
from hamstrong.coach.ports import Ports
from hamstrong.coach.services import (
    ABILITIES,
    FIELDS,
    LONGEST_FIELD,
    Connection,
    Direction,
    Lines,
    Secret,
    ServiceName,
    Vault,
    Watch,
    about,
)
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, NotAllowed, NotFound


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service as a face shows it; no secret in it.

    Attributes:
        service: Which.
        abilities: Which ways it can go.
        connection: None while it is not connected.
        waiting: A sync is under way or waits its turn.
        sent: How many things went each way so far.
    """

    service: ServiceName
    abilities: tuple[Direction, ...]
    connection: Connection | None = None
    waiting: bool = False
    sent: Mapping[Direction, int] | None = None


def read_secret(service: ServiceName, given: Mapping[str, str]) -> Secret:
    """What the athlete gave, ready to be kept. Raises BadInput at the field that is wrong."""
    secret = {name: given.get(name, "").strip() for name in FIELDS[service]}
    for name, value in secret.items():
        if (
            not value
            or len(value) > LONGEST_FIELD
            or not value.isascii()
            or not value.isprintable()
        ):
            raise BadInput(SAY.say("service-field", name=SAY[f"service-fields.{name}"]), place=name)
    return secret


def check_secret(lines: Lines, service: ServiceName, secret: Secret) -> tuple[str, Secret]:
    """Whose account it opens, and the secret as it is then; needs no unit of work.

    Raises:
        KeyRefused: It opens none.
        ServiceTrouble: The service could not be asked.
    """
    kept = dict(secret)
    with lines.open(service, secret, Watch(renewed=kept.update)) as line:
        return line.account(), kept


def keep_connection(
    ports: Ports,
    athlete_id: str,
    vault: Vault,
    *,
    service: ServiceName,
    checked: tuple[str, Secret],
) -> Connection:
    """Keep the secret, encrypted, with every direction off; directions that were on stay so.

    Raises:
        NotAllowed: The example is nobody's account.
        Unavailable: The vault has no key.
    """
    if ports.store.athletes.get(athlete_id).example:
        raise NotAllowed(SAY["service-not-for-example"])
    account, secret = checked
    before = ports.store.services.find(athlete_id, service)
    connection = Connection(
        service=service,
        sealed=vault.seal(secret, about=about(athlete_id, service)),
        connected_at=ports.clock.now(),
        account=account,
        directions={} if before is None else before.directions,
        synced_at=None if before is None else before.synced_at,
        spent={} if before is None else before.spent,
    )
    ports.store.services.save(athlete_id, connection)
    return connection


def switch(
    ports: Ports, athlete_id: str, *, service: ServiceName, direction: Direction, on: bool
) -> Connection:
    """Switch one direction on or off.

    Raises:
        NotFound: The service is not connected.
        BadInput: It cannot go that way.
    """
    connection = connected(ports, athlete_id, service)
    if direction not in ABILITIES[service]:
        raise BadInput(SAY["service-cannot"], place=direction.value)
    directions = dict(connection.directions)
    if not on:
        directions.pop(direction, None)
    elif direction not in directions:
        directions[direction] = ports.clock.now()
    changed = replace(connection, directions=directions)
    ports.store.services.save(athlete_id, changed)
    return changed


def disconnect(ports: Ports, athlete_id: str, service: ServiceName) -> None:
    """Delete the secret and all settings of the service. Raises NotFound where there are none.

    What went out stays where it is; what is known of it stays here, so that nothing is repeated
    by connecting again.
    """
    connected(ports, athlete_id, service)
    ports.store.services.drop(athlete_id, service)


def connected(ports: Ports, athlete_id: str, service: ServiceName) -> Connection:
    """The connection. Raises NotFound where there is none."""
    connection = ports.store.services.find(athlete_id, service)
    if connection is None:
        raise NotFound(SAY.say("service-not-connected", service=label(service)))
    return connection


def label(service: ServiceName) -> str:
    """What it calls itself."""
    return SAY[f"service-names.{service.value}"]


def show_services(ports: Ports, athlete_id: str) -> tuple[ServiceView, ...]:
    """All services there are, connected or not."""
    store = ports.store.services
    views = []
    for service in ServiceName:
        sent = {d: len(store.items(athlete_id, service, d)) for d in ABILITIES[service]}
        waiting = waiting_for(ports, athlete_id, service) is not None
        found = store.find(athlete_id, service)
        views.append(ServiceView(service, ABILITIES[service], found, waiting, sent))
    return tuple(views)
