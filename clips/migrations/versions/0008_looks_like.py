"""Which other exercise a set looks like, beside its report."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("looks_like", sa.String(), nullable=True))
