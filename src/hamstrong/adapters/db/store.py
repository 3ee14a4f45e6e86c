"""The coach's store on SQLAlchemy: rows become values on the way out and rows on the way in."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hamstrong.adapters.db.plans import SqlPlans
from hamstrong.adapters.db.tables import (
    AthleteRow,
    CorrectionRow,
    EventRow,
    FeedRow,
    RaceRow,
    RunPlanRow,
    RunRow,
)
from hamstrong.adapters.db.zones import zone_of
from hamstrong.coach.availability import availability_from_json, availability_to_json
from hamstrong.coach.model import Athlete, Correction, Event, EventKind, FeedAddress, Units
from hamstrong.errors import Conflict, NotFound
from hamstrong.exercises.library import Library
from hamstrong.exercises.schema import Equipment, Family
from hamstrong.planning.model import StartingLevel
from hamstrong.running.model import Race, Run, RunPlan, RunType


class SqlStore:
    """A `Store` over one open transaction."""

    def __init__(self, session: Session, library: Library) -> None:
        self.athletes = SqlAthletes(session)
        self.races = SqlRaces(session)
        self.runs = SqlRuns(session)
        self.plans = SqlPlans(session, library)
        self.events = SqlEvents(session)
        self.feeds = SqlFeeds(session)


class SqlAthletes:
    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, athlete: Athlete) -> None:
        self._session.merge(
            AthleteRow(
                id=athlete.id,
                created_at=athlete.created_at,
                zone=athlete.zone.key,
                units=athlete.units.value,
                equipment=sorted(athlete.equipment),
                availability=availability_to_json(athlete.availability),
                minutes=athlete.minutes,
                usual_run_time=athlete.usual_run_time,
                sessions_per_week=athlete.sessions_per_week,
                starting=athlete.starting.value,
                accustomed={f.value: day.isoformat() for f, day in athlete.accustomed.items()},
                example=athlete.example,
            )
        )
        self._session.flush()

    def get(self, athlete_id: str) -> Athlete:
        row = self._session.get(AthleteRow, athlete_id)
        if row is None:
            raise NotFound("There is no such athlete.", place=athlete_id)
        return _athlete(row)

    def all(self) -> tuple[Athlete, ...]:
        query = select(AthleteRow).order_by(AthleteRow.created_at, AthleteRow.id)
        return tuple(_athlete(row) for row in self._session.scalars(query))

    def delete(self, athlete_id: str) -> None:
        self.get(athlete_id)
        # The database removes what belongs to them; the rows in memory must not outlive it.
        self._session.execute(delete(AthleteRow).where(AthleteRow.id == athlete_id))
        self._session.expunge_all()


def _athlete(row: AthleteRow) -> Athlete:
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
    )


class SqlRaces:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, athlete_id: str) -> Race | None:
        row = self._session.get(RaceRow, athlete_id)
        if row is None:
            return None
        zone = zone_of(self._session, athlete_id)
        return Race(row.starts_at.astimezone(zone), row.distance_m, row.name)

    def save(self, athlete_id: str, race: Race) -> None:
        self._session.merge(
            RaceRow(
                athlete_id=athlete_id,
                starts_at=race.start,
                distance_m=race.distance_m,
                name=race.name,
            )
        )
        self._session.flush()


class SqlRuns:
    def __init__(self, session: Session) -> None:
        self._session = session

    def plans(self, athlete_id: str) -> tuple[RunPlan, ...]:
        zone = zone_of(self._session, athlete_id)
        runs: dict[str, list[Run]] = {}
        query = select(RunRow).where(RunRow.athlete_id == athlete_id)
        for row in self._session.scalars(query.order_by(RunRow.starts_at, RunRow.id)):
            runs.setdefault(row.plan_name, []).append(_run(row, zone))
        plans = select(RunPlanRow).where(RunPlanRow.athlete_id == athlete_id)
        return tuple(
            RunPlan(
                name=plan.name,
                runs=tuple(runs.get(plan.name, ())),
                rest_days=tuple(map(date.fromisoformat, plan.rest_days)),
                notes=tuple(plan.notes),
            )
            for plan in self._session.scalars(
                plans.order_by(RunPlanRow.imported_at, RunPlanRow.name)
            )
        )

    def save(self, athlete_id: str, plan: RunPlan, *, imported_at: datetime) -> None:
        self.drop(athlete_id, plan.name)
        self._session.add(
            RunPlanRow(
                athlete_id=athlete_id,
                name=plan.name,
                imported_at=imported_at,
                rest_days=[day.isoformat() for day in plan.rest_days],
                notes=list(plan.notes),
            )
        )
        self._session.flush()
        self._session.add_all(_run_row(athlete_id, plan.name, run) for run in plan.runs)
        try:
            self._session.flush()
        except IntegrityError as error:
            raise Conflict(
                "Another plan of yours already holds one of these runs: replace that plan.",
                place=plan.name,
            ) from error

    def drop(self, athlete_id: str, name: str) -> None:
        self._session.execute(
            delete(RunPlanRow).where(RunPlanRow.athlete_id == athlete_id, RunPlanRow.name == name)
        )
        self._session.expire_all()

    def corrections(self, athlete_id: str) -> Mapping[str, Correction]:
        zone = zone_of(self._session, athlete_id)
        query = select(CorrectionRow).where(CorrectionRow.athlete_id == athlete_id)
        return {
            row.run_id: Correction(
                run_id=row.run_id,
                type=None if row.type is None else RunType(row.type),
                key=row.is_key,
                start=_local(row.starts_at, zone),
                moved_from=_local(row.moved_from, zone),
            )
            for row in self._session.scalars(query)
        }

    def correct(self, athlete_id: str, correction: Correction) -> None:
        self._session.merge(
            CorrectionRow(
                athlete_id=athlete_id,
                run_id=correction.run_id,
                type=None if correction.type is None else correction.type.value,
                is_key=correction.key,
                starts_at=correction.start,
                moved_from=correction.moved_from,
            )
        )
        self._session.flush()


def _local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if moment is None else moment.astimezone(zone)


def _run(row: RunRow, zone: ZoneInfo) -> Run:
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


def _run_row(athlete_id: str, plan_name: str, run: Run) -> RunRow:
    return RunRow(
        athlete_id=athlete_id,
        id=run.id,
        plan_name=plan_name,
        starts_at=run.start,
        ends_at=run.end,
        type=run.type.value,
        is_key=run.key,
        title=run.title,
        distance_m=run.distance_m,
        timed=run.timed,
        source=run.source,
    )


class SqlEvents:
    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, athlete_id: str, events: Sequence[Event], *, received_at: datetime) -> None:
        self._session.add_all(_event_row(athlete_id, event, received_at) for event in events)
        try:
            self._session.flush()
        except IntegrityError as error:
            raise Conflict("One of these events is already stored.") from error

    def known(self, athlete_id: str, ids: Collection[str]) -> Mapping[str, Event]:
        query = select(EventRow).where(EventRow.athlete_id == athlete_id, EventRow.id.in_(ids))
        return {row.id: _event(row) for row in self._session.scalars(query)}

    def all(self, athlete_id: str, *kinds: EventKind) -> tuple[Event, ...]:
        query = select(EventRow).where(EventRow.athlete_id == athlete_id)
        if kinds:
            query = query.where(EventRow.kind.in_([kind.value for kind in kinds]))
        query = query.order_by(EventRow.at, EventRow.received_at, EventRow.id)
        return tuple(_event(row) for row in self._session.scalars(query))


def _event(row: EventRow) -> Event:
    offset = timezone(timedelta(seconds=row.offset_s)) if row.offset_s else UTC
    return Event(row.id, EventKind(row.kind), row.at.astimezone(offset), row.data)


def _event_row(athlete_id: str, event: Event, received_at: datetime) -> EventRow:
    offset = event.at.utcoffset() or timedelta()
    return EventRow(
        athlete_id=athlete_id,
        id=event.id,
        kind=event.kind.value,
        at=event.at,
        offset_s=int(offset.total_seconds()),
        data=dict(event.data),
        received_at=received_at,
    )


class SqlFeeds:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of_athlete(self, athlete_id: str) -> FeedAddress | None:
        query = select(FeedRow).where(
            FeedRow.athlete_id == athlete_id, FeedRow.revoked_at.is_(None)
        )
        return _feed(self._session.scalars(query).first())

    def find(self, token: str) -> FeedAddress | None:
        return _feed(self._session.get(FeedRow, token))

    def save(self, address: FeedAddress) -> None:
        self._session.merge(
            FeedRow(
                token=address.token,
                athlete_id=address.athlete_id,
                created_at=address.created_at,
                revoked_at=address.revoked_at,
            )
        )
        self._session.flush()


def _feed(row: FeedRow | None) -> FeedAddress | None:
    if row is None:
        return None
    return FeedAddress(row.token, row.athlete_id, row.created_at, row.revoked_at)
