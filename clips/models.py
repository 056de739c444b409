"""What is kept, as tables: people, their sets, the clips these were filmed in, what was found."""

from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from practice.progress import Chosen, Kind, Used
from practice.weeks import Answer
from rules.find import Proposal
from rules.terms import Side

TimeOfDay = Literal["morning", "day", "evening"]
Colour = Literal["blue", "green", "orange", "violet", "red", "gray"]  # as Streamlit calls them
LinkRole = Literal["see", "comment"]
# What can be done with a set: looked at; name, exercise or what is said of it changed; commented or
# judged; a limit set; a link made or taken back; deleted; or, with all others, taken away.
Did = Literal["saw", "changed", "said", "limited", "shared", "took_back", "deleted", "took_away"]
Shows = Literal["clip", "blurred", "stills"]
# In the place of an exercise: Koshi is to find out which it is.
FIND_OUT = "find_out"


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def _key() -> str:
    return uuid4().hex


class UtcTime(TypeDecorator):
    """A time with its zone; SQLite keeps none, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value, dialect):
        """Give a time its zone again, which SQLite does not keep."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Base(DeclarativeBase):
    """The tables. Constraints have names, so that migrations can change them in SQLite too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcTime,
        date: Date,
        dict[str, Any]: JSON,
        list[dict[str, Any]]: JSON,
        list[str]: JSON,
    }


class Person(Base):
    """Who sets belong to. ``subject`` is what a sign-in calls them, "local" for the first person of
    a machine without sign-in, "local:" and something after it for others there (`clips.people`),
    who tell each other by ``name`` and ``colour``."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    subject: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    colour: Mapped[Colour] = mapped_column(String, default="blue")
    created: Mapped[datetime] = mapped_column(default=now)


class Clip(Base):
    """A video file, once however often it was uploaded: named by the SHA-256 of its content."""

    __tablename__ = "clips"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    suffix: Mapped[str]
    # SQLite's integers are as large as they need be.
    bytes: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))
    seconds: Mapped[float]

    @property
    def key(self) -> str:
        """Where it lies among the files."""
        return f"clips/{self.sha256[:2]}/{self.sha256}{self.suffix}"


class KeptSet(Base):
    """One set. ``state`` is waiting, checking, done or failed; ``error`` names the message that
    says why it failed; ``progress`` is 0..1; ``attempt`` counts how often its check was asked for;
    ``name`` is what its owner calls it.

    One whose ``exercise`` is `FIND_OUT` becomes ``found``, with what it may be in ``proposals``
    (`rules.find.Proposal`), until its owner has said what it is. ``start_s`` and ``end_s`` are
    where it lies in its clip, None where that is its beginning or end.

    Of a set at the camera, ``session`` is the same for all that were done one after the other,
    ``asked_`` what was to be done of its exercise in it (`practice.routines.Part`), and ``answer``
    how it was (`practice.weeks.Answer`)."""

    __tablename__ = "sets"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    clip_sha256: Mapped[str | None] = mapped_column(ForeignKey("clips.sha256"), index=True)
    exercise: Mapped[str]
    name: Mapped[str]
    source: Mapped[str]
    language: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    error: Mapped[str | None]
    progress: Mapped[float] = mapped_column(default=0.0)
    attempt: Mapped[int] = mapped_column(default=1)
    created: Mapped[datetime] = mapped_column(default=now, index=True)
    proposals: Mapped[list[dict[str, Any]] | None]
    start_s: Mapped[float | None]
    end_s: Mapped[float | None]
    pain_before: Mapped[int | None]
    pain_after: Mapped[int | None]
    session: Mapped[str | None]
    asked_amount: Mapped[int | None]
    asked_sets: Mapped[int | None]
    asked_stay_s: Mapped[int | None]
    answer: Mapped[Answer | None] = mapped_column(String)

    clip: Mapped[Clip | None] = relationship(lazy="joined")
    report: Mapped["Report | None"] = relationship(
        back_populates="kept", cascade="all, delete-orphan", lazy="joined"
    )

    @property
    def folder(self) -> str:
        """Where what was made of it lies among the files."""
        return f"sets/{self.id}"

    @property
    def sets_found(self) -> list[Proposal]:
        """What it may be, one for each set that its clip shows, in the order of time."""
        return [Proposal.model_validate(each) for each in self.proposals or []]


