"""Checking kept sets in the background: a durable queue (DBOS) and the workers that empty it.

A page adds a set to the library and asks for it here; any number of workers, on this machine or on
others with the same PostgreSQL and files, take one set after the other. What a killed worker was at
is given to the next one. A set's result is written once, whoever finishes first
(`Library.finish`), so that work done twice is never seen twice.
"""

import errno
import logging
import os
import secrets
import socket
import sqlite3
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import psutil
import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig

from clips.access import Access, reach
from clips.check import check, find
from clips.library import Library, database_url, sqlite_url
from clips.limits import limit_of
from clips.models import FIND_OUT, KeptSet, Worker
from clips.patches import take_over
from clips.places import data_folder, private, private_file
from clips.result import ANNOTATED, POSES, VIEW, prepare
from clips.scratch import Lock, scratch, sweep
from clips.segments import so_far
from coach.words import words
from pose.model import ModelError
from pose.video import ClipError

_QUEUE, _WORKFLOW, _VERSION = "clips", "check_set", "1"
_TRIES = 8  # a clip that has killed so many workers is given up (J)
_TOLD_S = 0.5  # progress is written so often
_BEAT_S = 2.0
_DROPPED_S = 10.0  # between being given a set and beginning it passes less (J)
_LIVE_S = 120.0  # a set from the camera is kept by its page; only a page that died leaves it
_SWEEP_S = 3600.0  # files that nothing names are looked for so often (J)
_PAUSES_S = (1.0, 5.0, 20.0)  # before a check that broke off is tried once more (J)
_DEAD_S = 20.0  # a worker elsewhere that has not beaten for so long is dead (J)
log = logging.getLogger("koshi")


class _GoneError(Exception):
    """The set was deleted while it was checked, or another worker has done it."""


def queue_url() -> str:
    """Where the queue lies: the same PostgreSQL, or a SQLite file beside the library's."""
    url = database_url()
    if url.startswith("sqlite"):
        return sqlite_url(private_file(private(data_folder()) / "queue.sqlite"))
    return url.replace("postgresql+psycopg://", "postgresql://")


class Queue:
    """The queue as pages have it, who only ask: opened when it is first asked."""

    def __init__(self) -> None:
        self._client: DBOSClient | None = None
        self._lock = threading.Lock()

    def ask(self, kept: KeptSet, library: Library) -> None:
        """Have a set checked; asking twice for the same attempt asks once. People take turns: of
        somebody who sends many, the next one comes after the first of everybody else's."""
        self._opened().enqueue(
            {
                "queue_name": _QUEUE,
                "workflow_name": _WORKFLOW,
                "workflow_id": _job(kept),
                "app_version": _VERSION,
                "priority": library.turn(kept),
            },
            kept.id,
        )

    def ask_again(self, library: Library, access: Access) -> None:
        """The owner has a set checked anew whose check failed."""
        with library.session() as session:
            again = reach(session, access, "owner", "changed")
            if again.state != "failed":
                return
            again.attempt += 1
            again.state, again.error, again.progress = "waiting", None, 0.0
        self.ask(again, library)

    def forget(self, kept: KeptSet) -> None:
        """Leave nothing of a set that was deleted. What a worker is at stays until it has seen
        that; then the worker does the same (`_Watch`)."""
        self._delete([f"{kept.id}-{attempt + 1}" for attempt in range(kept.attempt)])

    def sweep(self, library: Library) -> None:
        """Forget the sets that are no more."""
        jobs = self._opened().list_workflows(name=_WORKFLOW, load_input=False, load_output=False)
        with library.session() as session:
            known = set(session.scalars(sa.select(KeptSet.id)))
        gone = [job.workflow_id for job in jobs if job.workflow_id.rpartition("-")[0] not in known]
        self._delete(gone)

    def _delete(self, jobs: list[str]) -> None:
        client = self._opened()
        found = client.list_workflows(workflow_ids=jobs, load_input=False) if jobs else []
        done = [job.workflow_id for job in found if job.status != "PENDING"]
        if not done:
            return
        client.delete_workflows(done)
        url = sa.make_url(queue_url())
        if url.get_backend_name() == "sqlite":  # else the bytes stay until they are needed
            opened = closing(sqlite3.connect(url.database or "", timeout=1.0))
            with suppress(sqlite3.OperationalError), opened as file:  # in use: the next sees to it
                file.execute("VACUUM")
                file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _opened(self) -> DBOSClient:
        with self._lock:
            if self._client is None:
                DBOS.migrate(queue_url())  # a page may be there before the first worker
                self._client = DBOSClient(system_database_url=queue_url())
            return self._client

    def close(self) -> None:
        """Let go of the queue."""
        with self._lock:
            if self._client is not None:
                self._client.destroy()
                self._client = None


