"""What was asked of a set and how it was; steps that were taken or declined; habits."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, kind in (
        ("session", sa.String()),
        ("asked_amount", sa.Integer()),
        ("asked_sets", sa.Integer()),
        ("asked_stay_s", sa.Integer()),
        ("answer", sa.String()),
    ):
        op.add_column("sets", sa.Column(name, kind, nullable=True))
    for name, kind in (
        ("judged_parts", sa.Integer()),
        ("severe_parts", sa.Integer()),
        ("fewer", sa.String()),
    ):
        op.add_column("reports", sa.Column(name, kind, nullable=True))
    op.create_table(
        "choices",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("exercise", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_choices_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choices")),
    )
    op.create_index(op.f("ix_choices_person_id"), "choices", ["person_id"])
    op.create_table(
        "habits",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("used", sa.String(), nullable=True),
        sa.Column("likes", sa.String(), nullable=True),
        sa.Column("remind", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_habits_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_habits")),
    )
