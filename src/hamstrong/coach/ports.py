"""What the use cases need from outside, as small Protocols; each has a fake in `fakes.py`.

A `Store` is one unit of work: everything read and written through it belongs to one
transaction, which the edge that opened it commits when the use case returns and rolls back
when it raises. Use cases never commit. (Paired devices belong to the installation, not to an
athlete; their port is in `devices.py`.)
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from hamstrong.coach.jobs import Jobs
from hamstrong.coach.model import (
    Athlete,
    CalendarKind,
    Correction,
    Event,
    EventKind,
    FeedAddress,
    Link,
    SessionRevision,
    StoredPlan,
)
from hamstrong.coach.plan_versions import PlanVersion, Snapshot
from hamstrong.coach.seen import SeenSets
from hamstrong.coach.services import Connections
from hamstrong.coach.watch_files import WatchFiles
from hamstrong.exercises.library import Library
from hamstrong.exercises.pictures import PictureBook, load_pictures
from hamstrong.planning.model import Absence, Plan, PlanRequest
from hamstrong.running.activity import Activity
from hamstrong.running.model import Race, RunPlan


class Athletes(Protocol):
    def save(self, athlete: Athlete) -> None:
        """Add the athlete, or replace the one with the same id."""

    def get(self, athlete_id: str) -> Athlete:
        """Raises NotFound when there is none."""

    def all(self) -> tuple[Athlete, ...]:
        """Oldest first."""

    def delete(self, athlete_id: str) -> None:
        """Remove the athlete and every row that belongs to them, events included."""


class Races(Protocol):
    def get(self, athlete_id: str) -> Race | None: ...

    def save(self, athlete_id: str, race: Race) -> None: ...


class Runs(Protocol):
    """Run plans as their sources told them, and what the athlete said about single runs."""

    def plans(self, athlete_id: str) -> tuple[RunPlan, ...]:
        """Imported plans, oldest import first."""

    def save(self, athlete_id: str, plan: RunPlan, *, imported_at: datetime) -> None:
        """Add the plan, or replace the one with the same name."""

    def drop(self, athlete_id: str, name: str) -> None:
        """Remove the plan of that name; corrections stay."""

    def corrections(self, athlete_id: str) -> Mapping[str, Correction]:
        """By run id."""

    def correct(self, athlete_id: str, correction: Correction) -> None:
        """Add the correction, or replace the one of the same run."""

    def uncorrect(self, athlete_id: str, run_id: str) -> None:
        """Forget what was said about a run; nothing happens where nothing was."""


class Plans(Protocol):
    def get(self, athlete_id: str) -> StoredPlan | None: ...

    def save(self, athlete_id: str, stored: StoredPlan) -> None: ...

    def pins(self, athlete_id: str) -> Mapping[str, datetime]:
        """Starts the athlete chose by hand, by session id."""

    def pin(self, athlete_id: str, session_id: str, start: datetime | None) -> None:
        """Remember a chosen start; None forgets it."""

    def revisions(self, athlete_id: str) -> tuple[SessionRevision, ...]:
        """By session id."""

    def revise(self, athlete_id: str, revisions: Sequence[SessionRevision]) -> None:
        """Add the revisions, or replace those of the same sessions."""


class Absences(Protocol):
    def all(self, athlete_id: str) -> tuple[Absence, ...]:
        """By first day."""

    def save(self, athlete_id: str, absence: Absence) -> None:
        """Add the absence, or replace the one with the same id."""

    def remove(self, athlete_id: str, absence_id: str) -> None:
        """Nothing happens where there is none."""


class Versions(Protocol):
    """The plan's history: added to, never changed; the oldest fall off the end."""

    def append(self, athlete_id: str, version: PlanVersion, snapshot: Snapshot) -> None:
        """Add the newest version and drop the oldest beyond `MOST_VERSIONS`."""

    def all(self, athlete_id: str) -> tuple[PlanVersion, ...]:
        """Oldest first."""

    def snapshot(self, athlete_id: str, number: int) -> Snapshot:
        """Raises NotFound when there is no such version, or no longer."""


