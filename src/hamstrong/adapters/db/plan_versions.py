"""The plan's history, and the days the athlete loses."""

from sqlalchemy import Connection, Row, delete, insert, select

from hamstrong.adapters.db.rows import put
from hamstrong.adapters.db.tables import ABSENCE, VERSION
from hamstrong.coach.plan_versions import (
    MOST_VERSIONS,
    PlanVersion,
    Snapshot,
    changes_from_json,
    changes_to_json,
)
from hamstrong.coach.words import SAY
from hamstrong.errors import NotFound
from hamstrong.exercises.library import Library
from hamstrong.planning.document import plan_document, read_plan_document
from hamstrong.planning.model import Absence, AbsenceKind, ReturnSpeed

_LISTED = (
    VERSION.c.number,
    VERSION.c.at,
    VERSION.c.cause,
    VERSION.c.changes,
    VERSION.c.undoable,
    VERSION.c.undoes,
)
"""What a list shows: the plans beside it are large."""


class SqlVersions:
    def __init__(self, connection: Connection, library: Library) -> None:
        self._connection = connection
        self._library = library

    def append(self, athlete_id: str, version: PlanVersion, snapshot: Snapshot) -> None:
        plan = snapshot.plan
        self._connection.execute(
            insert(VERSION).values(
                athlete_id=athlete_id,
                number=version.number,
                at=version.at,
                cause=version.cause,
                changes=changes_to_json(version.changes),
                undoable=version.undoable,
                undoes=version.undoes,
                inputs_before=snapshot.before,
                inputs_after=snapshot.after,
                made_from=snapshot.made_from,
                plan=None if plan is None else plan_document(plan, self._library),
            )
        )
        self._connection.execute(
            delete(VERSION).where(
                VERSION.c.athlete_id == athlete_id,
                VERSION.c.number <= version.number - MOST_VERSIONS,
            )
        )

    def all(self, athlete_id: str) -> tuple[PlanVersion, ...]:
        query = select(*_LISTED).where(VERSION.c.athlete_id == athlete_id)
        return tuple(
            PlanVersion(
                number=row.number,
                at=row.at,
                cause=row.cause,
                changes=changes_from_json(row.changes),
                undoable=row.undoable,
                undoes=row.undoes,
            )
            for row in self._connection.execute(query.order_by(VERSION.c.number))
        )

    def snapshot(self, athlete_id: str, number: int) -> Snapshot:
        query = select(VERSION).where(
            VERSION.c.athlete_id == athlete_id, VERSION.c.number == number
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(SAY["there-no-such-version"], place=str(number))
        plan = None if row.plan is None else read_plan_document(row.plan)
        return Snapshot(row.inputs_before, row.inputs_after, row.made_from, plan)


class SqlAbsences:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, athlete_id: str) -> tuple[Absence, ...]:
        query = select(ABSENCE).where(ABSENCE.c.athlete_id == athlete_id)
        rows = self._connection.execute(query.order_by(ABSENCE.c.first_day, ABSENCE.c.id))
        return tuple(_absence(row) for row in rows)

    def save(self, athlete_id: str, absence: Absence) -> None:
        row = {
            "athlete_id": athlete_id,
            "id": absence.id,
            "first_day": absence.first,
            "last_day": absence.last,
            "kind": absence.kind.value,
            "back": absence.back.value,
        }
        put(self._connection, ABSENCE, row)

    def remove(self, athlete_id: str, absence_id: str) -> None:
        self._connection.execute(
            delete(ABSENCE).where(ABSENCE.c.athlete_id == athlete_id, ABSENCE.c.id == absence_id)
        )


def _absence(row: Row[tuple[object, ...]]) -> Absence:
    return Absence(
        row.id, row.first_day, row.last_day, AbsenceKind(row.kind), ReturnSpeed(row.back)
    )