class Report(Base):
    """What a check of a set found: the set report as it was written, and what lists need of it:
    besides, how many reps or holds could be judged, in how many of them something was found severe,
    the side on which clearly fewer were, and which other exercise it looks like (None in those
    written before these were asked for)."""

    __tablename__ = "reports"

    set_id: Mapped[str] = mapped_column(ForeignKey("sets.id", ondelete="CASCADE"), primary_key=True)
    verdict: Mapped[str]
    reps: Mapped[int]
    hold_s: Mapped[float]
    judged_parts: Mapped[int | None]
    severe_parts: Mapped[int | None]
    fewer: Mapped[Side | None] = mapped_column(String)
    looks_like: Mapped[str | None]
    written: Mapped[datetime] = mapped_column(default=now)
    content: Mapped[dict[str, Any]]

    kept: Mapped[KeptSet] = relationship(back_populates="report")
    findings: Mapped[list["FoundFault"]] = relationship(
        cascade="all, delete-orphan", order_by="FoundFault.number"
    )


class FoundFault(Base):
    """A finding of a report, to ask many sets about; ``number`` is its place in the report."""

    __tablename__ = "findings"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    set_id: Mapped[str] = mapped_column(
        ForeignKey("reports.set_id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    fault: Mapped[str] = mapped_column(index=True)
    severity: Mapped[str]
    start_s: Mapped[float]
    end_s: Mapped[float]
    rep: Mapped[int | None]


class Limit(Base):
    """The most that a person is to do in an exercise, as they themselves have set it or taken it
    from the holder of a link (``share_id``): whole degrees or seconds
    (`rules.exercise.OwnLimit`)."""

    __tablename__ = "limits"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    exercise: Mapped[str] = mapped_column(primary_key=True)
    most: Mapped[int]
    who: Mapped[str]
    share_id: Mapped[str | None] = mapped_column(ForeignKey("shares.id", ondelete="SET NULL"))
    created: Mapped[datetime] = mapped_column(default=now)


class ProposedLimit(Base):
    """A limit in the exercise of a set that the holder of a link to it proposes, and that holds
    only once the set's owner has taken it (`clips.proposals`)."""

    __tablename__ = "proposed_limits"

    share_id: Mapped[str] = mapped_column(
        ForeignKey("shares.id", ondelete="CASCADE"), primary_key=True
    )
    most: Mapped[int]
    who: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)

    @property
    def id(self) -> str:
        """What it is called by: a link has one at most."""
        return self.share_id


class DiaryDay(Base):
    """How a person was on a day of their own calendar; every answer may be missing. ``condition``
    0..10 (10 very good), ``good`` a good thing, ``pain`` and ``worst`` (since the day before) 0..10
    (10 the strongest), ``places`` where (`clips.diary.PLACES`), ``numb`` and ``stopped`` whether
    it was numb or weak there and whether it kept them from what they usually do. ``hurt`` are the
    exercises in which they told, while they did them, that it hurt."""

    __tablename__ = "diary"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    condition: Mapped[int | None]
    good: Mapped[str] = mapped_column(default="")
    pain: Mapped[int | None]
    worst: Mapped[int | None]
    places: Mapped[list[str]] = mapped_column(default=list)
    numb: Mapped[bool | None]
    stopped: Mapped[bool | None]
    note: Mapped[str] = mapped_column(default="")
    hurt: Mapped[list[str]] = mapped_column(default=list)
    written: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class OwnRoutine(Base):
    """A routine that a person has put together: its ``parts`` in their order
    (`practice.routines.Part`)."""

    __tablename__ = "routines"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str]
    parts: Mapped[list[dict[str, Any]]]
    created: Mapped[datetime] = mapped_column(default=now)


class RoutineDraft(Base):
    """What a person is putting together and has neither kept nor dropped, one at most: of the
    routine ``routine_id``, or of a new one, which may have no name or parts yet."""

    __tablename__ = "routine_drafts"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    routine_id: Mapped[str | None] = mapped_column(ForeignKey("routines.id", ondelete="SET NULL"))
    name: Mapped[str]
    parts: Mapped[list[dict[str, Any]]]
    written: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class StepChoice(Base):
    """What a person did with a step that was offered on a day of their own calendar
    (`practice.progress.Choice`)."""

    __tablename__ = "choices"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    day: Mapped[date]
    exercise: Mapped[str]
    kind: Mapped[Kind] = mapped_column(String)
    chosen: Mapped[Chosen] = mapped_column(String)
    created: Mapped[datetime] = mapped_column(default=now)


