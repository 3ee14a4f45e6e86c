"""The tables. Every row belongs to an athlete and goes when the athlete goes, devices apart:
those belong to the installation.

Rows stay in this room: the store turns them into the coach's values and back.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
)
from sqlalchemy.types import TypeEngine

from hamstrong.adapters.db.columns import Json, JsonOrNull, Moment, Uuid36

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Names of constraints are fixed, so that migrations can name them on every database."""


def _key(name: str, type_: TypeEngine[Any]) -> Column[Any]:
    return Column(name, type_, primary_key=True)


def _always(name: str, type_: TypeEngine[Any]) -> Column[Any]:
    return Column(name, type_, nullable=False)


def _maybe(name: str, type_: TypeEngine[Any]) -> Column[Any]:
    return Column(name, type_, nullable=True)


def _of_athlete(*, key: bool = True) -> Column[Any]:
    owner = ForeignKey("athlete.id", ondelete="CASCADE")
    return Column("athlete_id", Uuid36, owner, primary_key=key, nullable=False)


ATHLETE = Table(
    "athlete",
    METADATA,
    _key("id", Uuid36),
    _always("created_at", Moment()),
    _always("zone", String(64)),
    _always("units", String(8)),
    _always("equipment", Json),
    _always("availability", Json),
    _always("minutes", Integer()),
    _always("usual_run_time", Time()),
    _maybe("sessions_per_week", Integer()),
    _always("starting", String(20)),
    _always("accustomed", Json),
    _always("example", Boolean()),
    Column("venues", Json, nullable=False, server_default="{}"),
    Column("language", String(8), nullable=False, server_default="en"),
)

RACE = Table(
    "race",
    METADATA,
    _of_athlete(),
    _always("starts_at", Moment()),
    _always("distance_m", Float()),
    _always("name", Text()),
)

RUN_PLAN = Table(
    "run_plan",
    METADATA,
    _of_athlete(),
    _key("name", String(200)),
    _always("imported_at", Moment()),
    _always("rest_days", Json),
    _always("notes", Json),
)

RUN = Table(
    "run",
    METADATA,
    _key("athlete_id", Uuid36),
    _key("id", String(200)),
    _always("plan_name", String(200)),
    _always("starts_at", Moment()),
    _always("ends_at", Moment()),
    _always("type", String(20)),
    _always("is_key", Boolean()),
    _always("title", Text()),
    _maybe("distance_m", Float()),
    _always("timed", Boolean()),
    _always("source", Text()),
    ForeignKeyConstraint(
        ["athlete_id", "plan_name"],
        ["run_plan.athlete_id", "run_plan.name"],
        ondelete="CASCADE",
    ),
    Index(None, "athlete_id", "plan_name"),
)

CORRECTION = Table(
    "correction",
    METADATA,
    _of_athlete(),
    _key("run_id", String(200)),
    _maybe("type", String(20)),
    _maybe("is_key", Boolean()),
    _maybe("starts_at", Moment()),
    _maybe("moved_from", Moment()),
    _maybe("outcome", String(20)),
    _maybe("minutes", Float()),
    _maybe("distance_m", Float()),
)
"""No foreign key to the run: a run may leave a plan and come back, its correction stays."""

PLAN = Table(
    "plan",
    METADATA,
    _of_athlete(),
    _always("revised_at", Moment()),
    _always("made_at", Moment()),
    _always("document", Json),
)

PIN = Table(
    "pin",
    METADATA,
    _of_athlete(),
    _key("session_id", String(80)),
    _always("starts_at", Moment()),
)

ABSENCE = Table(
    "absence",
    METADATA,
    _of_athlete(),
    _key("id", String(80)),
    _always("first_day", Date()),
    _always("last_day", Date()),
    _always("kind", String(20)),
    _always("back", String(20)),
)

VERSION = Table(
    "plan_version",
    METADATA,
    _of_athlete(),
    _key("number", Integer()),
    _always("at", Moment()),
    _always("cause", Text()),
    _always("changes", Json),
    _always("undoable", Boolean()),
    _maybe("undoes", Integer()),
    _always("inputs_before", Json),
    _always("inputs_after", Json),
    _always("made_from", String(64)),
    Column("plan", JsonOrNull, nullable=True),
)
"""The plan's history. Rows are added and never changed; the oldest beyond fifty are removed.

`plan` is the one that stood before: what a version left behind is in the next one, or in `plan`.
"""

