"""Which process carries a sync, until when; and when what was put off is tried again."""

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
    item = "service_item"
    op.add_column(item, sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(item, sa.Column("again_at", Moment(), nullable=True))
