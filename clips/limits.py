"""A person's own limits: the most that they are to do in an exercise, as they themselves or who has
a link to one of their sets decided."""

import sqlalchemy as sa

from clips.library import Library
from clips.models import KeptSet, Limit, Share
from clips.sharing import NoSuchShareError, signed
from rules import EXERCISES


def set_limit(
    library: Library, kept: KeptSet, most: int, who: str, by: Share | None = None
) -> None:
    """From now on the owner of this set is to stay within `most` (whole degrees or seconds, see
    `rules.exercise.OwnLimit`) in its exercise; the last word counts.

    Raises
    ------
    NoSuchShareError
        The link `by` may not comment, or not on this set.
    ValueError
        The exercise has no such limit.
    """
    if by is not None and (by.role != "comment" or by.set_id != kept.id):
        raise NoSuchShareError
    own = EXERCISES[kept.exercise].own_limit
    if own is None:
        raise ValueError(f"most: {kept.exercise} has no own limit")
    if not own.lowest <= most <= own.highest:
        raise ValueError(f"most: expected {own.lowest} to {own.highest}, got {most}")
    with library.session() as session:
        session.merge(
            Limit(
                person_id=kept.person_id,
                exercise=kept.exercise,
                most=most,
                who=signed(who, by),
                share_id=by and by.id,
            )
        )


def limit_of(library: Library, person: str, exercise: str) -> Limit | None:
    """What holds for a person now."""
    with library.session() as session:
        return session.get(Limit, (person, exercise))


def limits(library: Library, person: str) -> list[Limit]:
    """All that hold for a person."""
    with library.session() as session:
        asked = sa.select(Limit).where(Limit.person_id == person).order_by(Limit.exercise)
        return list(session.scalars(asked))


def lift_limit(library: Library, person: str, exercise: str) -> None:
    """The owner does without it from now on."""
    which = (Limit.person_id == person, Limit.exercise == exercise)
    with library.session() as session:
        session.execute(sa.delete(Limit).where(*which))
    library.forget()
