"""Where Koshi keeps things on this machine, for its user alone: folders 0700 and files 0600,
whatever the umask, also where a folder was there before."""

import os
import stat
from contextlib import suppress
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Where Koshi keeps things on this machine: `KOSHI_DATA` or the user's data folder."""
    given = os.environ.get("KOSHI_DATA")
    if given:
        return Path(given).expanduser().absolute()
    return platformdirs.user_data_path("koshi", appauthor=False)


def private(folder: Path) -> Path:
    """That folder, made where there is none, and closed to all others if it is ours; one that
    many use, as /tmp, is left as it is. Raises OSError when it cannot be made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    about = folder.stat()
    shared = about.st_mode & stat.S_ISVTX
    if os.name == "posix" and about.st_uid == os.geteuid() and not shared:
        with suppress(PermissionError):
            folder.chmod(0o700)
    return folder


def private_file(path: Path) -> Path:
    """That file, made empty where there is none, for its user alone."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with suppress(PermissionError):
        path.chmod(0o600)
    return path


def opener(path: str, flags: int) -> int:
    """For `open`: what is made new is for its user alone."""
    return os.open(path, flags, 0o600)
