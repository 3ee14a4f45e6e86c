"""What was really done: activities, the files they came from, and how far a run was."""

import sqlalchemy as sa
from alembic import op

from hamstrong.adapters.db.columns import Json, Moment, Uuid36

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("correction", sa.Column("distance_m", sa.Float(), nullable=True))
    op.create_table(
        "activity",
        _athlete(),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("sport", sa.String(20), nullable=False),
        sa.Column("document", Json, nullable=False),
        sa.Column("imported_at", Moment(), nullable=False),
        sa.Column("run_id", sa.String(200), nullable=True),
        sa.Column("mark", sa.String(10), nullable=True),
        _of_athlete("activity"),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_activity")),
    )
    op.create_index(
        op.f("ix_activity_athlete_id_starts_at"), "activity", ["athlete_id", "starts_at"]
    )
    op.create_table(
        "activity_file",
        _athlete(),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("read_at", Moment(), nullable=False),
        _of_athlete("activity_file"),
        sa.PrimaryKeyConstraint("athlete_id", "digest", name=op.f("pk_activity_file")),
    )


def _athlete() -> sa.Column[str]:
    return sa.Column("athlete_id", Uuid36, nullable=False)


def _of_athlete(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_athlete_id_athlete")
    return sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=name, ondelete="CASCADE")