class Habits(Base):
    """What a person has told of themselves: how used they are to such exercises, at which time of
    the day they like to do them; ``remind`` are the days (0 is Monday) and the times ("07:30") on
    which they want to be reminded, and whether an open page tells of them ("browser") and of
    standing up at the desk ("desk"). Every answer may be missing."""

    __tablename__ = "habits"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    used: Mapped[Used | None] = mapped_column(String)
    likes: Mapped[TimeOfDay | None] = mapped_column(String)
    remind: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Comment(Base):
    """What somebody wrote at a moment of a set, or about a finding of it (its ``number`` in the
    report); ``shapes`` are drawn on that frame, in px of the
    checked frames: {"kind": "line" | "arrow" | "angle", "points": [[x, y], ...]}. ``sheet`` names
    the file it came in, None when it was written here (`clips.answers`)."""

    __tablename__ = "comments"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    set_id: Mapped[str] = mapped_column(ForeignKey("sets.id", ondelete="CASCADE"), index=True)
    share_id: Mapped[str | None] = mapped_column(ForeignKey("shares.id", ondelete="SET NULL"))
    who: Mapped[str]
    t: Mapped[float]
    number: Mapped[int | None]
    text: Mapped[str]
    shapes: Mapped[list[dict[str, Any]]]
    sheet: Mapped[str | None]
    created: Mapped[datetime] = mapped_column(default=now)


class Opinion(Base):
    """Whether somebody agrees with a finding (its ``number`` in the report), and the advice they
    would give instead; ``sheet`` as in `Comment`. What came by a link counts once the set's owner
    has ``taken`` it: None as long as they have said neither (`clips.proposals`)."""

    __tablename__ = "opinions"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    set_id: Mapped[str] = mapped_column(ForeignKey("sets.id", ondelete="CASCADE"), index=True)
    share_id: Mapped[str | None] = mapped_column(ForeignKey("shares.id", ondelete="SET NULL"))
    number: Mapped[int]
    who: Mapped[str]
    agrees: Mapped[bool]
    advice: Mapped[str] = mapped_column(default="")
    taken: Mapped[bool | None]
    sheet: Mapped[str | None]
    created: Mapped[datetime] = mapped_column(default=now)


class Share(Base):
    """A link to one set. Of its token only the hash is here; ``role`` is see or comment, ``shows``
    clip, blurred or stills; ``passphrase`` is a salted hash."""

    __tablename__ = "shares"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    set_id: Mapped[str] = mapped_column(ForeignKey("sets.id", ondelete="CASCADE"), index=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[LinkRole] = mapped_column(String)
    shows: Mapped[Shows] = mapped_column(String)
    passphrase: Mapped[str | None]
    until: Mapped[datetime]
    revoked: Mapped[datetime | None]
    created: Mapped[datetime] = mapped_column(default=now)

    kept: Mapped[KeptSet] = relationship(lazy="joined")
    views: Mapped[list["Act"]] = relationship(
        primaryjoin="and_(Act.share_id == Share.id, Act.did == 'saw')",
        order_by="Act.at",
        lazy="selectin",
        viewonly=True,
    )

    @property
    def good(self) -> bool:
        """Whether it opens its set: not taken back, not run out."""
        return not self.revoked and self.until > now()


class Act(Base):
    """What was done with a set of a person, and when: by whoever holds the link ``share_id``, or,
    where that is None, by the person. Without names, and of a set that was deleted only that one
    was (``set_id`` None)."""

    __tablename__ = "acts"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    set_id: Mapped[str | None] = mapped_column(
        ForeignKey("sets.id", ondelete="CASCADE"), index=True
    )
    share_id: Mapped[str | None] = mapped_column(
        ForeignKey("shares.id", ondelete="CASCADE"), index=True
    )
    did: Mapped[Did] = mapped_column(String)
    at: Mapped[datetime] = mapped_column(default=now)


class Try(Base):
    """A wrong passphrase given for a link, by somebody of whom a hash of the address is here."""

    __tablename__ = "tries"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    share_id: Mapped[str] = mapped_column(ForeignKey("shares.id", ondelete="CASCADE"), index=True)
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


class SignIn(Base):
    """That a person has signed in on a server, in some browser, as long as that holds: who ended it
    or let it run out has no row. Of what the provider said then, only a hash is here; ``browser``
    and ``system`` are families by their names (`clips.sign_ins.told_by`), empty where unknown."""

    __tablename__ = "sign_ins"

    id: Mapped[str] = mapped_column(primary_key=True, default=_key)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    word_sha256: Mapped[str] = mapped_column(unique=True)
    browser: Mapped[str]
    system: Mapped[str]
    began: Mapped[datetime] = mapped_column(default=now)
    seen: Mapped[datetime] = mapped_column(default=now)


class Worker(Base):
    """A process that checks clips; ``beat`` goes up every few seconds while it lives."""

    __tablename__ = "workers"

    name: Mapped[str] = mapped_column(primary_key=True)
    beat: Mapped[int] = mapped_column(default=0)
