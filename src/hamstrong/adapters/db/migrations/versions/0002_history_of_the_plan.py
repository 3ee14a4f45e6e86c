"""The plan's history, absences, what became of runs, and kit at other places."""

import sqlalchemy as sa
from alembic import op

from hamstrong.adapters.db.columns import Json, JsonOrNull, Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("athlete", sa.Column("venues", Json, nullable=False, server_default="{}"))
    op.add_column("correction", sa.Column("outcome", sa.String(20), nullable=True))
    op.add_column("correction", sa.Column("minutes", sa.Float(), nullable=True))
    op.create_table(
        "absence",
        sa.Column("athlete_id", sa.String(36), nullable=False),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("back", sa.String(20), nullable=False),
        *_belongs_to_athlete("absence", "id"),
    )
    op.create_table(
        "plan_version",
        sa.Column("athlete_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("changes", Json, nullable=False),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("inputs_before", Json, nullable=False),
        sa.Column("inputs_after", Json, nullable=False),
        sa.Column("made_from", sa.String(64), nullable=False),
        sa.Column("plan", JsonOrNull, nullable=True),
        *_belongs_to_athlete("plan_version", "number"),
    )


def _belongs_to_athlete(table: str, key: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athlete.id"], name=f"fk_{table}_athlete_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", key, name=f"pk_{table}"),
    )
