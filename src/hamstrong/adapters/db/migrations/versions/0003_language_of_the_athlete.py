"""The language that an athlete reads and hears."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("language", sa.String(8), nullable=False, server_default="en")
    op.add_column("athlete", column)
