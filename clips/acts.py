"""What was done with one's sets: who looked, changed, shared, deleted, and when. Each call writes
down what it did where it is decided that it may (`clips.access.reach`)."""

import sqlalchemy as sa

from clips.access import Access, reach
from clips.library import Library
from clips.models import Act

_MOST = 50


def acts(library: Library, access: Access) -> list[Act]:
    """What was last done with a set, for its owner, the newest first. NoSuchSetError,
    NoSuchShareError: it is not theirs."""
    with library.session() as session:
        kept = reach(session, access, "owner")
        return list(session.scalars(_newest().where(Act.set_id == kept.id)))


def acts_of(library: Library, person: str) -> list[Act]:
    """What was last done with all that a person has, the newest first, that a set was deleted
    too."""
    with library.session() as session:
        return list(session.scalars(_newest().where(Act.person_id == person)))


def _newest() -> sa.Select[Act]:
    return sa.select(Act).order_by(Act.at.desc()).limit(_MOST)
