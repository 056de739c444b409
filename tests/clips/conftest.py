import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from clips.check import CheckedClip, check
from clips.library import Library
from tests.films import EXERCISE, sample

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def checked() -> Callable[..., CheckedClip]:
    """``checked(sample, exercise=its own)``: a sample checked once for all tests."""

    @cache
    def run(name: str, exercise: str | None = None) -> CheckedClip:
        return check(sample(name), exercise or EXERCISE[name])

    return run


@pytest.fixture(scope="session")
def koshi() -> Callable[..., subprocess.CompletedProcess]:
    """``koshi(*arguments, cwd=..., env={...})``: the command line in a process of its own."""

    def run(*arguments, cwd=None, env=None) -> subprocess.CompletedProcess:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        environment |= env or {}
        return subprocess.run(
            [sys.executable, "-m", "clips", *map(str, arguments)],
            cwd=cwd or ROOT,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    return run


@pytest.fixture
def library(tmp_path):
    """An empty library of its own."""
    opened = Library(f"sqlite:///{tmp_path / 'koshi.sqlite'}", str(tmp_path / "files"))
    yield opened
    opened.close()
