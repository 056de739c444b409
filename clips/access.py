"""Who may see or do what with one set: an `Access` says by which way somebody comes to it, and
`reach` decides, anew at each call, what they may do there."""

from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy.orm import Session

from clips.models import Act, Did, KeptSet, LinkRole, Share, Shows
from clips.result import ANNOTATED, BLURRED, VIEW

Role = Literal[LinkRole, "owner"]  # each may do what the ones before it may
_RANK = {role: n for n, role in enumerate(get_args(Role))}
_FILES: dict[Shows, frozenset[str]] = {
    "clip": frozenset({VIEW, ANNOTATED}),
    "blurred": frozenset({BLURRED}),
    "stills": frozenset(),
}


class NoSuchSetError(LookupError):
    """There is no set of that name, or it is somebody else's: both say the same."""


class NoSuchShareError(LookupError):
    """That link opens nothing, or not this."""


@dataclass(frozen=True)
class Access:
    """The way to one set: of its owner, the `person` who asks for it, or of whoever holds the
    `link` (its id) to it.

    It is a claim, which `reach` holds against what is kept. ``role`` and ``shows`` are those of the
    link when it was opened, for pages to draw by; ``name`` is what the owner called the link.
    """

    set_id: str
    person: str | None = None
    link: str | None = None
    role: Role = "owner"
    shows: Shows = "clip"
    name: str = ""

    @classmethod
    def of_owner(cls, kept: KeptSet) -> "Access":
        """Its owner's to a set, for who has already been found to be that."""
        return cls(kept.id, kept.person_id)

    @classmethod
    def by_link(cls, found: Share) -> "Access":
        """That of who holds an opened link (`clips.sharing.open_share`) and knows its passphrase,
        if it has one."""
        return cls(found.set_id, None, found.id, found.role, found.shows, found.name)

    @property
    def owner(self) -> bool:
        """Whether it is the owner's."""
        return self.link is None

    @property
    def may_comment(self) -> bool:
        """Whether something may be said of the set."""
        return _RANK[self.role] >= _RANK["comment"]

    @property
    def clip(self) -> str | None:
        """The clip to play (its file among those of the set), None when none may be seen."""
        return next((name for name in (VIEW, BLURRED) if name in self.files), None)

    @property
    def files(self) -> frozenset[str]:
        """Which clips among the files of the set may be seen."""
        return _FILES[self.shows]

    @property
    def stills(self) -> bool:
        """Whether pictures that show the face may be seen."""
        return self.shows != "blurred"


def reach(session: Session, access: Access, role: Role, did: Did | None = None) -> KeptSet:
    """The set, when who comes by `access` may do there now what needs `role`; what they `did` is
    written down for its owner to see (`clips.acts`).

    Raises
    ------
    NoSuchSetError
        There is none, or it is not that person's.
    NoSuchShareError
        The link is not good (any more), is one to another set, or allows less.
    """
    kept = _reached(session, access, role)
    if did is not None:
        session.add(Act(person_id=kept.person_id, set_id=kept.id, share_id=access.link, did=did))
    return kept


def _reached(session: Session, access: Access, role: Role) -> KeptSet:
    if access.link is None:
        kept = session.get(KeptSet, access.set_id)
        if kept is None or kept.person_id != access.person:
            raise NoSuchSetError(access.set_id)
        return kept
    link = session.get(Share, access.link)
    if link is None or not link.good or link.set_id != access.set_id:
        raise NoSuchShareError
    if role == "owner" or _RANK[link.role] < _RANK[role]:
        raise NoSuchShareError
    return link.kept
