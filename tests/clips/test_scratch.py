"""Folders for work, what killed processes leave behind, and who may look in."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clips.library import Library
from clips.scratch import scratch, sweep
from pose.video import probe
from tests.films import sample

_KILLED = """
import sys
from clips.scratch import scratch
folder = scratch("work")
print(folder.name, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("KOSHI_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_folders_of_the_dead_go_and_those_of_the_living_stay(place):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", _KILLED], **pipes) as other:
        theirs = Path(other.stdout.readline().strip())
        (theirs / "clip.mp4").write_bytes(b"x")
        with scratch("work") as mine:
            sweep()
            assert theirs.exists()
            other.kill()
            other.wait()
            sweep()
            assert not theirs.exists()
            assert Path(mine).parent == place / "scratch"
            assert len(list((place / "scratch").iterdir())) == 2  # mine and its lock
    assert list((place / "scratch").iterdir()) == []


def test_nothing_that_lies_there_breaks_the_sweep(place, tmp_path):
    with scratch("work"):
        pass
    root, elsewhere = place / "scratch", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "dear.txt").write_text("mine")
    (root / "koshi-visits-x").mkdir()
    (root / f"koshi-work-{'9' * 40}-x").mkdir()
    (root / "link").symlink_to(elsewhere)
    (root / "bound.lock").symlink_to(elsewhere / "dear.txt")
    (root / "folder.lock").mkdir()
    long_ago = time.time() - 7200
    for path in root.iterdir():
        os.utime(path, (long_ago, long_ago), follow_symlinks=False)
    sweep()
    assert (elsewhere / "dear.txt").read_text() == "mine"
    assert {path.name for path in root.iterdir()} <= {"folder.lock"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("files", [None, "elsewhere"])
def test_nobody_else_of_this_machine_may_look_in(place, tmp_path, monkeypatch, files):
    if files:
        monkeypatch.setenv("KOSHI_FILES_URL", str(tmp_path / files))
    for folder in (place, tmp_path / "elsewhere"):
        folder.mkdir(mode=0o755)
    before = os.umask(0)
    try:
        library = Library()
        path = sample("hip_lift_ok")
        library.add_clip(path, ".mp4", probe(path))
        with scratch("work"):
            kept = [*place.rglob("*"), place]
            kept += [*(tmp_path / files).rglob("*"), tmp_path / files] if files else []
            modes = {str(each): stat.S_IMODE(each.stat().st_mode) for each in kept}
        library.close()
    finally:
        os.umask(before)
    assert any(name.endswith(".mp4") for name in modes)
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}
