"""Files by key, in a folder of this machine or in an S3-compatible store, through fsspec."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import fsspec
import fsspec.core

_CHUNK = 1 << 20


class Files:
    """Where clips and what was made of them lie.

    Parameters
    ----------
    url : str
        A folder or any address fsspec knows, e.g. ``s3://bucket/koshi``.
    """

    def __init__(self, url: str):
        # Other processes write there too: what was once seen is not remembered.
        self._fs, self._root = fsspec.core.url_to_fs(url, use_listings_cache=False)
        self._local = "file" in self._fs.protocol

    def put(self, source: Path, key: str) -> None:
        """Copy a file in: whole or not at all."""
        target = self._path(key)
        if not self._local:
            self._fs.put_file(str(source), target)
            return
        part = f"{target}.{secrets.token_hex(4)}.part"
        self._fs.makedirs(self._fs._parent(target), exist_ok=True)
        try:
            self._fs.put_file(str(source), part)
            os.replace(part, target)
        except OSError:
            if self._fs.exists(part):
                self._fs.rm_file(part)
            raise

    def write(self, data: bytes, key: str) -> None:
        """Write a small file."""
        target = self._path(key)
        if self._local:
            self._fs.makedirs(self._fs._parent(target), exist_ok=True)
        self._fs.pipe_file(target, data)

    def read(self, key: str) -> bytes:
        """A small file. FileNotFoundError when there is none."""
        return self._fs.cat_file(self._path(key))

    def exists(self, key: str) -> bool:
        """Whether there is such a file."""
        return self._fs.exists(self._path(key))

    def size(self, key: str) -> int:
        """Its size in bytes. FileNotFoundError when there is none."""
        return self._fs.size(self._path(key))

    def part(self, key: str, start: int, end: int) -> Iterator[bytes]:
        """The bytes from `start` to before `end`, a piece at a time."""
        with self._fs.open(self._path(key), "rb") as file:
            file.seek(start)
            while start < end and (data := file.read(min(_CHUNK, end - start))):
                start += len(data)
                yield data

    def fetch(self, key: str, folder: Path) -> Path:
        """The file as one on this machine: itself where it is one, else a copy in `folder`."""
        if self._local:
            return Path(self._path(key))
        copy = folder / Path(key).name
        if not copy.exists():
            part = copy.with_name(f"{copy.name}.{secrets.token_hex(4)}.part")
            self._fs.get_file(self._path(key), str(part))
            part.replace(copy)
        return copy

    def names(self, folder: str) -> list[str]:
        """Keys of all files under a folder."""
        root = self._path(folder)
        if not self._fs.exists(root):
            return []
        return [f"{folder}{path[len(root) :]}" for path in self._fs.find(root)]

    def remove(self, key: str) -> None:
        """Remove a file or a folder with all in it; nothing happens when there is none."""
        if self._fs.exists(self._path(key)):
            self._fs.rm(self._path(key), recursive=True)

    def _path(self, key: str) -> str:
        return f"{self._root.rstrip('/')}/{key}"
