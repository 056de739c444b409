"""Links to kept sets, what is said about them, and who looked.

A token is 192 random bits, and only its SHA-256 is kept. A link that was guessed, has run out, was
taken back or whose set is gone is told the same: `NoSuchShareError`.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from clips.library import Library, NoSuchSetError
from clips.models import Comment, KeptSet, Opinion, Share, View, now

DAYS = 14
MAX_TEXT = 2000  # characters
_MAX_SHAPES, _MAX_POINT = 50, 10_000
_TRIES, _TRIES_S = 10, 3600  # wrong passphrases of one link in so many seconds
_POINTS = {"line": 2, "arrow": 2, "angle": 3}
_wrong: dict[str, list[float]] = {}


# Number of a finding -> who says what is to be done about it, and their words.
Advice = dict[int, tuple[str, str]]


class NoSuchShareError(LookupError):
    """That link opens nothing."""


def share(
    library: Library,
    set_id: str,
    person: str,
    name: str,
    role: str = "comment",
    shows: str = "clip",
    days: int = DAYS,
    passphrase: str = "",
) -> str:
    """Make a link to a set of `person`; returns its token, which nothing else can tell again."""
    library.get(set_id, person)
    token = secrets.token_urlsafe(24)
    with library.session() as session:
        session.add(
            Share(
                set_id=set_id,
                token_sha256=_hash(token),
                name=name[:100],
                role=role,
                shows=shows,
                passphrase=_salted(passphrase) if passphrase else None,
                until=now() + timedelta(days=days),
            )
        )
    return token


def open_share(library: Library, token: str) -> Share:
    """The share of a link that is good. NoSuchShareError for any other."""
    with library.session() as session:
        found = session.scalar(sa.select(Share).where(Share.token_sha256 == _hash(token)))
        if found is None or not _good(found):
            raise NoSuchShareError
        return found


def is_good(library: Library, share_id: str) -> bool:
    """Whether a link that was opened before is good still."""
    with library.session() as session:
        found = session.get(Share, share_id)
        return found is not None and _good(found)


def _good(found: Share) -> bool:
    return not found.revoked and found.until > now()


def passes(found: Share, passphrase: str, clock: float) -> bool:
    """Whether that is the share's passphrase; after ten wrong ones within an hour (by `clock`, s)
    none is."""
    if found.passphrase is None:
        return True
    recent = [t for t in _wrong.get(found.id, []) if clock - t < _TRIES_S]
    _wrong[found.id] = recent
    salt, _, kept = found.passphrase.partition("$")
    if len(recent) >= _TRIES:
        return False
    if hmac.compare_digest(_stretched(passphrase, salt), kept):
        return True
    recent.append(clock)
    return False


def saw(library: Library, found: Share) -> None:
    """The link was opened: its owner is told."""
    with library.session() as session:
        session.add(View(share_id=found.id))


def shares(library: Library, set_id: str, person: str) -> list[Share]:
    """All links to a set of `person`, the newest first."""
    library.get(set_id, person)
    with library.session() as session:
        asked = sa.select(Share).where(Share.set_id == set_id)
        return list(session.scalars(asked.order_by(Share.created.desc())))


def revoke(library: Library, share_id: str, person: str) -> None:
    """Take a link back. NoSuchSetError when it is none of theirs."""
    with library.session() as session:
        found = session.get(Share, share_id)
        if found is None or found.kept.person_id != person:
            raise NoSuchSetError
        found.revoked = now()


def comment(
    library: Library, set_id: str, who: str, written: dict[str, Any], by: Share | None = None
) -> None:
    """Keep what the player sent (t, text, shapes; finding: its number in the report, or none). A
    share must allow it.

    Raises
    ------
    NoSuchShareError
        The link may not comment, or not on this set.
    ValueError
        It is no such thing as the player sends.
    """
    if by is not None and (by.role != "comment" or by.set_id != set_id):
        raise NoSuchShareError
    text = str(written.get("text", "")).strip()[:MAX_TEXT]
    shapes, t = _checked(written.get("shapes")), float(written["t"])
    number = written.get("finding")
    if not text or not 0 <= t < 1e5 or not (number is None or 0 <= int(number) < 10_000):
        raise ValueError("no comment")
    with library.session() as session:
        session.add(
            Comment(
                set_id=set_id,
                share_id=by and by.id,
                who=who[:100],
                t=t,
                number=None if number is None else int(number),
                text=text,
                shapes=shapes,
            )
        )


def remove_comment(library: Library, set_id: str, comment_id: str) -> None:
    """Remove a comment of that set; nothing happens when there is none."""
    with library.session() as session:
        which = (Comment.id == comment_id, Comment.set_id == set_id)
        session.execute(sa.delete(Comment).where(*which))


def comments(library: Library, set_id: str) -> list[dict[str, Any]]:
    """What was written about a set, by the time it is about: t (s), who, text, shapes, id, and the
    number of the finding it is about, if any."""
    with library.session() as session:
        asked = sa.select(Comment).where(Comment.set_id == set_id)
        return [
            {
                "id": c.id,
                "t": c.t,
                "who": c.who,
                "text": c.text,
                "shapes": c.shapes,
                "finding": c.number,
            }
            for c in session.scalars(asked.order_by(Comment.t, Comment.created))
        ]


def judge(
    library: Library,
    set_id: str,
    number: int,
    who: str,
    agrees: bool,
    advice: str = "",
    by: Share | None = None,
) -> None:
    """Keep whether the owner, or the holder of the link `by`, agrees with a finding; a later word
    of theirs takes its place. NoSuchShareError when the link may not say so."""
    if by is not None and (by.role != "comment" or by.set_id != set_id):
        raise NoSuchShareError
    share_id = by.id if by else None
    with library.session() as session:
        same = (Opinion.set_id == set_id, Opinion.number == number, Opinion.share_id == share_id)
        session.execute(sa.delete(Opinion).where(*same))
        session.add(
            Opinion(
                set_id=set_id,
                share_id=share_id,
                number=number,
                who=who[:100],
                agrees=agrees,
                advice=advice[:MAX_TEXT],
            )
        )


def opinions(library: Library, set_id: str) -> list[Opinion]:
    """What was said of a set's findings."""
    with library.session() as session:
        asked = sa.select(Opinion).where(Opinion.set_id == set_id)
        return list(session.scalars(asked.order_by(Opinion.created)))


