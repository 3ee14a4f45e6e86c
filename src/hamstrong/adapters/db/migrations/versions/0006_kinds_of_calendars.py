"""What a calendar address tells: the training, or only when there is no time."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("kind", sa.String(20), nullable=False, server_default="training")
    op.add_column("feed", column)
