"""The tables. Every row belongs to an athlete and goes when the athlete goes, devices apart:
those belong to the installation.

Rows stay in this room: the store turns them into the coach's values and back.
"""

from datetime import datetime, time
from typing import Any

from sqlalchemy import (
    Boolean,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    Time,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from hamstrong.adapters.db.columns import Json, Moment, Uuid36


class Table(DeclarativeBase):
    """Names of constraints are fixed, so that migrations can name them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, dict[str, Any]: Json, list[Any]: Json}  # noqa: RUF012


def _athlete(*, primary: bool = True) -> Mapped[str]:
    return mapped_column(Uuid36, ForeignKey("athlete.id", ondelete="CASCADE"), primary_key=primary)


class AthleteRow(Table):
    __tablename__ = "athlete"

    id: Mapped[str] = mapped_column(Uuid36, primary_key=True)
    created_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(64))
    units: Mapped[str] = mapped_column(String(8))
    equipment: Mapped[list[Any]]
    availability: Mapped[dict[str, Any]]
    minutes: Mapped[int] = mapped_column(Integer)
    usual_run_time: Mapped[time] = mapped_column(Time)
    sessions_per_week: Mapped[int | None] = mapped_column(Integer)
    starting: Mapped[str] = mapped_column(String(20))
    accustomed: Mapped[dict[str, Any]]
    example: Mapped[bool] = mapped_column(Boolean)


class RaceRow(Table):
    __tablename__ = "race"

    athlete_id: Mapped[str] = _athlete()
    starts_at: Mapped[datetime]
    distance_m: Mapped[float] = mapped_column(Float)
    name: Mapped[str] = mapped_column(Text)


class RunPlanRow(Table):
    __tablename__ = "run_plan"

    athlete_id: Mapped[str] = _athlete()
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    imported_at: Mapped[datetime]
    rest_days: Mapped[list[Any]]
    notes: Mapped[list[Any]]


class RunRow(Table):
    __tablename__ = "run"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "plan_name"],
            ["run_plan.athlete_id", "run_plan.name"],
            ondelete="CASCADE",
        ),
        Index(None, "athlete_id", "plan_name"),
    )

    athlete_id: Mapped[str] = mapped_column(Uuid36, primary_key=True)
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    plan_name: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    type: Mapped[str] = mapped_column(String(20))
    is_key: Mapped[bool] = mapped_column(Boolean)
    title: Mapped[str] = mapped_column(Text)
    distance_m: Mapped[float | None] = mapped_column(Float)
    timed: Mapped[bool] = mapped_column(Boolean)
    source: Mapped[str] = mapped_column(Text)


class CorrectionRow(Table):
    """No foreign key to the run: a run may leave a plan and come back, its correction stays."""

    __tablename__ = "correction"

    athlete_id: Mapped[str] = _athlete()
    run_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    type: Mapped[str | None] = mapped_column(String(20))
    is_key: Mapped[bool | None] = mapped_column(Boolean)
    starts_at: Mapped[datetime | None]
    moved_from: Mapped[datetime | None]


class PlanRow(Table):
    __tablename__ = "plan"

    athlete_id: Mapped[str] = _athlete()
    revised_at: Mapped[datetime]
    made_at: Mapped[datetime]
    document: Mapped[dict[str, Any]]


class PinRow(Table):
    __tablename__ = "pin"

    athlete_id: Mapped[str] = _athlete()
    session_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    starts_at: Mapped[datetime]


class RevisionRow(Table):
    __tablename__ = "session_revision"

    athlete_id: Mapped[str] = _athlete()
    session_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    sequence: Mapped[int] = mapped_column(Integer)
    modified_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    title: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    cancelled: Mapped[bool] = mapped_column(Boolean)


class EventRow(Table):
    """The log. Triggers refuse every change and every removal while the athlete stays."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "athlete_id", "at"),)

    athlete_id: Mapped[str] = _athlete()
    id: Mapped[str] = mapped_column(Uuid36, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    offset_s: Mapped[int] = mapped_column(Integer)
    data: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]


class FeedRow(Table):
    """The token is kept as it is, so that the address can be shown again: whoever reads this
    table reads the plan beside it anyway."""

    __tablename__ = "feed"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    athlete_id: Mapped[str] = _athlete(primary=False)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class DeviceRow(Table):
    __tablename__ = "device"

    id: Mapped[str] = mapped_column(Uuid36, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    paired_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
