"""Whether what stands in a calendar of a service is to be taken out."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    no = sa.false()
    op.add_column("service", sa.Column("clearing", sa.Boolean(), nullable=False, server_default=no))
