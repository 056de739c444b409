"""Sets that are kept: tables and files together.

`KOSHI_DATABASE_URL` and `KOSHI_FILES_URL` say where; by default SQLite and a folder in the user's
data folder (`KOSHI_DATA` moves both). Whoever asks for a set says by which way (`clips.access`).
"""

import errno
import hashlib
import logging
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, selectinload

from clips.access import Access, NoSuchSetError, reach
from clips.check import WHOLE
from clips.files import PART, Files
from clips.models import (
    FIND_OUT,
    Act,
    Clip,
    Comment,
    FoundFault,
    KeptSet,
    Opinion,
    Person,
    Report,
    Share,
    now,
)
from clips.places import data_folder, private, private_file
from clips.quotas import most
from clips.result import ANNOTATED, POSES, VIEW, Shown, load, save
from clips.scratch import scratch
from pose.video import ClipInfo
from rules import EXERCISES, SetReport
from rules.find import Proposal, parted
from rules.terms import JUDGED

_MIGRATIONS = Path(__file__).parent / "migrations"
_PATIENCE = "busy_timeout=15000"  # ms
_PRAGMAS = ("journal_mode=WAL", _PATIENCE, "foreign_keys=ON", "secure_delete=ON")
LOCAL = "local"  # the first person of a machine without sign-in
_TOLD = timedelta(days=365)  # who did what is kept for so long (J)
_LEFT_S = 3600.0  # what nothing names may still be on its way for so long (J)
log = logging.getLogger("koshi")


def sqlite_url(path: Path) -> str:
    """The address of a SQLite file, whatever signs its name has."""
    return sa.URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def database_url() -> str:
    """`KOSHI_DATABASE_URL`, or SQLite in the data folder."""
    given = os.environ.get("KOSHI_DATABASE_URL")
    if given and given.startswith(("postgresql://", "postgres://")):
        return f"postgresql+psycopg://{given.split('://', 1)[1]}"
    return given or sqlite_url(data_folder() / "koshi.sqlite")


def files_url() -> str:
    """`KOSHI_FILES_URL`, or a folder in the data folder."""
    return os.environ.get("KOSHI_FILES_URL") or str(data_folder() / "files")


@dataclass(frozen=True)
class Removed:
    """What went with a deleted set: how many files, links, comments and opinions. ``clip_stays``:
    another set of the same person shows the same clip; whether one of somebody else does is not
    told."""

    files: int
    links: int
    comments: int
    clip_stays: bool


# What SQLite calls its troubles, as the messages that tell of them.
_SQLITE = {
    "SQLITE_BUSY": "library-busy",
    "SQLITE_LOCKED": "library-busy",
    "SQLITE_NOTADB": "library-damaged",
    "SQLITE_CORRUPT": "library-damaged",
    "SQLITE_CANTOPEN": "library-closed",
    "SQLITE_PERM": "library-closed",
    "SQLITE_READONLY": "library-closed",
    "SQLITE_IOERR": "library-closed",
    "SQLITE_FULL": "disk-full",
}


def trouble(error: Exception) -> str | None:
    """Why the library cannot be used, as the name of a message (``error-<name>``); None when
    `error` is something else."""
    if isinstance(error, CommandError):  # tables that a newer Koshi has made
        return "library-newer"
    if isinstance(error, sa.exc.DBAPIError):
        name = getattr(error.orig, "sqlite_errorname", None)
        if name is None:  # a database elsewhere
            return "library-away" if isinstance(error, sa.exc.OperationalError) else None
        return next((key for sign, key in _SQLITE.items() if name.startswith(sign)), None)
    if isinstance(error, OSError):
        return "disk-full" if error.errno == errno.ENOSPC else "library-closed"
    return None