class Events(Protocol):
    """The log: append and read, nothing else."""

    def append(self, athlete_id: str, events: Sequence[Event], *, received_at: datetime) -> None:
        """Raises Conflict when an id is already stored."""

    def known(self, athlete_id: str, ids: Collection[str]) -> Mapping[str, Event]:
        """Those of the ids that are already stored."""

    def all(self, athlete_id: str, *kinds: EventKind) -> tuple[Event, ...]:
        """In the order they happened; of every kind when none is named."""


class Feeds(Protocol):
    def of_athlete(
        self, athlete_id: str, kind: CalendarKind = CalendarKind.TRAINING
    ) -> FeedAddress | None:
        """The address of that kind that answers, None when there is none."""

    def find(self, token: str) -> FeedAddress | None:
        """The address with that token, revoked or not."""

    def save(self, address: FeedAddress) -> None:
        """Add the address, or replace the one with the same token."""


class Activities(Protocol):
    """What was really done, as watches and services recorded it."""

    def all(self, athlete_id: str, *, since: datetime | None = None) -> tuple[Activity, ...]:
        """Oldest first; from an aware moment on when one is given."""

    def oldest(self, athlete_id: str) -> datetime | None:
        """When the first one began; None without any."""

    def get(self, athlete_id: str, activity_id: str) -> Activity:
        """Raises NotFound when there is none."""

    def near(self, athlete_id: str, moment: datetime, *, within_s: float) -> tuple[Activity, ...]:
        """Those that begin at most so many seconds before or after a moment."""

    def save(self, athlete_id: str, activity: Activity, *, imported_at: datetime) -> None:
        """Add the activity, or replace the one with the same id; what it is linked to stays."""

    def drop(self, athlete_id: str, activity_id: str) -> None:
        """Remove it; nothing happens where there is none."""

    def links(self, athlete_id: str) -> Mapping[str, Link]:
        """Which run each activity was, by the activity's id; without those that were none."""

    def link(self, athlete_id: str, activity_id: str, link: Link) -> None:
        """Remember which run an activity was."""

    def knows_file(self, athlete_id: str, digest: str) -> bool:
        """Whether the activities of a file with these bytes are kept."""

    def note_file(self, athlete_id: str, digest: str, *, name: str, read_at: datetime) -> None:
        """Remember a file by its bytes."""

    def files(self, athlete_id: str) -> Mapping[str, str]:
        """Names of the files that were read, by digest."""


class Store(Protocol):
    """One unit of work over everything that is kept."""

    @property
    def athletes(self) -> Athletes: ...
    @property
    def races(self) -> Races: ...
    @property
    def runs(self) -> Runs: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def absences(self) -> Absences: ...
    @property
    def versions(self) -> Versions: ...
    @property
    def events(self) -> Events: ...
    @property
    def feeds(self) -> Feeds: ...
    @property
    def activities(self) -> Activities: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def seen(self) -> SeenSets: ...
    @property
    def services(self) -> Connections: ...


class Clock(Protocol):
    def now(self) -> datetime:
        """This moment, aware, UTC."""


class RunPlanReader(Protocol):
    def __call__(
        self,
        data: bytes,
        *,
        name: str,
        race: Race | None,
        zone: ZoneInfo,
        today: date,
        usual_run_time: time,
    ) -> RunPlan:
        """Read a file of any known format. Raises BadFile with the place."""


class FeedWriter(Protocol):
    def __call__(
        self,
        plan: Plan,
        *,
        revisions: Sequence[SessionRevision],
        revised_at: datetime,
        instance: str,
        address: str,
        kind: CalendarKind,
    ) -> bytes:
        """The calendar as iCalendar bytes; equal input gives equal bytes.

        `instance` is a host name that makes ids unique among athletes and installations;
        `address` is where the app answers (`https://host`), for links back to each session.
        """


class Planner(Protocol):
    def __call__(self, request: PlanRequest, /) -> Plan:
        """Raises NoPlan when nothing can be planned."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything a use case may use, for the length of one unit of work."""

    store: Store
    clock: Clock
    library: Library
    read_runs: RunPlanReader
    write_feed: FeedWriter
    plan: Planner
    watch: Callable[[], WatchFiles]
    pictures: PictureBook = field(default_factory=load_pictures)

    def today(self, zone: ZoneInfo) -> date:
        """The training day, in the athlete's zone."""
        return self.clock.now().astimezone(zone).date()
