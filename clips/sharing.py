"""Links to kept sets, what is said about them, and who looked.

A token is 192 random bits, and only its SHA-256 is kept. A link that was guessed, has run out, was
taken back or whose set is gone is told the same: `clips.access.NoSuchShareError`.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from clips.access import Access, NoSuchShareError, reach
from clips.library import Library
from clips.models import Comment, KeptSet, LinkRole, Opinion, Share, Shows, Try, now
from clips.passphrases import too_plain
from coach.summary import cue_key, cue_text, fault_name, without
from coach.words import LANGUAGES, Words, words
from rules import Finding, SetReport

DAYS = 14
MAX_TEXT = 2000  # characters
MOST_SAID = 500  # comments by one link (J)
_MAX_SHAPES, _MAX_POINT = 50, 10_000
_TRIES_S = 3600  # wrong passphrases are counted for so long
# From so many on, one is looked at in so many seconds: those of one address, those of all (J).
_OF_ONE, _OF_ALL = (10, 60), (100, 10)
# scrypt's N and p with r = 8: a row of OWASP's least (Password Storage Cheat Sheet, M), with 32 MB
# for each try; and those of the first versions, whose hashes have no word in front.
_COST, _FIRST_COST, _KIND = (1 << 15, 3), (1 << 14, 1), "scrypt-15-3$"
Lock = Literal["open", "wrong", "wait"]
_POINTS = {"line": 2, "arrow": 2, "angle": 3}


@dataclass(frozen=True)
class Word:
    """What people say of a finding: `text` by `who` in the place of Koshi's own advice ("" when
    there is none), who holds `against` it, and who has ``struck`` it out ("": nobody): the last
    opinion of it is theirs, and it is against it."""

    text: str = ""
    who: str = ""
    against: tuple[str, ...] = ()
    struck: str = ""


Advice = dict[int, Word]  # by the number of the finding


def share(
    library: Library,
    access: Access,
    name: str,
    role: LinkRole = "comment",
    shows: Shows = "clip",
    days: int = DAYS,
    passphrase: str = "",
) -> str:
    """The owner makes a link to a set; returns its token, which nothing else can tell again.

    Raises
    ------
    NoSuchSetError
        It is not theirs.
    ValueError
        The passphrase is too plain (`clips.passphrases.too_plain`).
    """
    if passphrase and too_plain(passphrase, name):
        raise ValueError("too plain")
    token = secrets.token_urlsafe(24)
    with library.session() as session:
        kept = reach(session, access, "owner", "shared")
        session.add(
            Share(
                set_id=kept.id,
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
        if found is None or not found.good:
            raise NoSuchShareError
        return found


def unlock(library: Library, found: Share, passphrase: str, who: str = "") -> Lock:
    """Whether that is the passphrase of a link. After ten wrong ones within an hour from one
    address (`who`), or a hundred from all, one is looked at now and then: nobody can guess on, and
    nobody can lock out for good who knows it. Counted in the database, so by all processes."""
    if found.passphrase is None:
        return "open"
    place = _hash(f"{found.id}/{who}")
    tried = Try(share_id=found.id, who=place, at=now())
    with library.session() as session:  # before it is looked at: many at once are many tries
        session.execute(sa.select(Share.id).where(Share.id == found.id).with_for_update())
        session.execute(sa.delete(Try).where(Try.at < tried.at - timedelta(seconds=_TRIES_S)))
        session.flush()
        for which, most, every_s in ((Try.who == place, *_OF_ONE), (sa.true(), *_OF_ALL)):
            asked = sa.select(sa.func.count(), sa.func.max(Try.at))
            count, last = session.execute(asked.where(Try.share_id == found.id, which)).one()
            if count >= most and tried.at - last < timedelta(seconds=every_s):
                return "wait"
        session.add(tried)
    if not _same(passphrase, found.passphrase):
        return "wrong"
    with library.session() as session:
        session.execute(sa.delete(Try).where(Try.id == tried.id))
        if not found.passphrase.startswith(_KIND):  # of an older Koshi
            link = sa.update(Share).where(Share.id == found.id)
            session.execute(link.values(passphrase=_salted(passphrase)))
    return "open"


def saw(library: Library, access: Access) -> None:
    """A set was opened, by its owner or by a link."""
    with library.session() as session:
        reach(session, access, "see", "saw")


def shares(library: Library, access: Access) -> list[Share]:
    """All links to a set, for its owner, the newest first."""
    with library.session() as session:
        kept = reach(session, access, "owner")
        asked = sa.select(Share).where(Share.set_id == kept.id)
        return list(session.scalars(asked.order_by(Share.created.desc())))


def revoke(library: Library, access: Access, share_id: str) -> None:
    """The owner takes a link to a set back. NoSuchShareError when it is none to that set."""
    with library.session() as session:
        kept = reach(session, access, "owner", "took_back")
        found = session.get(Share, share_id)
        if found is None or found.set_id != kept.id:
            raise NoSuchShareError
        found.revoked = now()


def comment(library: Library, access: Access, who: str, written: dict[str, Any]) -> None:
    """Keep what the player sent (t, text, shapes; finding: its number in the report, or none).

    Raises
    ------
    NoSuchSetError, NoSuchShareError
        They may not comment on this set.
    ValueError
        It is no such thing as the player sends.
    """
    text = tidy(str(written.get("text", "")))
    shapes, t = _checked(written.get("shapes")), float(written["t"])
    number = written.get("finding")
    if not text or not 0 <= t < 1e5 or not (number is None or 0 <= int(number) < 10_000):
        raise ValueError("no comment")
    with library.session() as session:
        kept = reach(session, access, "comment", "said")
        if access.link is not None:
            asked = sa.select(sa.func.count()).where(Comment.share_id == access.link)
            if (session.scalar(asked) or 0) >= MOST_SAID:
                raise ValueError("too many comments")
        session.add(
            Comment(
                set_id=kept.id,
                share_id=access.link,
                who=signed(who, access),
                t=t,
                number=None if number is None else int(number),
                text=text,
                shapes=shapes,
            )
        )


def remove_comment(library: Library, access: Access, comment_id: str) -> None:
    """The owner removes a comment of a set; nothing happens when there is none."""
    with library.session() as session:
        kept = reach(session, access, "owner", "changed")
        which = (Comment.id == comment_id, Comment.set_id == kept.id)
        session.execute(sa.delete(Comment).where(*which))
    library.forget()


def comments(library: Library, access: Access) -> list[dict[str, Any]]:
    """What was written about a set, by the time it is about: t (s), who, text, shapes, id, and the
    number of the finding it is about, if any."""
    with library.session() as session:
        kept = reach(session, access, "see")
        asked = sa.select(Comment).where(Comment.set_id == kept.id)
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
    library: Library, access: Access, number: int, who: str, agrees: bool, advice: str = ""
) -> None:
    """Keep whether the owner, or the holder of a link, agrees with a finding; a later word of
    theirs takes its place. What comes by a link counts once the owner has taken it
    (`clips.proposals.answer`): until then what they took before goes on to count.
    NoSuchSetError, NoSuchShareError when they may not say so."""
    with library.session() as session:
        kept = reach(session, access, "comment", "said")
        same = (
            Opinion.set_id == kept.id,
            Opinion.number == number,
            Opinion.share_id == access.link,
            Opinion.sheet.is_(None),
            sa.true() if access.link is None else Opinion.taken.is_not(True),
        )
        session.execute(sa.delete(Opinion).where(*same))
        session.add(
            Opinion(
                set_id=kept.id,
                share_id=access.link,
                number=number,
                who=signed(who, access),
                agrees=agrees,
                advice=tidy(advice),
                taken=True if access.link is None else None,
            )
        )


def signed(who: str, access: Access) -> str:
    """A name as one line; who came by a link cannot take another's: the link's own stands behind
    whatever they call themselves."""
    name = " ".join(who.replace("\0", "").split())[:100]
    link = name if access.owner else access.name or "link"
    return name if name == link else f"{name} ({link})"


def tidy(written: str) -> str:
    """What somebody wrote, without what only takes room."""
    return re.sub(r"\n\s*\n\s*\n", "\n\n", written.replace("\0", "").strip()[:MAX_TEXT])


def voices(library: Library, person: str) -> dict[str, int]:
    """How many comments and opinions there are on each set of a person that has any."""
    counts: dict[str, int] = {}
    with library.session() as session:
        for table in (Comment, Opinion):
            asked = sa.select(table.set_id, sa.func.count()).join(
                KeptSet, KeptSet.id == table.set_id
            )
            asked = asked.where(KeptSet.person_id == person).group_by(table.set_id)
            for set_id, count in session.execute(asked):
                counts[set_id] = counts.get(set_id, 0) + count
    return counts


def opinions(library: Library, access: Access) -> list[Opinion]:
    """What was said of a set's findings."""
    with library.session() as session:
        return _opinions(session, reach(session, access, "see").id)


