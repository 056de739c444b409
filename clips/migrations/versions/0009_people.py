"""Several people on one machine, pain that is told during a set, routines of one's own."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("name", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("colour", sa.String(), nullable=False, server_default="blue"))
    op.add_column("diary", sa.Column("hurt", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "routines",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_routines_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routines")),
    )
    op.create_index(op.f("ix_routines_person_id"), "routines", ["person_id"])
