"""The coach's store on SQLAlchemy: rows become values on the way out and rows on the way in."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, delete, insert, select
from sqlalchemy.exc import IntegrityError

from hamstrong.adapters.db.activities import SqlActivities
from hamstrong.adapters.db.plan_versions import SqlAbsences, SqlVersions
from hamstrong.adapters.db.plans import SqlPlans
from hamstrong.adapters.db.rows import add, put
from hamstrong.adapters.db.seen import SqlJobs, SqlSeenSets
from hamstrong.adapters.db.services import SqlServices
from hamstrong.adapters.db.tables import ATHLETE, CORRECTION, EVENT, FEED, RACE, RUN, RUN_PLAN
from hamstrong.adapters.db.zones import zone_of
from hamstrong.coach.availability import (
    availability_from_json,
    availability_to_json,
    venues_from_json,
    venues_to_json,
)
from hamstrong.coach.model import (
    Athlete,
    CalendarKind,
    Correction,
    Event,
    EventKind,
    FeedAddress,
    RunOutcome,
    Units,
)
from hamstrong.coach.words import SAY
from hamstrong.errors import Conflict, NotFound
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.language import Language
from hamstrong.planning.model import StartingLevel
from hamstrong.running.model import Race, Run, RunPlan, RunType


class SqlStore:
    """A `Store` over one open transaction."""

    def __init__(self, connection: Connection, library: Library) -> None:
        self.athletes = SqlAthletes(connection)
        self.races = SqlRaces(connection)
        self.runs = SqlRuns(connection)
        self.plans = SqlPlans(connection, library)
        self.absences = SqlAbsences(connection)
        self.versions = SqlVersions(connection, library)
        self.events = SqlEvents(connection)
        self.feeds = SqlFeeds(connection)
        self.activities = SqlActivities(connection)
        self.jobs = SqlJobs(connection)
        self.seen = SqlSeenSets(connection)
        self.services = SqlServices(connection)


class SqlAthletes:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, athlete: Athlete) -> None:
        row = {
            "id": athlete.id,
            "created_at": athlete.created_at,
            "zone": athlete.zone.key,
            "units": athlete.units.value,
            "equipment": sorted(athlete.equipment),
            "availability": availability_to_json(athlete.availability),
            "minutes": athlete.minutes,
            "usual_run_time": athlete.usual_run_time,
            "sessions_per_week": athlete.sessions_per_week,
            "starting": athlete.starting.value,
            "accustomed": {f.value: day.isoformat() for f, day in athlete.accustomed.items()},
            "example": athlete.example,
            "venues": venues_to_json(athlete.venues),
            "language": athlete.language.value,
        }
        put(self._connection, ATHLETE, row)

    def get(self, athlete_id: str) -> Athlete:
        query = select(ATHLETE).where(ATHLETE.c.id == athlete_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(SAY["there-no-such-athlete"], place=athlete_id)
        return _athlete(row)

    def all(self) -> tuple[Athlete, ...]:
        query = select(ATHLETE).order_by(ATHLETE.c.created_at, ATHLETE.c.id)
        return tuple(_athlete(row) for row in self._connection.execute(query))

    def delete(self, athlete_id: str) -> None:
        self.get(athlete_id)
        # The database removes what belongs to them.
        self._connection.execute(delete(ATHLETE).where(ATHLETE.c.id == athlete_id))


def _athlete(row: Row[Any]) -> Athlete:
    return Athlete(
        id=row.id,
        created_at=row.created_at,
        zone=ZoneInfo(row.zone),
        units=Units(row.units),
        equipment=frozenset(Equipment(item) for item in row.equipment),
        availability=availability_from_json(row.availability),
        minutes=row.minutes,
        usual_run_time=row.usual_run_time,
        sessions_per_week=row.sessions_per_week,
        starting=StartingLevel(row.starting),
        accustomed={Family(f): date.fromisoformat(day) for f, day in row.accustomed.items()},
        example=row.example,
        venues=venues_from_json(row.venues),
        language=Language(row.language),
    )


class SqlRaces:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, athlete_id: str) -> Race | None:
        query = select(RACE).where(RACE.c.athlete_id == athlete_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        zone = zone_of(self._connection, athlete_id)
        return Race(row.starts_at.astimezone(zone), row.distance_m, row.name)

    def save(self, athlete_id: str, race: Race) -> None:
        row = {
            "athlete_id": athlete_id,
            "starts_at": race.start,
            "distance_m": race.distance_m,
            "name": race.name,
        }
        put(self._connection, RACE, row)


class SqlRuns:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def plans(self, athlete_id: str) -> tuple[RunPlan, ...]:
        zone = zone_of(self._connection, athlete_id)
        runs: dict[str, list[Run]] = {}
        query = select(RUN).where(RUN.c.athlete_id == athlete_id)
        for row in self._connection.execute(query.order_by(RUN.c.starts_at, RUN.c.id)):
            runs.setdefault(row.plan_name, []).append(_run(row, zone))
        plans = select(RUN_PLAN).where(RUN_PLAN.c.athlete_id == athlete_id)
        return tuple(
            RunPlan(
                name=plan.name,
                runs=tuple(runs.get(plan.name, ())),
                rest_days=tuple(map(date.fromisoformat, plan.rest_days)),
                notes=tuple(plan.notes),
            )
            for plan in self._connection.execute(
                plans.order_by(RUN_PLAN.c.imported_at, RUN_PLAN.c.name)
            )
        )

    def save(self, athlete_id: str, plan: RunPlan, *, imported_at: datetime) -> None:
        self.drop(athlete_id, plan.name)
        row = {
            "athlete_id": athlete_id,
            "name": plan.name,
            "imported_at": imported_at,
            "rest_days": [day.isoformat() for day in plan.rest_days],
            "notes": list(plan.notes),
        }
        self._connection.execute(insert(RUN_PLAN), row)
        try:
            add(self._connection, RUN, *(_run_row(athlete_id, plan.name, run) for run in plan.runs))
        except IntegrityError as error:
            raise Conflict(
                SAY["plan-holds-one-of-these"],
                place=plan.name,
            ) from error

    def drop(self, athlete_id: str, name: str) -> None:
        self._connection.execute(
            delete(RUN_PLAN).where(RUN_PLAN.c.athlete_id == athlete_id, RUN_PLAN.c.name == name)
        )

    def corrections(self, athlete_id: str) -> Mapping[str, Correction]:
        zone = zone_of(self._connection, athlete_id)
        query = select(CORRECTION).where(CORRECTION.c.athlete_id == athlete_id)
        return {
            row.run_id: Correction(
                run_id=row.run_id,
                type=None if row.type is None else RunType(row.type),
                key=row.is_key,
                start=_local(row.starts_at, zone),
                moved_from=_local(row.moved_from, zone),
                outcome=None if row.outcome is None else RunOutcome(row.outcome),
                minutes=row.minutes,
                distance_m=row.distance_m,
            )
            for row in self._connection.execute(query)
        }

    def correct(self, athlete_id: str, correction: Correction) -> None:
        row = {
            "athlete_id": athlete_id,
            "run_id": correction.run_id,
            "type": None if correction.type is None else correction.type.value,
            "is_key": correction.key,
            "starts_at": correction.start,
            "moved_from": correction.moved_from,
            "outcome": None if correction.outcome is None else correction.outcome.value,
            "minutes": correction.minutes,
            "distance_m": correction.distance_m,
        }
        put(self._connection, CORRECTION, row)

    def uncorrect(self, athlete_id: str, run_id: str) -> None:
        self._connection.execute(
            delete(CORRECTION).where(
                CORRECTION.c.athlete_id == athlete_id, CORRECTION.c.run_id == run_id
            )
        )


def _local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if moment is None else moment.astimezone(zone)


def _run(row: Row[Any], zone: ZoneInfo) -> Run:
    return Run(
        id=row.id,
        start=row.starts_at.astimezone(zone),
        end=row.ends_at.astimezone(zone),
        type=RunType(row.type),
        key=row.is_key,
        title=row.title,
        distance_m=row.distance_m,
        timed=row.timed,
        source=row.source,
    )


def _run_row(athlete_id: str, plan_name: str, run: Run) -> dict[str, Any]:
    return {
        "athlete_id": athlete_id,
        "id": run.id,
        "plan_name": plan_name,
        "starts_at": run.start,
        "ends_at": run.end,
        "type": run.type.value,
        "is_key": run.key,
        "title": run.title,
        "distance_m": run.distance_m,
        "timed": run.timed,
        "source": run.source,
    }


class SqlEvents:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, athlete_id: str, events: Sequence[Event], *, received_at: datetime) -> None:
        rows = [_event_row(athlete_id, event, received_at) for event in events]
        try:
            add(self._connection, EVENT, *rows)
        except IntegrityError as error:
            raise Conflict(SAY["one-these-events-already"]) from error

    def known(self, athlete_id: str, ids: Collection[str]) -> Mapping[str, Event]:
        query = select(EVENT).where(EVENT.c.athlete_id == athlete_id, EVENT.c.id.in_(list(ids)))
        return {row.id: _event(row) for row in self._connection.execute(query)}

    def all(self, athlete_id: str, *kinds: EventKind) -> tuple[Event, ...]:
        query = select(EVENT).where(EVENT.c.athlete_id == athlete_id)
        if kinds:
            query = query.where(EVENT.c.kind.in_([kind.value for kind in kinds]))
        query = query.order_by(EVENT.c.at, EVENT.c.received_at, EVENT.c.id)
        return tuple(_event(row) for row in self._connection.execute(query))


def _event(row: Row[Any]) -> Event:
    offset = timezone(timedelta(seconds=row.offset_s)) if row.offset_s else UTC
    return Event(row.id, EventKind(row.kind), row.at.astimezone(offset), row.data)


def _event_row(athlete_id: str, event: Event, received_at: datetime) -> dict[str, Any]:
    offset = event.at.utcoffset() or timedelta()
    return {
        "athlete_id": athlete_id,
        "id": event.id,
        "kind": event.kind.value,
        "at": event.at,
        "offset_s": int(offset.total_seconds()),
        "data": dict(event.data),
        "received_at": received_at,
    }


class SqlFeeds:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_athlete(
        self, athlete_id: str, kind: CalendarKind = CalendarKind.TRAINING
    ) -> FeedAddress | None:
        mine = FEED.c.athlete_id == athlete_id
        query = select(FEED).where(mine, FEED.c.kind == kind.value, FEED.c.revoked_at.is_(None))
        return _feed(self._connection.execute(query).first())

    def find(self, token: str) -> FeedAddress | None:
        query = select(FEED).where(FEED.c.token == token)
        return _feed(self._connection.execute(query).one_or_none())

    def save(self, address: FeedAddress) -> None:
        row = {
            "token": address.token,
            "athlete_id": address.athlete_id,
            "created_at": address.created_at,
            "revoked_at": address.revoked_at,
            "kind": address.kind.value,
        }
        put(self._connection, FEED, row)


def _feed(row: Row[Any] | None) -> FeedAddress | None:
    if row is None:
        return None
    kind = CalendarKind(row.kind)
    return FeedAddress(row.token, row.athlete_id, row.created_at, row.revoked_at, kind)
