"""Services an athlete may connect: what goes which way, what is remembered of it, and the ports.

Every service is off until the athlete connects it, and every direction until it is switched on.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final, Protocol

from hamstrong.errors import NotAllowed, Unavailable

Secret = Mapping[str, str]
"""What opens a service: keys and tokens by name. Never logged, printed or exported."""


class ServiceName(StrEnum):
    GARMIN = "garmin"
    INTERVALS = "intervals"
    STRAVA = "strava"
    RUNALYZE = "runalyze"


class Direction(StrEnum):
    """What goes which way, seen from here."""

    ACTIVITIES_IN = "activities-in"
    SESSIONS_OUT = "sessions-out"
    DONE_OUT = "done-out"


ABILITIES: Final[Mapping[ServiceName, tuple[Direction, ...]]] = {
    ServiceName.GARMIN: (Direction.ACTIVITIES_IN,),
    ServiceName.INTERVALS: (Direction.ACTIVITIES_IN, Direction.SESSIONS_OUT),
    ServiceName.STRAVA: (Direction.DONE_OUT,),
    ServiceName.RUNALYZE: (Direction.DONE_OUT,),
}
"""What each does here. Strava's terms of 1 June 2026 let no planner read from it (M)."""

FIELDS: Final[Mapping[ServiceName, tuple[str, ...]]] = {
    ServiceName.GARMIN: ("key",),
    ServiceName.INTERVALS: ("key",),
    ServiceName.STRAVA: ("client_id", "client_secret", "refresh_token"),
    ServiceName.RUNALYZE: ("token",),
}
"""What the athlete gives; no password of an account is ever asked for."""

LONGEST_FIELD: Final = 4096


class ServiceTrouble(Unavailable):
    """A service did not do what it was asked: busy, out of reach, or not to be understood.

    Attributes:
        wait_s: Seconds it wants to be left alone; None where it did not say.
    """

    def __init__(self, message: str, *, place: str = "", wait_s: float | None = None) -> None:
        super().__init__(message, place=place)
        self.wait_s = wait_s


class KeyRefused(NotAllowed):
    """A service no longer takes the key: nothing is tried again until it is connected anew."""


class ItemRefused(Unavailable):
    """A service takes or gives everything but this one; the others go on.

    Attributes:
        later: It may be otherwise in some hours: it is tried a few times more.
    """

    def __init__(self, message: str, *, place: str = "", later: bool = False) -> None:
        super().__init__(message, place=place)
        self.later = later


class NotLet(ItemRefused):
    """The key is known and may not do just this, at least now."""

    def __init__(self, message: str, *, place: str = "") -> None:
        super().__init__(message, place=place, later=True)


@dataclass(frozen=True, slots=True)
class Connection:
    """A service that is connected.

    Attributes:
        service: Which.
        sealed: The secret, encrypted.
        connected_at: Aware, UTC.
        account: Whose account it is there, as the service says.
        directions: Those that are on, with the moment since when, aware, UTC.
        synced_at: When the last sync began that did everything that is on, aware, UTC.
        retry_at: Not before this moment, aware, UTC; None at any time.
        failures: Attempts in a row that came to nothing.
        problem: Why the last one did, one sentence; empty where it was well.
        shut: The key was refused: nothing more until it is connected anew.
        told: What the last one did: counts by word.
        spent: Requests by stretch of time; see `Budget`.
        clearing: Sessions out were switched off, and what still stands there is to be taken out.
    """

    service: ServiceName
    sealed: bytes = field(repr=False)
    connected_at: datetime
    account: str = ""
    directions: Mapping[Direction, datetime] = field(default_factory=dict)
    synced_at: datetime | None = None
    retry_at: datetime | None = None
    failures: int = 0
    problem: str = ""
    shut: bool = False
    told: Mapping[str, int] = field(default_factory=dict)
    spent: Mapping[str, int] = field(default_factory=dict)
    clearing: bool = False

    def goes(self, direction: Direction) -> bool:
        """Whether anything may go that way, be it only what takes back."""
        is_taken_back = self.clearing and direction is Direction.SESSIONS_OUT
        return direction in self.directions or is_taken_back