def _opinions(session: Session, set_id: str) -> list[Opinion]:
    asked = sa.select(Opinion).where(Opinion.set_id == set_id)
    return list(session.scalars(asked.order_by(Opinion.created)))


def advice(held: list[Opinion], findings: list[Finding]) -> Advice:
    """What is said of `findings` to the client, beside or instead of Koshi's own words. Advice
    takes the place of these wherever they are the same, so in other reps too; of several pieces the
    last. Who is against a finding is told; that strikes it out, and advice takes another's place,
    only once it is taken."""
    said: Advice = {}
    cues = [cue_text(each, words(LANGUAGES[0])) or cue_key(each) for each in findings]
    for each in held:
        word = said.get(each.number, Word())
        if not each.agrees:
            word = replace(word, against=(*word.against, each.who))
        said[each.number] = word
        if not each.taken:
            continue
        said[each.number] = replace(word, struck="" if each.agrees else each.who)
        if each.advice and each.number < len(cues):
            for n in (n for n, cue in enumerate(cues) if cue == cues[each.number]):
                said[n] = replace(said.get(n, Word()), text=each.advice, who=each.who)
    return said


def heard(report: SetReport, told: Advice) -> SetReport:
    """The report without the findings that were struck out."""
    return without(report, {n for n, word in told.items() if word.struck})


