"""Activities in: originals of a service go through the same import as files."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from typing import Final

from hamstrong.coach.activity_files import ActivityFiles, FoundFile
from hamstrong.coach.connect_service import label
from hamstrong.coach.import_activities import FileResult, Outcome
from hamstrong.coach.services import (
    ActivitiesIn,
    Connection,
    Direction,
    Item,
    ItemRefused,
    ItemState,
    RemoteActivity,
)
from hamstrong.coach.sync_run import NotWanted, Stopping, SyncRun
from hamstrong.coach.take_in_activities import take_in
from hamstrong.coach.words import SAY
from hamstrong.errors import HamstrongError

WAY: Final = Direction.ACTIVITIES_IN

FIRST_DAYS: Final = 42
"""So far back the first sync looks: the longest that load remembers here. Judgement."""

AGAIN_DAYS: Final = 14
"""So far back every other one does: a watch may reach its service days later. Judgement."""


def take_activities(run: SyncRun, line: ActivitiesIn) -> None:
    """Import what the service has and we have not seen; nothing is fetched twice.

    Raises what the line raises, once everything is kept that came before.
    """
    with run.desk.reading() as ports:
        items = ports.store.services.items(run.athlete_id, run.service, WAY)
        now = ports.clock.now()
        zone = ports.store.athletes.get(run.athlete_id).zone
        first = first_day(run.connection(ports))
        last = ports.today(zone) + timedelta(days=1)
    files = run.desk.files()
    again = {key: item for key, item in items.items() if item.state is ItemState.LATER}
    known = {key for key, item in items.items() if key not in again or item.waits(now)}
    incoming = _Incoming(run, line, files, known, again)
    found = incoming.files_of(first, last)
    one = next(found, None)
    if one is not None:
        whose = run.athlete_id
        everything = chain([one], found)
        take_in(run.desk, lambda ports: whose, files, everything, tell=incoming.kept)
    if incoming.trouble is not None:
        raise incoming.trouble


def first_day(connection: Connection) -> date:
    """The oldest day that is looked at."""
    since = connection.directions.get(WAY, connection.connected_at)
    if connection.synced_at is None or connection.synced_at < since:
        return (since - timedelta(days=FIRST_DAYS)).date()
    return (connection.synced_at - timedelta(days=AGAIN_DAYS)).date()


@dataclass(slots=True)
class _Incoming:
    """Files on their way in; what is noted is kept already.

    Attributes:
        known: Ids that need no look: noted before, or listed by this very sync.
        again: Those that the service had no file of so far.
        trouble: What ended the line; what came before is kept first.
    """

    run: SyncRun
    line: ActivitiesIn
    files: ActivityFiles
    known: set[str]
    again: Mapping[str, Item]
    trouble: HamstrongError | NotWanted | Stopping | None = None
    _whose: dict[str, str] = field(default_factory=dict)

    def files_of(self, first: date, last: date) -> Iterator[FoundFile]:
        try:
            for remote in self.line.listed(first, last):
                if remote.id not in self.known:
                    self.known.add(remote.id)
                    yield from self._fetched(remote)
        except (HamstrongError, NotWanted, Stopping) as error:
            self.trouble = error

    def kept(self, result: FileResult) -> None:
        """The import is through with one."""
        is_kept = result.outcome is not Outcome.REFUSED
        item = self._item(self._whose[result.file])
        if is_kept:
            self.run.note(replace(item, state=ItemState.THERE))
            self.run.told[result.outcome.value] += 1
        else:
            self.run.refuse(item, ItemRefused(result.reason))

    def _fetched(self, remote: RemoteActivity) -> Iterator[FoundFile]:
        try:
            found = self._files_of(remote)
        except ItemRefused as error:
            self.run.refuse(self._item(remote.id), error)
            return
        for file in found:
            self._whose[file.name] = remote.id
            yield file

    def _files_of(self, remote: RemoteActivity) -> list[FoundFile]:
        if remote.refused:
            raise ItemRefused(remote.refused)
        data = self.line.original(remote.id)
        name = f"{label(self.run.service)} {remote.id}"
        found = list(self.files.sent(name, io.BytesIO(data)))
        if not found:
            raise ItemRefused(SAY["service-empty-file"], later=True)
        return found

    def _item(self, remote_id: str) -> Item:
        before = self.again.get(remote_id)
        tries = 0 if before is None else before.tries
        at = self.run.now()
        return Item(WAY, remote_id, ItemState.SENDING, at, remote_id=remote_id, tries=tries)
