"""What the web needs from the composition root."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from hamstrong.coach.activity_files import ActivityFiles
from hamstrong.coach.backups import BackupStatus
from hamstrong.coach.clips import ClipShelf
from hamstrong.coach.ports import Ports
from hamstrong.coach.sync_run import SyncDesk

OpenPorts = Callable[[], AbstractContextManager[Ports]]


class IncomingClip(Protocol):
    """A clip that is being written."""

    def write(self, data: bytes) -> None:
        """Add bytes. Raises BadFile for too many, Unavailable where the disk is full."""


class UploadShelf(ClipShelf, Protocol):
    """Where clips lie, and come in."""

    @property
    def most(self) -> int:
        """Bytes of a clip."""

    def taking_in(self, job_id: str) -> AbstractContextManager[IncomingClip]:
        """A new clip: there when the block ends, gone when it raises. Raises Unavailable."""


@dataclass(frozen=True, slots=True)
class ClipDoors:
    """What judging clips takes.

    Attributes:
        shelf: Where they lie.
        can_see: Whether everything is installed that judging takes.
        wake: Tells who carries jobs that there may be one.
        stop: Puts back what is under way; the coach is about to stop.
    """

    shelf: UploadShelf
    can_see: Callable[[], bool]
    wake: Callable[[], None]
    stop: Callable[[], None]


@dataclass(frozen=True, slots=True)
class ServiceDoors:
    """What connecting services takes.

    Attributes:
        desk: What a sync takes; made when it is asked for.
        tick: Puts in line what is due, and has it carried; is called every minute.
        stop: Puts back what is under way; the coach is about to stop.
    """

    desk: Callable[[], SyncDesk]
    tick: Callable[[], None]
    stop: Callable[[], None]


class BackupDoors(Protocol):
    """What backs up by itself."""

    def tick(self) -> None:
        """Back up when it is time; is called every minute. Raises Unavailable when it fails."""

    def status(self) -> BackupStatus:
        """How backups stand."""

    def stop(self) -> None:
        """Give up what is under way; the coach is about to stop."""


@dataclass(frozen=True, slots=True)
class WebDeps:
    """Doors to the use cases.

    An endpoint opens one of them once, calls one use case, and renders inside or after:

        with deps.writing() as ports:
            change = make_plan(ports, athlete_id)

    Attributes:
        reading: A unit of work that sees one consistent state and must not write.
        writing: A unit of work that is committed when the block ends and rolled back when it
            raises. What an answer acknowledges must have left the block.
        activities: What reads activities of watches and services.
        address: Where the app answers, `https://host`, for links in feeds; "" takes the request's.
        clips: None where none are taken.
        services: None where none can be connected.
        backups: None where nobody backs up, as in a store that forgets.
    """

    reading: OpenPorts
    writing: OpenPorts
    activities: Callable[[], ActivityFiles]
    address: str = ""
    clips: ClipDoors | None = None
    services: ServiceDoors | None = None
    backups: BackupDoors | None = None
