"""Standing on one leg is a hold of so many seconds; it was paced in rounds of twenty."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_STANCE, _ROUND_S = "single_leg_stance", 20


def upgrade() -> None:
    bind = op.get_bind()
    sets = sa.table("sets", *map(sa.column, ("id", "exercise", "asked_amount")))
    limits = sa.table("limits", *map(sa.column, ("exercise", "most")))
    proposed = sa.table("proposed_limits", *map(sa.column, ("share_id", "most")))
    shares = sa.table("shares", *map(sa.column, ("id", "set_id")))
    routines = sa.table("routines", sa.column("id"), sa.column("parts", sa.JSON))
    here = sa.select(shares.c.id).join(sets, sets.c.id == shares.c.set_id)
    here = here.where(sets.c.exercise == _STANCE)
    # Who was to do so many rounds at most never stood longer than one lasts.
    for table, which in (
        (limits, limits.c.exercise == _STANCE),
        (proposed, proposed.c.share_id.in_(here)),
    ):
        bind.execute(sa.update(table).where(which).values(most=_ROUND_S))
    rounds = sa.update(sets).where(sets.c.exercise == _STANCE)
    bind.execute(rounds.values(asked_amount=_ROUND_S * sets.c.asked_amount))
    for key, parts in bind.execute(sa.select(routines.c.id, routines.c.parts)).all():
        stances = [part for part in parts if part["exercise"] == _STANCE]
        for part in stances:
            part["amount"] *= _ROUND_S
        if stances:
            bind.execute(sa.update(routines).where(routines.c.id == key).values(parts=parts))
