"""A sync under way: what it knows, what it may still do, and what it writes down."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from hamstrong.coach.activity_files import ActivityFiles
from hamstrong.coach.budgets import BUDGETS, take_one
from hamstrong.coach.job_rows import HELD
from hamstrong.coach.ports import Ports
from hamstrong.coach.services import (
    Connection,
    Direction,
    Item,
    ItemRefused,
    ItemState,
    KeyRefused,
    Lines,
    Secret,
    ServiceName,
    ServiceTrouble,
    Vault,
    Watch,
    about,
)
from hamstrong.coach.words import SAY
from hamstrong.errors import HamstrongError

OpenPorts = Callable[[], AbstractContextManager[Ports]]

FIRST_WAIT: Final = timedelta(minutes=5)
LONGEST_WAIT: Final = timedelta(hours=6)
"""After a failure, doubled with each in a row up to the longest. Judgement."""

LATER: Final = tuple(timedelta(minutes=minutes) for minutes in (30, 60, 120, 240))
"""How long one thing that is refused for now is left, each time; after the last it stays refused. A
service that still works on a watch's file has it in less. Judgement."""


@dataclass(frozen=True, slots=True)
class SyncDesk:
    """What a sync takes.

    Attributes:
        reading, writing: Units of work, as the web's.
        files: What reads activities.
        lines: Opens lines to services.
        vault: Opens secrets.
        stopping: Whether the coach is about to stop.
    """

    reading: OpenPorts
    writing: OpenPorts
    files: Callable[[], ActivityFiles]
    lines: Lines
    vault: Vault
    stopping: Callable[[], bool] = lambda: False


class NotWanted(Exception):
    """Somebody switched it off or disconnected meanwhile: nothing more goes out."""


class Stopping(Exception):
    """The coach stops: the rest waits for the next start."""


class Taken(Stopping):
    """Another process carries this sync by now: this one was held up for too long."""


@dataclass(slots=True)
class SyncRun:
    """One sync of one service.

    Attributes:
        desk: What it takes.
        athlete_id: Whose.
        service: Which.
        job_id: The row that it carries out.
        holder: Who it is, among all processes that could.
        connected_at: Of the connection that it began with; another one is not its business.
        direction: That is being done now; None before the first.
        began: Aware, UTC; what changes while it runs is for the next one.
        told: Counts of what was done, by word.
    """

    desk: SyncDesk
    athlete_id: str
    service: ServiceName
    job_id: str = ""
    holder: str = ""
    connected_at: datetime | None = None
    direction: Direction | None = None
    began: datetime | None = None
    told: Counter[str] = field(default_factory=Counter)

    @property
    def watch(self) -> Watch:
        """For the line."""
        return Watch(spend=self.spend, renewed=self.renewed, stopping=self.desk.stopping)

    def connection(self, ports: Ports) -> Connection:
        """As it is now. Raises NotWanted where it is gone, or was connected anew."""
        found = self._found(ports)
        if found is None:
            raise NotWanted
        return found

    def _found(self, ports: Ports) -> Connection | None:
        found = ports.store.services.find(self.athlete_id, self.service)
        if found is None or self.connected_at in (None, found.connected_at):
            return found
        return None

    def secret(self) -> Secret:
        """What opens the service. Raises NotWanted, and Unavailable as vaults do."""
        with self.desk.reading() as ports:
            connection = self.connection(ports)
        self.connected_at, sealed = connection.connected_at, connection.sealed
        return self.desk.vault.unseal(sealed, about=about(self.athlete_id, self.service))

    def spend(self) -> None:
        """Count one request before it is made.

        Raises:
            NotWanted: It is no longer wanted.
            Stopping: The coach stops.
            Taken: Another process carries it by now.
            ServiceTrouble: Too many were made; says when there is room again.
        """
        if self.desk.stopping():
            raise Stopping
        with self.desk.writing() as ports:
            if not self._hold(ports):
                raise Taken
            connection = self.connection(ports)
            if self.direction is not None and not connection.goes(self.direction):
                raise NotWanted
            now = ports.clock.now()
            spent, until = take_one(connection.spent, BUDGETS[self.service], now=now)
            if until is None:
                changed = replace(connection, spent=spent)
                ports.store.services.save(self.athlete_id, changed)
                return
        raise ServiceTrouble(SAY["service-spent"], wait_s=(until - now).total_seconds())

    def renewed(self, secret: Secret) -> None:
        """Keep a secret that changed. Raises NotWanted where the service was disconnected."""
        sealed = self.desk.vault.seal(secret, about=about(self.athlete_id, self.service))
        with self.desk.writing() as ports:
            connection = replace(self.connection(ports), sealed=sealed)
            ports.store.services.save(self.athlete_id, connection)

    def note(self, item: Item) -> None:
        """Keep what became of one thing, at once. Raises Taken where nothing may begin any more."""
        with self.desk.writing() as ports:
            if not self._hold(ports) and item.state is ItemState.SENDING:
                raise Taken
            if item.direction is Direction.SESSIONS_OUT:
                self.connection(ports)  # another calendar knows nothing of this one's events
            ports.store.services.note(self.athlete_id, self.service, item)

    def refuse(self, item: Item, error: ItemRefused) -> None:
        """Keep that it was refused: for some hours while that may change, else for good."""
        tries = item.tries + 1
        if error.later and tries <= len(LATER):
            state, again_at = ItemState.LATER, self.now() + LATER[tries - 1]
        else:
            state, again_at = ItemState.REFUSED, None
        self.told[state.value] += 1
        self.note(replace(item, state=state, note=error.message, tries=tries, again_at=again_at))

    def forget(self, item_id: str) -> None:
        """What went out was taken back."""
        if self.direction is not None:
            with self.desk.writing() as ports:
                self.connection(ports)
                ports.store.services.forget(
                    self.athlete_id, self.service, direction=self.direction, item_id=item_id
                )

    def cleared(self) -> None:
        """What was to be taken out of a calendar is."""
        with self.desk.writing() as ports:
            connection = replace(self.connection(ports), clearing=False)
            ports.store.services.save(self.athlete_id, connection)

    def _hold(self, ports: Ports) -> bool:
        """Give a sign of life; False where another process took it over."""
        until = ports.clock.now() + HELD
        return ports.store.jobs.hold_on(self.job_id, holder=self.holder, until=until)

    def now(self) -> datetime:
        """This moment, aware, UTC."""
        with self.desk.reading() as ports:
            return ports.clock.now()

    def over(self, error: HamstrongError | None = None) -> None:
        """Write how it ended; nothing where the service was disconnected or connected anew."""
        with self.desk.writing() as ports:
            connection = self._found(ports)
            if connection is not None:
                now = ports.clock.now()
                ended = replace(_ended(connection, error, now=now), told=dict(self.told))
                if error is None:
                    ended = replace(ended, synced_at=self.began or now)
                ports.store.services.save(self.athlete_id, ended)


def _ended(connection: Connection, error: HamstrongError | None, *, now: datetime) -> Connection:
    if error is None:
        return replace(connection, retry_at=None, failures=0, problem="", shut=False)
    failures = connection.failures + 1
    wait = _wait(error, failures)
    troubled = replace(connection, problem=error.message, failures=failures, retry_at=now + wait)
    return replace(troubled, shut=isinstance(error, KeyRefused))


def _wait(error: HamstrongError, failures: int) -> timedelta:
    if isinstance(error, ServiceTrouble) and error.wait_s is not None:
        return timedelta(seconds=max(error.wait_s, 1.0))
    doubled: int = 2 ** min(failures - 1, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)