REVISION = Table(
    "session_revision",
    METADATA,
    _of_athlete(),
    _key("session_id", String(80)),
    _always("sequence", Integer()),
    _always("modified_at", Moment()),
    _always("starts_at", Moment()),
    _always("ends_at", Moment()),
    _always("title", Text()),
    _always("digest", String(64)),
    _always("cancelled", Boolean()),
)

EVENT = Table(
    "event",
    METADATA,
    _of_athlete(),
    _key("id", Uuid36),
    _always("kind", String(20)),
    _always("at", Moment()),
    _always("offset_s", Integer()),
    _always("data", Json),
    _always("received_at", Moment()),
    Index(None, "athlete_id", "at"),
)
"""The log. Triggers refuse every change and every removal while the athlete stays."""

JOB = Table(
    "job",
    METADATA,
    _key("id", Uuid36),
    _of_athlete(key=False),
    _always("kind", String(40)),
    _always("wish", Json),
    _always("state", String(20)),
    _always("progress", Float()),
    _always("tries", Integer()),
    _always("created_at", Moment()),
    _maybe("started_at", Moment()),
    _maybe("finished_at", Moment()),
    _always("error", Text()),
    _always("held_by", String(40)),
    _maybe("held_until", Moment()),
    Index(None, "athlete_id", "created_at"),
    Index(None, "state"),
)

SEEN_SET = Table(
    "seen_set",
    METADATA,
    _of_athlete(),
    _key("id", Uuid36),
    _always("at", Moment()),
    _always("offset_s", Integer()),
    _always("exercise_id", String(80)),
    _always("side", String(8)),
    _always("watched", String(20)),
    _maybe("session_id", String(80)),
    _always("protocol", Json),
    _always("report", Json),
    _always("trace", LargeBinary()),
    _always("clip", Text()),
    Index(None, "athlete_id", "exercise_id", "at"),
)
"""What a camera saw of a set. Evidence may be deleted; the event of the set stays."""

FEED = Table(
    "feed",
    METADATA,
    _key("token", String(64)),
    _of_athlete(key=False),
    _always("created_at", Moment()),
    _maybe("revoked_at", Moment()),
    Column("kind", String(20), nullable=False, server_default="training"),
)
"""The token is kept as it is, so that the address can be shown again: whoever reads this
table reads the plan beside it anyway."""

ACTIVITY = Table(
    "activity",
    METADATA,
    _of_athlete(),
    _key("id", String(40)),
    _always("starts_at", Moment()),
    _always("sport", String(20)),
    _always("document", Json),
    _always("imported_at", Moment()),
    _maybe("run_id", String(200)),
    _maybe("mark", String(10)),
    Index(None, "athlete_id", "starts_at"),
)
"""What was done, as watches and services recorded it; one row for each thing done.

`run_id` is the run it was, without a foreign key: runs leave plans and come back. `mark` says how
sure that is.
"""

ACTIVITY_FILE = Table(
    "activity_file",
    METADATA,
    _of_athlete(),
    _key("digest", String(64)),
    _always("name", Text()),
    _always("read_at", Moment()),
)
"""Files whose activities are kept, by the digest of their bytes, so that none is read twice."""

SERVICE = Table(
    "service",
    METADATA,
    _of_athlete(),
    _key("name", String(20)),
    _always("sealed", LargeBinary()),
    _always("connected_at", Moment()),
    _always("account", Text()),
    _always("directions", Json),
    _maybe("synced_at", Moment()),
    _maybe("retry_at", Moment()),
    _always("failures", Integer()),
    _always("problem", Text()),
    _always("shut", Boolean()),
    _always("told", Json),
    _always("spent", Json),
    _always("clearing", Boolean()),
)
"""Services that are connected. What opens them is encrypted; its key is in no table."""

SERVICE_ITEM = Table(
    "service_item",
    METADATA,
    _of_athlete(),
    _key("service", String(20)),
    _key("direction", String(20)),
    _key("id", String(200)),
    _always("state", String(20)),
    _always("at", Moment()),
    _always("remote_id", String(200)),
    _always("digest", String(64)),
    _maybe("day", Date()),
    _always("note", Text()),
    _always("tries", Integer()),
    _maybe("again_at", Moment()),
)
"""What went to a service or came from it, so that nothing goes twice. Outlives the connection."""

DEVICE = Table(
    "device",
    METADATA,
    _key("id", Uuid36),
    _always("name", Text()),
    Column("token_hash", String(64), unique=True, nullable=False),
    _always("paired_at", Moment()),
    _always("seen_at", Moment()),
    _maybe("revoked_at", Moment()),
)
