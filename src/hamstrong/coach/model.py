"""What the coach remembers about an athlete: values, no behaviour of storage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from hamstrong.exercises.schema import Equipment, Family
from hamstrong.language import Language
from hamstrong.planning.model import Availability, Plan, StartingLevel, Venue
from hamstrong.running.activity import Mark
from hamstrong.running.model import RunType

SESSION_MINUTES = (10, 20, 30, 45)
OWN_PREFIX = "own-"
"""Ids of the athlete's own runs begin so."""


class Units(StrEnum):
    """What the athlete reads and types; metres inside, always."""

    KM = "km"
    MILES = "mi"


@dataclass(frozen=True, slots=True)
class Athlete:
    """Who is coached, and under which circumstances.

    Attributes:
        id: A UUID, made once.
        created_at: Aware, UTC.
        zone: The athlete's own.
        units: For display and typing.
        equipment: What is at hand at home.
        venues: What is at hand elsewhere; an absent venue has nothing.
        availability: When strength is possible.
        minutes: Length of a session, one of `SESSION_MINUTES`.
        usual_run_time: Local clock time of a run whose plan names only the day.
        sessions_per_week: A wish; None takes the phase's own number.
        starting: Where families without a found rung begin.
        accustomed: Families trained at least three times in the four weeks up to the day this
            was said; their heavy exercises do not start as novel.
        example: True for the ready-made athlete to explore first.
        language: Of pages, plan and voice.
    """

    id: str
    created_at: datetime
    zone: ZoneInfo
    units: Units = Units.KM
    equipment: frozenset[Equipment] = frozenset()
    availability: Availability = field(default_factory=Availability)
    minutes: int = 30
    usual_run_time: time = time(7, 0)
    sessions_per_week: int | None = None
    starting: StartingLevel = StartingLevel.BEGINNER
    accustomed: Mapping[Family, date] = field(default_factory=dict)
    example: bool = False
    venues: Mapping[Venue, frozenset[Equipment]] = field(default_factory=dict)
    language: Language = Language.ENGLISH


class RunOutcome(StrEnum):
    """What became of a run: not run, run in some way, or taken out of the plan by the athlete."""

    MISSED = "missed"
    DONE = "done"
    REMOVED = "removed"

    @property
    def was_run(self) -> bool:
        return self is RunOutcome.DONE


@dataclass(frozen=True, slots=True)
class Correction:
    """What the athlete said about one imported run; it outlives every re-import.

    Attributes:
        run_id: Of the run, stable across imports of the same source.
        type: Overrides the classified type.
        key: Overrides whether the run is key.
        start: Aware, where the athlete moved the run to.
        moved_from: The source's own start when the run was moved. When a later import brings
            another start, the source has spoken last and the move is dropped.
        outcome: What became of the run; None while nobody said.
        minutes: How long it really was; None as long as planned.
        distance_m: How far it really was, metres; None where nobody measured it.
    """

    run_id: str
    type: RunType | None = None
    key: bool | None = None
    start: datetime | None = None
    moved_from: datetime | None = None
    outcome: RunOutcome | None = None
    minutes: float | None = None
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Which run an activity was, planned or the athlete's own, and how sure that is."""

    run_id: str
    mark: Mark

    @property
    def is_own(self) -> bool:
        """Whether that run is in no plan but the athlete's own."""
        return self.run_id.startswith(OWN_PREFIX)


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """The plan in force.

    Attributes:
        plan: As made; days before today as they were when they came.
        revised_at: Aware, UTC, when the plan last changed.
        made_at: Aware, UTC, when it was last thought through, changed or not.
    """

    plan: Plan
    revised_at: datetime
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SessionRevision:
    """The publishing history of one session, for calendars that subscribe.

    Attributes:
        session_id: Of the plan.
        sequence: 0 at first, one more at each change a calendar must show.
        modified_at: Aware, UTC, of the latest change.
        start, end: Aware, in the athlete's zone, as last planned.
        title: As last planned.
        digest: Of everything else a calendar shows: exercises, reason.
        cancelled: True when the session left the plan.
    """

    session_id: str
    sequence: int
    modified_at: datetime
    start: datetime
    end: datetime
    title: str
    digest: str
    cancelled: bool = False


