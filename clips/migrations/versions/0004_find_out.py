"""Sets whose exercise is to be found out, and sets that are a part of their clip."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sets", sa.Column("proposals", sa.JSON(), nullable=True))
    op.add_column("sets", sa.Column("start_s", sa.Double(), nullable=True))
    op.add_column("sets", sa.Column("end_s", sa.Double(), nullable=True))
