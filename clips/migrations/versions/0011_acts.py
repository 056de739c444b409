"""What was done with sets, by whom; that a link was opened is one of these."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("set_id", sa.String(), nullable=True),
        sa.Column("share_id", sa.String(), nullable=True),
        sa.Column("did", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_acts_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["sets.id"], name=op.f("fk_acts_set_id_sets"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["share_id"], ["shares.id"], name=op.f("fk_acts_share_id_shares"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    for column in ("person_id", "set_id", "share_id"):
        op.create_index(op.f(f"ix_acts_{column}"), "acts", [column])
    op.execute(
        "INSERT INTO acts (id, person_id, set_id, share_id, did, at)"
        " SELECT views.id, sets.person_id, sets.id, shares.id, 'saw', views.seen"
        " FROM views JOIN shares ON shares.id = views.share_id"
        " JOIN sets ON sets.id = shares.set_id"
    )
    op.drop_table("views")
