"""A copy of everything that is kept, in a folder, and the way back from it.

The database is copied first, as it is at one moment, and then the files that it names: a set is
written there when its files are (`Library.finish`), so all of them are found. Where a set was
deleted meanwhile the database is copied anew, so that it is not in the backup either. On the way
back the files come first. The queue is in no backup: workers ask for what waits. Sign-ins
do not come back from one.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from clips.access import Access
from clips.files import Files
from clips.library import Library, database_url, engine, files_url, sqlite_url
from clips.models import Base, Clip, KeptSet, Person, SignIn, Worker
from clips.places import private, private_file
from clips.scratch import scratch

_SQLITE, _POSTGRES, _FILES, _NEW = "koshi.sqlite", "koshi.dump", "files", "koshi.new"
_TRIES = 5  # who deletes set after set meanwhile can put it off so often
# Rows of these are there as soon as Koshi has been opened once.
_NOTHING = frozenset(each.__tablename__ for each in (Person, SignIn, Worker))


class BackupError(Exception):
    """It cannot be done; ``key`` names the message that says why, ``name`` what it is about."""

    def __init__(self, key: str, name: object = ""):
        super().__init__(key)
        self.key, self.name = key, name


@dataclass(frozen=True)
class Copied:
    """How many sets, clips, and bytes of files a backup holds, or was restored from; ``lost`` are
    the sets and clips whose files are missing or damaged."""

    sets: int
    clips: int
    bytes: int
    lost: tuple[str, ...] = ()


def backup(library: Library, folder: Path) -> Copied:
    """Copy everything into `folder`, for its user alone. A backup that is there already is brought
    up to date: only files that are new are copied, those of deleted sets go.

    Raises
    ------
    BackupError
        The folder holds something else, or the database cannot be copied.
    OSError
        Disk full, no permission.
    """
    known = {_SQLITE, _POSTGRES, _FILES, _NEW}
    if folder.exists() and {each.name for each in folder.iterdir()} - known:
        raise BackupError("backup-folder", folder)
    files = Files(str(private(folder) / _FILES))
    with scratch("backup") as name:
        for _ in range(_TRIES):
            rows, named = _copy_rows(library, Path(name))
            lost = _copy(library.files, files, named)
            if named <= _named_now(library):
                break
        else:
            raise BackupError("backup-busy")
        shutil.copyfile(rows, private_file(folder / _NEW))
    (folder / _NEW).replace(folder / rows.name)
    sizes = files.sizes("clips") | files.sizes("sets")
    for key in [key for key in sizes if _thing(key) not in named]:
        files.remove(key)
        del sizes[key]
    return _copied(named, sizes, lost)


def restore(folder: Path) -> Copied:
    """Put a backup into the empty place that `KOSHI_DATABASE_URL`, `KOSHI_FILES_URL` and
    `KOSHI_DATA` name, while no Koshi runs there, bring it up to date and open every set.

    Raises
    ------
    BackupError
        There is no backup, it is for another kind of database, or something is kept there.
    OSError
        Disk full, no permission.
    """
    url = database_url()
    rows = folder / (_SQLITE if url.startswith("sqlite") else _POSTGRES)
    if not rows.exists():
        raise BackupError("backup-none", folder)
    if not _is_empty(url):
        raise BackupError("backup-not-empty")
    source, files = Files(str(folder / _FILES)), Files(files_url())
    sizes = source.sizes("clips") | source.sizes("sets")
    with scratch("restore") as name:
        for key in sizes:
            files.put(source.fetch(key, Path(name)), key)
    _put_rows(url, rows)
    library = Library()
    try:
        with library.session() as session:
            session.execute(sa.delete(Worker))  # of another place
            session.execute(sa.delete(SignIn))  # some were ended since
            sets = list(session.scalars(sa.select(KeptSet)))
            named = _things(session.connection())
        lost = {each for each in named if each.startswith("clips/") and not _whole(source, each)}
        with scratch("restore") as name:
            lost |= {kept.folder for kept in sets if not _opens(library, kept, Path(name))}
        return _copied(named, sizes, lost)
    finally:
        library.close()


def _copied(named: set[str], sizes: dict[str, int], lost: set[str]) -> Copied:
    clips = sum(each.startswith("clips/") for each in named)
    return Copied(len(named) - clips, clips, sum(sizes.values()), tuple(sorted(lost)))


def _thing(key: str) -> str:
    """What a file belongs to: a clip is itself, the others are of a set."""
    return key if key.startswith("clips/") else "/".join(key.split("/", 2)[:2])


def _things(connection: sa.Connection) -> set[str]:
    """The clips and folders of sets that a database names."""
    clips = [
        Clip(sha256=sha256, suffix=suffix).key
        for sha256, suffix in connection.execute(sa.select(Clip.sha256, Clip.suffix))
    ]
    return {*clips, *(f"sets/{each}" for each in connection.scalars(sa.select(KeptSet.id)))}


def _named_now(library: Library) -> set[str]:
    with library.session() as session:
        return _things(session.connection())


def _copy_rows(library: Library, folder: Path) -> tuple[Path, set[str]]:
    """Copy the database as it is at one moment; the copy, and what it names."""
    if library.url.startswith("sqlite"):
        copy = private_file(folder / _SQLITE)
        with (
            closing(sqlite3.connect(sa.make_url(library.url).database or "")) as there,
            closing(sqlite3.connect(copy)) as here,
        ):
            there.backup(here)
            here.execute("PRAGMA journal_mode=DELETE")  # one file
        opened = engine(sqlite_url(copy))
        with opened.connect() as connection:
            named = _things(connection)
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
        opened.dispose()
        return copy, named
    copy = private_file(folder / _POSTGRES)
    opened = engine(library.url)
    try:
        with opened.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            moment = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
            told = ("--format=custom", "--no-owner", "--exclude-schema=dbos", f"--file={copy}")
            _run("pg_dump", library.url, *told, f"--snapshot={moment}")
            return copy, _things(connection)
    finally:
        opened.dispose()


def _put_rows(url: str, rows: Path) -> None:
    if not url.startswith("sqlite"):
        told = ("--no-owner", "--clean", "--if-exists", "--exit-on-error", "--single-transaction")
        _run("pg_restore", url, *told, str(rows))
        return
    target = Path(sa.make_url(url).database or "")
    private(target.parent)
    for beside in ("-wal", "-shm"):  # of the empty one
        target.with_name(target.name + beside).unlink(missing_ok=True)
    part = private_file(target.with_name(target.name + ".new"))
    shutil.copyfile(rows, part)
    part.replace(target)


def _run(program: str, url: str, *told: str) -> None:
    """One of PostgreSQL's programs; the password is not among the words that others can see."""
    place = sa.make_url(url)
    secret = {"PGPASSWORD": place.password} if place.password else {}
    # To `set` no password leaves the one that there is, and it would be written as "***".
    known = (place.username, None, place.host, place.port, place.database, place.query)
    address = sa.URL.create("postgresql", *known).render_as_string()
    try:
        command: Sequence[str] = (program, f"--dbname={address}", *told)
        done = subprocess.run(command, env=os.environ | secret, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise BackupError("backup-program", program) from error
    if done.returncode:
        raise BackupError("backup-failed", (done.stderr.strip().splitlines() or [program])[-1])


def _is_empty(url: str) -> bool:
    """Whether nothing is kept in a database yet."""
    place = sa.make_url(url)
    if place.get_backend_name() == "sqlite" and not Path(place.database or "").exists():
        return True
    opened = engine(url)
    try:
        with opened.connect() as connection:
            there = {*sa.inspect(connection).get_table_names()}
            tables = [each for each in Base.metadata.sorted_tables if each.name in there - _NOTHING]
            counts = (sa.select(sa.func.count()).select_from(each) for each in tables)
            return not any(connection.scalar(count) for count in counts)
    finally:
        opened.dispose()


def _copy(source: Files, target: Files, named: set[str]) -> set[str]:
    """Copy the files of what is named; what has none. One of the same size is the same: files are
    written once."""
    sizes, there = ({**each.sizes("clips"), **each.sizes("sets")} for each in (source, target))
    keys = [key for key in sizes if _thing(key) in named]
    lost = {each for each in named if each.startswith("clips/")} - {*keys}
    with scratch("backup") as name:
        for key in keys:
            if there.get(key) == sizes[key]:
                continue
            try:
                copy = source.fetch(key, Path(name))
                target.put(copy, key)
            except FileNotFoundError:
                lost.add(_thing(key))
                continue
            if copy.is_relative_to(name):
                copy.unlink()
    return lost


def _whole(files: Files, clip: str) -> bool:
    """Whether a clip is what its name says: the hash of its content."""
    with scratch("restore") as name:
        try:
            with files.fetch(clip, Path(name)).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return False
    return Path(clip).name.partition(".")[0] == digest


def _opens(library: Library, kept: KeptSet, folder: Path) -> bool:
    """Whether a set that is done has its result."""
    if kept.state != "done":
        return True
    try:
        library.result(Access.of_owner(kept), folder)
    except (OSError, ValueError):
        return False
    return True
