"""Folders of visits gone by and copies of files that lie elsewhere: swept, whatever fails."""

import os
import threading
import time

import pytest

from clips.models import Clip, KeptSet
from pages import visits
from pages.visits import KEPT_SWEEPS, Visits

CLIP = Clip(sha256="ab" * 32, suffix=".mp4")


@pytest.fixture
def made():
    opened = Visits()
    yield opened
    opened.close()


def lay(made: Visits, name: str):
    folder = made.copies / name
    folder.mkdir()
    (folder / "view.mp4").write_bytes(b"view")
    return folder


def test_the_copies_of_a_deleted_set_go_and_no_others(made):
    gone, stays = lay(made, "gone"), lay(made, "stays")
    clip = made.copies / f"{CLIP.sha256}.mp4"
    clip.write_bytes(b"clip")
    made.drop_copies(KeptSet(id="gone", clip=CLIP))
    assert not gone.exists()
    assert not clip.exists()
    assert (stays / "view.mp4").exists()
    made.drop_copies(KeptSet(id="never copied", clip=CLIP))


def test_old_copies_are_dropped(made):
    old, young = lay(made, "old"), lay(made, "young")
    long_ago = time.time() - visits._COPIES_S - 60
    os.utime(old, (long_ago, long_ago))
    made.drop_old_copies(lambda visit: True)
    assert not old.exists()
    assert young.exists()


def test_a_visit_is_gone_after_some_sweeps_without_it(made):
    here, left, live = (made.folder(name) for name in ("here", "left", "live-x"))
    for _ in range(KEPT_SWEEPS):
        made.drop_gone(lambda visit: visit == "here")
    assert left.exists()
    made.drop_gone(lambda visit: True)  # it was only away for a moment
    for _ in range(KEPT_SWEEPS + 1):
        made.drop_gone(lambda visit: visit == "here")
    assert not left.exists()
    assert here.exists()
    assert live.exists()  # who asked for that one removes it


def test_the_sweep_goes_on_whatever_fails_in_it(made, monkeypatch):
    monkeypatch.setattr(visits, "_SWEEP_S", 0.01)
    left, asked, twice = made.folder("left"), [], threading.Event()

    def fails(active):
        asked.append(active)
        if len(asked) > KEPT_SWEEPS + 1:
            twice.set()
        raise RuntimeError

    made.begin_sweeping(lambda visit: False, [fails])
    assert twice.wait(10)
    assert not left.exists()


def test_nothing_stays_and_nothing_is_swept_when_it_is_closed(monkeypatch):
    monkeypatch.setattr(visits, "_SWEEP_S", 0.01)
    made, swept = Visits(), []
    folder, copies = made.folder("x"), made.copies
    made.begin_sweeping(lambda visit: True, [swept.append])
    made.close()
    assert not folder.parent.exists()
    assert not copies.exists()
    time.sleep(0.1)
    so_far = len(swept)
    time.sleep(0.1)
    assert len(swept) == so_far
