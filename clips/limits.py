"""A person's own limits: the most that they are to do in an exercise, as they themselves decided or
took it from who has a link to one of their sets."""

import sqlalchemy as sa

from clips.access import Access, reach
from clips.library import Library
from clips.models import Limit, ProposedLimit
from clips.sharing import signed
from rules import EXERCISES


def set_limit(library: Library, access: Access, most: int, who: str) -> None:
    """From now on the owner of this set is to stay within `most` (whole degrees or seconds, see
    `rules.exercise.OwnLimit`) in its exercise; the last word counts. By a link it is proposed, and
    holds once the owner has taken it (`clips.proposals.answer`).

    Raises
    ------
    NoSuchSetError, NoSuchShareError
        They may not comment on this set.
    ValueError
        The exercise has no such limit.
    """
    with library.session() as session:
        kept = reach(session, access, "comment", "limited")
        kind = EXERCISES.get(kept.exercise)
        own = kind.own_limit if kind else None
        if own is None:
            raise ValueError(f"most: {kept.exercise} has no own limit")
        if not own.lowest <= most <= own.highest:
            raise ValueError(f"most: expected {own.lowest} to {own.highest}, got {most}")
        name = signed(who, access)
        if access.link is None:
            holds = Limit(person_id=kept.person_id, exercise=kept.exercise, most=most, who=name)
            holds.share_id = None  # also where one that came by a link held before
            session.merge(holds)
        else:
            session.merge(ProposedLimit(share_id=access.link, most=most, who=name))


def proposed(library: Library, access: Access) -> ProposedLimit | None:
    """What waits for the owner's word of what was proposed by this way. NoSuchSetError,
    NoSuchShareError: the set is not there for them."""
    with library.session() as session:
        reach(session, access, "see")
        return session.get(ProposedLimit, access.link) if access.link else None


def limit_for(library: Library, access: Access) -> Limit | None:
    """What holds now for the owner of a set in its exercise. NoSuchSetError, NoSuchShareError: it
    is not there for them."""
    with library.session() as session:
        kept = reach(session, access, "see")
        return session.get(Limit, (kept.person_id, kept.exercise))


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
