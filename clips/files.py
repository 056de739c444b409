"""Files by key, in a folder of this machine or in an S3-compatible store, through fsspec."""

import os
import secrets
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import fsspec
import fsspec.core

from clips.places import private, private_file

PART = ".part"  # how the name of a file ends that is not whole yet
_WHEN = ("mtime", "LastModified", "last_modified", "created")  # as the stores call it


class Files:
    """Where clips and what was made of them lie.

    Parameters
    ----------
    url : str
        A folder or any address fsspec knows, e.g. ``s3://bucket/koshi``.
    """

    def __init__(self, url: str):
        if "://" in url:  # other processes write there too: what was once seen is not remembered
            self._fs, self._root = fsspec.core.url_to_fs(url, use_listings_cache=False)
        else:  # a folder's name may have any sign that means something in an address
            self._fs = fsspec.filesystem("file")
            self._root = self._fs._strip_protocol(str(Path(url).absolute()))
        self._local = "file" in self._fs.protocol
        if self._local:
            with suppress(OSError):  # told when something is to be kept there
                private(Path(self._root))

    def put(self, source: Path, key: str) -> None:
        """Copy a file in: whole or not at all."""
        target = self._path(key)
        if not self._local:
            self._fs.put_file(str(source), target)
            return
        part = f"{target}.{secrets.token_hex(4)}{PART}"
        for each in reversed(Path(key).parents):
            private(Path(self._root) / each)
        try:
            private_file(Path(part))
            self._fs.put_file(str(source), part)
            _settle(part)
            os.replace(part, target)
            _settle(self._fs._parent(target))
        except OSError:
            if self._fs.exists(part):
                self._fs.rm_file(part)
            raise

    def reachable(self) -> bool:
        """Whether files can be kept there now."""
        if self._local:
            return os.access(self._root, os.W_OK | os.X_OK)
        try:
            self._fs.ls(self._root)
        except FileNotFoundError:  # nothing is there yet
            return True
        except Exception:  # each store has errors of its own
            return False
        return True

    def exists(self, key: str) -> bool:
        """Whether there is such a file."""
        return self._fs.exists(self._path(key))

    def fetch(self, key: str, folder: Path) -> Path:
        """The file as one on this machine: itself where it is one, else a copy in `folder`."""
        if self._local:
            return Path(self._path(key))
        copy = folder / Path(key).name
        if not copy.exists():
            part = copy.with_name(f"{copy.name}.{secrets.token_hex(4)}{PART}")
            self._fs.get_file(self._path(key), str(part))
            part.replace(copy)
        return copy

    def names(self, folder: str) -> list[str]:
        """Keys of all files under a folder."""
        root = self._path(folder)
        if not self._fs.exists(root):
            return []
        return [f"{folder}{path[len(root) :]}" for path in self._fs.find(root)]

    def sizes(self, folder: str) -> dict[str, int]:
        """Keys of all whole files under a folder with their bytes."""
        root = self._path(folder)
        found = self._fs.find(root, detail=True) if self._fs.exists(root) else {}
        keys = {f"{folder}{path[len(root) :]}": info["size"] for path, info in found.items()}
        return {key: size for key, size in keys.items() if not key.endswith(PART)}

    def ages(self, folder: str) -> dict[str, float]:
        """Keys of all files under a folder with the seconds since each was written. What a store
        does not tell the age of is left out."""
        root, now = self._path(folder), time.time()
        found = self._fs.find(root, detail=True) if self._fs.exists(root) else {}
        ages = {}
        for path, info in found.items():
            when = next((info[name] for name in _WHEN if info.get(name)), None)
            when = when.timestamp() if isinstance(when, datetime) else when
            if isinstance(when, int | float):
                ages[f"{folder}{path[len(root) :]}"] = now - when
        return ages

    def remove(self, key: str) -> None:
        """Remove a file or a folder with all in it; nothing happens when there is none."""
        if self._fs.exists(self._path(key)):
            self._fs.rm(self._path(key), recursive=True)

    def _path(self, key: str) -> str:
        return f"{self._root.rstrip('/')}/{key}"


def _settle(path: str) -> None:
    """Have a file or folder on the disk itself, so that no power cut takes back what a row written
    after it says is there. Windows does so with files alone, and only when they may be written."""
    if os.name == "nt" and os.path.isdir(path):
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
