"""Take in what was really done: read files, keep each activity once, tell what became of each file.

Reading takes most of the time and needs no unit of work; a few files at a time are written in one.
Whoever interrupts loses nothing that was kept, and the next import goes on where this one stopped:
a file whose bytes are known is skipped, one that was not kept yet is read again.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final, Protocol

from hamstrong.coach.activity_files import ActivityFiles, FoundFile
from hamstrong.coach.ports import Ports
from hamstrong.coach.words import SAY
from hamstrong.errors import BadFile
from hamstrong.running.activity import DUPLICATE_START_S, Activity, Sport, is_same_activity

BATCH: Final = 20
"""Files that are written in one unit of work: nobody waits long, and little is read twice."""

CLOCK_AHEAD: Final = timedelta(days=1)
"""An activity may begin this much after now: zones differ, clocks lag."""


class Outcome(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    MERGED = "merged"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file.

    Attributes:
        file: Where it was.
        outcome: Merged when another recording of the same was there already, skipped when these
            very bytes were.
        reason: One sentence, or empty where there is nothing to say.
        activities: Ids of what it tells of.
        share: Of the whole import that is behind, 0 to 1.
    """

    file: str
    outcome: Outcome
    reason: str = ""
    activities: tuple[str, ...] = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file, in the order they came."""

    results: tuple[FileResult, ...]

    def of(self, outcome: Outcome) -> tuple[FileResult, ...]:
        """Those of one outcome."""
        return tuple(result for result in self.results if result.outcome is outcome)


class Doors(Protocol):
    """Where units of work open."""

    @property
    def reading(self) -> Callable[[], AbstractContextManager[Ports]]: ...
    @property
    def writing(self) -> Callable[[], AbstractContextManager[Ports]]: ...


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read and is not kept yet."""

    file: FoundFile
    activities: tuple[Activity, ...] = ()
    refused: str = ""


@dataclass(slots=True)
class ActivityImport:
    """One import under way.

    Attributes:
        doors: Where units of work open.
        files: Reads files.
        whose: Gives the athlete's id.
        tell: Hears of each file once it is kept.
    """

    doors: Doors
    files: ActivityFiles
    whose: Callable[[Ports], str]
    tell: Callable[[FileResult], None] = lambda result: None
    _results: list[FileResult] = field(default_factory=list)
    _read: list[_Read] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    def run(self, found: Iterable[FoundFile]) -> ImportReport:
        """Keep everything that can be kept.

        Raises:
            NotFound: There is no athlete.
        """
        with self.doors.reading() as ports:
            self._known = set(ports.store.activities.files(self.whose(ports)))
        for file in found:
            self._take(file)
            if len(self._read) >= BATCH:
                self._keep()
        self._keep()
        return ImportReport(tuple(self._results))

    def _take(self, file: FoundFile) -> None:
        if not file.refused and file.digest in self._known:
            self._keep()
            reason = SAY["activity-file-known"]
            self._say(FileResult(file.name, Outcome.SKIPPED, reason, share=file.share))
            return
        try:
            read = _Read(file, self.files.read(file))
        except BadFile as error:
            read = _Read(replace(file, data=b""), refused=error.message)
        else:
            self._known.add(file.digest)
        self._read.append(read)

    def _keep(self) -> None:
        """Write what was read, then say so: nothing is said that could still be lost."""
        if not self._read:
            return
        with self.doors.writing() as ports:
            athlete_id = self.whose(ports)
            kept = [_kept(ports, athlete_id, read) for read in self._read]
        self._read.clear()
        for result in kept:
            self._say(result)

    def _say(self, result: FileResult) -> None:
        self._results.append(result)
        self.tell(result)


def _kept(ports: Ports, athlete_id: str, read: _Read) -> FileResult:
    file = read.file
    if read.refused:
        return FileResult(file.name, Outcome.REFUSED, read.refused, share=file.share)
    now = ports.clock.now()
    zone = ports.store.athletes.get(athlete_id).zone
    ids: list[str] = []
    notes: list[str] = []
    fresh = 0
    for activity in read.activities:
        if activity.start > now + CLOCK_AHEAD:
            reason = SAY["activity-in-future"]
            return FileResult(file.name, Outcome.REFUSED, reason, share=file.share)
        # Without a zone of its own an activity was where the athlete lives.
        told = (
            activity if activity.zoned else replace(activity, start=activity.start.astimezone(zone))
        )
        activity_id, is_new = _keep_one(ports, athlete_id, told)
        ids.append(activity_id)
        fresh += is_new
        notes += activity.notes
    ports.store.activities.note_file(athlete_id, file.digest, name=file.name, read_at=now)
    outcome = Outcome.IMPORTED if fresh else Outcome.MERGED
    said = " ".join(dict.fromkeys(notes)) if fresh else str(SAY["activity-merged"])
    return FileResult(file.name, outcome, said, tuple(ids), file.share)


def _keep_one(ports: Ports, athlete_id: str, activity: Activity) -> tuple[str, bool]:
    """Id of what is kept, and whether it is new; of two recordings the richer stays."""
    store, now = ports.store.activities, ports.clock.now()
    near = store.near(athlete_id, activity.start, within_s=DUPLICATE_START_S)
    same = next((other for other in near if is_same_activity(activity, other)), None)
    if same is None:
        store.save(athlete_id, activity, imported_at=now)
        return activity.id, True
    merged = merge(same, activity)
    if merged != same:
        store.save(athlete_id, merged, imported_at=now)
    return same.id, False


def merge(old: Activity, new: Activity) -> Activity:
    """The richer of two recordings of one thing, with what only the other one tells."""
    rich, poor = (new, old) if new.richness > old.richness else (old, new)
    return replace(
        rich,
        id=old.id,
        sport=poor.sport if rich.sport is Sport.OTHER else rich.sport,
        start=rich.start if rich.zoned or not poor.zoned else poor.start,
        zoned=rich.zoned or poor.zoned,
        title=rich.title or poor.title,
        device=rich.device or poor.device,
        rpe=poor.rpe if rich.rpe is None else rich.rpe,
        sets=rich.sets or poor.sets,
        laps=rich.laps or poor.laps,
        distance_m=rich.distance_m or poor.distance_m,
    )