class ItemState(StrEnum):
    """`sending` was begun and nobody knows whether it arrived; `later` is tried again; the others
    are over."""

    SENDING = "sending"
    LATER = "later"
    THERE = "there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that went one way; it is what nothing is repeated by.

    Attributes:
        direction: Which way.
        id: Theirs for what came in, ours for what went out.
        state: How far it is.
        at: Aware, UTC.
        remote_id: What they call it; empty while unknown.
        digest: Of what was sent; another one is sent again.
        day: The day it is about; None where that does not matter.
        note: Why it was refused, one sentence.
        tries: How often it was refused so far.
        again_at: When it is tried again where it is `later`, aware, UTC.
    """

    direction: Direction
    id: str
    state: ItemState
    at: datetime
    remote_id: str = ""
    digest: str = ""
    day: date | None = None
    note: str = ""
    tries: int = 0
    again_at: datetime | None = None

    def waits(self, now: datetime) -> bool:
        """Whether it was put off and its time has not come."""
        is_later = self.state is ItemState.LATER
        return is_later and self.again_at is not None and now < self.again_at


class Connections(Protocol):
    """Rows of what is connected, and of what went which way."""

    def all(self, athlete_id: str) -> tuple[Connection, ...]:
        """In the order of `ServiceName`."""

    def find(self, athlete_id: str, service: ServiceName) -> Connection | None: ...

    def save(self, athlete_id: str, connection: Connection) -> None:
        """Add the connection, or replace the one of the same service."""

    def drop(self, athlete_id: str, service: ServiceName) -> None:
        """Remove it with its secret; items stay."""

    def items(
        self, athlete_id: str, service: ServiceName, direction: Direction
    ) -> Mapping[str, Item]:
        """By id."""

    def note(self, athlete_id: str, service: ServiceName, item: Item) -> None:
        """Add the item, or replace the one with the same direction and id."""

    def forget(
        self, athlete_id: str, service: ServiceName, *, direction: Direction, item_id: str
    ) -> None:
        """Nothing happens where there is none."""


class Vault(Protocol):
    """Encrypts secrets. Raises Unavailable where its key is missing, wrong or open to others."""

    def seal(self, secret: Secret, *, about: str) -> bytes:
        """The secret, to be kept; `about` is whose and of what, and must be the same again."""

    def unseal(self, sealed: bytes, *, about: str) -> Secret:
        """What `seal` was given."""


@dataclass(frozen=True, slots=True)
class RemoteActivity:
    """An activity as a service lists it.

    Attributes:
        id: Theirs.
        refused: Why the service does not give it, one sentence; mostly empty.
    """

    id: str
    refused: str = ""


class ActivitiesIn(Protocol):
    """What was done, as the files the watch wrote. All raise ServiceTrouble and KeyRefused."""

    def listed(self, first: date, last: date) -> Iterator[RemoteActivity]:
        """Those of the days, both included, page by page."""

    def original(self, activity_id: str) -> bytes:
        """Its file, packed or not. Raises ItemRefused where there is none to give."""


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """A planned session as it goes out.

    Attributes:
        uid: The same as long as the session is.
        start: Aware, in the athlete's zone.
        minutes: Of the session.
        title: Two or three words.
        text: Exercises and reason.
        workout: FIT; empty where no watch can hold it.
    """

    uid: str
    start: datetime
    minutes: int
    title: str
    text: str
    workout: bytes = b""

    @property
    def digest(self) -> str:
        """Equal for equal events."""
        told = (self.uid, self.start.isoformat(), self.minutes, self.title, self.text)
        return sha256(repr(told).encode() + self.workout).hexdigest()


class SessionsOut(Protocol):
    """A calendar that takes planned sessions. All raise ServiceTrouble and KeyRefused."""

    def standing(self, first: date, last: date) -> Mapping[str, str]:
        """Their ids of what stands there on these days, by our uid; others' events are left out."""

    def put(self, event: PlannedEvent, *, remote_id: str = "") -> str:
        """Make it, or change the one with that id; gives the id it has now."""

    def remove(self, remote_id: str) -> None:
        """Nothing happens where there is none."""


@dataclass(frozen=True, slots=True)
class DoneFile:
    """A session that was done, as it goes out: a FIT activity.

    Attributes:
        external_id: By which a service that keeps one knows it again.
        name: Of the file; nothing of whose it is.
        title: Two or three words.
        text: Its sets.
        data: The file.
    """

    external_id: str
    name: str
    title: str
    text: str
    data: bytes


class DoneOut(Protocol):
    """An archive that takes activities. All raise ServiceTrouble and KeyRefused."""

    def send(self, file: DoneFile) -> str:
        """Upload it; their id. What is there already counts as sent. Raises ItemRefused."""


@dataclass(frozen=True, slots=True)
class Line:
    """An open line to a service, with what it can.

    Attributes:
        account: Asks whose account it is; one request. Raises as the others.
    """

    account: Callable[[], str]
    activities_in: ActivitiesIn | None = None
    sessions_out: SessionsOut | None = None
    done_out: DoneOut | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks on while a line is used.

    Attributes:
        spend: Is called before every request; raises ServiceTrouble where too many were made.
        renewed: Hears of a secret that changed, before it is used.
        stopping: Whether the coach is about to stop: long waits end then.
    """

    spend: Callable[[], None] = lambda: None
    renewed: Callable[[Secret], None] = lambda secret: None
    stopping: Callable[[], bool] = lambda: False


class Lines(Protocol):
    """Opens lines to services."""

    def open(
        self, service: ServiceName, secret: Secret, watch: Watch
    ) -> AbstractContextManager[Line]: ...

    def ask_leave(self, *, client_id: str, address: str, state: str) -> str:
        """Where Strava asks the athlete for leave; `address` is where it sends them back."""

    def leave_given(self, *, client_id: str, client_secret: str, code: str) -> Secret:
        """The secret that Strava gives for the code it sent back. Raises as lines do."""


def about(athlete_id: str, service: ServiceName) -> str:
    """Whose secret, and of what: it opens nowhere else."""
    return f"{athlete_id}/{service.value}"
