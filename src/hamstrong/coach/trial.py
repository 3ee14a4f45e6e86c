"""Try something out: ports whose store is a copy in memory, so that nothing can be kept.

Planning may take a second, and a unit of work that writes makes everybody else wait for it. On
trial ports a use case runs as it is, inside a unit of work that only reads.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from hamstrong.coach.memory_store import MemoryStore
from hamstrong.coach.model import Event, EventKind
from hamstrong.coach.plan_versions import PlanVersion, Snapshot
from hamstrong.coach.ports import Events, Ports, Store, Versions
from hamstrong.coach.words import SAY
from hamstrong.errors import Conflict

COPIED_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""A store in memory keeps no time of import."""


def trial(ports: Ports, athlete_id: str) -> Ports:
    """Ports over a copy of what is kept for one athlete. Raises NotFound without them."""
    return replace(ports, store=TrialStore(ports.store, athlete_id))


class TrialStore(MemoryStore):
    """A store that begins as another one stands, for one athlete, and then goes its own way."""

    def __init__(self, real: Store, athlete_id: str) -> None:
        super().__init__()
        self.athletes.save(real.athletes.get(athlete_id))
        race = real.races.get(athlete_id)
        if race is not None:
            self.races.save(athlete_id, race)
        self._copy_runs(real, athlete_id)
        self._copy_plan(real, athlete_id)
        # The log and the history are long: they are read through, not copied.
        self.events = TrialEvents(real.events)
        self.versions = TrialVersions(real.versions)
        # No plan rests on activities, only on the runs that they tell of: nothing writes them here.
        self.activities = real.activities

    def _copy_runs(self, real: Store, athlete_id: str) -> None:
        for plan in real.runs.plans(athlete_id):
            self.runs.save(athlete_id, plan, imported_at=COPIED_AT)
        for correction in real.runs.corrections(athlete_id).values():
            self.runs.correct(athlete_id, correction)
        for absence in real.absences.all(athlete_id):
            self.absences.save(athlete_id, absence)

    def _copy_plan(self, real: Store, athlete_id: str) -> None:
        stored = real.plans.get(athlete_id)
        if stored is not None:
            self.plans.save(athlete_id, stored)
        for session_id, start in real.plans.pins(athlete_id).items():
            self.plans.pin(athlete_id, session_id, start)
        self.plans.revise(athlete_id, real.plans.revisions(athlete_id))


@dataclass(slots=True)
class TrialEvents:
    """The real log with what was appended on trial."""

    real: Events
    fresh: list[Event] = field(default_factory=list)

    def append(self, athlete_id: str, events: Sequence[Event], *, received_at: datetime) -> None:
        """Raises Conflict when an id is already stored."""
        if self.known(athlete_id, [event.id for event in events]):
            raise Conflict(SAY["one-these-events-already"])
        self.fresh.extend(events)

    def known(self, athlete_id: str, ids: Collection[str]) -> Mapping[str, Event]:
        """Those of the ids that are already stored, really or on trial."""
        fresh = {event.id: event for event in self.fresh if event.id in ids}
        return {**self.real.known(athlete_id, ids), **fresh}

    def all(self, athlete_id: str, *kinds: EventKind) -> tuple[Event, ...]:
        """In the order they happened."""
        wanted = [event for event in self.fresh if not kinds or event.kind in kinds]
        return tuple(sorted((*self.real.all(athlete_id, *kinds), *wanted), key=lambda e: e.at))


@dataclass(slots=True)
class TrialVersions:
    """The real history with what was appended on trial."""

    real: Versions
    fresh: dict[int, tuple[PlanVersion, Snapshot]] = field(default_factory=dict)

    def append(self, athlete_id: str, version: PlanVersion, snapshot: Snapshot) -> None:
        """Add the newest version."""
        self.fresh[version.number] = (version, snapshot)

    def all(self, athlete_id: str) -> tuple[PlanVersion, ...]:
        """Oldest first."""
        return (*self.real.all(athlete_id), *(version for version, _ in self.fresh.values()))

    def snapshot(self, athlete_id: str, number: int) -> Snapshot:
        """Raises NotFound when there is no such version."""
        if number in self.fresh:
            return self.fresh[number][1]
        return self.real.snapshot(athlete_id, number)