class Library:
    """The kept sets.

    Raises
    ------
    sqlalchemy.exc.SQLAlchemyError
        The database cannot be reached.
    OSError
        The folder cannot be written.
    """

    def __init__(self, database: str | None = None, files: str | None = None):
        self.url = database or database_url()
        self.files = Files(files or files_url())
        place = sa.make_url(self.url)
        if place.get_backend_name() == "sqlite" and place.database:
            private(Path(place.database).parent)
            private_file(Path(place.database))  # what SQLite lays beside it is as private
        migrate(self.url)
        self._engine = engine(self.url)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction: kept as a whole, or not at all when something is raised."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    def person(self, subject: str | None = None, formerly: str | None = None) -> str:
        """Who that is: the id of the person a sign-in calls `subject`, made when new; None is the
        first person of a machine without sign-in. Who was called `formerly` is from now on called
        `subject`."""
        called = subject or LOCAL
        asked = sa.select(Person.id).where(Person.subject == called)
        with self.session() as session:
            there = session.scalar(asked)
        if there is not None:
            return there
        with self.session() as session:  # somebody may come in several windows at once
            if formerly:
                known = sa.update(Person).where(Person.subject == formerly)
                with suppress(sa.exc.IntegrityError), session.begin_nested():
                    session.execute(known.values(subject=called))
            new = self._insert_into(Person).values(id=uuid4().hex, subject=called, created=now())
            session.execute(new.on_conflict_do_nothing(index_elements=["subject"]))
            return session.scalars(asked).one()

    def add_clip(self, path: Path, suffix: str, info: ClipInfo) -> Clip:
        """Keep a clip under the hash of its content; one that is there already is kept once.

        Raises
        ------
        OSError
            Disk full, no permission.
        """
        clip = self._put(path, suffix, info)
        with self.session() as session:
            return self._enter(session, clip, path)

    def keep(self, kept: KeptSet, path: Path, suffix: str, info: ClipInfo) -> KeptSet:
        """Keep a set and its clip together; a set whose id is there already stays as it is.

        Raises
        ------
        OSError
            Disk full, no permission.
        """
        with self.session() as session:
            there = session.get(KeptSet, kept.id) if kept.id else None
        if there:
            return there
        clip = self._put(path, suffix, info)
        with self.session() as session:
            kept.clip_sha256 = self._enter(session, clip, path).sha256
            return _added(session, kept)

    def _put(self, path: Path, suffix: str, info: ClipInfo) -> Clip:
        """The clip's row, with its file there: outside of any transaction, for it may take long."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        clip = Clip(sha256=digest, suffix=suffix, bytes=path.stat().st_size, seconds=info.duration)
        with self.session() as session:
            clip = session.get(Clip, digest) or clip
        if not self.files.exists(clip.key):
            self.files.put(path, clip.key)
        return clip

    def _enter(self, session: Session, clip: Clip, path: Path) -> Clip:
        """Write a clip's row, or lock it. Whoever removes that clip removes its file before he lets
        go of the row, so that what is there now stays; if it has just gone it is put again."""
        upsert = self._insert(clip).on_conflict_do_update(
            index_elements=["sha256"], set_={"bytes": clip.bytes}
        )
        session.execute(upsert)
        there = session.get_one(Clip, clip.sha256)
        if not self.files.exists(there.key):
            self.files.put(path, there.key)
        return there

    def _insert(self, clip: Clip):
        """An insert of that row which can say what to do when it is there."""
        row = {name: getattr(clip, name) for name in ("sha256", "suffix", "bytes", "seconds")}
        return self._insert_into(Clip).values(row)

    def _insert_into(self, table: type[Clip] | type[Person]):
        insert = postgresql.insert if self._engine.name == "postgresql" else sqlite.insert
        return insert(table)

    def add(self, kept: KeptSet) -> str:
        """Keep a set; one whose id is there already stays as it is. Returns its id."""
        with self.session() as session:
            return _added(session, kept).id

    def again_as(self, access: Access, exercise: str) -> KeptSet:
        """A further set of its owner with the same clip, to be checked as another exercise; it
        stands beside the first, which stays as it is.

        Raises
        ------
        NoSuchSetError, NoSuchShareError
            There is none, it is not theirs, or it has no clip.
        ValueError
            No such exercise.
        """
        if exercise not in EXERCISES:
            raise ValueError(f"exercise: {exercise!r}")
        first = self.owned(access)
        if first.clip_sha256 is None:
            raise NoSuchSetError(first.id)
        other = _beside(first, 1)
        other.exercise, other.start_s, other.end_s = exercise, first.start_s, first.end_s
        try:
            with self.session() as session:
                return _added(session, other)
        except sa.exc.IntegrityError as error:  # deleted meanwhile, and its clip with it
            raise NoSuchSetError(first.id) from error

    def propose(self, set_id: str, found: list[Proposal], poses: Path) -> bool:
        """Keep what a set may be, and the poses of its clip, until its owner says what it is. False
        when it is gone, or somebody has said so meanwhile."""
        self.files.put(poses, f"sets/{set_id}/{POSES}")
        values = {"state": "found", "proposals": [each.model_dump() for each in found]}
        asked = sa.update(KeptSet).where(
            KeptSet.id == set_id, KeptSet.exercise == FIND_OUT, KeptSet.state == "checking"
        )
        with self.session() as session:
            if session.execute(asked.values(**values)).rowcount == 1:  # type: ignore[attr-defined]
                return True
            if session.get(KeptSet, set_id) is None:
                self.files.remove(f"sets/{set_id}")
        return False

    def settle(self, access: Access, exercise: str | None = None) -> list[KeptSet]:
        """The owner says what a found set is: one of that exercise, or (None) all the sets that
        were proposed, each a part of the clip. The sets that are to be checked now, the first of
        them the set itself; none where that was said before.

        Raises
        ------
        NoSuchSetError, NoSuchShareError
            It is not theirs, or not there.
        ValueError
            No such exercise, or none was proposed.
        OSError
            The poses could not be kept for every set.
        """
        first = self.owned(access)
        if exercise is None:
            found = first.sets_found
            what = list(zip([each.exercise for each in found], parted(found), strict=True))
        else:
            what = [(exercise, WHOLE)]
        if not what or any(name not in EXERCISES for name, _ in what):
            raise ValueError(f"exercise: {exercise!r}")
        sets = [first, *(_beside(first, n) for n in range(1, len(what)))]
        for kept, (name, part) in zip(sets, what, strict=True):
            kept.exercise, (kept.start_s, kept.end_s) = name, part
        with self.session() as session:
            now = reach(session, access, "owner", "changed")
            if now.state != "found":
                return []
            now.exercise, now.start_s, now.end_s = first.exercise, first.start_s, first.end_s
            now.state, now.progress, now.attempt = "waiting", 0.0, now.attempt + 1
            session.add_all(sets[1:])
            session.flush()
            with scratch("settle") as folder:
                for other in sets[1:]:
                    poses = self.files.fetch(f"{first.folder}/{POSES}", Path(folder))
                    self.files.put(poses, f"{other.folder}/{POSES}")
            return [now, *sets[1:]]

    def poses(self, kept: KeptSet, folder: Path) -> Path | None:
        """The poses that were kept of a set's clip, if there are any; `folder` as in `result`."""
        key = f"{kept.folder}/{POSES}"
        return self.files.fetch(key, folder) if self.files.exists(key) else None

    def get(self, access: Access) -> KeptSet:
        """One set. NoSuchSetError, NoSuchShareError: it is not there for them (`reach`)."""
        with self.session() as session:
            return reach(session, access, "see")

    def owned(self, access: Access) -> KeptSet:
        """One set, for its owner alone; raises as `get`."""
        with self.session() as session:
            return reach(session, access, "owner")

    def sets(self, person: str, only: Collection[str] | None = None) -> list[KeptSet]:
        """All sets of a person, the newest first; of those ids, where `only` is given."""
        asked = sa.select(KeptSet).where(KeptSet.person_id == person)
        if only is not None:
            asked = asked.where(KeptSet.id.in_(only))
        with self.session() as session:
            return list(session.scalars(asked.order_by(KeptSet.created.desc())))

    def full(self, person: str) -> bool:
        """Whether a person keeps so much that no further clip of theirs is taken in."""
        clips = sa.select(KeptSet.clip_sha256).where(KeptSet.person_id == person)
        with self.session() as session:
            asked = sa.select(sa.func.count()).where(KeptSet.person_id == person)
            sets = session.scalar(asked.select_from(KeptSet)) or 0
            held = session.scalar(sa.select(sa.func.sum(Clip.bytes)).where(Clip.sha256.in_(clips)))
        return sets >= most("KOSHI_MOST_SETS") or (held or 0) >= most("KOSHI_MOST_BYTES")

    def ids(self, person: str) -> list[str]:
        """The ids of all sets of a person, the newest first."""
        asked = sa.select(KeptSet.id).where(KeptSet.person_id == person)
        with self.session() as session:
            return list(session.scalars(asked.order_by(KeptSet.created.desc())))

    def states(self, person: str, only: Collection[str]) -> dict[str, tuple[str, float]]:
        """How far the checks of those sets of a person are: state and progress, by id."""
        asked = sa.select(KeptSet.id, KeptSet.state, KeptSet.progress)
        asked = asked.where(KeptSet.person_id == person, KeptSet.id.in_(only))
        with self.session() as session:
            return {set_id: (state, done) for set_id, state, done in session.execute(asked)}

    def update(self, access: Access, **changes) -> None:
        """The owner changes columns of a set. NoSuchSetError, NoSuchShareError: it is not theirs,
        or gone."""
        with self.session() as session:
            kept = reach(session, access, "owner", "changed")
            session.execute(sa.update(KeptSet).where(KeptSet.id == kept.id).values(**changes))

    def turn(self, kept: KeptSet) -> int:
        """The how manieth of its person's sets it is that wait or are being checked, the oldest
        first, from 1."""
        before = sa.tuple_(KeptSet.created, KeptSet.id) < (kept.created, kept.id)
        with self.session() as session:
            asked = sa.select(sa.func.count()).where(
                KeptSet.person_id == kept.person_id,
                KeptSet.state.in_(("waiting", "checking")),
                before,
            )
            return 1 + (session.scalar(asked) or 0)

    def update_unfinished(self, set_id: str, **changes) -> bool:
        """A worker changes columns of a set while it is not done; False when it is, or gone. Two
        workers may have the same set, and the one that comes last must not undo what the first has
        done."""
        with self.session() as session:
            asked = sa.update(KeptSet).where(KeptSet.id == set_id, KeptSet.state != "done")
            return session.execute(asked.values(**changes)).rowcount == 1  # type: ignore[attr-defined]

    def finish(self, set_id: str, shown: Shown) -> bool:
        """Keep the result of a set: files first, then the tables in one go, so that a set is done
        only when everything is there. A set that is done or gone stays as it is: False."""
        with scratch("keep") as folder:
            for path in save(shown, Path(folder)):
                self.files.put(path, f"sets/{set_id}/{path.name}")
        for clip, called in ((shown.annotated, ANNOTATED), (shown.view, VIEW)):
            if clip:
                self.files.put(clip, f"sets/{set_id}/{called}")
        with self.session() as session:
            asked = sa.update(KeptSet).where(KeptSet.id == set_id, KeptSet.state != "done")
            done = session.execute(asked.values(state="done", progress=1.0, error=None))
            if done.rowcount != 1:  # type: ignore[attr-defined]
                if session.get(KeptSet, set_id) is None:
                    self.files.remove(f"sets/{set_id}")
                return False
            session.execute(sa.delete(Report).where(Report.set_id == set_id))
            session.add(_table_rows(set_id, shown.checked.report))
        self.files.remove(f"sets/{set_id}/{POSES}")
        return True

    def result(self, access: Access, folder: Path) -> Shown:
        """The result of a set that is done; `folder` is for copies of files that lie elsewhere.

        Raises
        ------
        NoSuchSetError, NoSuchShareError
            It is not there for them (`reach`).
        OSError, ValueError
            Its files are missing or damaged.
        """
        kept = self.get(access)
        place = folder / kept.id
        place.mkdir(parents=True, exist_ok=True)
        found = [self.files.fetch(key, place) for key in self.files.names(kept.folder)]
        if not found:
            raise FileNotFoundError(kept.folder)
        place = found[0].parent  # where they are, when that is this machine
        clip = self.files.fetch(kept.clip.key, folder) if kept.clip else None
        return load(place, clip, kept.name)

    def delete(self, access: Access) -> Removed:
        """The owner removes a set with all that was made and said of it, and its clip when no other
        set shows it. In SQLite no byte of the rows stays either; PostgreSQL frees them when it
        vacuums.

        Raises
        ------
        NoSuchSetError, NoSuchShareError
            It is not theirs, or not there.
        OSError
            A file could not be removed. The set is gone all the same; `sweep` removes the file.
        """
        failed: OSError | None = None
        with self.session() as session:
            kept = reach(session, access, "owner")
            folder, digest = kept.folder, kept.clip_sha256
            links, said, held = (
                _count(session, each, kept.id) for each in (Share, Comment, Opinion)
            )
            session.delete(kept)
            session.add(Act(person_id=kept.person_id, did="deleted"))
            session.flush()
            # Locked, so that of two who delete the last two sets the second sees that it is last.
            asked = sa.select(Clip).where(Clip.sha256 == digest).with_for_update()
            clip = session.scalar(asked.execution_options(populate_existing=True))
            others = sa.select(KeptSet.person_id).where(KeptSet.clip_sha256 == digest)
            keepers = set(session.scalars(others.distinct()))
            stays = kept.person_id in keepers  # what others keep is not told
            if clip and not keepers:
                session.delete(clip)
                session.flush()
                try:  # before the row is let go: who adds the same clip then finds none (`_enter`)
                    self.files.remove(clip.key)
                except OSError as error:
                    failed = error
        files = len(self.files.names(folder))
        self.files.remove(folder)
        if failed:
            raise failed
        self.forget()
        return Removed(files + bool(clip and not stays), links, said + held, stays)

    def forget(self) -> None:
        """Have SQLite let go of what was deleted: it stands in the log of writes until that is
        worked off. Somebody who reads meanwhile puts it off to the next time, a sweep at last."""
        if self._engine.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA busy_timeout=200")
                with suppress(sa.exc.OperationalError):
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql(f"PRAGMA {_PATIENCE}")

    def sweep(self, older_s: float = _LEFT_S) -> list[str]:
        """Remove files that belong to nothing any more, which a removal that failed or a killed
        process left: returns their keys. Younger ones may belong to what is under way. Where more
        would go than stay, nothing does: that looks like the files of another database."""
        sets, clips = self.files.ages("sets"), self.files.ages("clips")
        with self.session() as session:  # after the files were listed: what is new since is young
            known = {f"sets/{set_id}" for set_id in session.scalars(sa.select(KeptSet.id))}
            named = {clip.key for clip in session.scalars(sa.select(Clip))}
        both = sets | clips
        parts = [key for key in both if key.endswith(PART) and both[key] > older_s]
        folders = {_folder(key) for key in sets}
        young = {_folder(key) for key, age in sets.items() if age <= older_s}
        lost = sorted(folders - known - young)
        strays = [key for key in clips.keys() - named - {*parts} if clips[key] > older_s]
        if len(lost) + len(strays) > len(folders & known) + len(clips.keys() & named):
            log.warning("sweep: more files without rows than with, all are left where they are")
            lost, strays = [], []
        with self.session() as session:
            session.execute(sa.delete(Act).where(Act.at < now() - _TOLD))
        self.forget()
        gone = [key for key in (*parts, *lost) if self._removed(key)]
        return gone + [key for key in strays if self._stray_removed(key)]

    def _stray_removed(self, key: str) -> bool:
        """Remove a clip that no row names. A row is written for that and taken back: who adds the
        same clip meanwhile waits for it and then finds none (`_enter`)."""
        digest, _, suffix = key.rpartition("/")[2].partition(".")
        clip = Clip(sha256=digest, suffix=suffix and f".{suffix}", bytes=0, seconds=0.0)
        with Session(self._engine) as session:
            insert = self._insert(clip).on_conflict_do_nothing().returning(Clip.sha256)
            free = session.scalar(insert) is not None
            there = session.get(Clip, digest)
            # One of another key may have been there; else the clip has just been added.
            free = free or (there is not None and there.key != key)
            removed = free and self._removed(key)
            session.rollback()
        return removed

    def _removed(self, key: str) -> bool:
        try:
            self.files.remove(key)
        except OSError as error:
            log.warning("sweep: %s", type(error).__name__)
            return False
        return True

    def findings(self, person: str) -> list[FoundFault]:
        """All findings of a person's sets."""
        asked = (
            sa.select(Report)
            .join(KeptSet)
            .where(KeptSet.person_id == person)
            .options(selectinload(Report.findings))
        )
        with self.session() as session:
            return [each for report in session.scalars(asked) for each in report.findings]


