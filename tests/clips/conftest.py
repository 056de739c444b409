import contextlib
import multiprocessing.forkserver
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clips.library import Library

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def koshi(loaded, tmp_path_factory) -> Callable[..., subprocess.CompletedProcess]:
    """``koshi(*arguments, cwd=..., env={...})``: the command line, in a process of its own that has
    loaded its libraries already. One that is to find another Python begins anew."""
    folder = tmp_path_factory.mktemp("said")

    def begin(command, cwd, env) -> subprocess.CompletedProcess:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | env
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=cwd,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    def go_on(command, cwd, env) -> subprocess.CompletedProcess:
        out, err = folder / "out.txt", folder / "err.txt"
        process = loaded.Process(target=_become, args=(command, cwd, env, out, err))
        process.start()
        process.join(300)
        assert process.exitcode is not None, command
        said = (path.read_text(encoding="utf-8") for path in (out, err))
        return subprocess.CompletedProcess(command, process.exitcode, *said)

    def run(*arguments, cwd=ROOT, env=None) -> subprocess.CompletedProcess:
        anew = any(name.startswith("PYTHON") for name in env or {})
        return (begin if anew else go_on)(["clips", *map(str, arguments)], cwd, env or {})

    return run


@pytest.fixture(scope="session")
def loaded() -> multiprocessing.context.BaseContext:
    """Makes processes that have loaded what a check needs (not on Windows: it cannot fork)."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.clips.loaded"])
    with contextlib.chdir(ROOT):  # where it finds them
        multiprocessing.forkserver.ensure_running()
    return context


def _become(command: list[str], cwd: Path, env: dict[str, str], out: Path, err: Path) -> None:
    """Do what ``python -m clips ...`` does, and write what it says into two files."""
    os.environ.update(env)
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.stdout, sys.stderr = (
        os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2)
    )
    os.chdir(cwd)
    sys.argv = command
    from clips.__main__ import main

    sys.exit(main())


@pytest.fixture
def library(tmp_path, empty_tables):
    """An empty library of its own."""
    shutil.copy(empty_tables, tmp_path)
    opened = Library(f"sqlite:///{tmp_path / 'koshi.sqlite'}", str(tmp_path / "files"))
    yield opened
    opened.close()
