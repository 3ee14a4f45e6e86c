"""Connect a service, switch its directions, disconnect it: nothing goes out by connecting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hamstrong.coach.due_syncs import waiting_for
from hamstrong.coach.ports import Ports
from hamstrong.coach.retelling import retold_trouble
from hamstrong.coach.services import (
    ABILITIES,
    FIELDS,
    LONGEST_FIELD,
    Connection,
    Direction,
    KeyRefused,
    Lines,
    NotLet,
    Secret,
    ServiceName,
    Vault,
    Watch,
    about,
)
from hamstrong.coach.words import SAY
from hamstrong.errors import BadInput, NotAllowed, NotFound


@dataclass(frozen=True, slots=True)
class Way:
    """One direction of a service, as a face shows it.

    Attributes:
        direction: Which.
        name: Two or three words.
        what: Exactly what goes where, in a sentence or two.
        since: When it was switched on, aware, UTC; None while it is off.
        count: How many things went this way so far.
    """

    direction: Direction
    name: str
    what: str
    since: datetime | None
    count: int


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service as a face shows it; no secret in it.

    Attributes:
        service: Which.
        name: What it calls itself.
        ways: What it can do here.
        connection: None while it is not connected.
        waiting: A sync is under way or waits its turn.
        did: What the last sync did, in words; empty for nothing.
    """

    service: ServiceName
    name: str
    ways: tuple[Way, ...]
    connection: Connection | None = None
    waiting: bool = False
    did: str = ""


def read_secret(service: ServiceName, given: Mapping[str, str]) -> Secret:
    """What the athlete gave, ready to be kept. Raises BadInput at the field that is wrong."""
    return read_fields(FIELDS[service], given)


def read_fields(names: Iterable[str], given: Mapping[str, str]) -> Secret:
    """Some fields of a secret. Raises BadInput at the one that is wrong, without its value."""
    secret = {name: given.get(name, "").strip() for name in names}
    for name, value in secret.items():
        plain = value.isascii() and value.isprintable() and " " not in value
        if not value or not plain or len(value) > LONGEST_FIELD:
            raise BadInput(SAY.say("service-field", name=field_name(name)), place=name)
    return secret


def field_name(name: str) -> str:
    """What a service calls a part of its secret."""
    return SAY[f"service-fields.{name}"]


def check_secret(lines: Lines, service: ServiceName, secret: Secret) -> tuple[str, Secret]:
    """Whose account it opens, and the secret as it is then; needs no unit of work.

    Raises:
        KeyRefused: It opens none.
        ServiceTrouble: The service could not be asked.
    """
    kept = dict(secret)
    try:
        with lines.open(service, secret, Watch(renewed=kept.update)) as line:
            return line.account(), kept
    except NotLet as error:
        raise KeyRefused(error.message) from error


def keep_connection(
    ports: Ports,
    athlete_id: str,
    vault: Vault,
    *,
    service: ServiceName,
    checked: tuple[str, Secret],
) -> Connection:
    """Keep the secret, encrypted, with every direction off: it may open another account.

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
        synced_at=None if before is None else before.synced_at,
        spent={} if before is None else before.spent,
    )
    ports.store.services.save(athlete_id, connection)
    _forget_calendar(ports, athlete_id, service)
    return connection


def switch(
    ports: Ports,
    athlete_id: str,
    *,
    service: ServiceName,
    direction: Direction,
    on: bool,
    take_out: bool = False,
) -> Connection:
    """Switch one direction on or off.

    With `take_out` what sessions out put there for days to come is removed by the next sync;
    otherwise it stays.

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
    clearing = connection.clearing
    if direction is Direction.SESSIONS_OUT:
        clearing = take_out and not on
    changed = replace(connection, directions=directions, clearing=clearing)
    ports.store.services.save(athlete_id, changed)
    return changed


def disconnect(ports: Ports, athlete_id: str, service: ServiceName) -> None:
    """Delete the secret and all settings of the service. Raises NotFound where there are none.

    What went out stays where it is. What is known of activities stays here, so that none goes
    twice by connecting again.
    """
    connected(ports, athlete_id, service)
    ports.store.services.drop(athlete_id, service)
    _forget_calendar(ports, athlete_id, service)


def _forget_calendar(ports: Ports, athlete_id: str, service: ServiceName) -> None:
    """The next calendar may be another or empty; a sync asks it what stands there."""
    store, way = ports.store.services, Direction.SESSIONS_OUT
    for item_id in tuple(store.items(athlete_id, service, way)):
        store.forget(athlete_id, service, direction=way, item_id=item_id)


def connected(ports: Ports, athlete_id: str, service: ServiceName) -> Connection:
    """The connection. Raises NotFound where there is none."""
    connection = ports.store.services.find(athlete_id, service)
    if connection is None:
        raise NotFound(SAY.say("service-not-connected", service=label(service)))
    return connection


def label(service: ServiceName) -> str:
    """What it calls itself."""
    return SAY[f"service-names.{service.value}"]


def what_goes(service: ServiceName, direction: Direction) -> str:
    """Exactly what goes where once this is on."""
    return SAY[f"service-what.{service.value}.{direction.value}"]


def show_services(ports: Ports, athlete_id: str) -> tuple[ServiceView, ...]:
    """All services there are, connected or not."""
    return tuple(_view(ports, athlete_id, service) for service in ServiceName)


def _view(ports: Ports, athlete_id: str, service: ServiceName) -> ServiceView:
    store = ports.store.services
    connection = store.find(athlete_id, service)
    on = {} if connection is None else connection.directions
    ways = (
        Way(
            direction=way,
            name=SAY[f"service-ways.{way.value}"],
            what=what_goes(service, way),
            since=on.get(way),
            count=len(store.items(athlete_id, service, way)),
        )
        for way in ABILITIES[service]
    )
    waiting = waiting_for(ports, athlete_id, service) is not None
    did = "" if connection is None else _did(connection.told)
    if connection is not None:
        connection = replace(connection, problem=retold_trouble(connection.problem))
    return ServiceView(service, label(service), tuple(ways), connection, waiting, did)


def _did(told: Mapping[str, int]) -> str:
    words = [SAY.say(f"service-did.{word}", n=n) for word, n in told.items() if n]
    return ", ".join(words)


def services_document(views: Iterable[ServiceView]) -> list[dict[str, Any]]:
    """As JSON values; no secret in them."""
    return [_document(view) for view in views]


def _document(view: ServiceView) -> dict[str, Any]:
    found = view.connection
    on = {way.direction.value: _moment(way.since) for way in view.ways}
    told: dict[str, Any] = {"service": view.service.value, "connected": found is not None}
    if found is None:
        return {**told, "ways": on}
    return {
        **told,
        "ways": on,
        "account": found.account,
        "connected_at": _moment(found.connected_at),
        "synced_at": _moment(found.synced_at),
        "retry_at": _moment(found.retry_at),
        "problem": found.problem,
        "shut": found.shut,
        "taking_out": found.clearing,
        "waiting": view.waiting,
        "did": dict(found.told),
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
