"""Folders of the visits, and the sweep that removes what visits gone by have left.

Python's own clean-up would wait for a garbage collection that may be hours away.
"""

import logging
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from clips import scratch
from clips.models import KeptSet

_SWEEP_S, KEPT_SWEEPS = 10.0, 6  # a visit is gone when six sweeps have not seen it
_COPIES_S = 12 * 3600.0  # as long as a page may play a clip (`pages.media`)
Active = Callable[[str], bool]  # whether the visit of that name is going on
Sweeper = Callable[[Active], None]


class Visits:
    """A private folder for each visit, removed soon after the visit ends, and one for copies of
    files that lie elsewhere.

    A visit counts as gone after some sweeps without it, not after a time: a laptop that slept makes
    no sweeps. What a killed Koshi left behind is removed first.
    """

    def __init__(self) -> None:
        scratch.sweep()
        self._folders, self._copies = scratch.scratch("visits"), scratch.scratch("copies")
        self._absent: Counter[str] = Counter()
        self._closed = threading.Event()

    @property
    def copies(self) -> Path:
        """Where files that lie elsewhere are copied to; gone with Koshi, and after a while
        unused."""
        return Path(self._copies.name)

    def folder(self, name: str) -> Path:
        """A private folder. Unless it is a visit's own, who asks for it also removes it."""
        folder = self._root / name
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    @property
    def _root(self) -> Path:
        return Path(self._folders.name)

    def begin_sweeping(self, active: Active, others: Iterable[Sweeper] = ()) -> None:
        """Sweep every few seconds, in a thread of its own, and have `others` do so too."""
        work = (*others, self.drop_gone, self.drop_old_copies)

        def sweep() -> None:
            while not self._closed.wait(_SWEEP_S):
                for each in work:
                    try:  # one that fails must not keep the pictures of visits gone by
                        each(active)
                    except Exception as error:
                        logging.getLogger("koshi").error("sweep: %s", type(error).__name__)

        threading.Thread(target=sweep, name="koshi-sweep", daemon=True).start()

    def drop_gone(self, active: Active) -> None:
        """Remove the folders of visits gone by."""
        for folder in self._root.iterdir():
            if folder.name.startswith("live-"):
                continue
            absent = 0 if active(folder.name) else self._absent[folder.name] + 1
            self._absent[folder.name] = absent
            if absent > KEPT_SWEEPS:
                shutil.rmtree(folder, ignore_errors=True)
                del self._absent[folder.name]

    def drop_old_copies(self, _active: Active) -> None:
        """Remove copies that nobody has asked for in a long time."""
        for each in self.copies.iterdir():
            with suppress(
                OSError
            ):  # gone by itself, or in use (Windows): the next sweep sees to it
                if time.time() - each.stat().st_mtime > _COPIES_S:
                    shutil.rmtree(each) if each.is_dir() else each.unlink()

    def drop_copies(self, kept: KeptSet) -> None:
        """Remove the copies of a set that was deleted."""
        shutil.rmtree(self.copies / kept.id, ignore_errors=True)
        if kept.clip:
            (self.copies / Path(kept.clip.key).name).unlink(missing_ok=True)

    def close(self) -> None:
        """Sweep no more; all folders go."""
        self._closed.set()
        for each in (self._folders, self._copies):
            with suppress(OSError):  # in use (Windows): Koshi's next start sees to it
                each.cleanup()
