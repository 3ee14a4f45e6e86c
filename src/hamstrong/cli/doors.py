"""What the commands get from the composition root; each door opens only when it is used."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hamstrong.cli.serve import Site
    from hamstrong.coach.activity_files import ActivityFiles
    from hamstrong.coach.backups import BackupDesk
    from hamstrong.coach.judge_clip import Eyes
    from hamstrong.coach.ports import Ports
    from hamstrong.coach.sync_run import SyncDesk


class ServeSettings(Protocol):
    """The settings that `serve` falls back to."""

    @property
    def data(self) -> Path: ...
    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def lan_port(self) -> int: ...


class Doors(Protocol):
    """Doors to the use cases."""

    def memory(self) -> "Ports":
        """Ports over a store that forgets when the command ends."""

    def reading(self) -> "AbstractContextManager[Ports]":
        """A unit of work that must not write."""

    def writing(self) -> "AbstractContextManager[Ports]":
        """A unit of work that is committed when its block ends."""

    def speak_as_the_athlete(self) -> None:
        """For a command that opens no data: what the athlete chose, if somebody is set up."""

    def settings(self) -> ServeSettings:
        """From the environment."""

    def eyes(self) -> "Eyes":
        """What sees bodies in clips."""

    def backups(self) -> "BackupDesk":
        """What makes, checks and restores backups."""

    def activities(self) -> "ActivityFiles":
        """What reads activities of watches and services."""

    def sync_desk(self) -> "SyncDesk":
        """What asking services takes."""

    def site(self) -> "Site":
        """Everything there is to serve."""
