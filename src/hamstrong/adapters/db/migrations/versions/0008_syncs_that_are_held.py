"""Which process carries a sync, and until when it may."""

import sqlalchemy as sa
from alembic import op

from hamstrong.adapters.db.columns import Moment

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("job", sa.Column("held_by", sa.String(40), nullable=False, server_default=""))
    op.add_column("job", sa.Column("held_until", Moment(), nullable=True))
