"""The first schema: athletes, their runs and plans, the append-only log, feeds, devices."""

import sqlalchemy as sa
from alembic import op

from hamstrong.adapters.db.columns import Json, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _athletes()
    _runs()
    _plans()
    _log()
    _doors()
    _protect_log()


def _athletes() -> None:
    op.create_table(
        "athlete",
        _text("id", 36),
        _moment("created_at"),
        _text("zone", 64),
        _text("units", 8),
        sa.Column("equipment", Json, nullable=False),
        sa.Column("availability", Json, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("usual_run_time", sa.Time(), nullable=False),
        sa.Column("sessions_per_week", sa.Integer(), nullable=True),
        _text("starting", 20),
        sa.Column("accustomed", Json, nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_athlete"),
    )
    op.create_table(
        "race",
        _text("athlete_id", 36),
        _moment("starts_at"),
        sa.Column("distance_m", sa.Float(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *_belongs_to_athlete("race"),
    )


def _runs() -> None:
    op.create_table(
        "run_plan",
        _text("athlete_id", 36),
        _text("name", 200),
        _moment("imported_at"),
        sa.Column("rest_days", Json, nullable=False),
        sa.Column("notes", Json, nullable=False),
        *_belongs_to_athlete("run_plan", "name"),
    )
    op.create_table(
        "run",
        _text("athlete_id", 36),
        _text("id", 200),
        _text("plan_name", 200),
        _moment("starts_at"),
        _moment("ends_at"),
        _text("type", 20),
        sa.Column("is_key", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("distance_m", sa.Float(), nullable=True),
        sa.Column("timed", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id", "plan_name"],
            ["run_plan.athlete_id", "run_plan.name"],
            name="fk_run_athlete_id_plan_name",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name="pk_run"),
    )
    op.create_index("ix_run_athlete_id_plan_name", "run", ["athlete_id", "plan_name"])
    op.create_table(
        "correction",
        _text("athlete_id", 36),
        _text("run_id", 200),
        _text("type", 20, nullable=True),
        sa.Column("is_key", sa.Boolean(), nullable=True),
        _moment("starts_at", nullable=True),
        _moment("moved_from", nullable=True),
        *_belongs_to_athlete("correction", "run_id"),
    )


def _plans() -> None:
    op.create_table(
        "plan",
        _text("athlete_id", 36),
        _moment("revised_at"),
        _moment("made_at"),
        sa.Column("document", Json, nullable=False),
        *_belongs_to_athlete("plan"),
    )
    op.create_table(
        "pin",
        _text("athlete_id", 36),
        _text("session_id", 80),
        _moment("starts_at"),
        *_belongs_to_athlete("pin", "session_id"),
    )
    op.create_table(
        "session_revision",
        _text("athlete_id", 36),
        _text("session_id", 80),
        sa.Column("sequence", sa.Integer(), nullable=False),
        _moment("modified_at"),
        _moment("starts_at"),
        _moment("ends_at"),
        sa.Column("title", sa.Text(), nullable=False),
        _text("digest", 64),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        *_belongs_to_athlete("session_revision", "session_id"),
    )


def _log() -> None:
    op.create_table(
        "event",
        _text("athlete_id", 36),
        _text("id", 36),
        _text("kind", 20),
        _moment("at"),
        sa.Column("offset_s", sa.Integer(), nullable=False),
        sa.Column("data", Json, nullable=False),
        _moment("received_at"),
        *_belongs_to_athlete("event", "id"),
    )
    op.create_index("ix_event_athlete_id_at", "event", ["athlete_id", "at"])


def _doors() -> None:
    op.create_table(
        "feed",
        _text("token", 64),
        _text("athlete_id", 36),
        _moment("created_at"),
        _moment("revoked_at", nullable=True),
        _athlete_key("feed"),
        sa.PrimaryKeyConstraint("token", name="pk_feed"),
    )
    op.create_table(
        "device",
        _text("id", 36),
        sa.Column("name", sa.Text(), nullable=False),
        _text("token_hash", 64),
        _moment("paired_at"),
        _moment("seen_at"),
        _moment("revoked_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.UniqueConstraint("token_hash", name="uq_device_token_hash"),
    )


def _protect_log() -> None:
    """Refuse to change the log. Removal follows the athlete's, when their row is gone already."""
    for statement in _TRIGGERS[op.get_context().dialect.name]:
        op.execute(statement)


_TRIGGERS = {
    "sqlite": (
        """CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
           BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
        """CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
           WHEN EXISTS (SELECT 1 FROM athlete WHERE id = OLD.athlete_id)
           BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             IF TG_OP = 'DELETE' AND
                NOT EXISTS (SELECT 1 FROM athlete WHERE id = OLD.athlete_id) THEN
               RETURN OLD;
             END IF;
             RAISE EXCEPTION 'events are append-only';
           END $$""",
        """CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON event
           FOR EACH ROW EXECUTE FUNCTION refuse_event_change()""",
    ),
}


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, Moment(), nullable=nullable)


def _athlete_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["athlete_id"], ["athlete.id"], name=f"fk_{table}_athlete_id", ondelete="CASCADE"
    )


def _belongs_to_athlete(table: str, *keys: str) -> tuple[sa.Constraint, ...]:
    return (
        _athlete_key(table),
        sa.PrimaryKeyConstraint("athlete_id", *keys, name=f"pk_{table}"),
    )
