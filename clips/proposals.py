"""What comes by a link and would change what the set's owner is judged by or told: it waits until
they take it or leave it, and can be taken back with the link."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from clips.access import Access, NoSuchShareError, reach
from clips.library import Library
from clips.models import KeptSet, Limit, Opinion, ProposedLimit, Share
from clips.sharing import advice

Proposal = Opinion | ProposedLimit


def waiting(library: Library, access: Access) -> list[Proposal]:
    """What waits for the word of a set's owner, the oldest first: limits, and opinions that would
    change what is said of the set."""
    with library.session() as session:
        return _waiting(session, reach(session, access, "owner"))


def waiting_for(library: Library, person: str) -> dict[str, int]:
    """How much waits for a person's word, by those of their sets of which anything does."""
    proposed = sa.select(Share.set_id).join(ProposedLimit, ProposedLimit.share_id == Share.id)
    untold = sa.select(Opinion.set_id).where(Opinion.taken.is_(None))
    asked = sa.select(KeptSet).where(
        KeptSet.person_id == person, KeptSet.id.in_(proposed) | KeptSet.id.in_(untold)
    )
    with library.session() as session:
        counts = {kept.id: len(_waiting(session, kept)) for kept in session.scalars(asked)}
    return {set_id: count for set_id, count in counts.items() if count}


def answer(library: Library, access: Access, proposal_id: str, takes: bool) -> None:
    """The owner takes what was proposed, so that it holds from now on, or leaves it. Nothing
    happens when it does not wait (any more)."""
    with library.session() as session:
        kept = reach(session, access, "owner", "changed")
        for each in _waiting(session, kept):
            if each.id == proposal_id:
                _settle(session, kept, each, takes)


def in_force(library: Library, access: Access, share_id: str) -> bool:
    """Whether anything holds that the owner took from that link to their set."""
    with library.session() as session:
        kept = reach(session, access, "owner")
        limit, held = _by(session, kept, share_id)
        return limit is not None or bool(held)


def take_back(library: Library, access: Access, share_id: str) -> None:
    """What the owner took from that link holds no longer. NoSuchShareError when it is none to that
    set."""
    with library.session() as session:
        kept = reach(session, access, "owner", "changed")
        limit, held = _by(session, kept, share_id)
        if limit:
            session.delete(limit)
        for each in held:
            each.taken = False


def _by(session: Session, kept: KeptSet, share_id: str) -> tuple[Limit | None, list[Opinion]]:
    link = session.get(Share, share_id)
    if link is None or link.set_id != kept.id:
        raise NoSuchShareError
    limit = session.get(Limit, (kept.person_id, kept.exercise))
    asked = sa.select(Opinion).where(Opinion.share_id == share_id, Opinion.taken.is_(True))
    held = [each for each in session.scalars(asked) if each.advice or not each.agrees]
    return limit if limit and limit.share_id == share_id else None, held


def _waiting(session: Session, kept: KeptSet) -> list[Proposal]:
    asked = sa.select(ProposedLimit).join(Share, Share.id == ProposedLimit.share_id)
    limits = session.scalars(asked.where(Share.set_id == kept.id))
    opinions = session.scalars(sa.select(Opinion).where(Opinion.set_id == kept.id))
    found: list[Proposal] = [*limits, *_telling(sorted(opinions, key=lambda each: each.created))]
    return sorted(found, key=lambda each: each.created)


def _telling(held: list[Opinion]) -> Iterable[Opinion]:
    """Of opinions (in the order of time) that nobody has answered, those that would change what is
    said."""
    now = advice(held, [])
    last = {each.number: each.created for each in held if each.taken}
    for each in (each for each in held if each.taken is None):
        struck = bool(now[each.number].struck)
        overtaken = each.number in last and last[each.number] > each.created
        if each.advice or (each.agrees == struck and not overtaken):
            yield each


def _settle(session: Session, kept: KeptSet, proposal: Proposal, takes: bool) -> None:
    if isinstance(proposal, Opinion):
        proposal.taken = takes
        if takes:  # what the same link said before
            same = (Opinion.share_id == proposal.share_id, Opinion.number == proposal.number)
            earlier = sa.delete(Opinion).where(*same, Opinion.id != proposal.id)
            session.execute(earlier.where(Opinion.taken.is_not(None)))
        return
    if takes:
        session.merge(
            Limit(
                person_id=kept.person_id,
                exercise=kept.exercise,
                most=proposal.most,
                who=proposal.who,
                share_id=proposal.share_id,
            )
        )
    session.delete(proposal)
