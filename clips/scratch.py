"""Folders for work that is under way, inside the data folder; what a killed process left behind is
removed by the next.

A folder lives as long as its process holds the lock beside it. Its name tells nothing and cannot
be guessed.
"""

import atexit
import os
import secrets
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Self

from clips.places import data_folder, private

_LEFT_S = 3600.0  # what has no lock was made by nobody, or is just being made
_LOCK = ".lock"


class Scratch:
    """A private folder of this process, gone when the context ends or with `cleanup`."""

    def __init__(self, kind: str):
        root = _root()
        while True:
            path = root / f"{kind}-{secrets.token_hex(16)}"
            lock = Lock(path.with_name(path.name + _LOCK))
            if lock.held:
                break
        self._path, self._lock = path, lock
        path.mkdir(mode=0o700)
        self.name = str(path)

    def __enter__(self) -> str:
        return self.name

    def __exit__(self, *_error: object) -> None:
        with suppress(OSError):  # in use (Windows): the next sweep sees to it
            self.cleanup()

    def cleanup(self) -> None:
        """Remove it. OSError: something in it cannot be removed."""
        try:
            if self._path.exists():
                shutil.rmtree(self._path)
        finally:
            self._lock.release(remove=not self._path.exists())


class Lock:
    """A file that one process at a time holds, until it ends or lets go; ``held`` tells whether
    this one does. Nobody is waited for."""

    def __init__(self, path: Path):
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self.held = _locked(self._file) and _still(self._file)
        if not self.held:
            os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()

    def release(self, remove: bool = False) -> None:
        """Let go of it; `remove` the file as well."""
        if not self.held:
            return
        self.held = False
        if remove and os.name == "posix":  # before it is let go of: who waits for it sees that
            self._path.unlink(missing_ok=True)
        os.close(self._file)
        if remove:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def scratch(kind: str) -> Scratch:
    """A private folder of this process, gone when the context ends."""
    return Scratch(kind)


def sweep() -> None:
    """Remove the folders of processes that are no more. Whatever else lies there breaks nothing."""
    with suppress(OSError):
        for entry in list(os.scandir(_root())):
            with suppress(OSError):
                _swept(Path(entry.path))


def _swept(path: Path) -> None:
    if path.name.endswith(_LOCK):
        with Lock(path) as lock:
            if lock.held:
                shutil.rmtree(path.with_name(path.name.removesuffix(_LOCK)), ignore_errors=True)
                lock.release(remove=not path.with_name(path.name.removesuffix(_LOCK)).exists())
        return
    held = path.with_name(path.name + _LOCK).exists()
    if not held and time.time() - path.lstat().st_mtime > _LEFT_S:
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _root() -> Path:
    """Inside the data folder, or, where that cannot be made, in a temp folder of this process: what
    needs no library goes on."""
    root = data_folder() / "scratch"
    try:
        return private(root)
    except OSError:
        return _elsewhere()


@cache
def _elsewhere() -> Path:
    made = Path(tempfile.mkdtemp())  # 0700, under a name that nobody can guess
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def _still(file: int) -> bool:
    """Whether a locked file has not just been removed by who held it before."""
    return os.name == "nt" or os.fstat(file).st_nlink > 0


if sys.platform == "win32":
    import msvcrt

    def _locked(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