def _job(kept: KeptSet) -> str:
    return f"{kept.id}-{kept.attempt}"


def enter() -> tuple[str, Lock]:
    """A name that no other worker has, wherever it runs, and a lock that this process holds as long
    as it lives, by which others of this machine know that it does."""
    own = secrets.token_hex(8)
    return f"{socket.gethostname()}/{os.getpid()}-{own}", Lock(_lock_of(own))


def _lock_of(own: str) -> Path:
    return private(data_folder() / "workers") / f"{own}.lock"


def work(library: Library) -> None:
    """Check sets until the process is ended."""
    name, _held = enter()
    config: DBOSConfig = {
        "name": "koshi",
        "system_database_url": queue_url(),
        "executor_id": name,
        "application_version": _VERSION,
        "log_level": "ERROR",
        "run_migrations": True,
    }
    _step_back()
    sweep()
    DBOS(config=config)
    busy: set[str] = set()
    _register(library, busy)
    DBOS.launch()
    DBOS.register_queue(_QUEUE, worker_concurrency=1, polling_interval_sec=0.5)
    watch = _Watch(library, name, busy)
    while True:
        try:
            watch.look()
        except Exception as error:  # the database may be away for a moment; the next look tells
            log.warning("worker: %s", type(error).__name__)
        time.sleep(_BEAT_S)


def _step_back() -> None:
    """Let whoever stands at the camera of this machine go first, unless `KOSHI_WORKER_FIRST` says
    that nobody does."""
    if os.environ.get("KOSHI_WORKER_FIRST"):
        return
    if sys.platform == "win32":
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        psutil.Process().nice(10)


def _register(library: Library, busy: set[str]) -> None:
    @DBOS.step(name="check")
    def step(set_id: str) -> None:
        busy.add(set_id)
        try:
            check_one(library, set_id)
        finally:
            busy.discard(set_id)

    @DBOS.workflow(name=_WORKFLOW, max_recovery_attempts=_TRIES)
    def workflow(set_id: str) -> None:
        step(set_id)


def check_one(library: Library, set_id: str) -> None:
    """Check a set and keep its result, or why there is none; of one whose exercise is to be found
    out, what it may be. Where database or files are away for a moment it is not the clip's fault:
    they are waited for."""
    for pause_s in _PAUSES_S:
        try:
            return _check_one(library, set_id)
        except Exception as error:
            log.warning("check: %s, once more", type(error).__name__)
            time.sleep(pause_s)
            while not _there(library):
                time.sleep(_BEAT_S)
    try:
        return _check_one(library, set_id)
    except Exception as error:
        log.error("unexpected %s", type(error).__name__, exc_info=error)
        library.update_unfinished(set_id, state="failed", error="unknown")


def _there(library: Library) -> bool:
    """Whether database and files answer."""
    try:
        with library.session() as session:
            session.execute(sa.select(1))
    except sa.exc.SQLAlchemyError:
        return False
    return library.files.reachable()


def _check_one(library: Library, set_id: str) -> None:
    """Raises what nobody expects of a clip."""
    with library.session() as session:
        kept = session.get(KeptSet, set_id)
    if kept is None or kept.state in ("found", "done", "failed") or kept.clip is None:
        return
    if not library.update_unfinished(set_id, state="checking", progress=0.0):
        return
    try:
        with scratch("work") as folder:
            clip = library.files.fetch(kept.clip.key, Path(folder))
            says = words(kept.language)
            tell = _Teller(library, set_id)
            if kept.exercise == FIND_OUT:
                poses = Path(folder) / POSES
                library.propose(set_id, find(clip, poses, tell.part(0.0, 1.0)), poses)
                return
            limit = limit_of(library, kept.person_id, kept.exercise)
            most = limit.most if limit else None
            checked = check(
                clip,
                kept.exercise,
                tell.part(0.0, 0.7),
                most=most,
                kept=library.poses(kept, Path(folder)),
                part=(kept.start_s, kept.end_s),
            )
            out, view = Path(folder) / ANNOTATED, Path(folder) / VIEW
            drawing = tell.part(0.7, 1.0)
            shown = prepare(checked, kept.name, says, out, drawing, _disk_full, view)
            library.finish(set_id, shown)
    except _GoneError:
        return
    except (ClipError, ModelError) as error:
        library.update_unfinished(set_id, state="failed", error=error.key)
    except FileNotFoundError:  # there, but for this one
        library.update_unfinished(set_id, state="failed", error="unknown")
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        library.update_unfinished(set_id, state="failed", error="disk-full")