def advice(held: list[Opinion]) -> Advice:
    """What is said to the client instead of Koshi's own words; of several the last."""
    return {each.number: (each.who, each.advice) for each in held if each.advice}


def labels(library: Library, person: str) -> list[dict[str, Any]]:
    """All opinions about a person's sets as rows of a table: labels to learn from."""
    with library.session() as session:
        asked = sa.select(Opinion, KeptSet).join(KeptSet, Opinion.set_id == KeptSet.id)
        rows = session.execute(asked.where(KeptSet.person_id == person)).all()
        return [_label(session, opinion, kept) for opinion, kept in rows]


def _label(session: Session, opinion: Opinion, kept: KeptSet) -> dict[str, Any]:
    finding = (kept.report.content["findings"] if kept.report else [])[opinion.number]
    return {
        "set": kept.id,
        "exercise": kept.exercise,
        "fault": finding["fault"],
        "severity": finding["severity"],
        "start_s": finding["start_s"],
        "end_s": finding["end_s"],
        "who": opinion.who,
        "agrees": opinion.agrees,
        "advice": opinion.advice,
    }


def _checked(shapes: Any) -> list[dict[str, Any]]:
    """Only what the player can draw; ValueError for anything else."""
    kept = []
    for shape in list(shapes or [])[:_MAX_SHAPES]:
        kind, points = shape["kind"], [[float(x), float(y)] for x, y in shape["points"]]
        if len(points) != _POINTS.get(kind) or any(
            not abs(v) <= _MAX_POINT
            for p in points
            for v in p  # so that NaN is refused too
        ):
            raise ValueError("no shape")
        kept.append({"kind": kind, "points": points})
    return kept


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _salted(passphrase: str) -> str:
    salt = secrets.token_hex(16)
    return f"{salt}${_stretched(passphrase, salt)}"


def _stretched(passphrase: str, salt: str) -> str:
    return hashlib.scrypt(passphrase.encode(), salt=salt.encode(), n=1 << 14, r=8, p=1).hex()
