"""Folders for work that is under way; what a killed process left behind is removed by the next."""

import os
import shutil
import tempfile
from pathlib import Path

import psutil


def scratch(kind: str) -> tempfile.TemporaryDirectory:
    """A private folder of this process, gone when the context ends."""
    return tempfile.TemporaryDirectory(prefix=f"koshi-{kind}-{os.getpid()}-")


def sweep() -> None:
    """Remove the folders of processes that are no more."""
    for left in Path(tempfile.gettempdir()).glob("koshi-*-*-*"):
        pid = left.name.split("-")[2]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)):
            shutil.rmtree(left, ignore_errors=True)