def _disk_full(error: ClipError) -> None:
    """Here nobody waits for a result without its clip: once there is room it is made anew."""
    raise error


class _Teller:
    """Writes how far a check is, now and then."""

    def __init__(self, library: Library, set_id: str):
        self._library, self._set_id, self._told = library, set_id, 0.0

    def part(self, begin: float, end: float):
        """Progress of a part of the work that goes from `begin` to `end` (0..1) of the whole."""

        def tell(done: float, total: float) -> None:
            now = time.monotonic()
            if now - self._told < _TOLD_S:
                return
            self._told = now
            part = begin + (end - begin) * so_far(done, total)
            if not self._library.update_unfinished(self._set_id, progress=part):
                raise _GoneError

        return tell


class Beats:
    """Which workers are dead, as one process sees it."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, float]] = {}  # beat, and when it was new (s)

    def dead(self, other: Worker, now: float, bury: bool = False) -> bool:
        """Nobody holds its lock on this machine any more, or it has not beaten for long; by the own
        clock, for those of two machines may differ. Who means to take over its work `bury`s it."""
        path = _lock_of(Path(other.name.rpartition("-")[2]).name)
        if path.exists():
            with Lock(path) as lock:
                if lock.held:
                    lock.release(remove=bury)
                    return True
        if self._seen.get(other.name, (None, 0.0))[0] != other.beat:
            self._seen[other.name] = (other.beat, now)
        return now - self._seen[other.name][1] > _DEAD_S


class _Watch:
    """Beats for this worker, takes over from dead ones, and sees that no set is forgotten."""

    def __init__(self, library: Library, name: str, busy: set[str]):
        self._library, self._name, self._busy = library, name, busy
        self._beats = Beats()
        self._waiting: dict[str, float] = {}  # workflow -> since when (s)
        self._dropped: dict[str, float] = {}  # own workflow that nobody is at -> since when (s)
        self._sweep_at = 0.0
        self._queue = Queue()

    def look(self) -> None:
        now = time.monotonic()
        if now >= self._sweep_at:
            self._sweep_at = now + _SWEEP_S
            # Beside the beats: in a large store the list alone takes longer than the dead may.
            threading.Thread(target=self._sweep, name="koshi-sweep", daemon=True).start()
        with self._library.session() as session:
            me = session.get(Worker, self._name) or Worker(name=self._name, beat=0)
            me.beat += 1
            session.add(me)
            others = list(session.scalars(sa.select(Worker).where(Worker.name != self._name)))
            unfinished = sa.select(KeptSet).where(KeptSet.state.in_(("waiting", "checking")))
            sets = list(session.scalars(unfinished))
        for other in others:
            if self._beats.dead(other, now, bury=True):
                sweep()
                take_over([other.name])
                with self._library.session() as session:
                    session.execute(sa.delete(Worker).where(Worker.name == other.name))
        for kept in sets:
            self._see_to(kept, now)

    def _sweep(self) -> None:
        try:
            self._library.sweep()
            self._queue.sweep(self._library)
        except Exception as error:  # the next one sees to it
            log.warning("sweep: %s", type(error).__name__)

    def _see_to(self, kept: KeptSet, now: float) -> None:
        job = _job(kept)
        patience = _LIVE_S if kept.source == "live" else _BEAT_S
        if now - self._waiting.setdefault(job, now) < patience:
            return
        status = DBOS.get_workflow_status(job)
        if status is None:  # the page was killed between adding it and asking for it
            self._queue.ask(kept, self._library)
        elif status.status in ("SUCCESS", "ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"):
            self._library.update_unfinished(kept.id, state="failed", error="check-crashed")
        elif (
            status.status != "PENDING" or status.executor_id != self._name or kept.id in self._busy
        ):
            self._dropped.pop(job, None)
        elif now - self._dropped.setdefault(job, now) > _DROPPED_S:
            # It ended when its end could not be written (disk full, database away). While it counts
            # as under way this worker would be given nothing else.
            del self._dropped[job]
            take_over([self._name])
