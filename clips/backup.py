"""A copy of everything that is kept, in a folder, and the way back from it.

The database is copied first and then the files that it names: a set is written into the database
when its files are there (`Library.finish`), so all of them are found, unless the set was deleted
meanwhile; then the database is copied anew. Into a folder that holds a backup already only what is
new is copied, and what was deleted goes from there too. The queue is not in it: workers ask for
what waits.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from clips.files import Files
from clips.library import Library, engine, sqlite_url
from clips.models import Base, Clip, KeptSet
from clips.places import private
from clips.scratch import scratch

_SQLITE, _POSTGRES, _FILES = "koshi.sqlite", "koshi.dump", "files"
_TRIES = 5  # somebody who deletes set after set meanwhile can put it off so often
_ADVICE = "the folder must be empty or hold a backup"


class BackupError(Exception):
    """What went wrong, in a line for whoever runs the server."""


@dataclass(frozen=True)
class Copied:
    """What a backup holds, or what was restored: sets, clips, and bytes of files."""

    sets: int
    clips: int
    bytes: int


def backup(library: Library, folder: Path) -> Copied:
    """Copy everything into `folder`, for its user alone; a backup that is there is brought up to
    date, and good until this one is whole.

    Raises
    ------
    BackupError
        The folder holds something else, or the database cannot be copied.
    OSError
        Disk full, no permission.
    """
    there = {_SQLITE, _POSTGRES, _FILES}
    if folder.exists() and any(each.name not in there for each in folder.iterdir()):
        raise BackupError(f"{folder}: {_ADVICE}")
    files = Files(str(private(folder) / _FILES))
    with scratch("backup") as name:
        for _ in range(_TRIES):
            written = _copy_rows(library, Path(name))
            named = _named(library)
            if missing := _copy_files(library.files, files, named):
                if not missing & _keys(_named(library)):  # deleted meanwhile, and so not in it
                    continue
                raise BackupError(f"files that the database names are missing: {sorted(missing)}")
            break
        else:
            raise BackupError("sets are deleted all the time: try again")
        part = folder / f".{written.name}"
        shutil.copyfile(written, part, follow_symlinks=False)
    part.chmod(0o600)
    part.replace(folder / written.name)  # the rows last: they name what is there
    for key in {*files.names("clips"), *files.names("sets")} - {*_wanted(files, named)}:
        files.remove(key)
    return _counted(named, files)
