"""Services that an athlete connects, and what went to them or came from them."""

import sqlalchemy as sa
from alembic import op

from hamstrong.adapters.db.columns import Json, Moment

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "service",
        sa.Column("athlete_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("connected_at", Moment(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("directions", Json, nullable=False),
        sa.Column("synced_at", Moment(), nullable=True),
        sa.Column("retry_at", Moment(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("shut", sa.Boolean(), nullable=False),
        sa.Column("told", Json, nullable=False),
        sa.Column("spent", Json, nullable=False),
        _of_athlete("service"),
        sa.PrimaryKeyConstraint("athlete_id", "name", name="pk_service"),
    )
    op.create_table(
        "service_item",
        sa.Column("athlete_id", sa.String(36), nullable=False),
        sa.Column("service", sa.String(20), nullable=False),
        sa.Column("direction", sa.String(20), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("remote_id", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        _of_athlete("service_item"),
        sa.PrimaryKeyConstraint("athlete_id", "service", "direction", "id", name="pk_service_item"),
    )


def _of_athlete(table: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["athlete_id"], ["athlete.id"], name=f"fk_{table}_athlete_id", ondelete="CASCADE"
    )
