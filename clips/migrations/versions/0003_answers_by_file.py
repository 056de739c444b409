"""Comments and opinions that came in a file name it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("comments", "opinions"):
        op.add_column(table, sa.Column("sheet", sa.String(), nullable=True))
