"""How several processes share the tests (`koshi.py test`)."""

import gc
import os
import pickle
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from xdist.scheduler import LoadFileScheduling

from clips.check import CheckedClip, check
from clips.library import Library
from clips.result import Shown, prepare
from coach.words import words
from tests.films import EXERCISE, sample

Made = TypeVar("Made")
PATIENCE_S = 300  # for what another process is making


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Every process reads all tests, with all that they import: that stays, and to look through it
    for what could go took a third of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


class _TwoBrowsers(LoadFileScheduling):
    """A file's tests go to one process, and all that need the browser to one or two: each process
    that has such tests starts a server, a worker and a Chromium of its own. To look through every
    page takes half of all that time."""

    def _split_scope(self, nodeid: str) -> str:
        if not nodeid.startswith("tests/browser/"):
            return super()._split_scope(nodeid)
        return "every page" if "test_accessibility" in nodeid else "browser"


def pytest_ignore_collect(collection_path, config):
    """Those at the camera are in few files: the others need not be read for them."""
    at_camera = config.getoption("markexpr").endswith("and camera")
    if at_camera and collection_path.name.startswith("test_"):
        return b"mark.camera" not in collection_path.read_bytes()
    return None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return _TwoBrowsers(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.fixture(autouse=True, scope="session")
def data_folder(tmp_path_factory):
    """No test touches what this machine's user keeps."""
    os.environ["KOSHI_DATA"] = str(tmp_path_factory.mktemp("koshi"))


@pytest.fixture(autouse=True)
def main_module():
    """A page run by Streamlit's AppTest stays the main module, which a new process would run."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(autouse=True)
def in_turn():
    """No test may make its process a real-time one, as some encoders do for root: a browser that
    it starts then keeps both cores to itself, and tests elsewhere fail of old age."""
    yield
    if sys.platform == "linux":
        assert os.sched_getscheduler(0) == os.SCHED_OTHER


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Callable[[str, Callable[[Path], Made]], Made]:
    """``once(name, make)``: what ``make(folder)`` gives, made by one of the processes that share
    the tests, and for all tests of a process the same object."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    made: dict[str, Made] = {}

    def run(name: str, make: Callable[[Path], Made]) -> Made:
        if name not in made:
            made[name] = _made_by_one(shared / name, make)
        return made[name]

    return run


@pytest.fixture(scope="session")
def empty_tables(once) -> Path:
    """The database of a library that nothing is in yet, to be copied: to make its tables in every
    test anew takes five times as long."""

    def make(folder: Path) -> Path:
        path = folder / "koshi.sqlite"
        Library(f"sqlite:///{path}", str(folder / "files")).close()
        return path

    return once("empty-tables", make)


@pytest.fixture(scope="session")
def checked(once) -> Callable[[str], CheckedClip]:
    """``checked(sample)``: a sample checked once for all tests."""

    def run(name: str) -> CheckedClip:
        return once(f"checked-{name}", lambda folder: check(sample(name), EXERCISE[name]))

    return run


@pytest.fixture(scope="session")
def prepared(checked, once) -> Callable[[str], Shown]:
    """``prepared(sample)``: its result with annotated clip and view, made once for all tests."""

    def run(name: str) -> Shown:
        def make(folder: Path) -> Shown:
            drawn, view = folder / "annotated.mp4", folder / "view.mp4"
            return prepare(checked(name), f"{name}.mp4", words("ja"), drawn, view=view)

        return once(f"prepared-{name}", make)

    return run


def _made_by_one(folder: Path, make: Callable[[Path], Made]) -> Made:
    """What `make` gives; whoever makes the folder makes what is in it, the others wait."""
    done, end = folder.with_suffix(".pickle"), time.monotonic() + PATIENCE_S
    while not done.exists():
        try:
            folder.mkdir()
        except FileExistsError:
            assert time.monotonic() < end, folder
            time.sleep(0.1)
            continue
        try:
            made = make(folder)
        except BaseException:
            shutil.rmtree(folder)  # somebody else may try
            raise
        written = folder / "made.pickle"
        written.write_bytes(pickle.dumps(made))
        written.replace(done)
        return made
    return pickle.loads(done.read_bytes())
