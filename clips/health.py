"""Whether what Koshi stands on is there: database, files, somebody who checks clips."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from clips.library import Library, trouble
from clips.models import KeptSet, Worker
from clips.work import Beats

_GOOD_S = 1.0  # asked more often than that, the last answer is given again
_WAIT_S = 3.0


@dataclass(frozen=True)
class State:
    """What can be reached now, how many workers live, and how many sets are in each state."""

    database: bool = False
    files: bool = False
    workers: int = 0
    sets: tuple[tuple[str, int], ...] = ()

    @property
    def ready(self) -> bool:
        """Whether a clip that comes in now will be kept and checked."""
        return self.database and self.files and self.workers > 0


class Health:
    """Looks at what Koshi stands on, at most once a second however often it is asked. A worker
    elsewhere counts as alive until it has been seen not to beat for 20 s."""

    def __init__(self, library: Callable[[], Library]) -> None:
        self._library, self._beats = library, Beats()
        self._lock = threading.Lock()
        self._state, self._looked = State(), -_GOOD_S

    def look(self) -> State:
        """How it is. May take as long as a database that does not answer; who asks while somebody
        waits for that hears that it does not."""
        if not self._lock.acquire(timeout=_WAIT_S):
            return State()
        try:
            if time.monotonic() - self._looked >= _GOOD_S:
                self._state = self._now()
                self._looked = time.monotonic()
            return self._state
        finally:
            self._lock.release()

    def _now(self) -> State:
        counted = sa.select(KeptSet.state, sa.func.count()).group_by(KeptSet.state)
        try:
            library = self._library()
            with library.session() as session:
                workers = list(session.scalars(sa.select(Worker)))
                sets = tuple((state, count) for state, count in session.execute(counted))
        except Exception as error:
            if trouble(error) is None:
                raise
            return State()
        now = time.monotonic()
        alive = sum(not self._beats.dead(each, now) for each in workers)
        return State(True, library.files.reachable(), alive, sets)