def _beside(first: KeptSet, n: int) -> KeptSet:
    """The n-th further set of the same clip; lists show it just before."""
    return KeptSet(
        person_id=first.person_id,
        clip_sha256=first.clip_sha256,
        exercise=first.exercise,
        name=first.name,
        source=first.source,
        language=first.language,
        created=first.created + timedelta(milliseconds=n),
    )


def _added(session: Session, kept: KeptSet) -> KeptSet:
    there = session.get(KeptSet, kept.id) if kept.id else None
    if there is None:
        session.add(kept)
        session.flush()
    return there or kept


def _count(session: Session, table: type[Share | Comment | Opinion], set_id: str) -> int:
    asked = sa.select(sa.func.count()).where(table.set_id == set_id)
    return session.scalar(asked) or 0


def _folder(key: str) -> str:
    return "/".join(key.split("/", 2)[:2])


def _table_rows(set_id: str, report: SetReport) -> Report:
    found = [
        FoundFault(
            number=number,
            fault=finding.fault,
            severity=finding.severity,
            start_s=finding.start_s,
            end_s=finding.end_s,
            rep=finding.rep,
        )
        for number, finding in enumerate(report.findings)
    ]
    judged = [each for each in report.parts if each in JUDGED]
    return Report(
        set_id=set_id,
        verdict=report.verdict,
        reps=report.rep_count,
        hold_s=sum(hold.good_s for hold in report.holds) + report.paced_s,
        judged_parts=len(judged),
        severe_parts=judged.count("severe"),
        fewer=report.fewer,
        looks_like=report.looks_like,
        content=report.model_dump(mode="json"),
        findings=found,
    )


def engine(url: str) -> sa.Engine:
    """An engine; SQLite in WAL mode (readers and a writer at once), waiting for its turn."""
    # What was found is nobody's business in a log.
    made = sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if made.dialect.name == "sqlite":

        @sa.event.listens_for(made, "connect")
        def _set_up(connection, _record):
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")

    return made


def migrate(url: str, to: str = "head") -> None:
    """Bring the tables up to date. Several processes may do so at once."""
    made = engine(url)
    try:
        with made.connect() as connection:
            if made.dialect.name == "sqlite":  # one migrates, the others wait and find it done
                connection.connection.isolation_level = None  # type: ignore[attr-defined]
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7214)")
            config = Config(attributes={"connection": connection})
            # Alembic fills in what stands behind a "%".
            config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
            command.upgrade(config, to)
            connection.commit()
    finally:
        made.dispose()