class EventKind(StrEnum):
    SET = "set"
    SESSION = "session"
    CHECK_IN = "check-in"
    TRYOUT = "tryout"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; never changed, never removed while its athlete stays.

    Attributes:
        id: Made by whoever saw it happen, so that sending twice is harmless.
        kind: What `data` describes.
        at: Aware, with the offset it was recorded with.
        data: Checked against the kind's schema (`coach/events.py`), JSON values only.
    """

    id: str
    kind: EventKind
    at: datetime
    data: Mapping[str, Any]


class CalendarKind(StrEnum):
    """What a calendar tells: everything, only when there is no time, or one session alone."""

    TRAINING = "training"
    BUSY = "busy"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """A secret address of one of an athlete's calendar feeds, training or busy.

    Attributes:
        token: 256 random bits, url-safe.
        created_at: Aware, UTC.
        revoked_at: Aware, UTC; None while it answers.
    """

    token: str
    athlete_id: str
    created_at: datetime
    revoked_at: datetime | None = None
    kind: CalendarKind = CalendarKind.TRAINING


class SessionState(StrEnum):
    """What events say about a planned session; `elsewhere` is something else done instead."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    STOPPED = "stopped"
    SKIPPED = "skipped"
    ELSEWHERE = "elsewhere"
    MISSED = "missed"


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


class Lean(StrEnum):
    """What became of the work in a session that stays of one kind."""

    LESS = "less"
    MORE = "more"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two plans.

    Attributes:
        title: The session's, as it is now.
        before, after: Starts; None where the session was or is not there.
        text: One sentence for the athlete: what changes.
        reason: One sentence: why it stands where it stands now, or why it is gone.
        forced_by: The hard rule that no longer allows what was planned; empty when none does.
        left: Of a session that moves: why it is not at its old place any more.
        was: The title it had, where that is another one; else empty.
        place: Where it is done now, where that is another place; else None.
        lean: Of a session whose work is other: more of it, less, or neither.
        exercises: Ids of those that `lean` speaks of.
    """

    kind: ChangeKind
    session_id: str
    title: str
    before: datetime | None
    after: datetime | None
    text: str
    reason: str = ""
    forced_by: str = ""
    left: str = ""
    was: str = ""
    place: Venue | None = None
    lean: Lean | None = None
    exercises: tuple[str, ...] = ()

    @property
    def forced(self) -> bool:
        return bool(self.forced_by)

    @property
    def matters(self) -> bool:
        """Whether it is more than another amount of the same: it has a row of its own then."""
        is_same = self.kind is ChangeKind.CHANGED and not self.was and self.place is None
        return not is_same or self.forced


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a change makes unusual about the runs.

    Attributes:
        text: One sentence, with what to do.
        replaced: Ids and names of runs whose place a race takes; mostly none.
        calm: True where nothing is unusual and it is only good to know.
    """

    text: str
    replaced: tuple[tuple[str, str], ...] = ()
    calm: bool = False


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What re-planning did: `changes` is empty when everything stayed.

    Attributes:
        revised_at: Aware, UTC, of the plan in force afterwards.
        changes: In the order of the days they concern.
        cause: What it was done for, in words.
        version: Number in the plan's history; None where nothing was written there.
        remarks: What is unusual now and was not before, with what to do.
        taken_back: True when this took a change back, so that doing it again is the way on.
    """

    revised_at: datetime
    changes: tuple[Change, ...]
    cause: str = ""
    version: int | None = None
    remarks: tuple[Remark, ...] = ()
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """The hours between a strength session and the next key run: the promise, as numbers.

    Attributes:
        run_id, run_title, run_start, run_type: Of that key run.
        hours: From the session's end to the run's start.
        needed_h: The hard minimum for the session's class; 0 when none is needed.
    """

    run_id: str
    run_title: str
    run_start: datetime
    hours: float
    needed_h: float
    run_type: RunType = RunType.LONG


def day_in(zone: ZoneInfo, moment: datetime) -> date:
    """The training day of a moment, in the athlete's zone."""
    return moment.astimezone(zone).date()
