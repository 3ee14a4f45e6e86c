"""The plan in force as a versioned document, pins, and what calendars were told."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hamstrong.adapters.db.tables import PinRow, PlanRow, RevisionRow
from hamstrong.adapters.db.zones import zone_of
from hamstrong.coach.model import SessionRevision, StoredPlan
from hamstrong.exercises.library import Library
from hamstrong.planning.document import plan_document, read_plan_document


class SqlPlans:
    def __init__(self, session: Session, library: Library) -> None:
        self._session = session
        self._library = library

    def get(self, athlete_id: str) -> StoredPlan | None:
        row = self._session.get(PlanRow, athlete_id)
        if row is None:
            return None
        return StoredPlan(read_plan_document(row.document), row.revised_at, row.made_at)

    def save(self, athlete_id: str, stored: StoredPlan) -> None:
        self._session.merge(
            PlanRow(
                athlete_id=athlete_id,
                revised_at=stored.revised_at,
                made_at=stored.made_at,
                document=plan_document(stored.plan, self._library),
            )
        )
        self._session.flush()

    def pins(self, athlete_id: str) -> Mapping[str, datetime]:
        zone = zone_of(self._session, athlete_id)
        query = select(PinRow).where(PinRow.athlete_id == athlete_id)
        return {
            row.session_id: row.starts_at.astimezone(zone) for row in self._session.scalars(query)
        }

    def pin(self, athlete_id: str, session_id: str, start: datetime | None) -> None:
        if start is None:
            self._session.execute(
                delete(PinRow).where(
                    PinRow.athlete_id == athlete_id, PinRow.session_id == session_id
                )
            )
            return
        self._session.merge(PinRow(athlete_id=athlete_id, session_id=session_id, starts_at=start))
        self._session.flush()

    def revisions(self, athlete_id: str) -> tuple[SessionRevision, ...]:
        zone = zone_of(self._session, athlete_id)
        query = select(RevisionRow).where(RevisionRow.athlete_id == athlete_id)
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
            for row in self._session.scalars(query.order_by(RevisionRow.session_id))
        )

    def revise(self, athlete_id: str, revisions: Sequence[SessionRevision]) -> None:
        for revision in revisions:
            self._session.merge(
                RevisionRow(
                    athlete_id=athlete_id,
                    session_id=revision.session_id,
                    sequence=revision.sequence,
                    modified_at=revision.modified_at,
                    starts_at=revision.start,
                    ends_at=revision.end,
                    title=revision.title,
                    digest=revision.digest,
                    cancelled=revision.cancelled,
                )
            )
        self._session.flush()
