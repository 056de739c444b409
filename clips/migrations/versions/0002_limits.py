"""A person's own limits; comments about a finding; opinions by link; large clips."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "limits",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("exercise", sa.String(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("share_id", sa.String(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_limits_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["share_id"], ["shares.id"], name=op.f("fk_limits_share_id_shares"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("person_id", "exercise", name=op.f("pk_limits")),
    )
    op.add_column("comments", sa.Column("number", sa.Integer(), nullable=True))
    bind = op.get_bind()
    # For a while 0001 itself made this column and large integers.
    if "share_id" not in {column["name"] for column in sa.inspect(bind).get_columns("opinions")}:
        with op.batch_alter_table("opinions") as table:
            table.add_column(sa.Column("share_id", sa.String(), nullable=True))
            table.create_foreign_key(
                op.f("fk_opinions_share_id"), "shares", ["share_id"], ["id"], ondelete="SET NULL"
            )
    if bind.dialect.name == "postgresql":
        op.alter_column("clips", "bytes", type_=sa.BigInteger())
