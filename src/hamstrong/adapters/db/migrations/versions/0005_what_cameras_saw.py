"""Background work, and what cameras saw of sets."""

import sqlalchemy as sa
from alembic import op

from hamstrong.adapters.db.columns import Json, Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("athlete_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("wish", Json, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("started_at", Moment(), nullable=True),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        _of_athlete("job"),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_index("ix_job_athlete_id_created_at", "job", ["athlete_id", "created_at"])
    op.create_index("ix_job_state", "job", ["state"])
    op.create_table(
        "seen_set",
        sa.Column("athlete_id", sa.String(36), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("offset_s", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.String(80), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("watched", sa.String(20), nullable=False),
        sa.Column("session_id", sa.String(80), nullable=True),
        sa.Column("protocol", Json, nullable=False),
        sa.Column("report", Json, nullable=False),
        sa.Column("trace", sa.LargeBinary(), nullable=False),
        sa.Column("clip", sa.Text(), nullable=False),
        _of_athlete("seen_set"),
        sa.PrimaryKeyConstraint("athlete_id", "id", name="pk_seen_set"),
    )
    columns = ["athlete_id", "exercise_id", "at"]
    op.create_index("ix_seen_set_athlete_id_exercise_id_at", "seen_set", columns)


def _of_athlete(table: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["athlete_id"], ["athlete.id"], name=f"fk_{table}_athlete_id", ondelete="CASCADE"
    )
