"""A store in memory: for what is tried out or asked once, and is not to be kept.

It keeps what the database keeps, by the same contract (one test runs over both), and forgets it
with the process. It knows no transactions: nobody else sees it, so there is nothing to roll back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from hamstrong.coach.jobs import Job
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
from hamstrong.coach.plan_versions import MOST_VERSIONS, PlanVersion, Snapshot
from hamstrong.coach.ports import Activities, Events, Versions
from hamstrong.coach.seen import SeenSet
from hamstrong.coach.services import Connection, Direction, Item, ServiceName
from hamstrong.coach.words import SAY
from hamstrong.errors import Conflict, NotFound
from hamstrong.planning.model import Absence
from hamstrong.running.activity import Activity
from hamstrong.running.model import Race, RunPlan


@dataclass(slots=True)
class _Rows:
    """Everything kept for one athlete."""

    athlete: Athlete
    race: Race | None = None
    run_plans: dict[str, RunPlan] = field(default_factory=dict)
    corrections: dict[str, Correction] = field(default_factory=dict)
    plan: StoredPlan | None = None
    pins: dict[str, datetime] = field(default_factory=dict)
    revisions: dict[str, SessionRevision] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    feeds: dict[str, FeedAddress] = field(default_factory=dict)
    absences: dict[str, Absence] = field(default_factory=dict)
    versions: dict[int, tuple[PlanVersion, Snapshot]] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    activity_files: dict[str, str] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    seen: dict[str, SeenSet] = field(default_factory=dict)
    services: dict[ServiceName, Connection] = field(default_factory=dict)
    items: dict[tuple[ServiceName, Direction, str], Item] = field(default_factory=dict)


class _Table:
    def __init__(self, rows: dict[str, _Rows]) -> None:
        self._rows = rows

    def _of(self, athlete_id: str) -> _Rows:
        if athlete_id not in self._rows:
            raise NotFound(SAY["there-no-such-athlete"], place=athlete_id)
        return self._rows[athlete_id]


class MemoryAthletes(_Table):
    def save(self, athlete: Athlete) -> None:
        if athlete.id in self._rows:
            self._rows[athlete.id].athlete = athlete
        else:
            self._rows[athlete.id] = _Rows(athlete)

    def get(self, athlete_id: str) -> Athlete:
        return self._of(athlete_id).athlete

    def all(self) -> tuple[Athlete, ...]:
        return tuple(
            sorted((row.athlete for row in self._rows.values()), key=lambda a: (a.created_at, a.id))
        )

    def delete(self, athlete_id: str) -> None:
        self._of(athlete_id)
        del self._rows[athlete_id]


class MemoryRaces(_Table):
    def get(self, athlete_id: str) -> Race | None:
        return self._of(athlete_id).race

    def save(self, athlete_id: str, race: Race) -> None:
        self._of(athlete_id).race = race


class MemoryRuns(_Table):
    def plans(self, athlete_id: str) -> tuple[RunPlan, ...]:
        return tuple(self._of(athlete_id).run_plans.values())

    def save(self, athlete_id: str, plan: RunPlan, *, imported_at: datetime) -> None:
        self._of(athlete_id).run_plans[plan.name] = plan

    def drop(self, athlete_id: str, name: str) -> None:
        self._of(athlete_id).run_plans.pop(name, None)

    def corrections(self, athlete_id: str) -> Mapping[str, Correction]:
        return dict(self._of(athlete_id).corrections)

    def correct(self, athlete_id: str, correction: Correction) -> None:
        self._of(athlete_id).corrections[correction.run_id] = correction

    def uncorrect(self, athlete_id: str, run_id: str) -> None:
        self._of(athlete_id).corrections.pop(run_id, None)


class MemoryPlans(_Table):
    def get(self, athlete_id: str) -> StoredPlan | None:
        return self._of(athlete_id).plan

    def save(self, athlete_id: str, stored: StoredPlan) -> None:
        self._of(athlete_id).plan = stored

    def pins(self, athlete_id: str) -> Mapping[str, datetime]:
        return dict(self._of(athlete_id).pins)

    def pin(self, athlete_id: str, session_id: str, start: datetime | None) -> None:
        if start is None:
            self._of(athlete_id).pins.pop(session_id, None)
        else:
            self._of(athlete_id).pins[session_id] = start

    def revisions(self, athlete_id: str) -> tuple[SessionRevision, ...]:
        return tuple(sorted(self._of(athlete_id).revisions.values(), key=lambda r: r.session_id))

    def revise(self, athlete_id: str, revisions: Sequence[SessionRevision]) -> None:
        self._of(athlete_id).revisions.update({r.session_id: r for r in revisions})


class MemoryAbsences(_Table):
    def all(self, athlete_id: str) -> tuple[Absence, ...]:
        return tuple(sorted(self._of(athlete_id).absences.values(), key=lambda a: (a.first, a.id)))

    def save(self, athlete_id: str, absence: Absence) -> None:
        self._of(athlete_id).absences[absence.id] = absence

    def remove(self, athlete_id: str, absence_id: str) -> None:
        self._of(athlete_id).absences.pop(absence_id, None)


class MemoryVersions(_Table):
    def append(self, athlete_id: str, version: PlanVersion, snapshot: Snapshot) -> None:
        kept = self._of(athlete_id).versions
        kept[version.number] = (version, snapshot)
        for number in sorted(kept)[:-MOST_VERSIONS]:
            del kept[number]

    def all(self, athlete_id: str) -> tuple[PlanVersion, ...]:
        kept = self._of(athlete_id).versions
        return tuple(kept[number][0] for number in sorted(kept))

    def snapshot(self, athlete_id: str, number: int) -> Snapshot:
        kept = self._of(athlete_id).versions
        if number not in kept:
            raise NotFound(SAY["there-no-such-version"], place=str(number))
        return kept[number][1]


class MemoryEvents(_Table):
    def append(self, athlete_id: str, events: Sequence[Event], *, received_at: datetime) -> None:
        rows = self._of(athlete_id).events
        for event in events:
            if event.id in rows:
                raise Conflict(SAY["event-id-already-stored"], place=event.id)
            rows[event.id] = event

    def known(self, athlete_id: str, ids: Collection[str]) -> Mapping[str, Event]:
        rows = self._of(athlete_id).events
        return {event_id: rows[event_id] for event_id in ids if event_id in rows}

    def all(self, athlete_id: str, *kinds: EventKind) -> tuple[Event, ...]:
        wanted = kinds or tuple(EventKind)
        rows = self._of(athlete_id).events.values()
        return tuple(sorted((e for e in rows if e.kind in wanted), key=lambda e: e.at))


class MemoryFeeds(_Table):
    def of_athlete(
        self, athlete_id: str, kind: CalendarKind = CalendarKind.TRAINING
    ) -> FeedAddress | None:
        feeds = (feed for feed in self._of(athlete_id).feeds.values() if feed.kind is kind)
        return next((feed for feed in feeds if feed.revoked_at is None), None)

    def find(self, token: str) -> FeedAddress | None:
        return next((r.feeds[token] for r in self._rows.values() if token in r.feeds), None)

    def save(self, address: FeedAddress) -> None:
        self._of(address.athlete_id).feeds[address.token] = address


class MemoryActivities(_Table):
    def all(self, athlete_id: str, *, since: datetime | None = None) -> tuple[Activity, ...]:
        kept = self._of(athlete_id).activities.values()
        wanted = [one for one in kept if since is None or one.start >= since]
        return tuple(sorted(wanted, key=lambda one: (one.start, one.id)))

    def oldest(self, athlete_id: str) -> datetime | None:
        return min((one.start for one in self.all(athlete_id)), default=None)

    def get(self, athlete_id: str, activity_id: str) -> Activity:
        kept = self._of(athlete_id).activities
        if activity_id not in kept:
            raise NotFound(SAY["there-no-such-activity"], place=activity_id)
        return kept[activity_id]

    def near(self, athlete_id: str, moment: datetime, *, within_s: float) -> tuple[Activity, ...]:
        kept = self.all(athlete_id)
        return tuple(a for a in kept if abs((a.start - moment).total_seconds()) <= within_s)

    def save(self, athlete_id: str, activity: Activity, *, imported_at: datetime) -> None:
        self._of(athlete_id).activities[activity.id] = activity

    def drop(self, athlete_id: str, activity_id: str) -> None:
        self._of(athlete_id).activities.pop(activity_id, None)
        self._of(athlete_id).links.pop(activity_id, None)

    def links(self, athlete_id: str) -> Mapping[str, Link]:
        return dict(self._of(athlete_id).links)

    def link(self, athlete_id: str, activity_id: str, link: Link) -> None:
        self._of(athlete_id).links[activity_id] = link

    def knows_file(self, athlete_id: str, digest: str) -> bool:
        return digest in self._of(athlete_id).activity_files

    def note_file(self, athlete_id: str, digest: str, *, name: str, read_at: datetime) -> None:
        self._of(athlete_id).activity_files.setdefault(digest, name)

    def files(self, athlete_id: str) -> Mapping[str, str]:
        return dict(self._of(athlete_id).activity_files)


class MemoryJobs(_Table):
    def save(self, job: Job) -> None:
        self._of(job.athlete_id).jobs[job.id] = job

    def find(self, job_id: str) -> Job:
        found = next((r.jobs[job_id] for r in self._rows.values() if job_id in r.jobs), None)
        if found is None:
            raise NotFound(SAY["there-no-such-job"], place=job_id)
        return found

    def get(self, athlete_id: str, job_id: str) -> Job:
        if job_id not in self._of(athlete_id).jobs:
            raise NotFound(SAY["there-no-such-job"], place=job_id)
        return self._of(athlete_id).jobs[job_id]

    def of_athlete(self, athlete_id: str) -> tuple[Job, ...]:
        return _oldest_first(self._of(athlete_id).jobs.values())

    def unfinished(self) -> tuple[Job, ...]:
        everybody_s = (job for rows in self._rows.values() for job in rows.jobs.values())
        return _oldest_first(job for job in everybody_s if not job.state.is_over)

    def take(self, job_id: str, *, holder: str, now: datetime, until: datetime) -> bool:
        job = next((one for one in self.unfinished() if one.id == job_id), None)
        if job is None or not job.is_free(now):
            return False
        self.save(replace(job.begun(now), held_by=holder, held_until=until))
        return True

    def hold_on(self, job_id: str, *, holder: str, until: datetime) -> bool:
        job = next((one for one in self.unfinished() if one.id == job_id), None)
        if job is None or job.held_by != holder:
            return False
        self.save(replace(job, held_until=until))
        return True

    def drop(self, athlete_id: str, job_id: str) -> None:
        self._of(athlete_id).jobs.pop(job_id, None)


def _oldest_first(jobs: Iterable[Job]) -> tuple[Job, ...]:
    return tuple(sorted(jobs, key=lambda job: (job.created_at, job.id)))


class MemorySeenSets(_Table):
    def save(self, athlete_id: str, seen: SeenSet) -> None:
        self._of(athlete_id).seen[seen.id] = seen

    def get(self, athlete_id: str, seen_id: str) -> SeenSet:
        if seen_id not in self._of(athlete_id).seen:
            raise NotFound(SAY["there-no-such-seen-set"], place=seen_id)
        return self._of(athlete_id).seen[seen_id]

    def all(self, athlete_id: str, exercise_id: str = "") -> tuple[SeenSet, ...]:
        kept = self._of(athlete_id).seen.values()
        chosen = (s for s in kept if exercise_id in ("", s.exercise_id))
        return tuple(replace(s, trace=b"") for s in sorted(chosen, key=lambda s: (s.at, s.id)))

    def drop(self, athlete_id: str, seen_id: str) -> None:
        self._of(athlete_id).seen.pop(seen_id, None)


class MemoryServices(_Table):
    def all(self, athlete_id: str) -> tuple[Connection, ...]:
        kept = self._of(athlete_id).services
        return tuple(kept[service] for service in ServiceName if service in kept)

    def find(self, athlete_id: str, service: ServiceName) -> Connection | None:
        return self._of(athlete_id).services.get(service)

    def save(self, athlete_id: str, connection: Connection) -> None:
        self._of(athlete_id).services[connection.service] = connection

    def drop(self, athlete_id: str, service: ServiceName) -> None:
        self._of(athlete_id).services.pop(service, None)

    def items(
        self, athlete_id: str, service: ServiceName, direction: Direction
    ) -> Mapping[str, Item]:
        kept = self._of(athlete_id).items
        return {key[2]: item for key, item in kept.items() if key[:2] == (service, direction)}

    def note(self, athlete_id: str, service: ServiceName, item: Item) -> None:
        self._of(athlete_id).items[service, item.direction, item.id] = item

    def forget(
        self, athlete_id: str, service: ServiceName, *, direction: Direction, item_id: str
    ) -> None:
        self._of(athlete_id).items.pop((service, direction, item_id), None)


class MemoryStore:
    """A `Store` that forgets when the process ends."""

    def __init__(self) -> None:
        rows: dict[str, _Rows] = {}
        self.athletes = MemoryAthletes(rows)
        self.races = MemoryRaces(rows)
        self.runs = MemoryRuns(rows)
        self.plans = MemoryPlans(rows)
        self.absences = MemoryAbsences(rows)
        self.versions: Versions = MemoryVersions(rows)
        self.events: Events = MemoryEvents(rows)
        self.feeds = MemoryFeeds(rows)
        self.activities: Activities = MemoryActivities(rows)
        self.jobs = MemoryJobs(rows)
        self.seen = MemorySeenSets(rows)
        self.services = MemoryServices(rows)
