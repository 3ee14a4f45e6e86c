"""The plan in force as a versioned document, pins, and what calendars were told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from hamstrong.adapters.db.rows import put
from hamstrong.adapters.db.tables import PIN, PLAN, REVISION
from hamstrong.adapters.db.zones import zone_of
from hamstrong.coach.model import SessionRevision, StoredPlan
from hamstrong.exercises.library import Library
from hamstrong.planning.document import plan_document, read_plan_document


class SqlPlans:
    def __init__(self, connection: Connection, library: Library) -> None:
        self._connection = connection
        self._library = library

    def get(self, athlete_id: str) -> StoredPlan | None:
        query = select(PLAN).where(PLAN.c.athlete_id == athlete_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        return StoredPlan(read_plan_document(row.document), row.revised_at, row.made_at)

    def save(self, athlete_id: str, stored: StoredPlan) -> None:
        row = {
            "athlete_id": athlete_id,
            "revised_at": stored.revised_at,
            "made_at": stored.made_at,
            "document": plan_document(stored.plan, self._library),
        }
        put(self._connection, PLAN, row)

    def pins(self, athlete_id: str) -> Mapping[str, datetime]:
        zone = zone_of(self._connection, athlete_id)
        query = select(PIN).where(PIN.c.athlete_id == athlete_id)
        return {
            row.session_id: row.starts_at.astimezone(zone)
            for row in self._connection.execute(query)
        }

    def pin(self, athlete_id: str, session_id: str, start: datetime | None) -> None:
        if start is None:
            self._connection.execute(
                delete(PIN).where(PIN.c.athlete_id == athlete_id, PIN.c.session_id == session_id)
            )
            return
        row = {"athlete_id": athlete_id, "session_id": session_id, "starts_at": start}
        put(self._connection, PIN, row)

    def revisions(self, athlete_id: str) -> tuple[SessionRevision, ...]:
        zone = zone_of(self._connection, athlete_id)
        query = select(REVISION).where(REVISION.c.athlete_id == athlete_id)
        return tuple(
            SessionRevision(
                session_id=row.session_id,
                sequence=row.sequence,
                modified_at=row.modified_at,
                start=row.starts_at.astimezone(zone),
                end=row.ends_at.astimezone(zone),
                title=row.title,
                digest=row.digest,
                cancelled=row.cancelled,
            )
            for row in self._connection.execute(query.order_by(REVISION.c.session_id))
        )

    def revise(self, athlete_id: str, revisions: Sequence[SessionRevision]) -> None:
        put(self._connection, REVISION, *(_row(athlete_id, revision) for revision in revisions))


def _row(athlete_id: str, revision: SessionRevision) -> dict[str, Any]:
    return {
        "athlete_id": athlete_id,
        "session_id": revision.session_id,
        "sequence": revision.sequence,
        "modified_at": revision.modified_at,
        "starts_at": revision.start,
        "ends_at": revision.end,
        "title": revision.title,
        "digest": revision.digest,
        "cancelled": revision.cancelled,
    }