def verdicts(library: Library, person: str) -> dict[str, str]:
    """Of a person's sets of which findings were struck out: the verdict that is left."""
    return {set_id: report.verdict for set_id, report in left_of(library, person).items()}


def left_of(library: Library, person: str) -> dict[str, SetReport]:
    """Of a person's sets of which findings were struck out: the report that is left."""
    against = sa.select(Opinion.set_id).where(Opinion.agrees.is_(False))
    asked = sa.select(Opinion, KeptSet).join(KeptSet, KeptSet.id == Opinion.set_id)
    asked = asked.where(KeptSet.person_id == person, KeptSet.id.in_(against))
    held: dict[str, list[Opinion]] = {}
    reports: dict[str, SetReport] = {}
    with library.session() as session:
        for opinion, kept in session.execute(asked.order_by(Opinion.created)):
            held.setdefault(kept.id, []).append(opinion)
            if kept.report and kept.id not in reports:
                reports[kept.id] = SetReport.model_validate(kept.report.content)
    return {
        set_id: heard(report, advice(held[set_id], report.findings))
        for set_id, report in reports.items()
    }


def left_out(report: SetReport, told: Advice, words: Words) -> list[str]:
    """Which findings of a report were struck out, and by whom."""
    return [
        words.say(
            "opinion-left-out",
            who=told[n].struck,
            fault=fault_name(finding, words),
            when=words.say("at-time", seconds=f"{finding.start_s:.1f}"),
        )
        for n, finding in enumerate(report.findings)
        if n in told and told[n].struck
    ]


def judged(library: Library, person: str) -> bool:
    """Whether there is any opinion about a person's sets."""
    asked = sa.select(Opinion.id).join(KeptSet, Opinion.set_id == KeptSet.id)
    with library.session() as session:
        return session.scalar(asked.where(KeptSet.person_id == person).limit(1)) is not None


def labels(library: Library, person: str) -> list[dict[str, Any]]:
    """All opinions about a person's sets as rows of a table: labels to learn from."""
    with library.session() as session:
        asked = sa.select(Opinion, KeptSet).join(KeptSet, Opinion.set_id == KeptSet.id)
        asked = asked.where(KeptSet.person_id == person).order_by(Opinion.created)
        # The last word of each link, also where an earlier one is taken still.
        last = {
            (o.share_id or o.id, o.set_id, o.number): (o, kept)
            for o, kept in session.execute(asked)
        }
        rows = last.values()
        found = [(o, kept, kept.report.content["findings"]) for o, kept in rows if kept.report]
        return [
            _label(opinion, kept, findings[opinion.number])
            for opinion, kept, findings in found
            if opinion.number < len(findings)
        ]


def _label(opinion: Opinion, kept: KeptSet, finding: dict[str, Any]) -> dict[str, Any]:
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
    return f"{_KIND}{salt}${_stretched(passphrase, salt)}"


def _same(passphrase: str, kept: str) -> bool:
    salt, _, wanted = kept.removeprefix(_KIND).partition("$")
    cost = _COST if kept.startswith(_KIND) else _FIRST_COST
    return hmac.compare_digest(_stretched(passphrase, salt, cost), wanted)


def _stretched(passphrase: str, salt: str, cost: tuple[int, int] = _COST) -> str:
    n, p = cost
    given, salted = passphrase.encode(), salt.encode()
    return hashlib.scrypt(given, salt=salted, n=n, r=8, p=p, maxmem=64 << 20).hex()
