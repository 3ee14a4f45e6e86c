"""Activities and the files they came from."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, delete, func, select, update

from hamstrong.adapters.db.rows import put
from hamstrong.adapters.db.tables import ACTIVITY, ACTIVITY_FILE
from hamstrong.coach.activity_document import Document, activity_from_json, activity_to_json
from hamstrong.coach.model import Link
from hamstrong.coach.words import SAY
from hamstrong.errors import NotFound
from hamstrong.running.activity import Activity, Mark


class SqlActivities:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, athlete_id: str, *, since: datetime | None = None) -> tuple[Activity, ...]:
        query = _of(athlete_id)
        if since is not None:
            query = query.where(ACTIVITY.c.starts_at >= since)
        return self._found(query)

    def oldest(self, athlete_id: str) -> datetime | None:
        query = select(func.min(ACTIVITY.c.starts_at)).where(ACTIVITY.c.athlete_id == athlete_id)
        found: datetime | None = self._connection.execute(query).scalar_one()
        return found

    def get(self, athlete_id: str, activity_id: str) -> Activity:
        found = self._found(_of(athlete_id).where(ACTIVITY.c.id == activity_id))
        if not found:
            raise NotFound(SAY["there-no-such-activity"], place=activity_id)
        return found[0]

    def near(self, athlete_id: str, moment: datetime, *, within_s: float) -> tuple[Activity, ...]:
        reach = timedelta(seconds=within_s)
        starts = ACTIVITY.c.starts_at.between(moment - reach, moment + reach)
        return self._found(_of(athlete_id).where(starts))

    def save(self, athlete_id: str, activity: Activity, *, imported_at: datetime) -> None:
        linked = self._link_of(athlete_id, activity.id)
        row = {
            "athlete_id": athlete_id,
            "id": activity.id,
            "starts_at": activity.start,
            "sport": activity.sport.value,
            "document": activity_to_json(activity),
            "imported_at": imported_at,
            "run_id": None if linked is None else linked.run_id,
            "mark": None if linked is None else linked.mark.value,
        }
        put(self._connection, ACTIVITY, row)

    def drop(self, athlete_id: str, activity_id: str) -> None:
        self._connection.execute(
            delete(ACTIVITY).where(
                ACTIVITY.c.athlete_id == athlete_id, ACTIVITY.c.id == activity_id
            )
        )

    def links(self, athlete_id: str) -> Mapping[str, Link]:
        query = select(ACTIVITY.c.id, ACTIVITY.c.run_id, ACTIVITY.c.mark).where(
            ACTIVITY.c.athlete_id == athlete_id, ACTIVITY.c.run_id.is_not(None)
        )
        rows = self._connection.execute(query)
        return {row.id: Link(row.run_id, Mark(row.mark)) for row in rows}

    def link(self, athlete_id: str, activity_id: str, link: Link) -> None:
        self._connection.execute(
            update(ACTIVITY)
            .where(ACTIVITY.c.athlete_id == athlete_id, ACTIVITY.c.id == activity_id)
            .values(run_id=link.run_id, mark=link.mark.value)
        )

    def knows_file(self, athlete_id: str, digest: str) -> bool:
        query = select(ACTIVITY_FILE.c.digest).where(
            ACTIVITY_FILE.c.athlete_id == athlete_id, ACTIVITY_FILE.c.digest == digest
        )
        return self._connection.execute(query).first() is not None

    def note_file(self, athlete_id: str, digest: str, *, name: str, read_at: datetime) -> None:
        if not self.knows_file(athlete_id, digest):
            row = {"athlete_id": athlete_id, "digest": digest, "name": name, "read_at": read_at}
            put(self._connection, ACTIVITY_FILE, row)

    def files(self, athlete_id: str) -> Mapping[str, str]:
        query = select(ACTIVITY_FILE).where(ACTIVITY_FILE.c.athlete_id == athlete_id)
        rows = self._connection.execute(query.order_by(ACTIVITY_FILE.c.digest))
        return {row.digest: row.name for row in rows}

    def _link_of(self, athlete_id: str, activity_id: str) -> Link | None:
        query = select(ACTIVITY.c.run_id, ACTIVITY.c.mark).where(
            ACTIVITY.c.athlete_id == athlete_id, ACTIVITY.c.id == activity_id
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None or row.run_id is None else Link(row.run_id, Mark(row.mark))

    def _found(self, query: Select[tuple[Document]]) -> tuple[Activity, ...]:
        rows = self._connection.execute(query.order_by(ACTIVITY.c.starts_at, ACTIVITY.c.id))
        return tuple(activity_from_json(row.document) for row in rows)


def _of(athlete_id: str) -> Select[tuple[Document]]:
    return select(ACTIVITY.c.document).where(ACTIVITY.c.athlete_id == athlete_id)
