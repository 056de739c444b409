"""Where a person is signed in on a server. A sign-in holds as long as its row is there, so that it
can be looked at and ended; the cookie by which a browser is known lasts longer than that, and there
may be copies of it."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa

from clips.library import Library
from clips.models import Person, SignIn, now
from clips.quotas import most

IDLE = timedelta(days=3)  # unused for so long it ends (J): who comes back weekly signs in weekly
LATELY = timedelta(minutes=10)  # for so long after it nobody is asked to sign in once more (J)
_SEEN = timedelta(minutes=5)  # when it was last used is written down so often
_MOST = 50  # of one person; with one more the oldest ends
# By what a browser says of itself, the first that fits: later ones call themselves earlier ones.
_BROWSERS = {
    "Edge": r"Edg(e|A|iOS)?/",
    "Opera": r"OPR/|Opera",
    "Samsung Internet": r"SamsungBrowser/",
    "Firefox": r"Firefox/|FxiOS/",
    "Chrome": r"Chrom(e|ium)/|CriOS/",
    "Safari": r"Version/[\d.]+.* Safari/",
}
_SYSTEMS = {
    "iPhone": r"iPhone",
    "iPad": r"iPad",
    "Android": r"Android",
    "Windows": r"Windows",
    "ChromeOS": r"CrOS",
    "macOS": r"Macintosh|Mac OS X",
    "Linux": r"Linux|X11",
}


def word_of(claims: Mapping[str, object]) -> str:
    """What one sign-in is told from all others by: a hash of what the provider `claims` of it. Its
    ``nonce`` is random and was asked for by us; Authlib lets nobody in without it."""
    told = [str(claims.get(name, "")) for name in ("iss", "sub", "iat", "nonce")]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def told_by(agent: str) -> tuple[str, str]:
    """Family of a browser and of its system, of what it says of itself (``User-Agent``); empty
    where that says nothing. No more of it is kept."""
    browser, system = (
        next((name for name, pattern in names.items() if re.search(pattern, agent)), "")
        for names in (_BROWSERS, _SYSTEMS)
    )
    return browser, system


def begin(library: Library, person: str, word: str, agent: str) -> None:
    """A person has signed in, in a browser that calls itself `agent`."""
    browser, system = told_by(agent)
    with library.session() as session:
        session.execute(sa.delete(SignIn).where(_over()))
        theirs = sa.select(SignIn.id).where(SignIn.person_id == person)
        kept = theirs.order_by(SignIn.seen.desc()).limit(_MOST - 1)
        ids = list(session.scalars(kept))
        session.execute(sa.delete(SignIn).where(SignIn.person_id == person, SignIn.id.not_in(ids)))
        session.add(SignIn(person_id=person, word_sha256=word, browser=browser, system=system))


def holds(library: Library, word: str) -> bool:
    """Whether a sign-in holds: it was not ended, is not too old (``KOSHI_SIGN_IN_DAYS``) and was
    used lately. Asking is using it."""
    with library.session() as session:
        asked = sa.select(SignIn).where(SignIn.word_sha256 == word, sa.not_(_over()))
        found = session.scalars(asked).one_or_none()
        if found is None:
            return False
        if now() - found.seen > _SEEN:
            used = sa.update(SignIn).where(SignIn.id == found.id)
            session.execute(used.values(seen=now()))
        return True


def lately(library: Library, word: str) -> bool:
    """Whether a sign-in that holds began just now, so that it is known who sits there."""
    with library.session() as session:
        which = (SignIn.word_sha256 == word, SignIn.began > now() - LATELY, sa.not_(_over()))
        return session.scalar(sa.select(SignIn.id).where(*which)) is not None


def sign_ins(library: Library, person: str) -> list[SignIn]:
    """Where that person is signed in, the last used first."""
    with library.session() as session:
        theirs = sa.select(SignIn).where(SignIn.person_id == person, sa.not_(_over()))
        return list(session.scalars(theirs.order_by(SignIn.seen.desc(), SignIn.id)))


def end(library: Library, person: str, sign_in: str) -> int:
    """End one of a person's, by its id. Returns how many that were: none where it is not theirs."""
    return _end(library, SignIn.person_id == person, SignIn.id == sign_in)


def end_others(library: Library, person: str, word: str) -> int:
    """End all of a person's but the one of that `word`. Returns how many that were."""
    return _end(library, SignIn.person_id == person, SignIn.word_sha256 != word)


def end_this(library: Library, word: str) -> int:
    """End the one of that `word`: somebody has signed out."""
    return _end(library, SignIn.word_sha256 == word)


def end_all(library: Library, number: str | None = None) -> int:
    """End everybody's, or all of whom the provider calls by that `number` (``sub``). Returns how
    many that were."""
    if number is None:
        return _end(library, sa.true())
    # A person is called "oidc:", the issuer, in which there is no space, and the number behind one.
    known = sa.select(Person.id, Person.subject).where(Person.subject.startswith("oidc:"))
    with library.session() as session:
        called = [(each, str(subject)) for each, subject in session.execute(known)]
    ids = [each for each, subject in called if subject.partition(" ")[2] == number]
    return _end(library, SignIn.person_id.in_(ids))


def _over() -> sa.ColumnElement[bool]:
    """Which have run out."""
    oldest = now() - timedelta(days=most("KOSHI_SIGN_IN_DAYS"))
    return sa.or_(SignIn.began <= oldest, SignIn.seen <= now() - IDLE)


def _end(library: Library, *which: sa.ColumnElement[bool]) -> int:
    with library.session() as session:
        return session.execute(sa.delete(SignIn).where(*which)).rowcount  # type: ignore[attr-defined]
