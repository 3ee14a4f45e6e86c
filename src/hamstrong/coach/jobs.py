"""Background work as rows: what is to be done, how far it is, what became of it.

A job is a row of ours; whoever carries it calls `run(job_id)`, which may be called again at any
time and does the work once. Today a thread of the app carries them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

MOST_TRIES = 3
"""A job that was begun so often and never ended takes the coach down: it is given up."""


class JobKind(StrEnum):
    JUDGE_CLIP = "judge-clip"
    SYNC_SERVICE = "sync-service"


class JobState(StrEnum):
    """`queued` waits, `running` is under way or was when the coach stopped; others are over."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        return self not in (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work.

    Attributes:
        id: A UUID.
        athlete_id: Whose it is.
        kind: What is done.
        wish: With what; JSON values.
        created_at: Aware, UTC.
        state: Where it stands.
        progress: Share done, 0-1.
        tries: How often it was begun.
        started_at, finished_at: Aware, UTC; None before.
        error: Why it failed, one sentence; empty otherwise.
        held_by: Which process carries it, where two may want to; empty while none does.
        held_until: It may be taken from who holds it after this moment, aware, UTC.
    """

    id: str
    athlete_id: str
    kind: JobKind
    wish: Mapping[str, Any]
    created_at: datetime
    state: JobState = JobState.QUEUED
    progress: float = 0.0
    tries: int = 0
    started_at: datetime | None = field(default=None)
    finished_at: datetime | None = None
    error: str = ""
    held_by: str = ""
    held_until: datetime | None = None

    def begun(self, now: datetime) -> "Job":
        """The same, under way."""
        return replace(
            self, state=JobState.RUNNING, started_at=now, progress=0.0, tries=self.tries + 1
        )

    def put_back(self) -> "Job":
        """The same, waiting again, as if it had not been begun."""
        tries = max(self.tries - 1, 0)
        return replace(self.let_go(), state=JobState.QUEUED, progress=0.0, tries=tries)

    def over(self, state: JobState, now: datetime, *, error: str = "") -> "Job":
        """The same, over."""
        progress = 1.0 if state is JobState.DONE else self.progress
        return replace(self.let_go(), state=state, finished_at=now, progress=progress, error=error)

    def let_go(self) -> "Job":
        """The same, held by nobody."""
        return replace(self, held_by="", held_until=None)

    def is_free(self, now: datetime) -> bool:
        """Whether nobody holds it, or no longer: who did was killed, or sleeps."""
        return not self.held_by or self.held_until is None or self.held_until <= now


class Jobs(Protocol):
    """Rows of work."""

    def save(self, job: Job) -> None:
        """Add the job, or replace the one with the same id."""

    def find(self, job_id: str) -> Job:
        """Whoever's it is. Raises NotFound."""

    def get(self, athlete_id: str, job_id: str) -> Job:
        """One of the athlete's. Raises NotFound."""

    def of_athlete(self, athlete_id: str) -> tuple[Job, ...]:
        """Oldest first."""

    def unfinished(self) -> tuple[Job, ...]:
        """Everybody's that are not over, oldest first."""

    def take(self, job_id: str, *, holder: str, now: datetime, until: datetime) -> bool:
        """Begin it and hold it until then, in one step; False where it is over, gone or held."""

    def hold_on(self, job_id: str, *, holder: str, until: datetime) -> bool:
        """Hold it longer, in one step; False where another holds it now, or it is over or gone."""

    def drop(self, athlete_id: str, job_id: str) -> None:
        """Forget it; nothing happens where there is none."""
