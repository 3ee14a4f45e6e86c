"""Background work, and what cameras saw."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, LargeBinary, Row, delete, literal, or_, select, update

from hamstrong.adapters.db.rows import put
from hamstrong.adapters.db.tables import JOB, SEEN_SET
from hamstrong.coach.jobs import Job, JobKind, JobState
from hamstrong.coach.seen import SeenSet, Watched, protocol_from_json, protocol_to_json
from hamstrong.coach.words import SAY
from hamstrong.errors import NotFound
from hamstrong.exercises.dose import Side

_LISTED = [column for column in SEEN_SET.columns if column.name != "trace"]
"""A list draws nothing, and traces are large."""
_UNFINISHED = [state.value for state in JobState if not state.is_over]


class SqlJobs:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, job: Job) -> None:
        row = {
            "id": job.id,
            "athlete_id": job.athlete_id,
            "kind": job.kind.value,
            "wish": dict(job.wish),
            "state": job.state.value,
            "progress": job.progress,
            "tries": job.tries,
            "created_at": job.created_at,
            "started_at": job.started_at,
            "finished_at": job.finished_at,
            "error": job.error,
            "held_by": job.held_by,
            "held_until": job.held_until,
        }
        put(self._connection, JOB, row)

    def find(self, job_id: str) -> Job:
        row = self._connection.execute(select(JOB).where(JOB.c.id == job_id)).one_or_none()
        if row is None:
            raise NotFound(SAY["there-no-such-job"], place=job_id)
        return _job(row)

    def get(self, athlete_id: str, job_id: str) -> Job:
        job = self.find(job_id)
        if job.athlete_id != athlete_id:
            raise NotFound(SAY["there-no-such-job"], place=job_id)
        return job

    def of_athlete(self, athlete_id: str) -> tuple[Job, ...]:
        query = select(JOB).where(JOB.c.athlete_id == athlete_id)
        rows = self._connection.execute(query.order_by(JOB.c.created_at, JOB.c.id))
        return tuple(_job(row) for row in rows)

    def unfinished(self) -> tuple[Job, ...]:
        query = select(JOB).where(JOB.c.state.in_(_UNFINISHED))
        rows = self._connection.execute(query.order_by(JOB.c.created_at, JOB.c.id))
        return tuple(_job(row) for row in rows)

    def take(self, job_id: str, *, holder: str, now: datetime, until: datetime) -> bool:
        is_free = or_(JOB.c.held_by == "", JOB.c.held_until.is_(None), JOB.c.held_until <= now)
        taking = update(JOB).where(JOB.c.id == job_id, JOB.c.state.in_(_UNFINISHED), is_free)
        begun = {
            "state": JobState.RUNNING.value,
            "started_at": now,
            "progress": 0.0,
            "tries": JOB.c.tries + 1,
        }
        held = taking.values(**begun, held_by=holder, held_until=until)
        return self._connection.execute(held).rowcount == 1

    def hold_on(self, job_id: str, *, holder: str, until: datetime) -> bool:
        own = (JOB.c.id == job_id, JOB.c.held_by == holder, JOB.c.state.in_(_UNFINISHED))
        holding = update(JOB).where(*own).values(held_until=until)
        return self._connection.execute(holding).rowcount == 1

    def drop(self, athlete_id: str, job_id: str) -> None:
        own = (JOB.c.athlete_id == athlete_id, JOB.c.id == job_id)
        self._connection.execute(delete(JOB).where(*own))


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        athlete_id=row.athlete_id,
        kind=JobKind(row.kind),
        wish=row.wish,
        created_at=row.created_at,
        state=JobState(row.state),
        progress=row.progress,
        tries=row.tries,
        started_at=row.started_at,
        finished_at=row.finished_at,
        error=row.error,
        held_by=row.held_by,
        held_until=row.held_until,
    )


class SqlSeenSets:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, athlete_id: str, seen: SeenSet) -> None:
        row = {
            "athlete_id": athlete_id,
            "id": seen.id,
            "at": seen.at,
            "offset_s": int((seen.at.utcoffset() or timedelta()).total_seconds()),
            "exercise_id": seen.exercise_id,
            "side": seen.side.value,
            "watched": seen.watched.value,
            "session_id": seen.session_id,
            "protocol": protocol_to_json(seen.protocol),
            "report": dict(seen.report),
            "trace": seen.trace,
            "clip": seen.clip,
        }
        put(self._connection, SEEN_SET, row)

    def get(self, athlete_id: str, seen_id: str) -> SeenSet:
        query = select(SEEN_SET).where(
            SEEN_SET.c.athlete_id == athlete_id, SEEN_SET.c.id == seen_id
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(SAY["there-no-such-seen-set"], place=seen_id)
        return _seen(row)

    def all(self, athlete_id: str, exercise_id: str = "") -> tuple[SeenSet, ...]:
        nothing = literal(b"", LargeBinary()).label("trace")
        query = select(*_LISTED, nothing).where(SEEN_SET.c.athlete_id == athlete_id)
        if exercise_id:
            query = query.where(SEEN_SET.c.exercise_id == exercise_id)
        rows = self._connection.execute(query.order_by(SEEN_SET.c.at, SEEN_SET.c.id))
        return tuple(_seen(row) for row in rows)

    def drop(self, athlete_id: str, seen_id: str) -> None:
        own = (SEEN_SET.c.athlete_id == athlete_id, SEEN_SET.c.id == seen_id)
        self._connection.execute(delete(SEEN_SET).where(*own))


def _seen(row: Any) -> SeenSet:
    offset = timezone(timedelta(seconds=row.offset_s)) if row.offset_s else UTC
    return SeenSet(
        id=row.id,
        at=row.at.astimezone(offset),
        exercise_id=row.exercise_id,
        side=Side(row.side),
        watched=Watched(row.watched),
        session_id=row.session_id,
        protocol=protocol_from_json(row.protocol),
        report=row.report,
        trace=row.trace,
        clip=row.clip,
    )
